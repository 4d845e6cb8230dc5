/** What the rights of people say when they refuse. */
export const texts = {
  en: {
    'problem.erasure_of_oneself': 'Nobody erases themselves here. Ask a colleague to do it.',
  },
  fr: {
    'problem.erasure_of_oneself': 'Personne ne s’efface soi-même ici. Demandez à un collègue de le faire.',
  },
} as const
