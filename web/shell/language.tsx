/** The language of the page: its texts arrive as one file, and changing it does not lose the page. */
import { createContext, type ReactNode, useContext, useState } from 'react'
import { IntlProvider, useMessages } from 'use-intl'
import type { Messages } from '../messages.ts'
import { chooseLanguage, type Language } from './preferences.ts'

export const loadMessages = async (language: Language): Promise<Messages> =>
  (language === 'fr' ? await import('virtual:locale/fr') : await import('virtual:locale/en')).messages

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
  readonly first: { readonly language: Language; readonly messages: Messages }
  readonly children: ReactNode
}

export const LanguageProvider = ({ first, children }: LanguageProviderProps) => {
  const [shown, setShown] = useState(first)
  const choose = async (language: Language) => {
    const messages = await loadMessages(language)
    chooseLanguage(language)
    setShown({ language, messages })
  }
  return (
    <LanguageContext value={{ language: shown.language, choose }}>
      <Texts {...shown}>{children}</Texts>
    </LanguageContext>
  )
}

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
    timeZone={timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone}
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
