/** The letter that only shows that mail works. */
export const texts = {
  en: {
    'letter.test.subject': 'Mail from Loge works',
    'letter.test.body':
      'Hello,\n\nYou asked Loge for a letter to see that mail works. It does.\n\nThere is nothing to do.\n',
  },
  fr: {
    'letter.test.subject': 'Le courrier de Loge fonctionne',
    'letter.test.body':
      'Bonjour,\n\nVous avez demandé à Loge une lettre pour vérifier que le courrier part. Il part.\n\nVous n’avez rien à faire.\n',
  },
} as const
