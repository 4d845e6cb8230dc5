/** What may be chosen in the palette, whatever it is, and which pages and acts fit what was typed. */
import { searchForm } from '@loge/kernel'

export const KINDS = ['recent', 'people', 'homes', 'entrances', 'devices', 'event', 'pages', 'acts'] as const
export type Kind = (typeof KINDS)[number]

export interface Choice {
  readonly id: string
  readonly kind: Kind
  readonly label: string
  /** What tells it from another of the same name. */
  readonly note?: string | undefined
  readonly choose: () => void
}

/** A page to go to, or something to do, that this person is allowed. */
export interface Act extends Omit<Choice, 'kind'> {
  readonly kind: 'pages' | 'acts'
  /** Other words it is looked for by; never shown. */
  readonly also?: string | undefined
}

/** Every word is the beginning of a word of the label, or of those it is looked for by, without case and accents. */
export const fits = (typed: string, { label, also = '' }: Pick<Act, 'label' | 'also'>): boolean => {
  const text = ` ${searchForm(`${label} ${also}`)}`
  return searchForm(typed)
    .split(' ')
    .every((word) => text.includes(` ${word}`))
}

const MOST_RECENT = 5

/** The latest first, each once. */
export const remember = (recent: readonly Choice[], chosen: Choice): readonly Choice[] =>
  [{ ...chosen, kind: 'recent' as const }, ...recent.filter(({ id }) => id !== chosen.id)].slice(
    0,
    MOST_RECENT,
  )

/** In the order in which kinds stand under one another. */
export const inOrder = (choices: readonly Choice[]): readonly Choice[] =>
  choices.toSorted((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind))
