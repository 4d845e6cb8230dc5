/** What backups say when they refuse. */
export const texts = {
  en: {
    'problem.backup_no_place':
      'No folder for backups is configured. Whoever runs the machine sets LOGE_BACKUP_DIR, and starts Loge again.',
    'problem.backup_running': 'A backup is being made already. Wait for its end.',
  },
  fr: {
    'problem.backup_no_place':
      'Aucun dossier de sauvegarde n’est configuré. La personne qui tient la machine définit LOGE_BACKUP_DIR, puis redémarre Loge.',
    'problem.backup_running': 'Une sauvegarde est déjà en cours. Attendez qu’elle se termine.',
  },
} as const
