/** Each refusal as it is told: of somebody, and to whoever stands there. The words live beside the code that refuses. */
import { REFUSAL_TEXTS, tellAtDoor } from '@loge/features/access/core'

const inLanguage = (language: 'en' | 'fr') => {
  const texts = Object.entries(REFUSAL_TEXTS).map(([code, text]) => [code, text[language]] as const)
  return {
    refusalWhat: Object.fromEntries(texts.map(([code, { what }]) => [code, what])),
    refusalHelp: Object.fromEntries(texts.map(([code, told]) => [code, tellAtDoor(told)])),
  }
}

export const texts = { en: inLanguage('en'), fr: inLanguage('fr') } as const
