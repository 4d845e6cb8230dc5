/** Reads and writes imports and their rows, in pieces: twenty thousand at once would hold up everybody else. */
import { Problem } from '@loge/http'
import type { Id, OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql, type Selectable } from 'kysely'
import type { BuildingAnswer, Choice, FieldName, Outcome, PlannedRow, RawRow } from '../core/index.ts'
import { chunksOf, nextTurn } from './reading/breathe.ts'
import type { Counts, DoneAct, Settings, StoredImport, StoredRow } from './stored.ts'
import type { ImportTables } from './tables.ts'

export const CHUNK = 250

const shown = (row: Selectable<ImportTables['import_batch']>): StoredImport => ({
  id: row.id,
  fileName: row.file_name,
  state: row.state,
  header: row.header,
  format: row.format,
  settings: row.settings,
  asks: row.asks,
  counts: row.counts,
  createdBy: row.created_by,
  createdAt: row.created_at,
  done: row.done,
  total: row.total,
  toldAt: row.told_at,
  problem: row.problem,
  appliedAt: row.applied_at,
  undoneAt: row.undone_at,
})

const tablesOf = (transaction: Transaction) => transaction.$extendTables<ImportTables>()

export const importUnknown = (): Problem => new Problem(404, 'import_unknown', 'There is no such import.')

export const readImport = async (transaction: Transaction, id: Id<'import'>): Promise<StoredImport> => {
  const row = await tablesOf(transaction)
    .selectFrom('import_batch')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw importUnknown()
  return shown(row)
}

export const lockImport = async (transaction: Transaction, id: Id<'import'>): Promise<StoredImport> => {
  await sql`select from import_batch where id = ${id} for update`.execute(transaction)
  return readImport(transaction, id)
}

/** Newest first. */
export const listImports = async (
  transaction: Transaction,
  { before, limit }: { readonly before: Id<'import'> | undefined; readonly limit: number },
): Promise<readonly StoredImport[]> => {
  const rows = await tablesOf(transaction)
    .selectFrom('import_batch')
    .selectAll()
    .$if(before !== undefined, (query) => query.where(sql<boolean>`id < ${before}`))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(shown)
}

type NewImport = Pick<
  StoredImport,
  'id' | 'fileName' | 'header' | 'format' | 'settings' | 'createdBy' | 'createdAt'
>

export const NO_ROWS: Counts = { error: 0, duplicate: 0, create: 0, change: 0, same: 0, skip: 0 }

export const insertImport = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  batch: NewImport,
): Promise<void> => {
  await tablesOf(transaction)
    .insertInto('import_batch')
    .values({
      organization_id: organizationId,
      id: batch.id,
      file_name: batch.fileName,
      state: 'previewed',
      header: JSON.stringify(batch.header),
      format: JSON.stringify(batch.format),
      settings: JSON.stringify(batch.settings),
      asks: '[]',
      counts: JSON.stringify(NO_ROWS),
      created_by: JSON.stringify(batch.createdBy),
      created_at: new Date(batch.createdAt),
      done: 0,
      total: 0,
      told_at: null,
      problem: null,
      applied_at: null,
      undone_at: null,
    })
    .execute()
}

export const insertRawRows = async (
  transaction: Transaction,
  { organizationId, importId }: { readonly organizationId: OrganizationId; readonly importId: Id<'import'> },
  rows: readonly RawRow[],
): Promise<void> => {
  for (const chunk of chunksOf(rows, CHUNK)) {
    await sql`
      insert into import_row (organization_id, import_id, number, cells, notes, outcome, plan)
      select ${organizationId}, ${importId}, number, cells, notes, 'same', '{}'
      from json_to_recordset(${JSON.stringify(chunk)}::json) as row (number integer, cells jsonb, notes jsonb)`.execute(
      transaction,
    )
    await nextTurn()
  }
}

