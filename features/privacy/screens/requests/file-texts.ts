/** What came with a request, what was asked of whoever called, and the requests of a year, in words. */
export const fileTexts = {
  en: {
    year: 'In {year}: {received} received, {answered} granted whole or in part, {refused} refused, {withdrawn} withdrawn; {late} answered late.',
    overdue: '{count, plural, one {# overdue} other {# overdue}}',
    questions: 'What you asked them (never what they answered)',
    files: 'What came with it',
    file: { letter: 'Scan of the letter', proof: 'Proof of who asks', enclosure: 'Goes with the answer' },
    fileKind: 'What it is',
    fileGone: 'looked at and destroyed on {day}',
    scan: 'PDF or picture',
    addFile: 'Add a scan',
    proofCopy: 'Copy of a proof of who asks, if one came with it; destroyed once it is looked at',
  },
  fr: {
    year: 'En {year} : {received} reçues, {answered} acceptées en tout ou partie, {refused} refusées, {withdrawn} retirées ; {late} hors délai.',
    overdue: '{count, plural, one {# en retard} other {# en retard}}',
    questions: 'Ce que vous avez demandé (jamais ce qui a été répondu)',
    files: 'Pièces jointes',
    file: {
      letter: 'Courrier numérisé',
      proof: 'Justificatif d’identité',
      enclosure: 'Joint à la réponse',
    },
    fileKind: 'De quoi il s’agit',
    fileGone: 'regardé puis détruit le {day}',
    scan: 'PDF ou image',
    addFile: 'Ajouter une pièce',
    proofCopy:
      'Copie d’un justificatif d’identité, si le courrier en contient une ; détruite dès qu’elle est vérifiée',
  },
} as const
