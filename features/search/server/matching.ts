/** How words are looked for in a name, in SQL: the exact name first, then its beginning, a word's, and any part. */
import { searchForm } from '@loge/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { SearchQuestion } from '../core/index.ts'

const LAST_LATIN = 0x17f
const USUAL = /^[0-9a-z]$/
const characters = Array.from({ length: LAST_LATIN + 1 - 0x20 }, (_, index) =>
  String.fromCodePoint(index + 0x20),
)
/** PostgreSQL reads this list from its beginning for each letter, so the usual ones stand there. */
const oneToOne = [
  ...characters.filter((character) => USUAL.test(character)),
  ...characters.filter((character) => !USUAL.test(character) && character !== "'"),
].filter((character) => searchForm(character).length <= 1)
/** What is neither a letter nor a digit parts words; an apostrophe, being last, disappears. */
const FROM = `${oneToOne.join('')}\u202f'’`
const TO = `${oneToOne.map((character) => searchForm(character) || ' ').join('')} `

/**
 * The search form of a name that is not kept in it. PostgreSQL does this quicker than any expression of patterns; what
 * holds plain letters and digits only, as most homes do, it does ten times quicker still.
 */
export const folded = (name: RawBuilder<unknown>): RawBuilder<string> =>
  sql<string>`case when (${name}) collate "C" ~ '^[ 0-9A-Za-z]*$' then lower(${name}) else translate(${name}, ${FROM}, ${TO}) end`

interface Matching {
  readonly where: RawBuilder<boolean>
  /** Lower is closer. */
  readonly rank: RawBuilder<number>
}

/** `form` is a search form. Words hold letters and digits only, so none is a pattern. */
export const matching = (
  { words, wholes }: Pick<SearchQuestion, 'words' | 'wholes'>,
  form: RawBuilder<string>,
): Matching => {
  if (words.length === 0) return { where: sql<boolean>`false`, rank: sql<number>`0::integer` }
  const together = sql<string>`replace(${form}, ' ', '')`
  const every = (pattern: (word: string) => string, text: RawBuilder<string>) =>
    sql<boolean>`${text} like all(${words.map(pattern)}::text[])`
  return {
    // One word may be several that were written together: `delacruz`, `c33`.
    where:
      words.length > 1
        ? every((word) => `%${word}%`, form)
        : sql<boolean>`(${form} like ${`%${words[0]}%`} or ${together} like ${`%${words[0]}%`})`,
    rank: sql<number>`case
      when ${together} = any(${[...wholes]}::text[]) then 0
      when ${together} like any(${wholes.map((whole) => `${whole}%`)}::text[]) then 1
      when ${every((word) => `% ${word}%`, sql<string>`' ' || ${form}`)} then 2
      else 3 end`,
  }
}
