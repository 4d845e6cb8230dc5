/** Each refusal as whoever stands at the door is told it: the words live beside the code that refuses. */
import { REFUSAL_TEXTS } from '@loge/features/access/core'

const inLanguage = (language: 'en' | 'fr') =>
  Object.fromEntries(Object.entries(REFUSAL_TEXTS).map(([code, text]) => [code, text[language]]))

export const texts = {
  en: { refusalHelp: inLanguage('en') },
  fr: { refusalHelp: inLanguage('fr') },
} as const
