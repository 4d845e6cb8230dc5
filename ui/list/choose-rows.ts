/** Which rows of a list are shown, in which order. Pure: the language is given. */
import { searchForm } from '@loge/kernel'
import type { Column, SortKey } from './column.ts'

/** The lines of a text, each in its search form: made once, because with twenty thousand rows it is what typing waits for. */
export const linesIn = (text: string): string =>
  text
    .split('\n')
    .map((line) => ` ${searchForm(line)}`)
    .join('\n')

/** `c 33`, `c33`: a letter before a number is no beginning of a name. */
const HOME = /(?:^| )(\p{L}) ?(\p{N}\S*)/gu

interface LookedFor {
  readonly letter: string
  readonly number: string
}

const isIn = (lines: readonly string[], { letter, number }: LookedFor): boolean =>
  lines.some(
    (line) =>
      line.includes(` ${letter}${number}`) || (line.includes(` ${letter}`) && line.includes(` ${number}`)),
  )

/**
 * Every word that is looked for is the beginning of a word of the text, which is given as its lines. A home is found in one
 * of them: `c 33` is not the Camille who lives in B 33.
 */
export const findWords = (looked: string): ((lines: string) => boolean) => {
  const form = searchForm(looked)
  const homes = Array.from(form.matchAll(HOME), ([, letter = '', number = '']) => ({ letter, number }))
  const words = form
    .replaceAll(HOME, '')
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ` ${word}`)
  return (text) =>
    words.every((word) => text.includes(word)) && homes.every((home) => isIn(text.split('\n'), home))
}

/** `C 4` comes before `C 33`. */
const collators = new Map<string, Intl.Collator>()
const collatorOf = (language: string): Intl.Collator => {
  const known = collators.get(language)
  if (known !== undefined) return known
  const made = new Intl.Collator(language, { numeric: true })
  collators.set(language, made)
  return made
}

const compareKeys = (one: string | number, other: string | number, words: Intl.Collator): number =>
  typeof one === 'number' && typeof other === 'number'
    ? one - other
    : words.compare(String(one), String(other))

/** Rows that are alike stay as they came, and those of which nothing is known come last. */
export const sortRows = <Row>(
  rows: readonly Row[],
  columns: readonly Pick<Column<Row>, 'key' | 'sort'>[],
  order: { readonly by: string; readonly isDown: boolean } | undefined,
  language: string,
): readonly Row[] => {
  const keyOf = columns.find(({ key }) => key === order?.by)?.sort
  if (keyOf === undefined) return rows
  const words = collatorOf(language)
  const way = order?.isDown === true ? -1 : 1
  return rows
    .map((row): readonly [SortKey, Row] => [keyOf(row), row])
    .sort(([one], [other]) =>
      one === null || other === null
        ? Number(one === null) - Number(other === null)
        : way * compareKeys(one, other, words),
    )
    .map(([, row]) => row)
}

/** Groups in the order in which they are given; rows keep theirs within. */
export const groupRows = <Row>(
  rows: readonly Row[],
  groups: readonly string[],
  groupOf: (row: Row) => string,
): readonly Row[] => {
  const parts = new Map<string, Row[]>(groups.map((group) => [group, []]))
  for (const row of rows) {
    const group = groupOf(row)
    const part = parts.get(group)
    if (part === undefined) parts.set(group, [row])
    else part.push(row)
  }
  return [...parts.values()].flat()
}

/** From the row marked before to this one, as everywhere with the shift key held; without it this one alone. */
export const markRows = (
  marked: ReadonlySet<string>,
  { ids, from, to, on }: { ids: readonly string[]; from: string | undefined; to: string; on: boolean },
): ReadonlySet<string> => {
  const last = ids.indexOf(to)
  const first = from === undefined ? last : ids.indexOf(from)
  const touched = first < 0 ? [to] : ids.slice(Math.min(first, last), Math.max(first, last) + 1)
  const next = new Set(marked)
  for (const id of touched) {
    if (on) next.add(id)
    else next.delete(id)
  }
  return next
}
