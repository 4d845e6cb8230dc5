/** What happens to equipment, as the logbook says it. */
export const texts = {
  en: {
    event: {
      device: {
        announced: 'New equipment announced itself',
        description_changed: 'Describes itself differently',
        withdrawn: 'Took itself off the network',
        adopted: 'Adopted',
        changed: 'Equipment changed',
        retired: 'Retired',
        came_online: 'Answers again',
        went_offline: 'Stopped answering',
        rang: 'Somebody rang',
        tampered: 'Opened or torn off',
        failed: 'Reported a fault',
        jammed: 'Jammed',
        battery_low: 'Battery low',
        recovered: 'In order again',
        payload_unknown: 'Sent something unreadable',
      },
      device_config: { asked: 'Settings asked for', in_force: 'Setting in force' },
      command: { asked: 'Order given', ended: 'Order ended', contradicted: 'Order contradicted later' },
    },
  },
  fr: {
    event: {
      device: {
        announced: 'Un nouvel équipement s’annonce',
        description_changed: 'Se décrit autrement',
        withdrawn: 'S’est retiré du réseau',
        adopted: 'Adoption',
        changed: 'Équipement modifié',
        retired: 'Retrait',
        came_online: 'Répond de nouveau',
        went_offline: 'Ne répond plus',
        rang: 'On a sonné',
        tampered: 'Ouvert ou arraché',
        failed: 'Panne signalée',
        jammed: 'Bloqué',
        battery_low: 'Pile faible',
        recovered: 'De nouveau en ordre',
        payload_unknown: 'Message illisible',
      },
      device_config: { asked: 'Réglages demandés', in_force: 'Réglage en vigueur' },
      command: { asked: 'Ordre donné', ended: 'Fin de l’ordre', contradicted: 'Ordre contredit ensuite' },
    },
  },
} as const
