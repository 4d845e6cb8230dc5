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
      relation: {
        opened: 'Recorded as staff, candidate or contact',
        changed: 'Staff, candidate or contact changed',
        removed: 'Entry as staff, candidate or contact taken away',
      },
      move: {
        planned: 'Move planned',
        happened: 'Move happened',
        undone: 'Move undone',
        step_ticked: 'Step of a move ticked',
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
      relation: {
        opened: 'Inscrite comme personnel, candidat ou contact',
        changed: 'Personnel, candidat ou contact : modifié',
        removed: 'Personnel, candidat ou contact : inscription retirée',
      },
      move: {
        planned: 'Déménagement prévu',
        happened: 'Déménagement effectué',
        undone: 'Déménagement annulé',
        step_ticked: 'Étape d’un déménagement cochée',
      },
    },
  },
} as const