/** What was decided about each row; a row that is not among them keeps what it has. */
export const writePlans = async (
  transaction: Transaction,
  importId: Id<'import'>,
  rows: readonly PlannedRow[],
): Promise<void> => {
  for (const chunk of chunksOf(rows, CHUNK)) {
    const plans = chunk.map(({ number, outcome, acts, errors, notes, candidates, building }) => ({
      number,
      outcome,
      plan: { does: acts.map(({ does }) => does), errors, notes, candidates, building },
    }))
    await sql`
      update import_row set outcome = planned.outcome, plan = planned.plan
      from json_to_recordset(${JSON.stringify(plans)}::json) as planned (number integer, outcome text, plan jsonb)
      where import_row.import_id = ${importId} and import_row.number = planned.number`.execute(transaction)
    await nextTurn()
  }
}

export interface RowsQuery {
  readonly after?: number | undefined
  readonly outcome?: Outcome | undefined
  readonly limit: number
}

export const readRows = async (
  transaction: Transaction,
  importId: Id<'import'>,
  { after, outcome, limit }: RowsQuery,
): Promise<readonly StoredRow[]> =>
  tablesOf(transaction)
    .selectFrom('import_row')
    .select(['number', 'cells', 'notes', 'choice', 'outcome', 'plan'])
    .where('import_id', '=', importId)
    .$if(after !== undefined, (query) => query.where('number', '>', after ?? 0))
    .$if(outcome !== undefined, (query) => query.where('outcome', '=', outcome ?? 'same'))
    .orderBy('number')
    .limit(limit)
    .execute()

/** These rows alone. */
export const readNumbered = async (
  transaction: Transaction,
  importId: Id<'import'>,
  numbers: readonly number[],
): Promise<readonly StoredRow[]> =>
  tablesOf(transaction)
    .selectFrom('import_row')
    .select(['number', 'cells', 'notes', 'choice', 'outcome', 'plan'])
    .where('import_id', '=', importId)
    .where(sql<boolean>`number = any(${[...numbers]}::integer[])`)
    .execute()

export const readAllRows = async (
  transaction: Transaction,
  importId: Id<'import'>,
): Promise<readonly StoredRow[]> => {
  const rows: StoredRow[] = []
  for (;;) {
    const piece = await readRows(transaction, importId, { after: rows.at(-1)?.number, limit: 4 * CHUNK })
    rows.push(...piece)
    if (piece.length < 4 * CHUNK) return rows
    await nextTurn()
  }
}

/** `numbers` left out: every row that waits to hear who it is about. Whoever merges all takes the only candidate of each. */
export const writeChoices = async (
  transaction: Transaction,
  importId: Id<'import'>,
  {
    numbers,
    choice,
  }: {
    readonly numbers: readonly number[] | undefined
    readonly choice: Choice | 'only' | 'skipWrong' | null
  },
): Promise<void> => {
  const which =
    numbers === undefined
      ? sql`outcome = 'duplicate' and jsonb_array_length(plan -> 'candidates') > 0`
      : sql`number = any(${[...numbers]}::integer[])`
  if (choice === 'only')
    await sql`
      update import_row
      set choice = jsonb_build_object('kind', 'merge', 'person', plan -> 'candidates' -> 0 -> 'person')
      where import_id = ${importId} and ${which} and jsonb_array_length(plan -> 'candidates') = 1`.execute(
      transaction,
    )
  else if (choice === 'skipWrong')
    await sql`
      update import_row set choice = '{"kind":"skip"}'::jsonb
      where import_id = ${importId} and outcome = 'error'`.execute(transaction)
  else
    await sql`
      update import_row set choice = ${choice === null ? null : JSON.stringify(choice)}::jsonb
      where import_id = ${importId} and ${which}`.execute(transaction)
}

export interface ImportUpdate {
  readonly state?: StoredImport['state']
  readonly settings?: Settings
  readonly asks?: readonly FieldName[]
  readonly counts?: Counts
  readonly done?: number
  readonly total?: number
  readonly told_at?: Date | null
  readonly problem?: StoredImport['problem']
  readonly applied_at?: Date
  readonly undone_at?: Date
}

