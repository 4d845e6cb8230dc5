/** Words of taking the log away as a file. */
export const texts = {
  en: {
    exportLog: {
      open: 'Export…',
      title: 'Export these events',
      holds:
        'Everything these filters let through from {from} to {until}, newest first, whatever its number. Each line has the device’s time and the time Loge heard of it, here and in UTC.',
      noNames:
        'Doors and equipment are named. Nobody’s name is in the file: people are ids, and folded where you may not see them. That you took it, and with which filters, is recorded in the log.',
      csv: 'CSV for a spreadsheet',
      ndjson: 'NDJSON for a program',
      paper: 'On paper, with its proof',
    },
    printedLog: {
      title: 'What the log says',
      everywhere: 'Everywhere',
      period: 'from {from} to {until}',
      print: 'Print',
      asked: 'Asked by {who} on {at}.',
      somebody: 'somebody',
      found: '{count, plural, =0 {No event} one {# event} other {# events}}, newest first.',
      noNames: 'Nobody is named; a name is shown one by one, for a reason that is recorded.',
      cut: 'Only the newest {most, number} events are here. Ask for a shorter period, or take the whole as a file.',
      columns: {
        number: 'No.',
        happened: 'Happened',
        received: 'Received',
        what: 'What',
        where: 'Where',
        with: 'With',
      },
      evidence: 'Proof',
      neverChecked:
        'The seals of the log have not been checked yet; the first check runs soon after the start.',
      intact:
        'Every seal of the log was checked on {at}: {events, number} events, none changed and none missing between them. What is newer is sealed within a minute.',
      broken: 'The check on {at} found that the log was altered. Do not rely on this page.',
      head: 'Last block checked {block}, its seal {hash}',
    },
  },
  fr: {
    exportLog: {
      open: 'Exporter…',
      title: 'Exporter ces événements',
      holds:
        'Tout ce que ces filtres laissent passer du {from} au {until}, le plus récent d’abord, quel qu’en soit le nombre. Chaque ligne porte l’heure de l’appareil et celle où Loge l’a appris, à l’heure d’ici et en UTC.',
      noNames:
        'Accès et équipements y sont nommés. Aucun nom de personne n’y figure : ce sont des identifiants, repliés là où vous ne pouvez pas les voir. Cet export et ses filtres sont inscrits au journal.',
      csv: 'CSV pour un tableur',
      ndjson: 'NDJSON pour un programme',
      paper: 'Sur papier, avec sa preuve',
    },
    printedLog: {
      title: 'Ce que dit le journal',
      everywhere: 'Partout',
      period: 'du {from} au {until}',
      print: 'Imprimer',
      asked: 'Demandé par {who} le {at}.',
      somebody: 'quelqu’un',
      found:
        '{count, plural, =0 {Aucun événement} one {# événement} other {# événements}}, le plus récent d’abord.',
      noNames: 'Personne n’est nommé ; un nom se montre un par un, pour un motif inscrit au journal.',
      cut: 'Seuls les {most, number} événements les plus récents figurent ici. Demandez une période plus courte, ou prenez le tout en fichier.',
      columns: {
        number: 'N°',
        happened: 'Survenu',
        received: 'Reçu',
        what: 'Quoi',
        where: 'Où',
        with: 'Avec',
      },
      evidence: 'Preuve',
      neverChecked:
        'Les sceaux du journal n’ont pas encore été vérifiés ; la première vérification suit de peu le démarrage.',
      intact:
        'Tous les sceaux du journal ont été vérifiés le {at} : {events, number} événements, aucun modifié et aucun manquant entre eux. Ce qui est plus récent est scellé en une minute.',
      broken: 'La vérification du {at} a trouvé que le journal a été altéré. Ne vous fiez pas à cette page.',
      head: 'Dernier bloc vérifié {block}, son sceau {hash}',
    },
  },
} as const
