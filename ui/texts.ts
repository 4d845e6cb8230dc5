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
    momentField: {
      hint: 'Day, month, year, then the time, as in {example}.',
      wrong: 'Write a day and a time that exist, day first: 22/11/2026 14:30.',
    },
    moment: { now: 'now', minutes: '{count, number} min', dayAndTime: '{day}, {time}' },
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
    momentField: {
      hint: 'Jour, mois, année, puis l’heure, comme {example}.',
      wrong: 'Écrivez un jour et une heure qui existent : 22/11/2026 14:30.',
    },
    moment: { now: 'à l’instant', minutes: '{count, number} min', dayAndTime: '{day}, {time}' },
  },
} as const
