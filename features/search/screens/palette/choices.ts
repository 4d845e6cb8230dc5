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

/**
 * What was chosen lately comes first as long as it fits what is typed, and stands once. What answers earlier letters
 * stays until the next answer only where it fits the new ones too: Enter never chooses what was not asked for.
 */
export const offered = (typed: string, { recent, found, isOld, acts }: Offer): readonly Choice[] => {
  if (typed.trim() === '') return [...recent, ...acts]
  const lately = recent.filter((choice) => fits(typed, { label: choice.label, also: choice.note }))
  const answers = isOld
    ? found.filter((choice) => fits(typed, { label: choice.label, also: choice.note }))
    : found
  const rest = inOrder([...answers, ...acts.filter((act) => fits(typed, act))])
  return [...lately, ...rest.filter(({ id }) => lately.every((one) => one.id !== id))]
}

interface Offer {
  readonly recent: readonly Choice[]
  readonly found: readonly Choice[]
  /** What was found is for letters typed before. */
  readonly isOld: boolean
  readonly acts: readonly Act[]
}

/** In the order in which kinds stand under one another. */
const inOrder = (choices: readonly Choice[]): readonly Choice[] =>
  choices.toSorted((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind))
