/**
 * Is this a password an attacker would not try? After NIST SP 800-63B: it is long enough, is not one of those known from
 * breaches or a word of a dictionary, is not repeated or in sequence, and is not about its owner. There are no rules about
 * signs, and it never has to be changed for its age.
 */
import { ok, refuse, type Result } from '@loge/kernel'
import { COMMON_WORDS, WALKS } from './common-passwords.ts'

export type PasswordRefusal =
  | 'password_too_short'
  | 'password_too_long'
  | 'password_common'
  | 'password_about_you'

/** Of a password that is the only proof of who one is, as it is here (NIST SP 800-63B-4 §3.1.1.2): a short sentence. */
export const SHORTEST = 15
/** A bound on work, far above any sentence. */
export const LONGEST = 256

const UNLEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
  '€': 'e',
}

/** Lower case without accents: `Été` and `ete` are the same guess. */
export const plainPassword = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

const unleet = (text: string): string => Array.from(text, (letter) => UNLEET[letter] ?? letter).join('')

const letters = (text: string): string => text.replaceAll(/[^a-z]/g, '')

/** The word inside `!!Soleil2024`, read both as it stands and with digits as letters. */
const cores = (text: string): readonly string[] => {
  const trimmed = text.replaceAll(/^[^a-z]+|[^a-z]+$/g, '')
  return [letters(text), trimmed, letters(unleet(text)), letters(unleet(trimmed))]
}

/** How much of it is not repetition: `aaaaaaaa` and `abababab` are short texts said often. */
const period = (text: string): string => {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const part = text.slice(0, length)
    if (part.repeat(Math.ceil(text.length / length)).startsWith(text)) return part
  }
  return text
}

/** Each way over the keyboard, further than its end, in both directions. */
const PATHS = WALKS.flatMap((walk) => [
  walk + walk,
  Array.from(walk + walk)
    .toReversed()
    .join(''),
])

const isWalk = (text: string): boolean => PATHS.some((path) => path.includes(text))

const isDate = (text: string): boolean => /^\d{1,4}([-./ ]?\d{1,4}){1,2}$/.test(text) && text.length <= 10

/** A word may be written twice, or with another one: `soleil2024soleil`. */
const isMadeOfWords = (text: string): boolean => {
  if (text === '') return false
  if (COMMON_WORDS.has(text)) return true
  if (text.length > 20) return false
  for (let cut = 3; cut <= text.length - 3; cut += 1)
    if (COMMON_WORDS.has(text.slice(0, cut)) && COMMON_WORDS.has(text.slice(cut))) return true
  return false
}

/** Two of the list one after the other are the next that is tried; blanks and signs between them hide nothing. */
const isListedTwice = (text: string, isListed: IsListed): boolean => {
  if (text.length > 40) return false
  for (let cut = 4; cut <= text.length - 4; cut += 1)
    if (isListed(text.slice(0, cut)) && isListed(text.slice(cut))) return true
  return false
}

/** Whether a plain text is in the list of what is guessed first. */
export type IsListed = (plain: string) => boolean

const isCommon = (password: string, isListed: IsListed): boolean => {
  const text = plainPassword(password)
  const once = period(text)
  const joined = letters(text)
  return (
    [joined, text.replaceAll(/\s/g, '')].some(isListed) ||
    COMMON_WORDS.has(joined) ||
    isListedTwice(joined, isListed) ||
    [text, once, ...(text.length < 20 ? cores(once) : [])].some(isListed) ||
    once.length < 4 ||
    isWalk(once) ||
    isDate(text) ||
    (text.length < 20 &&
      cores(once).some((core) => isMadeOfWords(core) || (core.length >= 5 && isWalk(core))))
  )
}

/** `context` are words anybody knows of this person: their e-mail address, their residence, their organization. */
const isAboutYou = (password: string, context: readonly string[]): boolean => {
  const text = letters(unleet(plainPassword(password)))
  const known = context
    .flatMap((value) => plainPassword(value).split(/[^a-z0-9]+/))
    .filter((word) => word.length >= 4)
    .map((word) => letters(unleet(word)))
    .filter((word) => word.length >= 4)
  const rest = known
    .toSorted((one, other) => other.length - one.length)
    .reduce((left, word) => left.replaceAll(word, ''), text)
  return rest !== text && rest.length < 6
}

/** Answers the password in the one form that is hashed (NFKC), so that any keyboard gives the same. */
export const acceptPassword = (
  password: string,
  { context, isListed }: { readonly context: readonly string[]; readonly isListed: IsListed },
): Result<string, PasswordRefusal> => {
  const normalised = password.normalize('NFKC')
  const length = Array.from(normalised).length
  if (length > LONGEST) return refuse('password_too_long')
  if (isCommon(normalised, isListed)) return refuse('password_common')
  if (isAboutYou(normalised, context)) return refuse('password_about_you')
  // Last: told that it is guessed first, nobody makes it longer by one more sign.
  if (length < SHORTEST) return refuse('password_too_short')
  return ok(normalised)
}
