/** Opens, uses, ends and reviews support accesses. What is read is written down in the transaction that shows it. */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import { Problem } from '@loge/http'
import { type Instant, newId, type OrganizationId, type PersonId, type SupportAccessId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Insertable, sql } from 'kysely'
import {
  type DeviceKind,
  endOfSupport,
  INTIMATE,
  privacyFacts,
  refuseSupportRead,
  type SupportBasis,
  type SupportCategory,
  type SupportFinding,
  type SupportOrigin,
  type SupportRefusal,
  supportState,
} from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { requirePersonHere } from '../erase.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { readScope, type Shown, type ShownTable } from './read-scope.ts'
import { lockAccess, readsOf, standingOf, type StoredAccess } from './store.ts'
import { purgeData, readData } from './data.ts'
import { noteUseRefused, requireUse, purposeFor } from './use.ts'
import { type SupportAccessRow, tablesOf } from './tables.ts'

export interface Asking {
  readonly organizationId: OrganizationId
  readonly actor: Actor
}

export interface AccessToOpen {
  readonly personId: PersonId
  readonly ticket: string
  readonly reason: string
  readonly origin: SupportOrigin
  readonly basis: SupportBasis
  readonly categories: readonly SupportCategory[]
  readonly hours: number
  /** Id of a purpose of the register; the first a case may be opened for where nobody says. */
  readonly purpose?: string | undefined
  readonly deviceKind: DeviceKind
  readonly device: string
  readonly aboutFrom: Instant
  readonly aboutUntil: Instant
  readonly intimateReason?: string | undefined
}

type Fact = 'supportAsked' | 'supportAgreed' | 'supportRead' | 'supportEnded' | 'supportReviewed'

const REFUSED: Readonly<Record<SupportRefusal, readonly [number, string]>> = {
  support_not_agreed: [409, 'The person has not agreed yet.'],
  support_over: [409, 'This support access is over.'],
  support_out_of_scope: [403, 'This kind of data is outside the scope of this support access.'],
}

const tell = (
  transaction: Transaction,
  { world }: PrivacyDeps,
  { organizationId, actor }: Asking,
  {
    fact,
    personId,
    payload,
  }: {
    readonly fact: Fact
    readonly personId: PersonId
    readonly payload: Readonly<Record<string, string>>
  },
): Promise<void> =>
  appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: privacyFacts[fact].type,
      occurredAt: world.now(),
      actor,
      personId,
      payload,
    },
  ])

/** What is frozen is stored and nothing else is done with it. */
const requireFree = async (transaction: Transaction, personId: PersonId): Promise<void> => {
  const { rows } = await sql`select from restriction where person_id = ${personId}`.execute(transaction)
  if (rows.length > 0)
    throw new Problem(
      409,
      'support_frozen',
      'The data of this person are frozen: support reads none of them.',
    )
}

/** A case is about what happened, and what shows the intimacy of a home needs a reason of its own. */
const requireReasonable = (
  { aboutFrom, aboutUntil, categories, intimateReason }: AccessToOpen,
  now: Instant,
): void => {
  if (aboutUntil <= aboutFrom || aboutFrom > now)
    throw new Problem(422, 'support_span', 'A case begins before it ends, and not in the future.')
  if (intimateReason === undefined && categories.some((one) => INTIMATE.includes(one)))
    throw new Problem(422, 'support_intimate', 'Say why what was watched is needed.')
}

interface NewAccess {
  readonly id: SupportAccessId
  readonly purpose: string
  readonly now: Instant
}

