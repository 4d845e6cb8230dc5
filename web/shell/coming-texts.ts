/** The texts of one language, loaded when they are first asked for. */
import type { Messages } from '../messages.ts'
import type { Language } from './preferences.ts'

export const askForTexts = async (language: Language): Promise<Messages> => {
  const { messages } = await (language === 'fr' ? import('virtual:locale/fr') : import('virtual:locale/en'))
  return messages
}
