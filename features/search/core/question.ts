/** What somebody typed into the one search box, understood: words in any order, part of a telephone number, the number of an event. */
import { searchForm } from '@loge/kernel'

export interface SearchQuestion {
  /** Without case and accents: letters and digits only. */
  readonly words: readonly string[]
  /** The words in their order, starting at each of them, written together: `c33` and `33c`. */
  readonly wholes: readonly string[]
  /** The end of a telephone number, as it stands inside its international form. */
  readonly telephone: string | undefined
  readonly eventNumber: number | undefined
}

/** Said before a name; nobody's name. `m` alone may be the beginning of one. */
const CIVILITIES: ReadonlySet<string> = new Set(['mr', 'mme', 'mrs', 'ms', 'madame', 'monsieur'])
const SHORTEST_TELEPHONE = 4
const LONGEST_EVENT_NUMBER = 15

const withoutCivility = (words: readonly string[]): readonly string[] => {
  const named = words.filter((word) => !CIVILITIES.has(word))
  return named.length === 0 ? words : named
}

const telephoneIn = (text: string): string | undefined => {
  if (!/^[\d\s+().-]+$/.test(text)) return undefined
  const digits = text.replaceAll(/\D/g, '').replace(/^0{1,2}/, '')
  return digits.length < SHORTEST_TELEPHONE ? undefined : digits
}

/** `1546`, `48 104`, `#1546`, `n° 1546`. */
const eventNumberIn = (text: string): number | undefined => {
  const digits = /^(?:#|n[°o]?)?\s*(\d[\d\s]*)$/i.exec(text)?.[1]?.replaceAll(/\s/g, '')
  return digits === undefined || digits.length > LONGEST_EVENT_NUMBER ? undefined : Number(digits)
}

export const readQuestion = (typed: string): SearchQuestion => {
  const text = typed.trim()
  const words = withoutCivility(
    searchForm(text)
      .split(' ')
      .filter((word) => word !== ''),
  )
  const wholes = words.map((_, first) => [...words.slice(first), ...words.slice(0, first)].join(''))
  return { words, wholes, telephone: telephoneIn(text), eventNumber: eventNumberIn(text) }
}

/** Which homes the words may name in full, and the words left over for whoever lives there: `okafor c 33`. */
export const homesNamed = (words: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const named = new Map<string, readonly string[]>()
  for (let first = 0; first < words.length; first++)
    for (let end = first + 1; end <= words.length; end++)
      named.set(words.slice(first, end).join(''), [...words.slice(0, first), ...words.slice(end)])
  return named
}