const rowOf = (
  { organizationId, actor }: Asking,
  wanted: AccessToOpen,
  { id, purpose, now }: NewAccess,
): Insertable<SupportAccessRow> => ({
  organization_id: organizationId,
  id,
  person_id: wanted.personId,
  ticket: wanted.ticket,
  reason: wanted.reason,
  origin: wanted.origin,
  basis: wanted.basis,
  categories: [...new Set(wanted.categories)],
  purpose,
  device_kind: wanted.deviceKind,
  device: wanted.device,
  about_from: new Date(wanted.aboutFrom),
  about_until: new Date(wanted.aboutUntil),
  intimate_reason: wanted.intimateReason ?? null,
  asked_by: JSON.stringify(actor),
  asked_at: new Date(now),
  agreed_at: null,
  ends_at: new Date(endOfSupport(now, wanted.hours)),
  ended_at: null,
  ended_by: null,
  reviewed_by: null,
  reviewed_at: null,
  finding: null,
})

export const openAccess = async (
  transaction: Transaction,
  deps: PrivacyDeps,
  asking: Asking,
  wanted: AccessToOpen,
): Promise<StoredAccess> => {
  const { personId, basis, categories } = wanted
  await requirePersonHere(transaction, personId)
  await requireFree(transaction, personId)
  const now = deps.world.now()
  requireReasonable(wanted, now)
  const purpose = await purposeFor(transaction, deps, {
    ...asking,
    personId,
    purpose: wanted.purpose,
    categories,
  })
  const id = newId(deps.world, 'supportAccess')
  await tablesOf(transaction)
    .insertInto('support_access')
    .values(rowOf(asking, wanted, { id, purpose, now }))
    .execute()
  await tell(transaction, deps, asking, {
    fact: 'supportAsked',
    personId,
    payload: { supportAccessId: id, basis },
  })
  return lockAccess(transaction, id)
}

interface ReadAsked {
  readonly id: SupportAccessId
  readonly category: SupportCategory
}

const requireReadable = async (
  transaction: Transaction,
  { world }: PrivacyDeps,
  { id, category }: ReadAsked,
): Promise<StoredAccess> => {
  const access = await lockAccess(transaction, id)
  const refusal = refuseSupportRead(standingOf(access), category, world.now())
  if (refusal !== undefined) {
    const [status, detail] = REFUSED[refusal]
    throw new Problem(status, refusal, detail)
  }
  await requireFree(transaction, access.person_id)
  return access
}

const withCase = (kept: Shown, ofCase: ShownTable | undefined): Shown =>
  ofCase === undefined
    ? kept
    : { ...kept, tables: [ofCase, ...kept.tables], rows: kept.rows + ofCase.rows.length }

/**
 * Nothing is handed out before the line that says so is committed; and nothing if the access ended, or the person was
 * frozen, while it was being read.
 */
export const readForSupport = async (deps: PrivacyDeps, asking: Asking, asked: ReadAsked): Promise<Shown> => {
  const { organizationId, actor } = asking
  const inside = <Value>(work: (transaction: Transaction) => Promise<Value>) =>
    insideAsPrivacy(deps.database, organizationId, work)
  const { id, category } = asked
  const allowed = async (transaction: Transaction): Promise<StoredAccess> => {
    const access = await requireReadable(transaction, deps, asked)
    await requireUse(transaction, deps, { organizationId, access, category })
    return access
  }
  const { person_id: personId } = await noteUseRefused(deps, { ...asking, category }, () => inside(allowed))
  const kept = await readScope(deps, { organizationId, personId }, category)
  const ofCase = await inside((transaction) => readData(transaction, id, category))
  const shown = withCase(kept, ofCase)
  await inside(async (transaction) => {
    await allowed(transaction)
    await tablesOf(transaction)
      .insertInto('support_read')
      .values({
        organization_id: organizationId,
        access_id: id,
        person_id: personId,
        number: (await readsOf(transaction, [id])).length + 1,
        at: new Date(deps.world.now()),
        read_by: JSON.stringify(actor),
        category,
        rows: shown.rows,
      })
      .execute()
    await tell(transaction, deps, asking, {
      fact: 'supportRead',
      personId,
      payload: { supportAccessId: id, category },
    })
  })
  return shown
}

