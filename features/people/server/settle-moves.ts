/** What becomes of a planned move: its steps are ticked, it is undone, or its day comes. */
import type { Caller } from '@loge/features/places/server'
import { createCursor, toPage } from '@loge/http'
import type { MoveId, PersonId, SiteId, TenancyId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import {
  decideStep,
  decideUndo,
  type Move,
  type MoveState,
  type MoveStepKey,
  type Tenancy,
} from '../core/index.ts'
import { readMoveForChange, selectMoves, updateMove } from './move-rows.ts'
import { otherStays } from './open-tenancy.ts'
import { endTenancy } from './plan-move.ts'
import { moveRefused } from './problems.ts'
import { record, type Asked, type PeopleDependencies } from './record.ts'
import { selectTenancies, supersedeTenancy } from './tenancy-rows.ts'

const EVERYWHERE = { wholeOrganization: true, siteIds: [], ownPersonId: undefined }
/** A day on which more people move is done in several turns. */
const AT_ONCE = 200
/** Of one person at one site, in a life. */
const MOST_MOVES = 1000

export interface MovesQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly personId?: PersonId | undefined
  readonly siteId?: SiteId | undefined
  readonly state?: MoveState | undefined
}

interface SettledStep extends Pick<Move, 'personId' | 'siteId' | 'kind'> {
  readonly key: MoveStepKey
  readonly isDone: (move: Move) => boolean
}

const cursor = createCursor('moves', z.object({ at: z.number(), id: z.string() }))

export const listMoves = async (
  { database }: PeopleDependencies,
  caller: Caller,
  { limit, cursor: from, ...filter }: MovesQuery,
): Promise<{ readonly data: Move[]; readonly nextCursor: string | null }> => {
  const after = cursor.decode(from)
  const where: readonly RawBuilder<boolean>[] = [
    sql<boolean>`true`,
    ...(after === undefined ? [] : [sql<boolean>`(happens_at, id) > (${new Date(after.at)}, ${after.id})`]),
    ...Object.entries({ person_id: filter.personId, site_id: filter.siteId, state: filter.state })
      .filter(([, value]) => value !== undefined)
      .map(([column, value]) => sql<boolean>`${sql.ref(column)} = ${value}`),
  ]
  const rows = await database.transaction(caller.organizationId, (transaction) =>
    selectMoves(transaction, { reach: caller.reach, where, limit: limit + 1 }),
  )
  return toPage(rows, limit, { cursor, positionOf: ({ happensAt, id }) => ({ at: happensAt, id }) })
}

const staffOf = (caller: Caller): Caller => ({
  ...caller,
  reach: { ...caller.reach, ownPersonId: undefined },
})

const presentTenancies = async (
  transaction: Transaction,
  move: Move,
): Promise<ReadonlyMap<TenancyId, Tenancy>> => {
  const ids = [move.from, move.to].flatMap((touched) => touched?.tenancyId ?? [])
  const where = [sql<boolean>`id = any(${ids}::uuid[])`, sql<boolean>`superseded_at is null`]
  const present = await selectTenancies(transaction, { reach: EVERYWHERE, where, limit: ids.length })
  return new Map(present.map((tenancy) => [tenancy.id, tenancy]))
}

/** A tenancy that never began is known to have been planned, and holds no more. */
const withdraw = async (transaction: Transaction, asked: Asked, tenancy: Tenancy): Promise<void> => {
  await supersedeTenancy(transaction, tenancy, asked.dependencies.world.now())
  const { id: tenancyId, personId, siteId, unitId, role } = tenancy
  const payload = { tenancyId, unitId, role }
  await record(transaction, asked, { fact: 'tenancyCancelled', personId, siteId, payload })
}

