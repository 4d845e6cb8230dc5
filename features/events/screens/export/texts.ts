/** Words of taking the log away as a file. */
export const texts = {
  en: {
    exportLog: {
      open: 'Export…',
      title: 'Export these events',
      holds:
        'Everything these filters let through from {from} to {until}, newest first, whatever its number. Each line has the device’s time and the time Loge heard of it, here and in UTC.',
      noNames:
        'Nobody’s name is in the file: people are ids, and folded where you may not see them. That you took it, and with which filters, is recorded in the log.',
      csv: 'CSV for a spreadsheet',
      ndjson: 'NDJSON for a program',
    },
  },
  fr: {
    exportLog: {
      open: 'Exporter…',
      title: 'Exporter ces événements',
      holds:
        'Tout ce que ces filtres laissent passer du {from} au {until}, le plus récent d’abord, quel qu’en soit le nombre. Chaque ligne porte l’heure de l’appareil et celle où Loge l’a appris, à l’heure d’ici et en UTC.',
      noNames:
        'Aucun nom ne figure dans le fichier : les personnes y sont des identifiants, repliés là où vous ne pouvez pas les voir. Cet export et ses filtres sont inscrits au journal.',
      csv: 'CSV pour un tableur',
      ndjson: 'NDJSON pour un programme',
    },
  },
} as const
