/** What a support access shows: one kind of data of one person, as they are stored, and never where somebody went. */
import type { OrganizationId, PersonId } from '@loge/kernel'
import type { SupportCategory } from '../../core/index.ts'
import { copyPerson, type CopiedField } from '../copy.ts'
import type { PrivacyDeps } from '../deps.ts'

/** What fits a screen; support that needs more asks for less at a time. */
const MOST_ROWS = 500

export interface ShownTable {
  readonly table: string
  readonly columns: string[]
  readonly rows: (string | null)[][]
}

export interface Shown {
  readonly tables: ShownTable[]
  readonly rows: number
  readonly isCut: boolean
}

const textOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A line of the log tells where somebody was, whichever of its columns is read. */
const tellsMovements = (fields: readonly CopiedField[]): boolean =>
  fields.some(({ category }) => category === 'movement')

export const readScope = async (
  deps: PrivacyDeps,
  whose: { readonly organizationId: OrganizationId; readonly personId: PersonId },
  wanted: SupportCategory,
): Promise<Shown> => {
  const tables: ShownTable[] = []
  let current: ShownTable | undefined
  let rows = 0
  for await (const line of await copyPerson(deps, whose)) {
    // What came with a case is of that case alone.
    if (line.kind === 'table') {
      const columns = line.fields.filter(({ category }) => category === wanted).map(({ column }) => column)
      current =
        columns.length === 0 || line.table === 'support_data' || tellsMovements(line.fields)
          ? undefined
          : { table: line.table, columns, rows: [] }
      if (current !== undefined) tables.push(current)
    } else if (current !== undefined) {
      if (rows === MOST_ROWS) return { tables, rows, isCut: true }
      rows += 1
      current.rows.push(current.columns.map((column) => textOf(line.values[column])))
    }
  }
  return { tables, rows, isCut: false }
}
