/** What the log says of regular reports. */
export const texts = {
  en: {
    event: {
      report: {
        set_up: 'Regular report set up',
        changed: 'Regular report changed',
        removed: 'Regular report removed',
        restored: 'Regular report taken back',
        made: 'Regular report made',
      },
    },
  },
  fr: {
    event: {
      report: {
        set_up: 'Rapport régulier créé',
        changed: 'Rapport régulier modifié',
        removed: 'Rapport régulier supprimé',
        restored: 'Rapport régulier rétabli',
        made: 'Rapport régulier établi',
      },
    },
  },
} as const
