/** Words of Today. */
export const texts = {
  en: {
    today: {
      page: 'Today',
      needs:
        '{count, plural, =0 {Nothing needs you.} =1 {One thing needs a person.} =2 {Two things need a person.} =3 {Three things need a person.} =4 {Four things need a person.} =5 {Five things need a person.} =6 {Six things need a person.} =7 {Seven things need a person.} =8 {Eight things need a person.} =9 {Nine things need a person.} other {# things need a person.}}',
      underWay: {
        danger: 'An alarm is on.',
        lockdown: 'A lockdown is on.',
        evacuation: 'An evacuation is on.',
        lockdownDrill: 'A lockdown drill is on.',
        evacuationDrill: 'An evacuation drill is on.',
      },
      running:
        '{needs, plural, =0 {The residence} other {The rest of the residence}} is running: {ok, number} of {all, plural, one {# piece} other {# pieces}} of equipment in order, {answering, number} of {entrances, plural, one {# entrance} other {# entrances}} answering.',
      runningAlone:
        'The building has been on its own since {time}: every door decides alone. What you see here is of that moment.',
      partial: 'Not everything could be looked at.',
      partialText: 'Of what you may see here, nothing needs a person.',
      nothingConnected: 'Nothing is connected yet.',
      first: {
        title: 'First steps',
        note: 'In this order',
        done: 'done',
        doors: {
          title: 'Connect the doors',
          text: 'A reader or a lock announces itself as soon as it is on the network. Say what it opens.',
          go: 'See what is there',
        },
        people: {
          title: 'Bring homes and residents',
          text: 'From the spreadsheet you have, with their badges. Nothing happens before you have seen what will.',
          go: 'Bring a file',
        },
        rights: {
          title: 'Say who may enter, and when',
          text: 'A group has doors and hours; whoever lives in a building can be in it as a whole.',
          go: 'Make a group',
        },
        backup: {
          title: 'Make a first copy of everything',
          text: 'It is read back at once; after that one is made by itself every day.',
          go: 'Go to Backup',
        },
      },
      house: {
        backupNever: {
          title: 'No backup has been made yet',
          text: 'If the machine is lost today, everything Loge knows is lost with it.',
          go: 'Go to Backup',
        },
        backupFailed: {
          title: 'The last backup failed',
          text: 'Copies made before are as they were. Its page says why.',
          go: 'Go to Backup',
        },
        backupOld: {
          title: 'The last backup is more than two days old',
          text: 'What happened since is in no copy.',
          go: 'Go to Backup',
        },
        mailNotSetUp: {
          title: 'Mail is not set up',
          text: 'Sign-in links and letters do not leave: somebody hands them over in person.',
          go: 'See how it is set up',
        },
      },
      section: 'Needs a person',
      order: 'Most urgent first',
      since: 'since',
      at: 'at',
      calmText: 'Every piece of equipment we know of is in order.',
      forced: '{entrance} was forced',
      forcedText: 'It opened without a badge, a code or the exit button.',
      heldOpen: '{entrance} was held open',
      heldOpenText: 'It stood open for longer than it may.',
      edgeRevoked: 'No edge serves {count, plural, one {the entrance} other {# entrances}}',
      edgeRevokedText:
        'It was taken out of service and none has taken its place. No change of rights and no emergency order reaches a door; once it has heard, it lets nobody in. Enrol an edge.',
      alone: 'The building is on its own',
      aloneText:
        'Its controller no longer answers. {count, plural, one {Its entrance goes} other {Its # entrances go}} on deciding with the rights they knew; changes made since are not in force there yet, and opening from here is off.',
      shut: 'Nobody can enter by {entrance}',
      shutText:
        'Its reader or its lock does not answer, so badges and codes do nothing there. The mechanical key still works; leaving is always possible.',
      unconfirmed: 'The lock of {entrance} does not confirm',
      unconfirmedText:
        '{count, plural, one {One opening was} other {The last # openings were}} ordered and the lock never said that it moved. Whoever stood there may not have got in. Look at the lock: its power, its link, its bolt; then record what you found.',
      codesBlocked: '{entrance} takes no codes until {until}',
      codesBlockedSite: 'No door takes codes until {until}',
      codesBlockedText:
        '{count, plural, one {One wrong code was} other {# wrong codes were}} typed. Badges and phones work as usual. Somebody may be guessing, or a resident mistyped: you can end this from the door.',
      notTold: 'The latest change of rights is not in force yet',
      notToldText:
        'The building has it on its way and has not confirmed it. Until then it decides by the previous rights.',
      need: {
        to_be_adopted: '{name} waits to be adopted',
        offline: '{name} no longer answers',
        silent: '{name} has been silent for more than a day',
        danger: 'Alarm: {name}',
        tampered: '{name} was tampered with',
        problem: '{name} reports a problem',
        battery_low: 'The battery of {name} is low',
        jammed: '{name} is jammed',
        drift: '{name} does not have the settings asked for',
      },
      needText: {
        to_be_adopted: 'It announced itself on the network and does nothing until you say what it is.',
        offline: 'The door it belongs to still decides; this piece cannot be seen or commanded.',
        silent: 'It may be out of power or out of reach.',
        danger: 'It reports danger. Go and look, and bring people out.',
        tampered: 'Its cover was opened or it was torn off. Somebody should look.',
        problem: 'It reports a fault and may not work until somebody has looked at it.',
        battery_low: 'It still works. Change the battery at the next round.',
        jammed: 'The bolt could not move. The mechanical key still works.',
        drift: 'Asked several times, it says something else. Ask once more, or keep what it says.',
      },
      batteryAt: 'It reports {percent, number}%.',
      seeDoor: 'See the door',
      inspect: 'Record what you found…',
      inspectLabel: 'What did you find?',
      inspectSave: 'Record it',
      finding: {
        nothing: 'Nothing: the door is closed and whole',
        left_open: 'It had been left or wedged open',
        damage: 'The door or its lock is damaged',
        somebody: 'Somebody was there who should not have been',
      },
      seePiece: 'See it',
      adopt: 'Adopt it',
      seeEvent: 'Event {number}',
      seeRights: 'See the doors',
      lodge: 'At the lodge',
      lodgeThen: 'as it was at {time}',
      parcels:
        '{occupied, plural, =0 {All {places, number} compartments are empty} one {# of {places, number} compartments holds a parcel} other {# of {places, number} compartments hold a parcel}}',
      mail: '{occupied, plural, =0 {No mail in the {places, number} boxes} other {Mail in # of {places, number} boxes}}',
      shows: '“{message}”',
      machines: 'Machines',
      machinesAre: '{state}: {names}',
      now: 'The residence now',
      all: 'All the equipment',
      plan: 'Plan of the residence. {calls} {ok, plural, =0 {No entrance} one {# entrance} other {# entrances}} in order.',
      planNote: 'Schematic, not to scale.',
      entrancesOk:
        '{count, plural, one {# entrance} other {# entrances}}{all, select, true {} other {: {ok, plural, =0 {none} other {#}} in order}}',
      groupOk:
        '{group}{all, select, true {, {count, number}} other {: {ok, plural, =0 {none} other {#}} of {count, number} in order}}',
      allAlone:
        '{doors, plural, one {# entrance} other {# entrances}}{pieces, plural, =0 {} one { and # other piece of equipment} other { and # other pieces of equipment}}: all on their own since {time}',
      allOk: 'all in order',
      logbook: 'Logbook',
      live: 'live',
      silentSince: 'building silent since {time}',
      logLabel: 'Events as they happen, newest first',
      logEmpty: 'Nothing has happened yet. The first badge at a door appears here by itself.',
      folded:
        'People coming home are not named. Opening a line can show a name: it asks for a reason and is recorded.',
      allEvents: 'All events',
    },
  },
  fr: {
    today: {
      page: 'Aujourd’hui',
      needs:
        '{count, plural, =0 {Rien ne vous attend.} =1 {Un point à traiter.} =2 {Deux points à traiter.} =3 {Trois points à traiter.} =4 {Quatre points à traiter.} =5 {Cinq points à traiter.} =6 {Six points à traiter.} =7 {Sept points à traiter.} =8 {Huit points à traiter.} =9 {Neuf points à traiter.} other {# points à traiter.}}',
      underWay: {
        danger: 'Alarme en cours.',
        lockdown: 'Confinement en cours.',
        evacuation: 'Évacuation en cours.',
        lockdownDrill: 'Exercice de confinement en cours.',
        evacuationDrill: 'Exercice d’évacuation en cours.',
      },
      running:
        '{needs, plural, =0 {La résidence} other {Le reste de la résidence}} fonctionne : {ok, number} {all, plural, one {équipement en ordre sur #} other {équipements en ordre sur #}}, {entrances, plural, one {entrée qui répond : {answering, number} sur #} other {entrées qui répondent : {answering, number} sur #}}.',
      runningAlone:
        'Le bâtiment est autonome depuis {time} : chaque porte décide seule. Vous voyez ici l’état à cet instant.',
      partial: 'Tout n’a pas pu être regardé.',
      partialText: 'De ce que vous pouvez voir ici, rien n’est à traiter.',
      nothingConnected: 'Rien n’est encore raccordé.',
      first: {
        title: 'Premiers pas',
        note: 'Dans cet ordre',
        done: 'fait',
        doors: {
          title: 'Raccordez les portes',
          text: 'Un lecteur ou une serrure s’annonce dès qu’il est sur le réseau. Dites ce qu’il ouvre.',
          go: 'Voir ce qui est là',
        },
        people: {
          title: 'Apportez logements et résidents',
          text: 'Depuis le tableur que vous avez, avec leurs badges. Rien ne se passe avant que vous ayez vu ce qui va se passer.',
          go: 'Déposer un fichier',
        },
        rights: {
          title: 'Dites qui peut entrer, et quand',
          text: 'Un groupe a des portes et des heures ; tous ceux qui habitent un bâtiment peuvent en faire partie.',
          go: 'Créer un groupe',
        },
        backup: {
          title: 'Faites une première copie de tout',
          text: 'Elle est relue aussitôt ; ensuite, il s’en fait une par jour d’elle-même.',
          go: 'Aller à la sauvegarde',
        },
      },
      house: {
        backupNever: {
          title: 'Aucune sauvegarde n’a encore été faite',
          text: 'Si la machine est perdue aujourd’hui, tout ce que Loge sait est perdu avec elle.',
          go: 'Voir la sauvegarde',
        },
        backupFailed: {
          title: 'La dernière sauvegarde a échoué',
          text: 'Les copies d’avant sont intactes. La page de la sauvegarde dit pourquoi.',
          go: 'Voir la sauvegarde',
        },
        backupOld: {
          title: 'La dernière sauvegarde date de plus de deux jours',
          text: 'Ce qui s’est passé depuis n’est dans aucune copie.',
          go: 'Voir la sauvegarde',
        },
        mailNotSetUp: {
          title: 'Le courriel n’est pas configuré',
          text: 'Les liens de connexion et les lettres ne partent pas : il faut les remettre en main propre.',
          go: 'Voir comment le configurer',
        },
      },
      section: 'À traiter',
      order: 'Le plus urgent d’abord',
      since: 'depuis',
      at: 'à',
      calmText: 'Tous les équipements que nous connaissons sont en ordre.',
      forced: '{entrance} : effraction',
      forcedText: 'Ouverture sans badge, ni code, ni bouton de sortie.',
      edgeRevoked: '{count, plural, one {Une entrée est} other {# entrées sont}} sans boîtier',
      edgeRevokedText:
        'Il a été mis hors service et aucun ne le remplace. Ni changement de droits ni consigne d’urgence ne parvient aux portes ; une fois averti, il ne laisse plus entrer personne. Inscrivez un boîtier.',
      heldOpen: '{entrance} : retenue ouverte',
      heldOpenText: 'La porte est restée ouverte plus longtemps que permis.',
      alone: 'Le bâtiment est autonome',
      aloneText:
        'Son contrôleur ne répond plus. {count, plural, one {Son entrée continue} other {Ses # entrées continuent}} de décider avec les droits connus ; les changements faits depuis n’y sont pas encore en vigueur, et l’ouverture à distance est suspendue.',
      shut: 'Personne ne peut entrer par {entrance}',
      shutText:
        'Son lecteur ou sa serrure ne répond plus : badges et codes n’y font rien. La clé mécanique fonctionne encore ; sortir reste toujours possible.',
      unconfirmed: '{entrance} : la serrure ne confirme pas',
      unconfirmedText:
        '{count, plural, one {Une ouverture a été demandée} other {Les # dernières ouvertures ont été demandées}} sans que la serrure dise avoir bougé. Qui attendait là n’est peut-être pas entré. Allez voir la serrure : son courant, sa liaison, son pêne ; puis notez ce que vous avez constaté.',
      codesBlocked: '{entrance} : aucun code accepté jusqu’à {until}',
      codesBlockedSite: 'Plus aucun code accepté aux portes jusqu’à {until}',
      codesBlockedText:
        '{count, plural, one {Un code faux a été saisi} other {# codes faux ont été saisis}}. Badges et téléphones fonctionnent comme d’habitude. Quelqu’un cherche peut-être un code, ou un résident s’est trompé : vous pouvez lever ce blocage depuis la porte.',
      notTold: 'Le dernier changement de droits n’est pas encore en vigueur',
      notToldText:
        'Il est en route vers le bâtiment, qui ne l’a pas confirmé. D’ici là, les droits précédents décident.',
      need: {
        to_be_adopted: '{name} attend d’être adopté',
        offline: '{name} ne répond plus',
        silent: '{name} est muet depuis plus d’un jour',
        danger: 'Alarme : {name}',
        tampered: '{name} a été ouvert ou arraché',
        problem: '{name} signale une panne',
        battery_low: 'La pile de {name} est faible',
        jammed: '{name} est bloqué',
        drift: '{name} n’a pas les réglages demandés',
      },
      needText: {
        to_be_adopted:
          'Il s’est annoncé sur le réseau et ne fait rien tant que vous n’avez pas dit ce que c’est.',
        offline:
          'La porte dont il fait partie décide encore ; cet équipement ne peut être ni vu ni commandé.',
        silent: 'Il est peut-être sans courant, ou hors de portée.',
        danger: 'Il signale un danger. Allez voir, et faites sortir les gens.',
        tampered: 'Son capot a été ouvert, ou il a été arraché. Quelqu’un devrait aller voir.',
        problem: 'Il annonce une panne et ne fonctionnera peut-être pas tant que personne n’est allé voir.',
        battery_low: 'Il fonctionne encore. Changez la pile à la prochaine ronde.',
        jammed: 'Le pêne n’a pas pu bouger. La clé mécanique fonctionne toujours.',
        drift: 'Plusieurs fois interrogé, il annonce autre chose. Redemandez, ou gardez ce qu’il annonce.',
      },
      batteryAt: 'Il annonce {percent, number} %.',
      seeDoor: 'Voir la porte',
      inspect: 'Noter ce que vous avez constaté…',
      inspectLabel: 'Qu’avez-vous constaté ?',
      inspectSave: 'Noter',
      finding: {
        nothing: 'Rien : la porte est fermée et intacte',
        left_open: 'Elle était restée ouverte ou bloquée',
        damage: 'La porte ou sa serrure est abîmée',
        somebody: 'Quelqu’un s’y trouvait sans y avoir droit',
      },
      seePiece: 'Le voir',
      adopt: 'L’adopter',
      seeEvent: 'Événement {number}',
      seeRights: 'Voir les portes',
      lodge: 'À la loge',
      lodgeThen: 'état à {time}',
      parcels:
        '{occupied, plural, =0 {Les {places, number} casiers sont vides} one {Un colis dans # casier sur {places, number}} other {Des colis dans # casiers sur {places, number}}}',
      mail: '{occupied, plural, =0 {Aucun courrier dans les {places, number} boîtes} one {Du courrier dans # boîte sur {places, number}} other {Du courrier dans # boîtes sur {places, number}}}',
      shows: '« {message} »',
      machines: 'Machines',
      machinesAre: '{state} : {names}',
      now: 'La résidence en ce moment',
      all: 'Tous les équipements',
      plan: 'Plan de la résidence. {calls} {ok, plural, =0 {Aucune entrée} one {# entrée} other {# entrées}} en ordre.',
      planNote: 'Schéma, sans échelle.',
      entrancesOk:
        '{count, plural, one {# entrée} other {# entrées}}{all, select, true {} other { : {ok, plural, =0 {aucune} other {#}} en ordre}}',
      groupOk:
        '{group}{all, select, true {, {count, number}} other { : {ok, number} en ordre sur {count, number}}}',
      allAlone:
        '{doors, plural, one {# entrée} other {# entrées}}{pieces, plural, =0 {} one { et # autre équipement} other { et # autres équipements}} : tout est autonome depuis {time}',
      allOk: 'tout en ordre',
      logbook: 'Main courante',
      live: 'en direct',
      silentSince: 'bâtiment muet depuis {time}',
      logLabel: 'Événements en direct, du plus récent au plus ancien',
      logEmpty: 'Rien encore. Le premier badge à une porte apparaîtra ici de lui-même.',
      folded:
        'Les personnes qui rentrent chez elles ne sont pas nommées. Ouvrir une ligne permet d’afficher un nom : un motif est demandé, et la consultation est enregistrée.',
      allEvents: 'Tous les événements',
    },
  },
} as const
