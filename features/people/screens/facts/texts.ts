/** What happens to people's records and homes, as the logbook says it. */
export const texts = {
  en: {
    event: {
      person: {
        created: 'Person recorded',
        changed: 'Person’s record changed',
        removed: 'Person’s record removed',
      },
      tenancy: {
        opened: 'Moved in',
        changed: 'Stay changed',
        ended: 'Moved out',
        cancelled: 'Stay withdrawn',
      },
    },
  },
  fr: {
    event: {
      person: { created: 'Personne inscrite', changed: 'Fiche modifiée', removed: 'Fiche retirée' },
      tenancy: {
        opened: 'Emménagement',
        changed: 'Séjour modifié',
        ended: 'Déménagement',
        cancelled: 'Séjour annulé',
      },
    },
  },
} as const