/** Puts back exactly what the move changed. Undone twice, it stays undone. */
export const undoMove = (dependencies: PeopleDependencies, caller: Caller, id: MoveId): Promise<Move> =>
  dependencies.database.transaction(caller.organizationId, async (transaction) => {
    const asked = { dependencies, caller: staffOf(caller) }
    const move = await readMoveForChange(transaction, asked.caller.reach, id)
    if (move.state === 'undone') return move
    const touched = move.to ?? move.from
    // Waits for whoever changes this person's homes at the same time.
    if (touched !== null)
      await otherStays(transaction, { ...touched, personId: move.personId, id: touched.tenancyId })
    const present = await presentTenancies(transaction, move)
    const at = dependencies.world.now()
    const versions = new Map([...present].map(([tenancyId, { version }]) => [tenancyId, version]))
    const decided = decideUndo(move, { at, versions })
    if (!decided.ok) throw moveRefused(decided.refusal)
    const to = move.to === null ? undefined : present.get(move.to.tenancyId)
    const from = move.from === null ? undefined : present.get(move.from.tenancyId)
    if (to !== undefined) await withdraw(transaction, asked, to)
    if (from !== undefined && move.from !== null)
      await endTenancy(transaction, asked, from, move.from.endedAtBefore)
    const payload = { moveId: id, kind: move.kind }
    const { personId, siteId } = move
    await record(transaction, asked, { fact: 'moveUndone', personId, siteId, payload })
    return updateMove(transaction, move, { state: 'undone', settledAt: at })
  })

const setStep = async (
  transaction: Transaction,
  asked: Asked,
  move: Move,
  { key, done }: { readonly key: MoveStepKey; readonly done: boolean },
): Promise<Move> => {
  const decided = decideStep(move, { key, done })
  if (!decided.ok) throw moveRefused(decided.refusal)
  if (move.stepsDone.includes(key) === done) return move
  const { id: moveId, personId, siteId } = move
  const payload = { moveId, step: key, done }
  await record(transaction, asked, { fact: 'moveStepTicked', personId, siteId, payload })
  return updateMove(transaction, move, { stepsDone: decided.value })
}

export const tickMoveStep = (
  dependencies: PeopleDependencies,
  caller: Caller,
  { id, key, done }: { readonly id: MoveId; readonly key: MoveStepKey; readonly done: boolean },
): Promise<Move> =>
  dependencies.database.transaction(caller.organizationId, async (transaction) => {
    const asked = { dependencies, caller: staffOf(caller) }
    const move = await readMoveForChange(transaction, asked.caller.reach, id)
    return setStep(transaction, asked, move, { key, done })
  })

/**
 * Ticks a step that something done elsewhere settles, or takes the tick back: for features to the right, in their
 * transaction. Of the last move of that kind of this person there; of one that leaves only if nothing came after it.
 */
export const settleMoveStep = async (
  transaction: Transaction,
  { dependencies, caller }: Pick<Asked, 'dependencies'> & { readonly caller: Omit<Caller, 'reach'> },
  { personId, siteId, kind, key, isDone }: SettledStep,
): Promise<void> => {
  const moves = await selectMoves(transaction, {
    reach: EVERYWHERE,
    where: [
      sql<boolean>`person_id = ${personId}`,
      sql<boolean>`site_id = ${siteId}`,
      sql<boolean>`state <> 'undone'`,
    ],
    limit: MOST_MOVES,
  })
  const last = moves.findLast((move) => move.kind === kind)
  if (last === undefined || (kind === 'out' && last !== moves.at(-1))) return
  const done = isDone(last)
  if (last.stepsDone.includes(key) === done) return
  const asked = { dependencies, caller: { ...caller, reach: EVERYWHERE } }
  const move = await readMoveForChange(transaction, EVERYWHERE, last.id)
  await setStep(transaction, asked, move, { key, done })
}

/**
 * Marks the moves whose day has come. The doors knew it before; for features to the right, that do the rest of the day
 * in the same transaction.
 */
export const takeDueMoves = async (transaction: Transaction, asked: Asked): Promise<readonly Move[]> => {
  const at = asked.dependencies.world.now()
  const due = await selectMoves(transaction, {
    reach: EVERYWHERE,
    where: [sql<boolean>`state = 'planned'`, sql<boolean>`happens_at <= ${new Date(at)}`],
    limit: AT_ONCE,
    locked: true,
  })
  const happened: Move[] = []
  for (const move of due) {
    const { personId, siteId, kind } = move
    const payload = { moveId: move.id, kind, unitId: (move.to ?? move.from)?.unitId ?? null }
    await record(transaction, asked, { fact: 'moveHappened', personId, siteId, payload })
    happened.push(await updateMove(transaction, move, { state: 'happened', settledAt: at }))
  }
  return happened
}
