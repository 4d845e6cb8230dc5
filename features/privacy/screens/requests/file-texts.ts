/** What came with a request, and what was asked of whoever called, in words. */
export const fileTexts = {
  en: {
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
