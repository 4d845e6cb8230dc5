/** What happens to the controller in the building, as the logbook says it. */
export const texts = {
  en: {
    event: {
      edge: {
        enrolment_issued: 'Code for an edge issued',
        enrolled: 'Edge enrolled',
        revoked: 'Edge taken out of service',
        connected: 'The building is on the line',
        disconnected: 'The building is on its own',
        snapshot_applied: 'Change of rights in force',
        snapshot_refused: 'Change of rights refused by the building',
        started: 'Edge started',
        records_lost: 'Entries of the journal lost',
        events_unrecorded: 'Events could not be recorded',
        journal_failing: 'The building’s journal is failing',
        clock_untrusted: 'The building’s clock is not certain',
        clock_trusted: 'The building’s clock is certain again',
        overloaded: 'The building is overloaded',
      },
      reader: { unassigned: 'A badge at a reader without a door' },
      fire: { detected: 'Danger reported by a fire input', cleared: 'Fire input calm again' },
      command: { started: 'Order begun', settled: 'Order ended in the building' },
      door: { unlock_ordered: 'Unlocking ordered' },
    },
  },
  fr: {
    event: {
      edge: {
        enrolment_issued: 'Code d’un boîtier émis',
        enrolled: 'Boîtier inscrit',
        revoked: 'Boîtier mis hors service',
        connected: 'Le bâtiment est en ligne',
        disconnected: 'Le bâtiment est seul',
        snapshot_applied: 'Changement de droits en vigueur',
        snapshot_refused: 'Changement de droits refusé par le bâtiment',
        started: 'Boîtier démarré',
        records_lost: 'Lignes du journal perdues',
        events_unrecorded: 'Des événements n’ont pas pu être inscrits',
        journal_failing: 'Le journal du bâtiment défaille',
        clock_untrusted: 'L’heure du bâtiment n’est pas sûre',
        clock_trusted: 'L’heure du bâtiment est de nouveau sûre',
        overloaded: 'Le bâtiment est surchargé',
      },
      reader: { unassigned: 'Badge à un lecteur sans porte' },
      fire: {
        detected: 'Danger signalé par une entrée incendie',
        cleared: 'Retour au calme de l’entrée incendie',
      },
      command: { started: 'Ordre commencé', settled: 'Fin de l’ordre dans le bâtiment' },
      door: { unlock_ordered: 'Déverrouillage ordonné' },
    },
  },
} as const
