/** Words of the components themselves. */
export const texts = {
  en: {
    moment: { now: 'now', minutes: '{count, number} min', dayAndTime: '{day}, {time}' },
  },
  fr: {
    moment: { now: 'à l’instant', minutes: '{count, number} min', dayAndTime: '{day}, {time}' },
  },
} as const
