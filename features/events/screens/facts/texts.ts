/** What the log says about itself. */
export const texts = {
  en: {
    event: {
      backup: {
        made: 'Backup made',
        failed: 'Backup failed',
        restored: 'Everything restored from a backup',
        drilled: 'Restore drill written down',
      },
      edge: {
        gap_detected: 'Numbers missing from the building’s journal',
        gap_closed: 'Missing numbers arrived',
        events_lost: 'Entries of the journal lost',
        sequence_reused: 'A journal number used twice',
      },
      log: {
        exported: 'Log exported',
        altered: 'The log was changed by somebody: its proof no longer holds',
      },
      look: { opened: 'Somebody’s passages looked at', ended: 'Look ended' },
    },
  },
  fr: {
    event: {
      backup: {
        made: 'Sauvegarde faite',
        failed: 'Sauvegarde échouée',
        restored: 'Tout rétabli depuis une sauvegarde',
        drilled: 'Exercice de restauration consigné',
      },
      edge: {
        gap_detected: 'Numéros manquants dans le journal du bâtiment',
        gap_closed: 'Numéros manquants arrivés',
        events_lost: 'Lignes du journal perdues',
        sequence_reused: 'Numéro du journal utilisé deux fois',
      },
      log: {
        exported: 'Journal exporté',
        altered: 'Le journal a été modifié : sa preuve ne tient plus',
      },
      look: { opened: 'Passages d’une personne regardés', ended: 'Regard terminé' },
    },
  },
} as const
