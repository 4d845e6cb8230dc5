/** What the letter of a report says. */
export const texts = {
  en: {
    'letter.report.subject': '{name}: {period}',
    'letter.report.body':
      'Hello,\n\n“{name}” at {site}, {period}:\n\n{counts}\n\nThese events, in Loge:\n{events}\n\nThe same as a file, and what this report sent before, kept for 30 days:\n{reports}\n\nBoth ask you to sign in. To get this letter no more, ask whoever keeps the report to take you off its readers.\n',
    'letter.report.nothing': 'Nothing of the kind happened.',
    'letter.report.opened': 'Opened',
    'letter.report.refused': 'Refused',
    'letter.report.forced': 'Forced or held open',
    'letter.report.equipment': 'Equipment',
    'letter.report.rung': 'Rung',
    'letter.report.other': 'Other events',
    'letter.report.line': '{what}: {count}',
  },
  fr: {
    'letter.report.subject': '{name} : {period}',
    'letter.report.body':
      'Bonjour,\n\n« {name} », {site}, {period} :\n\n{counts}\n\nCes événements, dans Loge :\n{events}\n\nLes mêmes en fichier, et les envois précédents de ce rapport, gardés 30 jours :\n{reports}\n\nLes deux vous demandent de vous connecter. Pour ne plus recevoir cette lettre, demandez à la personne qui tient le rapport de vous retirer de ses lecteurs.\n',
    'letter.report.nothing': 'Rien de tel ne s’est passé.',
    'letter.report.opened': 'Ouvertures',
    'letter.report.refused': 'Refus',
    'letter.report.forced': 'Portes forcées ou restées ouvertes',
    'letter.report.equipment': 'Équipements',
    'letter.report.rung': 'Sonneries',
    'letter.report.other': 'Autres événements',
    'letter.report.line': '{what} : {count}',
  },
} as const
