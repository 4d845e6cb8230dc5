/** Adds many people and stays at once, decided and with their ids already: for imports, in few statements. */
import { appendEvents } from '@loge/features/events/server'
import { readSiteTime } from '@loge/features/places/server'
import { newId, type PersonId, type SiteId } from '@loge/kernel'
import { insertRows, type Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import {
  decideTenancy,
  noteSources,
  peopleFacts,
  sortNameOf,
  type Move,
  type PersonDetails,
  type Tenancy,
} from '../core/index.ts'
import { insertMoves } from './move-rows.ts'
import { personShape } from './person-rows.ts'
import { keepOriginBy } from './origins/keep-origin.ts'
import { tenancyRefused, unitUnknown } from './problems.ts'
import { type Asked, todayUtc } from './record.ts'
import { insertTenancies, selectTenancies } from './tenancy-rows.ts'

const EVERYWHERE = { wholeOrganization: true, siteIds: [], ownPersonId: undefined }
const MANY = 100_000

/** What they hold comes from the list that is imported. */
export const addPeople = async (
  transaction: Transaction,
  { dependencies: { world }, caller }: Asked,
  people: readonly { readonly id: PersonId; readonly details: PersonDetails }[],
): Promise<void> => {
  const { organizationId, actor } = caller
  const rows = people.map(({ id, details }) => ({
    ...details,
    id,
    sortName: sortNameOf(details),
    sources: noteSources({}, { before: undefined, after: details, source: 'import' as const }),
    version: 1,
  }))
  await insertRows(transaction, personShape, { organizationId, rows })
  const keeping = { transaction, world, organizationId, actor }
  const origin = { way: 'import' as const, detail: 'a list that was imported', collectedOn: todayUtc(world) }
  await keepOriginBy(
    keeping,
    people.map(({ id }) => id),
    origin,
  )
  await appendEvents(
    transaction,
    world,
    organizationId,
    people.map(({ id }) => ({
      id: newId(world, 'event'),
      type: peopleFacts.personCreated.type,
      occurredAt: world.now(),
      actor,
      personId: id,
      payload: {},
    })),
  )
}

/** The other stays of these people, which nobody else changes until this transaction ends. */
const staysOf = async (transaction: Transaction, personIds: readonly PersonId[]) => {
  await sql`select from person where id = any(${[...personIds]}::uuid[]) order by id for update`.execute(
    transaction,
  )
  const where = [
    sql<boolean>`person_id = any(${[...personIds]}::uuid[])`,
    sql<boolean>`superseded_at is null`,
  ]
  const found = await selectTenancies(transaction, { reach: EVERYWHERE, where, limit: MANY })
  return Map.groupBy(found, ({ personId, unitId }) => `${personId} ${unitId}`)
}

export const addTenancies = async (
  transaction: Transaction,
  { dependencies: { world }, caller }: Asked,
  stays: readonly Pick<
    Tenancy,
    'id' | 'personId' | 'unitId' | 'siteId' | 'role' | 'movesInAt' | 'movesOutAt'
  >[],
): Promise<void> => {
  const { organizationId, actor } = caller
  const known = await staysOf(transaction, [...new Set(stays.map(({ personId }) => personId))])
  const tenancies: Tenancy[] = []
  for (const stay of stays) {
    const key = `${stay.personId} ${stay.unitId}`
    const others = known.get(key) ?? []
    const tenancy = { ...stay, version: 1, recordedAt: world.now(), supersededAt: null }
    const decided = decideTenancy(tenancy, others)
    if (!decided.ok) throw tenancyRefused(decided.refusal)
    known.set(key, [...others, tenancy])
    tenancies.push(tenancy)
  }
  await insertTenancies(transaction, organizationId, tenancies)
  await appendEvents(
    transaction,
    world,
    organizationId,
    tenancies.map(({ id, personId, siteId, unitId, role }) => ({
      id: newId(world, 'event'),
      type: peopleFacts.tenancyOpened.type,
      occurredAt: world.now(),
      actor,
      personId,
      siteId,
      payload: { tenancyId: id, unitId, role },
    })),
  )
  await planArrivals(transaction, { dependencies: { world }, caller }, tenancies)
}

const zonesOf = async (
  transaction: Transaction,
  siteIds: Iterable<SiteId>,
): Promise<ReadonlyMap<SiteId, string>> => {
  const zones = new Map<SiteId, string>()
  for (const id of new Set(siteIds)) {
    const time = await readSiteTime(transaction, id, undefined)
    if (time === undefined) throw unitUnknown()
    zones.set(id, time.timeZone)
  }
  return zones
}

/** Whoever has still to come is prepared for like anybody else: with a move, its steps and its letter. */
const planArrivals = async (
  transaction: Transaction,
  { dependencies: { world }, caller: { organizationId, actor } }: Asked,
  tenancies: readonly Tenancy[],
): Promise<void> => {
  const now = world.now()
  const coming = tenancies.filter(({ movesInAt }) => movesInAt > now)
  const zones = await zonesOf(
    transaction,
    coming.map(({ siteId }) => siteId),
  )
  const dayOf = ({ movesInAt, siteId }: Tenancy): string =>
    Temporal.Instant.fromEpochMilliseconds(movesInAt)
      .toZonedDateTimeISO(zones.get(siteId) ?? 'UTC')
      .toPlainDate()
      .toString()
  const moves = coming.map((to): Move & { readonly unitId: Tenancy['unitId'] } => ({
    id: newId(world, 'move'),
    version: 1,
    kind: 'in',
    personId: to.personId,
    siteId: to.siteId,
    on: dayOf(to),
    happensAt: to.movesInAt,
    state: 'planned',
    from: null,
    to: { tenancyId: to.id, unitId: to.unitId, version: to.version },
    stepsDone: [],
    plannedAt: now,
    settledAt: null,
    unitId: to.unitId,
  }))
  await insertMoves(transaction, organizationId, moves)
  await appendEvents(
    transaction,
    world,
    organizationId,
    moves.map(({ id: moveId, kind, personId, siteId, unitId }) => ({
      id: newId(world, 'event'),
      type: peopleFacts.movePlanned.type,
      occurredAt: now,
      actor,
      personId,
      siteId,
      payload: { moveId, kind, unitId },
    })),
  )
}
