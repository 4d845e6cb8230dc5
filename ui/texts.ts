/** Words of the components themselves. */
export const texts = {
  en: {
    problem: {
      unreachable:
        'Loge does not answer. Nothing was changed; the doors decide alone meanwhile. Try again in a moment.',
    },
    loading: { long: 'It takes longer than usual. The doors do not depend on it and keep deciding.' },
    dayField: {
      placeholder: 'dd/mm/yyyy',
      wrong: 'Write a day that exists, day first, with the whole year: 22/11/2026.',
      tooEarly: 'Choose {day} or a later day.',
      tooLate: 'Choose {day} or an earlier day.',
      open: 'Open the calendar',
      calendar: 'Calendar',
      monthBefore: 'The month before',
      monthAfter: 'The month after',
    },
    list: {
      sortBy: 'Sort by',
      asItIs: 'As it comes',
      turnAround: 'Turn around',
      find: 'Search this list',
      found: '{count, plural, =0 {Nothing found} one {One line found} other {{count, number} lines found}}',
      noneTitle: 'Nothing fits.',
      noneText: 'It may be spelt otherwise.',
      showAll: 'Show everything',
      rest: '{count, plural, one {Show one more} other {Show the other {count, number}}}',
      mark: 'Choose {name}',
      markAll: 'Choose all that are listed',
    },
    momentField: {
      hint: 'A day, which means its beginning, or a day and a time: {example}.',
      hintDay: 'A day, or a day and a time: {example}.',
      wrong: 'Write a day that exists, from 1900 to 2199, day first, alone or with a time: 22/11/2026 14:30.',
      wrongDay:
        'Write a day that exists, from 1900 to 2199, day first, alone or with a time: 22/11/2026 14:30.',
    },
    moment: {
      now: 'now',
      minutes: '{count, number} min',
      dayAndTime: '{day}, {time}',
      untilTime: 'until {time}',
      untilDay: 'until {moment}',
      fromTime: 'from {time}',
      fromDay: 'from {moment}',
      atTime: 'at {time}',
      onDay: 'on {moment}',
    },
  },
  fr: {
    problem: {
      unreachable:
        'Loge ne répond pas. Rien n’a été modifié ; les portes décident seules en attendant. Réessayez dans un instant.',
    },
    loading: {
      long: 'Cela prend plus de temps que d’habitude. Les portes n’en dépendent pas et continuent de décider.',
    },
    dayField: {
      placeholder: 'jj/mm/aaaa',
      wrong: 'Écrivez un jour qui existe, jour d’abord, avec l’année entière : 22/11/2026.',
      tooEarly: 'Choisissez le {day} ou un jour plus tardif.',
      tooLate: 'Choisissez le {day} ou un jour antérieur.',
      open: 'Ouvrir le calendrier',
      calendar: 'Calendrier',
      monthBefore: 'Le mois précédent',
      monthAfter: 'Le mois suivant',
    },
    list: {
      sortBy: 'Trier par',
      asItIs: 'Ordre d’origine',
      turnAround: 'Inverser',
      find: 'Chercher dans la liste',
      found:
        '{count, plural, =0 {Aucune ligne trouvée} one {Une ligne trouvée} other {{count, number} lignes trouvées}}',
      noneTitle: 'Rien ne correspond.',
      noneText: 'Cela s’écrit peut-être autrement.',
      showAll: 'Tout afficher',
      rest: '{count, plural, one {Afficher la dernière ligne} other {Afficher les {count, number} autres}}',
      mark: 'Choisir {name}',
      markAll: 'Choisir tout ce qui est affiché',
    },
    momentField: {
      hint: 'Un jour (à son début), ou un jour et une heure : {example}.',
      hintDay: 'Un jour, ou un jour et une heure : {example}.',
      wrong: 'Écrivez un jour qui existe, de 1900 à 2199, seul ou avec une heure : 22/11/2026 14:30.',
      wrongDay: 'Écrivez un jour qui existe, de 1900 à 2199, seul ou avec une heure : 22/11/2026 14:30.',
    },
    moment: {
      now: 'à l’instant',
      minutes: '{count, number} min',
      dayAndTime: '{day}, {time}',
      untilTime: 'jusqu’à {time}',
      untilDay: 'jusqu’au {moment}',
      fromTime: 'à partir de {time}',
      fromDay: 'à partir du {moment}',
      atTime: 'à {time}',
      onDay: 'le {moment}',
    },
  },
} as const
