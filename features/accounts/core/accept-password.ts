/** Is this a password an attacker would not try? Long beats complicated: there are no rules about signs (NIST 800-63B). */
import { ok, refuse, type Result } from '@loge/kernel'
import { COMMON_WORDS, WALKS } from './common-passwords.ts'

export type PasswordRefusal =
  | 'password_too_short'
  | 'password_too_long'
  | 'password_common'
  | 'password_about_you'

export const SHORTEST = 8
/** What we recommend: a sentence. */
export const ADVISED = 15
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
const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

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

const isWalk = (text: string): boolean =>
  WALKS.some((walk) => {
    const twice = walk + walk
    return twice.includes(text) || Array.from(twice).toReversed().join('').includes(text)
  })

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

const isCommon = (password: string): boolean => {
  const text = plain(password)
  const once = period(text)
  return (
    once.length < 4 ||
    isWalk(once) ||
    isDate(text) ||
    (text.length < 20 &&
      cores(once).some((core) => isMadeOfWords(core) || (core.length >= 5 && isWalk(core))))
  )
}

/** `context` are words anybody knows of this person: their e-mail address, their residence, their organization. */
const isAboutYou = (password: string, context: readonly string[]): boolean => {
  const text = letters(unleet(plain(password)))
  const known = context
    .flatMap((value) => plain(value).split(/[^a-z0-9]+/))
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
  context: readonly string[],
): Result<string, PasswordRefusal> => {
  const normalised = password.normalize('NFKC')
  const length = Array.from(normalised).length
  if (length < SHORTEST) return refuse('password_too_short')
  if (length > LONGEST) return refuse('password_too_long')
  if (isCommon(normalised)) return refuse('password_common')
  if (isAboutYou(normalised, context)) return refuse('password_about_you')
  return ok(normalised)
}
