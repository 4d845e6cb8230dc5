/** Every problem's words, gathered from the features, and the letters the server itself writes. */
export const texts = {
  en: {
    'letter.signIn.subject': 'Your sign-in link for {residence}',
    'letter.signIn.body':
      'Hello,\n\nOpen this link to sign in to {residence}. It works once, and ends on {time}.\n\n{url}\n\nIf you expected no such letter, do nothing: without this link nobody can sign in as you.\n',
  },
  fr: {
    'letter.signIn.subject': 'Votre lien de connexion à {residence}',
    'letter.signIn.body':
      'Bonjour,\n\nOuvrez ce lien pour vous connecter à {residence}. Il sert une seule fois, et prend fin le {time}.\n\n{url}\n\nSi vous n’attendiez pas cette lettre, ne faites rien : sans ce lien, personne ne peut se connecter à votre place.\n',
  },
} as const
