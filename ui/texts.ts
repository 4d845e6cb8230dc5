/** Words of the components themselves. */
export const texts = {
  en: {
    problem: {
      unreachable:
        'Loge does not answer. Nothing was changed; the doors decide alone meanwhile. Try again in a moment.',
    },
    loading: { long: 'It takes longer than usual. The doors do not depend on it and keep deciding.' },
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
    momentField: {
      hint: 'Jour, mois, année, puis l’heure, comme {example}.',
      wrong: 'Écrivez un jour et une heure qui existent : 22/11/2026 14:30.',
    },
    moment: { now: 'à l’instant', minutes: '{count, number} min', dayAndTime: '{day}, {time}' },
  },
} as const
