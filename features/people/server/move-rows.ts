/** Where moves are stored. */
import type { Reach } from '@loge/http'
import type { MoveId, OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql, type RawBuilder, type Selectable } from 'kysely'
import type { Move } from '../core/index.ts'
import { moveUnknown } from './problems.ts'
import type { MoveRow, PeopleTables } from './tables.ts'

const shown = (row: Selectable<MoveRow>): Move => ({
  id: row.id,
  version: row.version,
  kind: row.kind,
  personId: row.person_id,
  siteId: row.site_id,
  on: row.on_day,
  happensAt: row.happens_at,
  state: row.state,
  from:
    row.from_tenancy_id === null || row.from_unit_id === null || row.from_version === null
      ? null
      : {
          tenancyId: row.from_tenancy_id,
          unitId: row.from_unit_id,
          version: row.from_version,
          endedAtBefore: row.from_ended_at,
        },
  to:
    row.to_tenancy_id === null || row.to_unit_id === null || row.to_version === null
      ? null
      : { tenancyId: row.to_tenancy_id, unitId: row.to_unit_id, version: row.to_version },
  stepsDone: row.steps_done,
  plannedAt: row.planned_at,
  settledAt: row.settled_at,
})

const dateOrNull = (at: number | null | undefined): Date | null =>
  at === null || at === undefined ? null : new Date(at)

const within = (reach: Reach): RawBuilder<boolean> =>
  reach.wholeOrganization
    ? sql<boolean>`true`
    : sql<boolean>`(person_id = ${reach.ownPersonId ?? null} or site_id = any(${reach.siteIds}))`

export interface MoveConditions {
  readonly reach: Reach
  readonly where: readonly RawBuilder<boolean>[]
  readonly limit: number
  /** Kept from others until the end of the transaction; those somebody else keeps are left out. */
  readonly locked?: true
}

/** In the order in which they happen. */
export const selectMoves = async (
  transaction: Transaction,
  { reach, where, limit, locked }: MoveConditions,
): Promise<readonly Move[]> => {
  const rows = await transaction
    .$extendTables<PeopleTables>()
    .selectFrom('move')
    .selectAll()
    .where(sql<boolean>`${sql.join([within(reach), ...where], sql` and `)}`)
    .orderBy('happens_at')
    .orderBy('id')
    .limit(limit)
    .$if(locked === true, (query) => query.forUpdate().skipLocked())
    .execute()
  return rows.map(shown)
}

/** Nobody else changes it until the end of the transaction. */
export const readMoveForChange = async (
  transaction: Transaction,
  reach: Reach,
  id: MoveId,
): Promise<Move> => {
  await sql`select from move where id = ${id} for update`.execute(transaction)
  const [move] = await selectMoves(transaction, { reach, where: [sql<boolean>`id = ${id}`], limit: 1 })
  if (move === undefined) throw moveUnknown()
  return move
}

export const insertMoves = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  moves: readonly Move[],
): Promise<void> => {
  if (moves.length === 0) return
  await transaction
    .$extendTables<PeopleTables>()
    .insertInto('move')
    .values(
      moves.map((move) => ({
        organization_id: organizationId,
        id: move.id,
        version: move.version,
        kind: move.kind,
        person_id: move.personId,
        site_id: move.siteId,
        on_day: move.on,
        happens_at: new Date(move.happensAt),
        state: move.state,
        from_tenancy_id: move.from?.tenancyId ?? null,
        from_unit_id: move.from?.unitId ?? null,
        from_version: move.from?.version ?? null,
        from_ended_at: dateOrNull(move.from?.endedAtBefore),
        to_tenancy_id: move.to?.tenancyId ?? null,
        to_unit_id: move.to?.unitId ?? null,
        to_version: move.to?.version ?? null,
        steps_done: [...move.stepsDone],
        planned_at: new Date(move.plannedAt),
        settled_at: dateOrNull(move.settledAt),
      })),
    )
    .execute()
}

/** Of a move that was read for change. */
export const updateMove = async (
  transaction: Transaction,
  move: Move,
  change: Partial<Pick<Move, 'state' | 'stepsDone' | 'settledAt'>>,
): Promise<Move> => {
  const after = { ...move, ...change, version: move.version + 1 }
  await transaction
    .$extendTables<PeopleTables>()
    .updateTable('move')
    .set({
      state: after.state,
      steps_done: [...after.stepsDone],
      settled_at: dateOrNull(after.settledAt),
      version: after.version,
    })
    .where('id', '=', move.id)
    .execute()
  return after
}
