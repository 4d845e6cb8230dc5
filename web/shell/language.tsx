/** The language of the page, and the choice of another. */
import { keepLanguage, mayBeSignedIn } from '@loge/features/accounts/screens'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { IntlProvider, useMessages } from 'use-intl'
import type { Messages } from '../messages.ts'
import { askForTexts } from './coming-texts.ts'
import { chooseLanguage, type Language } from './preferences.ts'

interface LanguageChoice {
  readonly language: Language
  readonly choose: (language: Language) => Promise<void>
}

const LanguageContext = createContext<LanguageChoice | undefined>(undefined)

export const useLanguage = (): LanguageChoice => {
  const choice = useContext(LanguageContext)
  if (choice === undefined) throw new Error('useLanguage needs LanguageProvider')
  return choice
}

interface LanguageProviderProps {
  readonly language: Language
  readonly messages: Messages
  readonly children: ReactNode
}

export const LanguageProvider = ({ children, ...first }: LanguageProviderProps) => {
  const [{ language, messages }, show] = useState(first)
  const choose = async (chosen: Language) => {
    const coming = await askForTexts(chosen)
    chooseLanguage(chosen)
    show({ language: chosen, messages: coming })
    // Whoever is signed in is written to in it as well. The page speaks it even where this could not be kept.
    if (mayBeSignedIn()) await keepLanguage(chosen).catch(() => undefined)
  }
  return (
    <LanguageContext value={{ language, choose }}>
      <Texts language={language} messages={messages}>
        {children}
      </Texts>
    </LanguageContext>
  )
}

/** Asked once: it is among the slowest questions a browser answers. */
const ZONE_HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

interface TextsProps {
  readonly language: Language
  readonly messages: Messages
  /** The residence's own zone: a manager abroad still reads the building's clock. */
  readonly timeZone?: string | undefined
  readonly children: ReactNode
}

const Texts = ({ language, messages, timeZone, children }: TextsProps) => (
  <IntlProvider
    locale={language === 'fr' ? 'fr-FR' : 'en-GB'}
    messages={messages}
    timeZone={timeZone ?? ZONE_HERE}
  >
    {children}
  </IntlProvider>
)

/** Below it every time is the residence's. */
export const InZone = ({ timeZone, children }: { timeZone: string | undefined; children: ReactNode }) => {
  const { language } = useLanguage()
  const messages = useMessages()
  return (
    <Texts language={language} messages={messages} timeZone={timeZone}>
      {children}
    </Texts>
  )
}
