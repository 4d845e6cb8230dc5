/** What letters say when they refuse. */
export const texts = {
  en: {
    'problem.notice_unknown': 'There is no such letter any more.',
    'problem.notice_not_over': 'This letter left, or is being tried already.',
  },
  fr: {
    'problem.notice_unknown': 'Cette lettre n’existe plus.',
    'problem.notice_not_over': 'Cette lettre est partie, ou est déjà en cours d’envoi.',
  },
} as const
