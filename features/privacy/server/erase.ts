/**
 * Erases a person: ledger first. The request and its tombstone are committed before anything is destroyed; then the rows
 * go in one transaction, so that doors and people never see half of it; then the log is emptied; then it is looked for.
 * Each step is committed with the note that it was done, so a crash anywhere leaves a step to be run again, whole.
 */
import { raiseSnapshotVersion, readSnapshotVersion } from '@loge/features/access/server'
import type { Actor, NewEvent } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import { Problem } from '@loge/http'
import { asId, type ErasureId, newId, type OrganizationId, type PersonId, type SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { deedOf, findPaths, privacyFacts, type Strand } from '../core/index.ts'
import {
  changeRows,
  childrenFirst,
  countRows,
  deleteRows,
  eraseBy,
  findIdentities,
  type Changed,
  type Identities,
} from './ask-table.ts'
import type { PrivacyDeps } from './deps.ts'
import type { DoneStep, ErasureReason, SiteToFollow } from './erasure.ts'
import { insideAsPrivacy } from './purpose.ts'
import { tablesHeldOf } from './retention/held-tables.ts'
import type { ErasureRow, PrivacyTables } from './tables.ts'
import { verifyErasure } from './verify.ts'
import type { Selectable } from 'kysely'

export type StoredErasure = Selectable<ErasureRow>

export interface ErasureToAsk {
  readonly organizationId: OrganizationId
  readonly personId: PersonId
  readonly reason: ErasureReason
  readonly actor: Actor
}

const tablesOf = (transaction: Transaction) => transaction.$extendTables<PrivacyTables>()

export const requirePersonHere = async (transaction: Transaction, personId: PersonId): Promise<void> => {
  const { rows } = await sql`select from person where id = ${personId}`.execute(transaction)
  if (rows.length === 0) throw new Problem(404, 'not_found', 'There is no such person here.')
}

export const readErasure = (transaction: Transaction, id: ErasureId): Promise<StoredErasure | undefined> =>
  tablesOf(transaction).selectFrom('erasure').selectAll().where('id', '=', id).executeTakeFirst()

const openOf = (transaction: Transaction, personId: PersonId): Promise<StoredErasure | undefined> =>
  tablesOf(transaction)
    .selectFrom('erasure')
    .selectAll()
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()

/** The ids stay known apart from everything else: to go on after a crash, and to erase again after a restore. */
const writeTombstone = async (
  transaction: Transaction,
  {
    organizationId,
    id,
    at,
    reason,
  }: Pick<ErasureToAsk, 'organizationId' | 'reason'> & { id: ErasureId; at: Date },
  subjects: Identities,
): Promise<void> => {
  await sql`insert into loge_ledger.tombstone (organization_id, id, subjects, asked_at, reason)
    values (${organizationId}, ${id}, ${JSON.stringify(subjects)}, ${at}, ${reason})`.execute(transaction)
}

const told = (
  { world }: Pick<PrivacyDeps, 'world'>,
  actor: Actor,
  fact: (typeof privacyFacts)[keyof typeof privacyFacts],
  payload: NewEvent['payload'],
): NewEvent => ({ id: newId(world, 'event'), type: fact.type, occurredAt: world.now(), actor, payload })

/** Asks for it: nothing is destroyed yet. Whoever asks again while it runs gets the same one. */
export const askErasure = (deps: PrivacyDeps, asked: ErasureToAsk): Promise<StoredErasure> =>
  insideAsPrivacy(deps.database, asked.organizationId, (transaction) =>
    askErasureInside(transaction, deps, asked),
  )

/** As part of what makes it due, so that neither is there without the other. The transaction is of the privacy desk. */
export const askErasureInside = async (
  transaction: Transaction,
  deps: Pick<PrivacyDeps, 'world' | 'declarations'>,
  { organizationId, personId, reason, actor }: ErasureToAsk,
): Promise<StoredErasure> => {
  // Two officers at once: the second waits, and finds the first one's.
  await sql`select from person where id = ${personId} for update`.execute(transaction)
  const open = await openOf(transaction, personId)
  if (open !== undefined) return open
  await requirePersonHere(transaction, personId)
  const id = newId(deps.world, 'erasure')
  const at = new Date(deps.world.now())
  await tablesOf(transaction)
    .insertInto('erasure')
    .values({
      organization_id: organizationId,
      id,
      person_id: personId,
      reason,
      asked_by: JSON.stringify(actor),
      asked_at: at,
      state: 'asked',
      steps: '[]',
      sites: '[]',
      found: '[]',
      ended_at: null,
    })
    .execute()
  const { anchors } = findPaths(deps.declarations)
  const subjects = await findIdentities(transaction, anchors, personId)
  await writeTombstone(transaction, { organizationId, id, at, reason }, subjects)
  const event = told(deps, actor, privacyFacts.erasureAsked, { erasureId: id })
  await appendEvents(transaction, deps.world, organizationId, [event])
  const asked = await readErasure(transaction, id)
  if (asked === undefined) throw new Error('what was just asked for is there')
  return asked
}

/** What was found when it was asked for, and whatever came to be theirs since. */
const subjectsOf = async (
  transaction: Transaction,
  deps: PrivacyDeps,
  { id, person_id }: Pick<StoredErasure, 'id' | 'person_id'>,
): Promise<Identities> => {
  const { rows } = await sql<{ subjects: Identities }>`
    select subjects from loge_ledger.tombstone where id = ${id}`.execute(transaction)
  const known = rows[0]?.subjects ?? {}
  const now = await findIdentities(transaction, findPaths(deps.declarations).anchors, person_id)
  const tables = new Set([...Object.keys(known), ...Object.keys(now)])
  return Object.fromEntries(
    [...tables].map((table) => [table, [...new Set([...(known[table] ?? []), ...(now[table] ?? [])])]]),
  )
}

interface Running {
  readonly transaction: Transaction
  readonly deps: PrivacyDeps
  readonly subjects: Identities
  /** Tables whose rows stay, because a hold keeps them. */
  readonly heldTables: ReadonlySet<string>
}

const runStrand = async (
  { transaction, subjects, heldTables }: Running,
  strand: Strand,
): Promise<[DoneStep, Changed]> => {
  const { table, part, leads } = strand
  const { does: deed, changes } = deedOf(strand)
  const does = heldTables.has(table) ? 'keep' : deed
  const expected = await countRows(transaction, table, leads, subjects)
  const nothing: Changed = { done: expected, siteIds: [] }
  const change = () =>
    does === 'delete'
      ? deleteRows(transaction, strand, subjects)
      : changeRows(transaction, strand, changes, subjects)
  const changed = expected === 0 || does === 'keep' ? nothing : await change()
  return [{ table, part, does, expected, done: changed.done }, changed]
}

/** What is emptied first, so that nothing points to what goes; then what goes, children first. */
const strandsInOrder = async (transaction: Transaction, deps: PrivacyDeps): Promise<readonly Strand[]> => {
  const strands = findPaths(deps.declarations).strands.filter(({ erasedBy }) => erasedBy === undefined)
  const [going, staying] = [
    strands.filter(({ does }) => does === 'delete'),
    strands.filter(({ does }) => does !== 'delete'),
  ]
  const order = await childrenFirst(
    transaction,
    going.map(({ table }) => table),
  )
  return [
    ...staying,
    ...going.toSorted((one, other) => order.indexOf(one.table) - order.indexOf(other.table)),
  ]
}

/** The doors of every site where something of the person went decide by a new snapshot. */
const followAtDoors = async (
  { transaction, deps }: Running,
  organizationId: OrganizationId,
  siteIds: readonly string[],
): Promise<readonly SiteToFollow[]> => {
  const followed: SiteToFollow[] = []
  for (const siteId of siteIds.map((id): SiteId => asId('site', id))) {
    if ((await readSnapshotVersion(transaction, siteId)) === undefined) continue
    await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
    const raised = await readSnapshotVersion(transaction, siteId)
    if (raised !== undefined) followed.push({ siteId, version: raised.version })
  }
  return followed
}

const destroyRows = async (running: Running, erasure: StoredErasure) => {
  const steps: DoneStep[] = []
  const siteIds = new Set<string>()
  for (const strand of await strandsInOrder(running.transaction, running.deps)) {
    const [step, changed] = await runStrand(running, strand)
    steps.push(step)
    if (step.does === 'delete') for (const id of changed.siteIds) siteIds.add(id)
  }
  const followed = await followAtDoors(running, erasure.organization_id, [...siteIds].toSorted())
  const before = erasure.sites.filter(({ siteId }) => !followed.some((site) => site.siteId === siteId))
  const sites = JSON.stringify([...before, ...followed])
  // What went while a hold kept the rest went once.
  const all = [...erasure.steps.filter(({ does }) => does !== 'keep'), ...steps]
  if (running.heldTables.size === 0) return { state: 'rows_gone', steps: JSON.stringify(all), sites } as const
  const log = running.heldTables.has('event') ? [] : await emptyEach(running)
  return { state: 'held', steps: JSON.stringify([...all, ...log]), sites } as const
}

/** What only a function of the database may change. */
const emptyEach = async ({ transaction, deps, subjects }: Running): Promise<readonly DoneStep[]> => {
  const strands = findPaths(deps.declarations).strands.filter(({ erasedBy }) => erasedBy !== undefined)
  const steps: DoneStep[] = []
  for (const [table, own] of Map.groupBy(strands, (strand) => strand.table)) {
    const functionName = own[0]?.erasedBy ?? ''
    const leads = own.flatMap((strand) => strand.leads)
    const expected = await countRows(transaction, table, leads, subjects)
    const done = await eraseBy(transaction, functionName, subjects)
    steps.push({ table, part: 'row', does: 'anonymise', expected, done })
  }
  return steps
}

const emptyByFunction = async (running: Running, erasure: StoredErasure) =>
  ({
    state: 'log_emptied',
    steps: JSON.stringify([...erasure.steps, ...(await emptyEach(running))]),
  }) as const

const SYSTEM: Actor = { kind: 'system', id: 'erasure' }

const lookForThem = async ({ transaction, deps, subjects }: Running, erasure: StoredErasure) => {
  const found = await verifyErasure(transaction, deps.declarations, subjects)
  const isSure = found.length === 0 && erasure.steps.every(({ expected, done }) => expected === done)
  const rows = erasure.steps.reduce((sum, { does, done }) => sum + (does === 'keep' ? 0 : done), 0)
  const event = isSure
    ? told(deps, SYSTEM, privacyFacts.erased, { erasureId: erasure.id, rows })
    : told(deps, SYSTEM, privacyFacts.erasureDoubted, {
        erasureId: erasure.id,
        tables: found.map(({ table }) => table),
      })
  await appendEvents(transaction, deps.world, erasure.organization_id, [event])
  return {
    state: isSure ? 'done' : 'doubtful',
    found: JSON.stringify(found),
    ended_at: new Date(deps.world.now()),
  } as const
}

const NEXT = {
  asked: destroyRows,
  held: destroyRows,
  rows_gone: emptyByFunction,
  log_emptied: lookForThem,
} as const

/** One step in one transaction, with the note that it was done. False when there is nothing left to do. */
const takeOneStep = (deps: PrivacyDeps, organizationId: OrganizationId, id: ErasureId): Promise<boolean> =>
  insideAsPrivacy(deps.database, organizationId, async (transaction) => {
    await sql`select from erasure where id = ${id} for update`.execute(transaction)
    const erasure = await readErasure(transaction, id)
    if (erasure === undefined || erasure.state === 'done' || erasure.state === 'doubtful') return false
    const heldTables = await tablesHeldOf(transaction, deps, erasure.person_id)
    if (erasure.state === 'held' && heldTables.size > 0) return false
    const subjects = await subjectsOf(transaction, deps, erasure)
    const noted = await NEXT[erasure.state]({ transaction, deps, subjects, heldTables }, erasure)
    await tablesOf(transaction).updateTable('erasure').set(noted).where('id', '=', id).execute()
    return true
  })

/** Runs it to its end from wherever it stopped. */
export const runErasure = async (
  deps: PrivacyDeps,
  organizationId: OrganizationId,
  id: ErasureId,
): Promise<void> => {
  while (await takeOneStep(deps, organizationId, id));
}

/** Everything that was asked for and is not at its end: a job, so a server that died goes on where it stopped. */
export const runErasures = async (deps: PrivacyDeps, organizationId: OrganizationId): Promise<number> => {
  const open = await deps.database.transaction(organizationId, (transaction) =>
    tablesOf(transaction)
      .selectFrom('erasure')
      .select('id')
      .where('ended_at', 'is', null)
      .orderBy('id')
      .execute(),
  )
  for (const { id } of open) await runErasure(deps, organizationId, id)
  return open.length
}

/** Whoever is there although the ledger says they were erased: a restore brought them back. */
const reviveInside = async (transaction: Transaction, organizationId: OrganizationId): Promise<void> => {
  await sql`
    insert into erasure (organization_id, id, person_id, reason, asked_by, asked_at, state, steps, sites, found)
    select organization_id, id, (subjects -> 'person' ->> 0)::uuid, reason, ${JSON.stringify(SYSTEM)}::jsonb, asked_at,
      'asked', '[]', '[]', '[]'
    from loge_ledger.tombstone s
    where organization_id = ${organizationId}
      and exists (select from person p where p.id = (s.subjects -> 'person' ->> 0)::uuid)
    on conflict (organization_id, id) do update
      set state = 'asked', steps = '[]', sites = '[]', found = '[]', ended_at = null
      where erasure.ended_at is not null`.execute(transaction)
}

/** Before anybody is answered: what the ledger knows as erased is erased again, and what was begun is ended. */
export const replayErasures = async (deps: PrivacyDeps, organizationId: OrganizationId): Promise<number> => {
  await insideAsPrivacy(deps.database, organizationId, (transaction) =>
    reviveInside(transaction, organizationId),
  )
  return runErasures(deps, organizationId)
}

export const erasePerson = async (deps: PrivacyDeps, asked: ErasureToAsk): Promise<StoredErasure> => {
  const { id, organization_id } = await askErasure(deps, asked)
  await runErasure(deps, organization_id, id)
  const ended = await deps.database.transaction(organization_id, (transaction) =>
    readErasure(transaction, id),
  )
  if (ended === undefined) throw new Error('an erasure is never taken back')
  return ended
}
