/** The language that is shown, as the register and the letters name it. */
import { useLocale } from 'use-intl'

export const useTongue = (): 'en' | 'fr' => (useLocale().startsWith('fr') ? 'fr' : 'en')
