/** What is kept of one person, said by category in the words of the register. Pure. */
import {
  type Calendar,
  keptUntil,
  type LegalBasis,
  type Register,
  type RegisterCategory,
  rulesFor,
  type Sentence,
  type Trigger,
  triggerWords,
} from '@loge/features/law/core'
import type { ActivityId, Category, Instant, Source } from '@loge/kernel'

/** What one table holds of them in one category. */
export interface Held {
  readonly category: Category
  readonly activities: readonly ActivityId[]
  readonly sources: readonly Source[]
  readonly rows: number
  /** When the youngest row began to count, by what started it. */
  readonly started: Readonly<Partial<Record<Trigger, Instant>>>
}

export interface Known {
  readonly id: string
  readonly label: Sentence
  readonly rows: number
  readonly sources: readonly Source[]
  readonly purposes: readonly { readonly sentence: Sentence; readonly basis: LegalBasis }[]
  readonly recipients: readonly { readonly label: Sentence; readonly names: readonly string[] }[]
  /** The day on which the last of it is gone; null as long as something has not ended. */
  readonly until: Instant | null
  readonly kept: readonly Sentence[]
  /** What starts each of those periods, in the same order. */
  readonly starts: readonly Sentence[]
}

type Heard = Pick<Register, 'activities' | 'retention' | 'categories' | 'recipients' | 'recipientKinds'>

const unique = <Value>(values: readonly Value[]): readonly Value[] => [...new Set(values)]

const categoryOf = ({ categories }: Heard, category: Category): RegisterCategory | undefined =>
  categories.find(({ covers }) => covers.includes(category))

const untilOf = (register: Heard, held: readonly Held[], calendar: Calendar): Instant | null => {
  const ends = held.map(
    ({ activities, started }) => keptUntil(rulesFor(register, activities), started, calendar)?.until,
  )
  const dates = ends.filter((end) => typeof end === 'number')
  return dates.length === 0 || dates.length < ends.length
    ? null
    : dates.reduce((last, end) => (end > last ? end : last))
}

const describe = (
  register: Heard,
  { id, label }: RegisterCategory,
  held: readonly Held[],
  calendar: Calendar,
): Known => {
  const ids = unique(held.flatMap(({ activities }) => activities))
  const activities = register.activities.filter(({ runs }) => runs.some((run) => ids.includes(run)))
  const kinds = unique(
    activities.flatMap(({ recipientKinds }) =>
      recipientKinds.filter((kind) => {
        const only = register.recipientKinds.find((one) => one.id === kind)?.only
        return only === undefined || only.includes(id)
      }),
    ),
  )
  const rules = rulesFor(register, ids)
  return {
    id,
    label,
    rows: held.reduce((sum, { rows }) => sum + rows, 0),
    sources: unique(held.flatMap(({ sources }) => sources)),
    purposes: activities.flatMap(({ purposes }) =>
      purposes.map(({ sentence, basis }) => ({ sentence, basis })),
    ),
    recipients: register.recipientKinds
      .filter((kind) => kinds.includes(kind.id))
      .map((kind) => ({
        label: kind.label,
        names: register.recipients.filter((one) => one.kind === kind.id).map(({ name }) => name),
      })),
    until: untilOf(register, held, calendar),
    kept: rules.map(({ sentence }) => sentence),
    starts: rules.map(({ trigger }) => triggerWords[trigger]),
  }
}

/** By the categories of the register, in its order; what a register covers with one name is said once. */
export const describeKnown = (register: Heard, held: readonly Held[], calendar: Calendar): readonly Known[] =>
  register.categories.flatMap((category) => {
    const own = held.filter((one) => categoryOf(register, one.category)?.id === category.id)
    return own.length === 0 ? [] : [describe(register, category, own, calendar)]
  })
