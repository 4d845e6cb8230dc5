/** What regular reports say when they refuse. */
export const texts = {
  en: {
    'problem.report_unknown': 'This report is gone, or it is of a site whose log you do not read.',
    'problem.report_not_yours':
      'Only whoever set this report up, or looks after the accounts, changes it. Set up one of your own.',
    'problem.report_filter_unknown':
      'The entrance or the equipment this report is about is not at this residence. Choose another.',
    'problem.report_no_mail':
      'Loge has no mail server, so this report waits for one. Whoever runs the machine sets LOGE_SMTP_URL and LOGE_MAIL_FROM; its files are below meanwhile.',
    'problem.report_waits': 'This report is on its way already. Wait until it is sent.',
    'problem.report_reader_unknown': 'One of the readers has no account here any more. Choose again.',
    'problem.report_readers_beyond': 'Your role lets you have reports sent to yourself, not to others.',
    'problem.too_many_reports': 'There are 50 reports already. Remove one first.',
    'problem.report_over': 'What a report made is kept for 30 days, and this one is older.',
  },
  fr: {
    'problem.report_unknown':
      'Ce rapport n’existe plus, ou il concerne un site dont vous ne lisez pas le journal.',
    'problem.report_not_yours':
      'Seule la personne qui a créé ce rapport, ou qui gère les comptes, le modifie. Créez le vôtre.',
    'problem.report_filter_unknown':
      'L’entrée ou l’équipement dont parle ce rapport n’est pas dans cette résidence. Choisissez-en un autre.',
    'problem.report_no_mail':
      'Loge n’a pas de serveur de courriel : ce rapport en attend un. La personne qui tient la machine définit LOGE_SMTP_URL et LOGE_MAIL_FROM ; ses fichiers sont ci-dessous en attendant.',
    'problem.report_waits': 'Ce rapport est déjà en cours d’envoi. Attendez qu’il soit parti.',
    'problem.report_reader_unknown': 'L’un des lecteurs n’a plus de compte ici. Choisissez de nouveau.',
    'problem.report_readers_beyond':
      'Votre rôle vous permet de recevoir des rapports, pas d’en faire envoyer à d’autres.',
    'problem.too_many_reports': 'Il y a déjà 50 rapports. Supprimez-en un d’abord.',
    'problem.report_over': 'Ce qu’un rapport a produit est gardé 30 jours, et celui-ci est plus ancien.',
  },
} as const