const asColumns = (update: ImportUpdate) =>
  Object.entries(update).map(([column, value]: [string, unknown]) => {
    const isJson = value !== null && typeof value === 'object' && !(value instanceof Date)
    return sql`${sql.ref(column)} = ${isJson ? JSON.stringify(value) : value}`
  })

export const updateImport = async (
  transaction: Transaction,
  id: Id<'import'>,
  update: ImportUpdate,
): Promise<void> => {
  await sql`update import_batch set ${sql.join(asColumns(update))} where id = ${id}`.execute(transaction)
}

export const insertActs = async (
  transaction: Transaction,
  { organizationId, importId }: { readonly organizationId: OrganizationId; readonly importId: Id<'import'> },
  acts: readonly { readonly number: number; readonly act: DoneAct }[],
): Promise<void> => {
  const placed = acts.map((done, position) => ({ position, ...done }))
  for (const chunk of chunksOf(placed, CHUNK)) {
    await sql`
      insert into import_act (organization_id, import_id, position, number, act)
      select ${organizationId}, ${importId}, position, number, act
      from json_to_recordset(${JSON.stringify(chunk)}::json) as done (position integer, number integer, act jsonb)`.execute(
      transaction,
    )
    await nextTurn()
  }
}

export const readActs = async (
  transaction: Transaction,
  importId: Id<'import'>,
): Promise<readonly { readonly number: number; readonly act: DoneAct }[]> => {
  const acts: { readonly number: number; readonly act: DoneAct }[] = []
  for (;;) {
    const piece = await tablesOf(transaction)
      .selectFrom('import_act')
      .select(['number', 'act'])
      .where('import_id', '=', importId)
      .where('position', '>=', acts.length)
      .orderBy('position')
      .limit(4 * CHUNK)
      .execute()
    acts.push(...piece)
    if (piece.length < 4 * CHUNK) return acts
    await nextTurn()
  }
}

export const readHeaders = async (
  transaction: Transaction,
): Promise<ReadonlyMap<string, FieldName | null>> => {
  const rows = await tablesOf(transaction).selectFrom('import_header').select(['words', 'field']).execute()
  return new Map(rows.map(({ words, field }) => [words, field]))
}

export const writeHeaders = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  meanings: ReadonlyMap<string, FieldName | null>,
): Promise<void> => {
  if (meanings.size === 0) return
  await tablesOf(transaction)
    .insertInto('import_header')
    .values([...meanings].map(([words, field]) => ({ organization_id: organizationId, words, field })))
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'words'])
        .doUpdateSet((values) => ({ field: values.ref('excluded.field') })),
    )
    .execute()
}

/** Which building was meant last time by what files say. */
export const readBuildingAnswers = async (transaction: Transaction): Promise<readonly BuildingAnswer[]> => {
  const rows = await tablesOf(transaction)
    .selectFrom('import_building')
    .select(['site_id', 'said', 'building_id'])
    .orderBy('said')
    .execute()
  return rows.map(({ site_id: siteId, said, building_id: buildingId }) => ({ siteId, said, buildingId }))
}

/** A new one is known by its name once it stands: only what stood before is remembered. */
export const writeBuildingAnswer = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  { siteId, said, buildingId }: BuildingAnswer,
): Promise<void> => {
  const kept = tablesOf(transaction)
  if (buildingId === null) {
    await kept.deleteFrom('import_building').where('site_id', '=', siteId).where('said', '=', said).execute()
    return
  }
  await kept
    .insertInto('import_building')
    .values({ organization_id: organizationId, site_id: siteId, said, building_id: buildingId })
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'site_id', 'said'])
        .doUpdateSet((values) => ({ building_id: values.ref('excluded.building_id') })),
    )
    .execute()
}
