/** Decides about every row of an import as things stand now. */
import { parseCivilDay, type OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import {
  DATE_FIELDS,
  Planner,
  provenOrder,
  readRow,
  type DateOrder,
  type FieldName,
  type PlannedRow,
  type RowSays,
} from '../core/index.ts'
import type { ImportDeps } from './deps.ts'
import { readKnown } from './known.ts'
import { inTurns, nextTurn } from './reading/breathe.ts'
import { NO_ROWS, readAllRows } from './store.ts'
import type { Counts, Settings, StoredImport, StoredRow } from './stored.ts'

type Orders = { [Field in FieldName]?: DateOrder | undefined }

/** What each column of dates proves; where it proves neither, what was answered; else it is asked. */
const ordersOf = async (
  rows: readonly StoredRow[],
  { mapping, dateOrder }: Settings,
): Promise<{ readonly orders: Orders; readonly asks: readonly FieldName[] }> => {
  const orders: Orders = {}
  const asks: FieldName[] = []
  for (const field of DATE_FIELDS) {
    const column = mapping[field]
    if (column === undefined) continue
    const proven = provenOrder(rows.map(({ cells }) => cells[column] ?? ''))
    if (proven === 'ambiguous') asks.push(field)
    orders[field] = proven === 'ambiguous' ? (dateOrder ?? undefined) : proven
    await nextTurn()
  }
  return { orders, asks }
}

export interface ImportPlan {
  readonly rows: readonly PlannedRow[]
  readonly stored: readonly StoredRow[]
  readonly asks: readonly FieldName[]
  readonly counts: Counts
}

const count = (rows: readonly PlannedRow[]): Counts => {
  const counts = { ...NO_ROWS }
  for (const { outcome } of rows) counts[outcome] += 1
  return counts
}

export const planImport = async (
  transaction: Transaction,
  deps: ImportDeps,
  organizationId: OrganizationId,
  { id, settings }: Pick<StoredImport, 'id' | 'settings'>,
): Promise<ImportPlan> => {
  const stored = await readAllRows(transaction, id)
  const { orders, asks } = await ordersOf(stored, settings)
  const said: RowSays[] = []
  await inTurns(deps.world, stored, (row) => said.push(readRow(row, { mapping: settings.mapping, orders })))
  const known = await readKnown(transaction, deps, organizationId, said)
  await nextTurn()
  const planner = new Planner(known, {
    siteId: settings.siteId,
    movesInOn: settings.movesInOn === null ? null : (parseCivilDay(settings.movesInOn) ?? null),
    reason: settings.reason,
    buildings: settings.buildings ?? [],
  })
  let index = 0
  await inTurns(deps.world, said, (row) => {
    planner.add(row, stored[index]?.choice ?? undefined)
    index += 1
  })
  const rows = planner.finish()
  return { rows, stored, asks, counts: count(rows) }
}
