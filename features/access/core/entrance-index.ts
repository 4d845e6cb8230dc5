/** Who has anything to do with an entrance, and what they carry: so that "who" asks some people and not everybody. */
import { lineEntrance, NOWHERE, type Policy } from './policy.ts'

/** Lists of positions that lie one after another: those of `one` are `items[starts[one]] … items[starts[one + 1] - 1]`. */
interface Lists {
  readonly starts: Uint32Array
  readonly items: Uint32Array
}

export interface EntranceIndex {
  /** Of each entrance: the subjects with a right to it, at whatever hour. */
  readonly subjects: Lists
  /** Of each subject: their credentials. */
  readonly credentials: Lists
}

export const listOf = ({ starts, items }: Lists, one: number): Uint32Array =>
  items.subarray(starts[one] ?? 0, starts[one + 1] ?? 0)

/** Sorts `items` by the list they belong to; `each` tells all of them, twice the same. */
const group = (lists: number, each: (tell: (list: number, item: number) => void) => void): Lists => {
  const starts = new Uint32Array(lists + 1)
  each((list) => (starts[list + 1] = (starts[list + 1] ?? 0) + 1))
  for (let list = 0; list < lists; list++) starts[list + 1] = (starts[list + 1] ?? 0) + (starts[list] ?? 0)
  const items = new Uint32Array(starts[lists] ?? 0)
  const next = starts.slice()
  each((list, item) => {
    const place = next[list] ?? 0
    items[place] = item
    next[list] = place + 1
  })
  return { starts, items }
}

export const indexEntrances = (policy: Policy): EntranceIndex => ({
  subjects: group(policy.entrances.length, (tell) => {
    const { starts } = policy.lines
    for (let subject = 0; subject < policy.subjects.refs.length; subject++) {
      const end = starts[subject + 1] ?? 0
      let last = NOWHERE
      // The lines of a subject are ordered by entrance, so several rights to one of them lie together.
      for (let line = starts[subject] ?? 0; line < end; line++) {
        const entrance = lineEntrance(policy, line)
        if (entrance !== last) tell(entrance, subject)
        last = entrance
      }
    }
  }),
  credentials: group(policy.subjects.refs.length, (tell) => {
    for (const [credential, subject] of policy.credentials.subject.entries()) tell(subject, credential)
  }),
})
