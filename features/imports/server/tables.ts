/** The tables of imports, and what each column is under the law. What a file says of people is gone after a day. */
import type { Actor } from '@loge/features/events/core'
import {
  declareTable,
  notPersonal,
  type BuildingId,
  type Category,
  type Field,
  type Id,
  type OrganizationId,
  type SiteId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { JSONColumnType } from 'kysely'
import type { CellNote, Choice, FieldName, Outcome } from '../core/index.ts'
import type { TableFormat } from './reading/table.ts'
import type { Counts, DoneAct, ImportState, Problems, Settings, StoredPlan } from './stored.ts'

interface BatchRow {
  organization_id: OrganizationId
  id: Id<'import'>
  file_name: string
  state: ImportState
  header: JSONColumnType<readonly string[]>
  format: JSONColumnType<TableFormat>
  settings: JSONColumnType<Settings>
  asks: JSONColumnType<readonly FieldName[]>
  counts: JSONColumnType<Counts>
  created_by: JSONColumnType<Actor>
  created_at: Timestamp
  done: number
  total: number
  told_at: Timestamp | null
  problem: JSONColumnType<Problems> | null
  applied_at: Timestamp | null
  undone_at: Timestamp | null
}

interface RowRow {
  organization_id: OrganizationId
  import_id: Id<'import'>
  number: number
  cells: JSONColumnType<readonly string[]>
  notes: JSONColumnType<Readonly<Record<string, CellNote>>>
  choice: JSONColumnType<Choice> | null
  outcome: Outcome
  plan: JSONColumnType<StoredPlan>
}

interface ActRow {
  organization_id: OrganizationId
  import_id: Id<'import'>
  position: number
  number: number
  act: JSONColumnType<DoneAct>
}

interface HeaderRow {
  organization_id: OrganizationId
  words: string
  field: FieldName | null
}

interface BuildingRow {
  organization_id: OrganizationId
  site_id: SiteId
  said: string
  building_id: BuildingId
}

export type ImportTables = {
  import_batch: BatchRow
  import_row: RowRow
  import_act: ActRow
  import_header: HeaderRow
  import_building: BuildingRow
}

const tenant = notPersonal('the tenant')
const identifier = notPersonal('names an import')
const counted = notPersonal('how far the import is')
const setting = notPersonal('how the file is read')
const told = (pd: Category): Field => ({
  pd,
  for: ['residence_management'],
  source: 'third_party',
  portable: false,
  erase: 'delete_row',
})
const acted: Field = {
  pd: 'action_record',
  for: ['staff_accountability'],
  source: 'observed',
  portable: false,
  erase: 'keep',
}
/** Words of headers. */
const aboutNobodyYet = { subject: 'no_subject', rows: 'none' } as const
/** Whom a row is about is not known before it was applied, and a day after it is gone. */
const goneSoon = {
  subject: { goneWithin: 'P1D', why: 'lines of a file, emptied a day after it came or was applied' },
  rows: 'none',
} as const

const batch = declareTable<BatchRow>({
  table: 'import_batch',
  subject: { via: 'created_by.id', table: 'account' },
  rows: 'anonymise',
  starts: { recorded: 'created_at' },
  columns: {
    organization_id: tenant,
    id: identifier,
    file_name: setting,
    state: counted,
    header: setting,
    format: setting,
    settings: setting,
    asks: setting,
    counts: counted,
    created_by: acted,
    created_at: counted,
    done: counted,
    total: counted,
    told_at: counted,
    problem: counted,
    applied_at: counted,
    undone_at: counted,
  },
})

const row = declareTable<RowRow>({
  table: 'import_row',
  ...goneSoon,
  columns: {
    organization_id: tenant,
    import_id: identifier,
    number: setting,
    cells: told('identity'),
    notes: setting,
    choice: told('link'),
    outcome: counted,
    plan: told('link'),
  },
})

const act = declareTable<ActRow>({
  table: 'import_act',
  ...goneSoon,
  columns: {
    organization_id: tenant,
    import_id: identifier,
    position: setting,
    number: setting,
    act: told('identity'),
  },
})

const header = declareTable<HeaderRow>({
  table: 'import_header',
  ...aboutNobodyYet,
  columns: { organization_id: tenant, words: setting, field: setting },
})

const building = declareTable<BuildingRow>({
  table: 'import_building',
  ...aboutNobodyYet,
  columns: { organization_id: tenant, site_id: setting, said: setting, building_id: setting },
})

export const importsTables: readonly TableDeclaration[] = [batch, row, act, header, building]
