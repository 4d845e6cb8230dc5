/** What somebody's no ends, of the uses a question serves: by the rows it would read, each purpose with what ends it. Pure. */
import type { Purpose, Register } from '@loge/features/law/core'
import type { ActivityId, TableDeclaration } from '@loge/kernel'
import { findPaths } from './paths.ts'
import { wallOf } from './wall.ts'

/** Each purpose as the words that end it: an objection (GDPR art. 21), or a consent taken back (art. 7(3)). */
export type Ends = readonly (readonly string[])[]

/** Rows of a table, and the activities of the code they are there for. */
export interface RowsServing {
  /** A table, or the rows of one kind of it: `event/movement`. */
  readonly rows: string
  readonly serves: readonly ActivityId[]
}

/** Every row that is of somebody, from what stands beside its table. */
export const rowsServing = (declarations: readonly TableDeclaration[]): readonly RowsServing[] => {
  const wall = wallOf(findPaths(declarations))
  return declarations
    .filter(({ table }) => wall.has(table))
    .flatMap(({ table, columns, servesBy }) =>
      servesBy === undefined
        ? [
            {
              rows: table,
              serves: [
                ...new Set(Object.values(columns).flatMap((field) => (field.pd === 'none' ? [] : field.for))),
              ],
            },
          ]
        : Object.entries(servesBy.activities).map(([kind, activity]) => ({
            rows: `${table}/${kind}`,
            serves: [activity],
          })),
    )
}

const endsOf = ({ id, basis, marketing }: Purpose): readonly string[] => {
  const no = marketing === true ? ['marketing'] : []
  if (basis === 'legitimate_interests' || basis === 'public_task') return [`use:${id}`, ...no]
  return basis === 'consent' ? [`consent:${id}`, ...no] : []
}

/** Nothing where some purpose goes on whatever the person says: a contract, a law. */
const endsOfAll = (
  { activities }: Pick<Register, 'activities'>,
  serves: readonly ActivityId[],
): Ends | undefined => {
  const ends = activities
    .filter(({ runs }) => runs.some((run) => serves.includes(run)))
    .flatMap(({ purposes }) => purposes.map(endsOf))
  return ends.length === 0 || ends.some((words) => words.length === 0) ? undefined : ends
}

/** As `loge.hidden_ids(text)` reads it; empty where no word of anybody ends any of it. */
export const usesOfQuestion = (
  known: readonly RowsServing[],
  register: Pick<Register, 'activities'>,
  serves: readonly ActivityId[],
): string => {
  const asked = known.flatMap(({ rows, serves: own }): readonly (readonly [string, Ends])[] => {
    const both = own.filter((one) => serves.includes(one))
    const ends = both.length === 0 ? undefined : endsOfAll(register, both)
    return ends === undefined ? [] : [[rows, ends]]
  })
  return asked.length === 0 ? '' : JSON.stringify(Object.fromEntries(asked))
}
