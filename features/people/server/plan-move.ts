/** Plans a move: the tenancies get their dates at once, so that the doors know them long before the day. */
import { type Caller, findPlace, readSiteTime } from '@loge/features/places/server'
import { instant, newId, type PersonId, type SiteId, type TenancyId, type UnitId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import {
  decideDay,
  decideLeaving,
  decideTenancy,
  happensAt,
  type Move,
  type MoveDay,
  type MoveKind,
  type Tenancy,
  type TenancyRole,
} from '../core/index.ts'
import { insertMoves, selectMoves } from './move-rows.ts'
import { addTenancy, otherStays } from './open-tenancy.ts'
import { readPerson } from './person-rows.ts'
import { moveRefused, permissionDenied, tenancyRefused, unitUnknown } from './problems.ts'
import { record, type Asked, type PeopleDependencies } from './record.ts'
import { insertTenancy, readTenancy, supersedeTenancy } from './tenancy-rows.ts'

/** `false`: a day that is over is refused. Left out: it is known to be meant. */
interface Dated {
  readonly on: string
  readonly inThePast?: boolean | undefined
}

export type NewMove = Dated & NewMoveOfKind

type NewMoveOfKind =
  | {
      readonly kind: 'in'
      readonly unitId: UnitId
      readonly people: readonly { readonly personId: PersonId; readonly role: TenancyRole }[]
    }
  | { readonly kind: 'out'; readonly tenancyIds: readonly TenancyId[] }
  | {
      readonly kind: 'transfer'
      readonly unitId: UnitId
      readonly tenancyIds: readonly TenancyId[]
    }

/** Where the zone skips midnight, the day begins at the first instant there is. */
const dayAt = async (
  transaction: Transaction,
  { world }: Pick<PeopleDependencies, 'world'>,
  siteId: SiteId,
  { on, inThePast }: Dated,
): Promise<MoveDay> => {
  const time = await readSiteTime(transaction, siteId, undefined)
  if (time === undefined) throw unitUnknown()
  const day = Temporal.PlainDate.from(on)
  const beginning = (date: Temporal.PlainDate) =>
    instant(date.toZonedDateTime(time.timeZone).epochMilliseconds)
  const found = { begins: beginning(day), ends: beginning(day.add({ days: 1 })) }
  const decided = decideDay(found, { now: world.now(), inThePast: inThePast ?? true })
  if (!decided.ok) throw moveRefused(decided.refusal)
  return found
}

/** A version with another end, in place of the present one. */
export const endTenancy = async (
  transaction: Transaction,
  { dependencies, caller }: Asked,
  before: Tenancy,
  movesOutAt: Tenancy['movesOutAt'],
): Promise<Tenancy> => {
  const recordedAt = dependencies.world.now()
  const after: Tenancy = { ...before, movesOutAt, version: before.version + 1, recordedAt }
  const decided = decideTenancy(after, await otherStays(transaction, after))
  if (!decided.ok) throw tenancyRefused(decided.refusal)
  await supersedeTenancy(transaction, before, recordedAt)
  await insertTenancy(transaction, caller.organizationId, after)
  const { personId, siteId, unitId, role } = after
  const payload = { tenancyId: after.id, unitId, role, fields: ['movesOutAt'] }
  await record(transaction, { dependencies, caller }, { fact: 'tenancyChanged', personId, siteId, payload })
  return after
}

interface Planned {
  readonly kind: MoveKind
  readonly on: string
  readonly day: MoveDay
  readonly personId: PersonId
  readonly siteId: SiteId
  readonly from: Move['from']
  readonly to: Tenancy | undefined
}

const keep = async (transaction: Transaction, asked: Asked, planned: Planned): Promise<Move> => {
  const { kind, on, day, personId, siteId, from, to } = planned
  const { world } = asked.dependencies
  const move: Move = {
    id: newId(world, 'move'),
    version: 1,
    kind,
    personId,
    siteId,
    on,
    happensAt: happensAt(kind, day),
    state: 'planned',
    from,
    to: to === undefined ? null : { tenancyId: to.id, unitId: to.unitId, version: to.version },
    stepsDone: [],
    plannedAt: world.now(),
    settledAt: null,
  }
  await insertMoves(transaction, asked.caller.organizationId, [move])
  const payload = { moveId: move.id, kind, unitId: (to ?? from)?.unitId ?? null }
  await record(transaction, asked, { fact: 'movePlanned', personId, siteId, payload })
  return move
}

/** Of people the caller may see. */
export const planIn = async (
  transaction: Transaction,
  asked: Asked,
  { on, inThePast, unitId, people }: Extract<NewMove, { kind: 'in' }>,
): Promise<readonly Move[]> => {
  const unit = await findPlace(transaction, 'unit', unitId)
  if (unit === undefined) throw unitUnknown()
  const day = await dayAt(transaction, asked.dependencies, unit.siteId, { on, inThePast })
  const moves: Move[] = []
  for (const { personId, role } of people) {
    const stay = { personId, unitId, role, movesInAt: day.begins, movesOutAt: null }
    const to = await addTenancy(transaction, asked, stay)
    moves.push(
      await keep(transaction, asked, { kind: 'in', on, day, personId, siteId: to.siteId, from: null, to }),
    )
  }
  return moves
}

const planLeaving = async (
  transaction: Transaction,
  asked: Asked,
  move: Exclude<NewMove, { kind: 'in' }>,
): Promise<readonly Move[]> => {
  const { kind, on } = move
  const unitId = move.kind === 'transfer' ? move.unitId : undefined
  const moves: Move[] = []
  for (const tenancyId of move.tenancyIds) {
    const before = await readTenancy(transaction, asked.caller.reach, tenancyId)
    const { personId, siteId, role } = before
    const day = await dayAt(transaction, asked.dependencies, siteId, move)
    // Whoever else changes this person's homes waits here.
    await otherStays(transaction, before)
    const planned = await selectMoves(transaction, {
      reach: asked.caller.reach,
      where: [sql<boolean>`from_tenancy_id = ${tenancyId}`, sql<boolean>`state = 'planned'`],
      limit: 1,
    })
    const decided = decideLeaving(before, { planned, to: unitId })
    if (!decided.ok) throw moveRefused(decided.refusal)
    const left = await endTenancy(transaction, asked, before, day.ends)
    const from = {
      tenancyId,
      unitId: left.unitId,
      version: left.version,
      endedAtBefore: before.movesOutAt,
    }
    const to =
      unitId === undefined
        ? undefined
        : await addTenancy(transaction, asked, {
            personId,
            unitId,
            role,
            movesInAt: day.begins,
            movesOutAt: null,
          })
    moves.push(
      await keep(transaction, asked, { kind, on, day, personId, siteId: to?.siteId ?? siteId, from, to }),
    )
  }
  return moves
}

/** A whole household moves together or not at all. */
export const planMove = (
  dependencies: PeopleDependencies,
  caller: Caller,
  move: NewMove,
): Promise<readonly Move[]> =>
  dependencies.database.transaction(caller.organizationId, async (transaction) => {
    // Nobody gives themselves a home, or prolongs a stay: a permission over one's own data does not reach here.
    const staff = { ...caller.reach, ownPersonId: undefined }
    if (!staff.wholeOrganization && staff.siteIds.length === 0) throw permissionDenied()
    const asked = { dependencies, caller: { ...caller, reach: staff } }
    if (move.kind !== 'in') return planLeaving(transaction, asked, move)
    for (const { personId } of move.people) await readPerson(transaction, staff, personId)
    return planIn(transaction, asked, move)
  })
