/**
 * The texts that have come so far, by language. Each page brings its own beside its code, so what draws finds its
 * words: the texts of a language only ever grow, and nothing that is shown has to be drawn again for that.
 */
import { shell } from 'virtual:texts/shell'
import type { Messages } from '../messages.ts'
import { chosenLanguage, type Language } from './preferences.ts'

type Part = Readonly<Record<Language, () => Promise<{ readonly messages: object }>>>

interface Tree {
  [key: string]: unknown
}

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A sentence with arguments is a list, a plain one a string; all else holds more texts. */
const add = (into: Tree, from: object): void => {
  for (const [key, value] of Object.entries(from)) {
    const place = into[key]
    if (isTree(place) && isTree(value)) add(place, value)
    else into[key] = value
  }
}

const come: Readonly<Record<Language, Tree>> = { en: {}, fr: {} }
const asked = new Set<Part>()
/** The language shown and, from the moment it is chosen, the next: a page that comes meanwhile brings both. */
const wanted = new Set<Language>([chosenLanguage()])

const load = async (part: Part, language: Language): Promise<void> =>
  add(come[language], (await part[language]()).messages)

const ask = async (part: Part): Promise<void> => {
  asked.add(part)
  await Promise.all([...wanted].map((language) => load(part, language)))
}

/**
 * A page once its words are there too. The build writes this around each import of a page (`build/locales.ts`).
 * @public
 */
export const withTexts = async <Page>(page: Promise<Page>, part: Part): Promise<Page> => {
  const [come] = await Promise.all([page, ask(part)])
  return come
}

/** All that has been asked for until now, in this language; with it, whatever comes later. */
export const askForTexts = async (language: Language): Promise<Messages> => {
  wanted.add(language)
  asked.add(shell)
  await Promise.all([...asked].map((part) => load(part, language)))
  return come[language] as unknown as Messages
}
