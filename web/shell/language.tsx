/** The language of the page: the shell is drawn as soon as its own texts are there, the pages when theirs are. */
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { IntlProvider, useMessages } from 'use-intl'
import { joined, type Tree } from './joined.ts'
import type { Messages } from '../messages.ts'
import { chooseLanguage, type Language } from './preferences.ts'

/** Both halves are asked for at once; only one of them has to be waited for. */
export interface ComingTexts {
  readonly first: Promise<Tree>
  readonly rest: Promise<Tree>
}

export const askForTexts = (language: Language): ComingTexts => {
  const [first, rest] =
    language === 'fr'
      ? [import('virtual:locale/fr/first'), import('virtual:locale/fr/rest')]
      : [import('virtual:locale/en/first'), import('virtual:locale/en/rest')]
  return { first: first.then(({ messages }) => messages), rest: rest.then(({ messages }) => messages) }
}

interface ShownTexts {
  readonly language: Language
  readonly messages: Tree
  readonly isComplete: boolean
}

interface LanguageChoice {
  readonly language: Language
  /** False while only the shell and signing in have their words. */
  readonly isComplete: boolean
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
  readonly first: Tree
  readonly rest: Promise<Tree>
  readonly children: ReactNode
}

export const LanguageProvider = ({ language, first, rest, children }: LanguageProviderProps) => {
  const [shown, setShown] = useState<ShownTexts>({ language, messages: first, isComplete: false })
  const [failure, setFailure] = useState<unknown>()
  if (failure !== undefined) throw failure
  useEffect(() => {
    rest.then(
      (more) =>
        // A language chosen meanwhile came whole.
        setShown((now) =>
          now.isComplete ? now : { ...now, messages: joined(now.messages, more), isComplete: true },
        ),
      setFailure,
    )
  }, [rest])
  const choose = async (chosen: Language) => {
    const coming = askForTexts(chosen)
    const messages = joined(await coming.first, await coming.rest)
    chooseLanguage(chosen)
    setShown({ language: chosen, messages, isComplete: true })
  }
  return (
    <LanguageContext value={{ language: shown.language, isComplete: shown.isComplete, choose }}>
      <Texts language={shown.language} messages={shown.messages}>
        {children}
      </Texts>
    </LanguageContext>
  )
}

interface TextsProps {
  readonly language: Language
  readonly messages: Tree
  /** The residence's own zone: a manager abroad still reads the building's clock. */
  readonly timeZone?: string | undefined
  readonly children: ReactNode
}

const Texts = ({ language, messages, timeZone, children }: TextsProps) => (
  <IntlProvider
    locale={language === 'fr' ? 'fr-FR' : 'en-GB'}
    messages={messages as Messages}
    timeZone={timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone}
  >
    {children}
  </IntlProvider>
)

/** Below it every time is the residence's. */
export const InZone = ({ timeZone, children }: { timeZone: string | undefined; children: ReactNode }) => {
  const { language } = useLanguage()
  const messages: Tree = useMessages()
  return (
    <Texts language={language} messages={messages} timeZone={timeZone}>
      {children}
    </Texts>
  )
}