/** The case is closed: whatever else was opened for it is over as well. */
const closeTicket = async (
  transaction: Transaction,
  deps: PrivacyDeps,
  asking: Asking,
  { id, ticket }: StoredAccess,
): Promise<void> => {
  const others = await tablesOf(transaction)
    .selectFrom('support_access')
    .select('id')
    .where('ticket', '=', ticket)
    .where('id', '<>', id)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`ends_at > ${new Date(deps.world.now())}`)
    .execute()
  for (const other of others) await endAccess(transaction, deps, asking, { id: other.id, by: 'desk' })
}

/** Ended twice, or after its time, is ended. */
export const endAccess = async (
  transaction: Transaction,
  deps: PrivacyDeps,
  asking: Asking,
  {
    id,
    by,
    personId,
  }: { readonly id: SupportAccessId; readonly by: 'desk' | 'person'; readonly personId?: PersonId },
): Promise<StoredAccess> => {
  const access = await lockAccess(transaction, id, personId)
  const now = deps.world.now()
  if (supportState(standingOf(access), now) === 'over') return access
  await tablesOf(transaction)
    .updateTable('support_access')
    .set({ ended_at: new Date(now), ended_by: by })
    .where('id', '=', id)
    .execute()
  await purgeData(transaction, access, now)
  if (by === 'desk') await closeTicket(transaction, deps, asking, access)
  await tell(transaction, deps, asking, {
    fact: 'supportEnded',
    personId: access.person_id,
    payload: { supportAccessId: id, by },
  })
  return lockAccess(transaction, id)
}

/** A clear act of the person; only what is asked of them can be agreed to. */
export const agreeToAccess = async (
  transaction: Transaction,
  deps: PrivacyDeps,
  asking: Asking,
  { id, personId }: { readonly id: SupportAccessId; readonly personId: PersonId },
): Promise<StoredAccess> => {
  const access = await lockAccess(transaction, id, personId)
  const now = deps.world.now()
  if (supportState(standingOf(access), now) !== 'asked')
    throw new Problem(409, 'support_not_asked', 'Nobody waits for an answer about this.')
  await tablesOf(transaction)
    .updateTable('support_access')
    .set({ agreed_at: new Date(now) })
    .where('id', '=', id)
    .execute()
  await tell(transaction, deps, asking, {
    fact: 'supportAgreed',
    personId,
    payload: { supportAccessId: id },
  })
  return lockAccess(transaction, id)
}

const isSame = (one: Actor, other: Actor): boolean =>
  one.kind === other.kind && one.kind !== 'unknown' && other.kind !== 'unknown' && one.id === other.id

export const reviewAccess = async (
  transaction: Transaction,
  deps: PrivacyDeps,
  asking: Asking & { readonly personId: PersonId | undefined },
  { id, finding }: { readonly id: SupportAccessId; readonly finding: SupportFinding },
): Promise<StoredAccess> => {
  const access = await lockAccess(transaction, id)
  const now = deps.world.now()
  if (supportState(standingOf(access), now) !== 'over')
    throw new Problem(409, 'support_still_open', 'It is reviewed once it is over.')
  const readers = (await readsOf(transaction, [id])).map(({ read_by }) => read_by)
  const isInvolved = [access.asked_by, ...readers].some((actor) => isSame(actor, asking.actor))
  // A key is nobody who could answer for having reviewed.
  if (isInvolved || asking.actor.kind !== 'account' || asking.personId === access.person_id)
    throw new Problem(409, 'support_own_review', 'A second person reviews what was read.')
  if (access.reviewed_at !== null) return access
  await tablesOf(transaction)
    .updateTable('support_access')
    .set({ reviewed_by: JSON.stringify(asking.actor), reviewed_at: new Date(now), finding })
    .where('id', '=', id)
    .execute()
  await tell(transaction, deps, asking, {
    fact: 'supportReviewed',
    personId: access.person_id,
    payload: { supportAccessId: id, finding },
  })
  return lockAccess(transaction, id)
}
