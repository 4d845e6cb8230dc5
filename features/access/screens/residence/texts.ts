/** Words about what a page could not learn of the residence, and about how equipment joins it. */
export const texts = {
  en: {
    unseen: {
      forbidden: {
        entrances: 'Your role does not show entrances.',
        equipment: 'Your role does not show equipment, so it is not known here how the doors are.',
        rights: 'Your role does not show whether the building is heard and which rights are in force.',
        alarms: 'Your role does not show events, so doors forced or held open are not shown here.',
      },
      failed: {
        entrances: 'The entrances could not be asked for. What you see of them may be old.',
        equipment: 'The equipment could not be asked for. What you see of it may be old or missing.',
        rights: 'Whether the building is heard could not be asked for.',
        alarms: 'Doors forced or held open could not be asked for.',
      },
      meanwhile: 'The doors do not depend on it and keep deciding.',
      askLodge: 'An administrator of the residence can show it, or look for you.',
      retry: 'Ask again',
    },
    addEquipment: {
      button: 'Add equipment',
      connect: {
        title: 'Connect it to the broker of this residence.',
        text: 'Anything that speaks MQTT with Home Assistant’s discovery announces itself: ESPHome, Zigbee2MQTT, Tasmota, Shelly and others.',
      },
      adopt: {
        title: 'Adopt it here.',
        text: 'It stands in this list within seconds, to be adopted: say what it is and which entrance it opens.',
      },
      badge: {
        title: 'Let somebody in.',
        text: 'Put them in a group under <access>Access</access>, and give them a badge on their page under <people>Residents</people>.',
      },
    },
  },
  fr: {
    unseen: {
      forbidden: {
        entrances: 'Votre rôle ne montre pas les entrées.',
        equipment: 'Votre rôle ne montre pas les équipements : l’état des portes n’est donc pas connu ici.',
        rights:
          'Votre rôle ne montre pas si le bâtiment donne des nouvelles, ni quels droits y sont en vigueur.',
        alarms:
          'Votre rôle ne montre pas les événements : les effractions et les portes retenues ouvertes n’apparaissent donc pas ici.',
      },
      failed: {
        entrances: 'Les entrées n’ont pas pu être demandées. Ce que vous en voyez est peut-être ancien.',
        equipment:
          'Les équipements n’ont pas pu être demandés. Ce que vous en voyez est peut-être ancien ou incomplet.',
        rights: 'Nous n’avons pas pu demander si le bâtiment donne des nouvelles.',
        alarms: 'Les effractions et les portes retenues ouvertes n’ont pas pu être demandées.',
      },
      meanwhile: 'Les portes n’en dépendent pas et continuent de décider.',
      askLodge: 'Un administrateur de la résidence peut vous le montrer, ou regarder pour vous.',
      retry: 'Demander encore',
    },
    addEquipment: {
      button: 'Ajouter un équipement',
      connect: {
        title: 'Raccordez-le au courtier MQTT de la résidence.',
        text: 'Tout ce qui parle la découverte MQTT de Home Assistant s’annonce de lui-même : ESPHome, Zigbee2MQTT, Tasmota, Shelly et d’autres.',
      },
      adopt: {
        title: 'Adoptez-le ici.',
        text: 'Il figure dans cette liste en quelques secondes, à adopter : dites ce que c’est et quelle entrée il ouvre.',
      },
      badge: {
        title: 'Laissez entrer quelqu’un.',
        text: 'Mettez la personne dans un groupe sous <access>Accès</access>, et donnez-lui un badge sur sa fiche, sous <people>Résidents</people>.',
      },
    },
  },
} as const
