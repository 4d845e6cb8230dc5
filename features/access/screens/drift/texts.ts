/** Words of settings that a device does not take. */
export const texts = {
  en: {
    drift: {
      says: '“{name}” should be {wanted}. The device says {reported}.',
      again: 'Ask for {wanted} again',
      keep: 'Keep {reported}',
      whyAgain: 'Asked again',
      whyKept: 'Kept what the device reports',
      yes: 'yes',
      no: 'no',
    },
  },
  fr: {
    drift: {
      says: '« {name} » devrait valoir {wanted}. L’équipement annonce {reported}.',
      again: 'Redemander {wanted}',
      keep: 'Garder {reported}',
      whyAgain: 'Redemandé',
      whyKept: 'Valeur annoncée par l’équipement gardée',
      yes: 'oui',
      no: 'non',
    },
  },
} as const
