/** What backups say when they refuse. */
export const texts = {
  en: {
    'problem.backup_no_place':
      'No folder for backups is configured. Whoever runs the machine sets LOGE_BACKUP_DIR, and starts Loge again.',
    'problem.backups_not_yours':
      'A backup holds every organization of this installation. Whoever runs the machine makes it, for all of them.',
    'problem.backup_running': 'A backup is being made already. Wait for its end.',
  },
  fr: {
    'problem.backup_no_place':
      'Aucun dossier de sauvegarde n’est configuré. La personne qui tient la machine définit LOGE_BACKUP_DIR, puis redémarre Loge.',
    'problem.backups_not_yours':
      'Une sauvegarde contient toutes les organisations de cette installation. La personne qui tient la machine la fait, pour toutes.',
    'problem.backup_running': 'Une sauvegarde est déjà en cours. Attendez qu’elle se termine.',
  },
} as const
