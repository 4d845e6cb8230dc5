/** What comes in and goes out as files, as the logbook says it. */
export const texts = {
  en: {
    event: {
      import: { applied: 'Spreadsheet imported', undone: 'Import undone' },
      export: { made: 'Everything exported' },
    },
  },
  fr: {
    event: {
      import: { applied: 'Tableur importé', undone: 'Import annulé' },
      export: { made: 'Export complet effectué' },
    },
  },
} as const
