/** What is kept of an import between two requests. */
import type {
  Act,
  BuildingAnswer,
  BuildingQuestion,
  Candidate,
  CellError,
  CellNote,
  Choice,
  DateOrder,
  FieldName,
  Mapping,
  Outcome,
  RowNote,
} from '../core/index.ts'
import type { Actor } from '@loge/features/events/core'
import type { AccessGrantId, Id, Instant, MoveId, RelationId, SiteId } from '@loge/kernel'
import type { TableFormat } from './reading/table.ts'

export type ImportState = 'previewed' | 'applying' | 'applied' | 'undoing' | 'undone' | 'forgotten'

export interface Settings {
  readonly mapping: Mapping
  /** Of rows that name no site. */
  readonly siteId: SiteId | null
  /** Of rows that do not say when somebody moved in, a civil date. */
  readonly movesInOn: string | null
  /** What was answered where a column proves neither. */
  readonly dateOrder: DateOrder | null
  readonly reason: string
  /** What was answered of buildings; left out: nothing yet. */
  readonly buildings?: readonly BuildingAnswer[]
}

export type Counts = Readonly<Record<Outcome, number>>

export interface Problems {
  readonly code: string
  /** Rows it is about, the first few. */
  readonly rows: readonly number[]
}

/** What a row will do or did, in codes, beside why. */
export interface StoredPlan {
  readonly does: readonly Act['does'][]
  readonly errors: readonly CellError[]
  readonly notes: readonly RowNote[]
  readonly candidates: readonly Candidate[]
  readonly building?: BuildingQuestion | null
}

/** An act that was done. Of a card, without its number. */
export type DoneAct =
  | Exclude<Act, { does: 'createCard' | 'grant' | 'openRelation' }>
  | (Omit<Extract<Act, { does: 'createCard' }>, 'value'> & {
      /** Whose checklist got its badge by it. */
      readonly ticked?: MoveId
    })
  | { readonly does: 'openRelation'; readonly id: RelationId }
  | { readonly does: 'grant'; readonly id: AccessGrantId; readonly to: Extract<Act, { does: 'grant' }>['to'] }

export interface StoredImport {
  readonly id: Id<'import'>
  readonly fileName: string
  readonly state: ImportState
  readonly header: readonly string[]
  readonly format: TableFormat
  readonly settings: Settings
  /** Columns of dates that could be read either way. */
  readonly asks: readonly FieldName[]
  readonly counts: Counts
  readonly createdBy: Actor
  readonly createdAt: Instant
  readonly done: number
  readonly total: number
  readonly toldAt: Instant | null
  readonly problem: Problems | null
  readonly appliedAt: Instant | null
  readonly undoneAt: Instant | null
}

export interface StoredRow {
  readonly number: number
  readonly cells: readonly string[]
  readonly notes: Readonly<Record<string, CellNote>>
  readonly choice: Choice | null
  readonly outcome: Outcome
  readonly plan: StoredPlan
}
