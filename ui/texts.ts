/** Words of the components themselves. */
export const texts = {
  en: {
    problem: {
      unreachable:
        'Loge does not answer. Nothing was changed; the doors decide alone meanwhile. Try again in a moment.',
    },
    moment: { now: 'now', minutes: '{count, number} min', dayAndTime: '{day}, {time}' },
  },
  fr: {
    problem: {
      unreachable:
        'Loge ne répond pas. Rien n’a été modifié ; les portes décident seules en attendant. Réessayez dans un instant.',
    },
    moment: { now: 'à l’instant', minutes: '{count, number} min', dayAndTime: '{day}, {time}' },
  },
} as const
