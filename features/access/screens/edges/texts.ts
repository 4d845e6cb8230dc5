/** Words of the page of edges. */
export const texts = {
  en: {
    edges: {
      title: 'Edges',
      lead: 'The boxes in the buildings. Each decides at its doors by itself, with or without a line to here.',
      add: 'Add an edge',
      inService: 'In service',
      revoked: 'Out of service',
      none: 'No building has an edge yet.',
      noneText: 'Add one, then start it on a small computer in the building: its doors decide from then on.',
      noneAsk: 'An administrator of the residence can add one.',
      name: 'What is it called?',
      nameHint: 'Where the box stands, such as “Cellar, staircase B”.',
      nameMissing: 'Say where it stands.',
      site: 'Residence',
      makeCode: 'Make its code',
      cancel: 'Cancel',
      codeTitle: 'The code of “{name}”, shown this once.',
      code: 'Code',
      codeText:
        'Type this on the computer in the building, where Loge is installed. The code works once, until {time}.',
      local: 'Where this is typed on another computer, write the name of this one in place of {host}.',
      expired: 'The code has expired. Close this and make another one.',
      joined: '“{name}” has joined. It has a key of its own now; the code is used up.',
      copy: 'Copy the command',
      copied: 'Copied',
      close: 'Close',
      state: {
        connected: 'on the line since {time}',
        alone: 'on its own since {time}; its doors go on deciding',
        never_connected: 'enrolled since {time}, not heard from yet',
        revoked: 'out of service since {time}',
      },
      journal: {
        disk_full:
          'Its disk is full. Its doors go on deciding; what happens there waits in memory and may be lost. Make room.',
        disk_failed:
          'Its disk fails. Its doors go on deciding; what happens there waits in memory and may be lost. Replace the disk.',
        journal_full:
          'Its journal is full: it waits for the line to deliver it. Its doors go on deciding. Give it its line back.',
      },
      withdrawn: 'It has heard: its doors let everybody out and nobody in.',
      unheard:
        'It has not heard of it yet and may go on opening by the rights it held, at most until their lease ends. Switch the box off.',
      clock: 'Its clock is not certain. It only opens to rights that hold at every hour until it is set.',
      nameHead: 'Edge',
      stateHead: 'Line',
      fact: {
        heard: 'Last heard',
        snapshot: 'Rights it holds',
        backlog: 'Still to deliver',
        software: 'Release',
      },
      never: 'never',
      noneYet: 'none yet',
      unknown: 'not known',
      events: '{count, plural, =0 {nothing} one {# event} other {# events}}',
      revoke: 'Take {name} out of service…',
      revokeShort: 'Take out…',
      revokeSure:
        'Its doors let everybody out and nobody in, as soon as “{name}” hears of it. While it cannot be heard it goes on by the rights it holds: switch the box off then. A new code takes it back.',
      revokeYes: 'Take it out of service',
      revokeNo: 'Keep it',
    },
  },
  fr: {
    edges: {
      title: 'Boîtiers',
      lead: 'Les boîtiers posés dans les bâtiments. Chacun décide seul à ses portes, avec ou sans liaison jusqu’ici.',
      add: 'Ajouter un boîtier',
      inService: 'En service',
      revoked: 'Hors service',
      none: 'Aucun bâtiment n’a encore de boîtier.',
      noneText:
        'Ajoutez-en un, puis démarrez-le sur un petit ordinateur du bâtiment : ses portes décident dès lors.',
      noneAsk: 'Un administrateur de la résidence peut en ajouter un.',
      name: 'Comment s’appelle-t-il ?',
      nameHint: 'L’endroit où il est posé, par exemple « Cave, escalier B ».',
      nameMissing: 'Dites où il est posé.',
      site: 'Résidence',
      makeCode: 'Créer son code',
      cancel: 'Annuler',
      codeTitle: 'Le code de « {name} », montré cette seule fois.',
      code: 'Code',
      codeText:
        'Tapez ceci sur l’ordinateur du bâtiment, là où Loge est installé. Le code sert une fois, jusqu’à {time}.',
      local: 'Si vous le tapez sur un autre ordinateur, écrivez le nom de celui-ci à la place de {host}.',
      expired: 'Le code a expiré. Fermez ceci et créez-en un autre.',
      joined: '« {name} » est inscrit. Il a désormais sa propre clé ; le code ne sert plus.',
      copy: 'Copier la commande',
      copied: 'Copiée',
      close: 'Fermer',
      state: {
        connected: 'en ligne depuis {time}',
        alone: 'livré à lui-même depuis {time} ; ses portes continuent de décider',
        never_connected: 'inscrit depuis {time}, pas encore de nouvelles',
        revoked: 'hors service depuis {time}',
      },
      journal: {
        disk_full:
          'Son disque est plein. Ses portes continuent de décider ; ce qui s’y passe attend en mémoire et pourrait se perdre. Faites de la place.',
        disk_failed:
          'Son disque est en panne. Ses portes continuent de décider ; ce qui s’y passe attend en mémoire et pourrait se perdre. Remplacez le disque.',
        journal_full:
          'Son journal est plein : il attend la liaison pour le remettre. Ses portes continuent de décider. Rétablissez la liaison.',
      },
      withdrawn: 'Il en est averti : ses portes laissent sortir tout le monde et n’ouvrent à personne.',
      unheard:
        'Il n’en est pas encore averti et peut continuer d’ouvrir avec les droits qu’il détenait, au plus jusqu’à leur terme. Éteignez-le.',
      clock: 'Son horloge n’est pas certaine. D’ici là, il n’ouvre qu’aux droits valables à toute heure.',
      nameHead: 'Boîtier',
      stateHead: 'Ligne',
      fact: {
        heard: 'Dernières nouvelles',
        snapshot: 'Droits qu’il détient',
        backlog: 'Reste à remettre',
        software: 'Version',
      },
      never: 'jamais',
      noneYet: 'aucun encore',
      unknown: 'inconnu',
      events: '{count, plural, =0 {rien} one {# événement} other {# événements}}',
      revoke: 'Mettre {name} hors service…',
      revokeShort: 'Retirer…',
      revokeSure:
        'Ses portes laisseront sortir tout le monde et n’ouvriront plus à personne, dès que « {name} » en est averti. Tant qu’il est injoignable, il continue avec les droits qu’il détient : éteignez-le alors. Un nouveau code le remet en service.',
      revokeYes: 'Le mettre hors service',
      revokeNo: 'Le garder',
    },
  },
} as const
