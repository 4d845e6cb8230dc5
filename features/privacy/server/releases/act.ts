/** Opens a release, decides it, shows what it hands over, and notes that exactly that was handed over. */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import { boundsOn, type Register } from '@loge/features/law/core'
import { registerAt } from '@loge/features/law/server'
import { Problem } from '@loge/http'
import { addMs, DAY_MS, formatId, type Id, newId, type OrganizationId, type PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import {
  isToldToAll,
  type Procedure,
  recipientOf,
  refuseDisclosure,
  releaseFacts,
  releaseFor,
  type ReleaseRefusal,
} from '../../core/index.ts'
import { authorOf } from '../breaches/store.ts'
import type { PrivacyDeps } from '../deps.ts'
import { disclose, refusalSays } from '../disclosures/disclose.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { contentOf, type ReleaseContent } from './content.ts'
import { lockRelease, peopleOf, type StoredRelease } from './store.ts'
import { tablesOf } from './tables.ts'

/** A letter that did not leave within this time goes back to the desk. */
const WORTH_DAYS = 3

const SAYS: Readonly<Record<ReleaseRefusal, string>> = {
  release_wrong_kind: 'This recipient gets data by its contract, or the other way round: by a provision.',
  release_purpose_missing: 'Name the purpose of the register it is for, one of this activity.',
  release_not_open: 'This release was decided already.',
  release_not_approved: 'Nothing is handed over before it is approved, nor twice.',
  release_officer_only: 'Whoever answers for data protection here decides this, and did not ask for it.',
  release_people_untold: 'Not everybody concerned was told yet.',
  release_person_frozen: 'The data of one of these people are frozen.',
  release_empty: 'There is nothing within this scope.',
  release_changed: 'What would be handed over is no longer what was looked at. Look again.',
}

const refuse = (code: ReleaseRefusal, status = 422): never => {
  throw new Problem(status, code, SAYS[code])
}

export interface ReleaseDesk {
  readonly organizationId: OrganizationId
  readonly actor: Actor
}

export interface ReleaseToOpen {
  readonly recipient: string
  readonly activity: string
  readonly categories: readonly string[]
  readonly personIds: readonly PersonId[]
  readonly reference: string
  readonly scope: string
  readonly receivedOn: string
  readonly purpose?: string | undefined
  readonly provision?: string | undefined
  readonly procedure?: Procedure | undefined
}

const note = (
  transaction: Transaction,
  { world }: PrivacyDeps,
  { organizationId, actor }: ReleaseDesk,
  fact: { readonly type: string; readonly payload: Readonly<Record<string, string | number>> },
) =>
  appendEvents(transaction, world, organizationId, [
    { id: newId(world, 'event'), occurredAt: world.now(), actor, ...fact },
  ])

/** What the register in force does not say is not even opened. */
const requireAllowed = ({ world, law }: PrivacyDeps, register: Register, wanted: ReleaseToOpen) => {
  const today = new Date(world.now()).toISOString().slice(0, 10)
  const refusal = refuseDisclosure(register, wanted, { bounds: boundsOn(today, law), today })
  if (refusal !== undefined) throw new Problem(422, refusal, refusalSays[refusal])
  const { kind: of } = recipientOf(register, wanted.recipient)
  const kind = releaseFor(register, of) ?? refuse('release_wrong_kind')
  const isRequisition = kind === 'requisition'
  if (
    isRequisition !== (wanted.provision !== undefined) ||
    isRequisition !== (wanted.procedure !== undefined)
  )
    refuse('release_wrong_kind')
  const purposes = register.activities.find(({ id }) => id === wanted.activity)?.purposes ?? []
  if (!isRequisition && !purposes.some(({ id }) => id === wanted.purpose)) refuse('release_purpose_missing')
  return kind
}

/** Numbers of no order that a name or the day they came would give. */
const labelled = ({ world }: PrivacyDeps, people: readonly PersonId[]) =>
  people
    .map((personId) => ({ personId, id: newId(world, 'releaseLetter'), by: crypto.randomUUID() }))
    .toSorted((one, other) => (one.by < other.by ? -1 : 1))
    .map((one, index) => ({ ...one, label: String(index + 1).padStart(4, '0') }))

export const openRelease = (
  deps: PrivacyDeps,
  desk: ReleaseDesk,
  wanted: ReleaseToOpen,
): Promise<StoredRelease> =>
  insideAsPrivacy(deps.database, desk.organizationId, async (transaction) => {
    const { organizationId, actor } = desk
    const now = deps.world.now()
    const register = await registerAt(transaction, organizationId, now)
    const kind = requireAllowed(deps, register, wanted)
    const people = [...new Set(wanted.personIds)]
    await requirePeople(transaction, people)
    const id = newId(deps.world, 'release')
    const tables = tablesOf(transaction)
    await tables
      .insertInto('release_case')
      .values({
        organization_id: organizationId,
        id,
        kind,
        reference: wanted.reference,
        recipient: wanted.recipient,
        recipient_name: recipientOf(register, wanted.recipient).name,
        activity: wanted.activity,
        categories: JSON.stringify([...new Set(wanted.categories)]),
        purpose: kind === 'data_room' ? (wanted.purpose ?? null) : null,
        provision: wanted.provision ?? null,
        procedure: wanted.procedure ?? null,
        scope: wanted.scope,
        received_on: wanted.receivedOn,
        opened_at: new Date(now),
        opened_by: JSON.stringify(actor),
        state: 'open',
      })
      .execute()
    await tables
      .insertInto('release_person')
      .values(
        labelled(deps, people).map((one) => ({
          organization_id: organizationId,
          id: one.id,
          release_id: id,
          person_id: one.personId,
          label: one.label,
          state: 'not_told' as const,
          attempts: 0,
          added_at: new Date(now),
        })),
      )
      .execute()
    const payload = { releaseId: formatId('release', id), kind, people: people.length }
    await note(transaction, deps, desk, { type: releaseFacts.opened.type, payload })
    return lockRelease(transaction, id)
  })

const requirePeople = async (transaction: Transaction, ids: readonly PersonId[]): Promise<void> => {
  const { rows } = await sql<{ found: string }>`
    select count(*) as found from person where id = any(${[...ids]}::uuid[])`.execute(transaction)
  if (Number(rows[0]?.found) < ids.length)
    throw new Problem(404, 'not_found', 'Somebody of these is not here.')
}

const isOfficer = async (
  transaction: Transaction,
  { world }: PrivacyDeps,
  actor: Actor,
): Promise<boolean> => {
  if (actor.kind !== 'account') return false
  const { rows } = await sql`
    select from role_assignment held join role on role.organization_id = held.organization_id and role.id = held.role_id
    where held.account_id = ${actor.id} and held.ended_at is null and role.code = 'dpo'
      and (held.expires_at is null or held.expires_at > ${new Date(world.now())})`.execute(transaction)
  return rows.length > 0
}

/** Those who are told of a data room: by mail where there is an address, else by post. */
const oweLetters = (transaction: Transaction, { world }: PrivacyDeps, { id }: StoredRelease) => {
  const now = world.now()
  return sql`update release_person set
      state = case when person.email is null then 'to_post' else 'waiting' end,
      next_try_at = ${new Date(now)}, deadline_at = ${new Date(addMs(now, WORTH_DAYS * DAY_MS))}
    from person where person.organization_id = release_person.organization_id and person.id = person_id
      and release_id = ${id} and state = 'not_told'`.execute(transaction)
}

export const decideRelease = (
  deps: PrivacyDeps,
  desk: ReleaseDesk,
  wanted: {
    readonly id: Id<'release'>
    readonly decision: 'approved' | 'refused'
    readonly reasons: string
  },
): Promise<StoredRelease> =>
  insideAsPrivacy(deps.database, desk.organizationId, async (transaction) => {
    const release = await lockRelease(transaction, wanted.id)
    if (release.state !== 'open') refuse('release_not_open', 409)
    const { actor } = desk
    const isOwn = authorOf(release.opened_by) === authorOf(actor)
    if (release.kind === 'data_room' && (isOwn || !(await isOfficer(transaction, deps, actor))))
      refuse('release_officer_only', 403)
    await tablesOf(transaction)
      .updateTable('release_case')
      .set({
        state: wanted.decision,
        decided_at: new Date(deps.world.now()),
        decided_by: JSON.stringify(actor),
        decision: wanted.reasons,
      })
      .where('id', '=', release.id)
      .execute()
    if (release.kind === 'data_room' && wanted.decision === 'approved')
      await oweLetters(transaction, deps, release)
    const payload = { releaseId: formatId('release', release.id), decision: wanted.decision }
    await note(transaction, deps, desk, { type: releaseFacts.decided.type, payload })
    return lockRelease(transaction, release.id)
  })

/** Nobody who is frozen is shown to a buyer; an authority is answered all the same. */
const requireFree = async (transaction: Transaction, { kind, id }: StoredRelease): Promise<void> => {
  if (kind === 'requisition') return
  const { rows } = await sql`
    select from restriction where person_id in (select person_id from release_person where release_id = ${id}) limit 1`.execute(
    transaction,
  )
  if (rows.length > 0) refuse('release_person_frozen')
}

const readyContent = async (
  deps: PrivacyDeps,
  { organizationId }: ReleaseDesk,
  id: Id<'release'>,
): Promise<ReleaseContent> => {
  const { release, people, register } = await insideAsPrivacy(
    deps.database,
    organizationId,
    async (transaction) => {
      const found = await lockRelease(transaction, id)
      if (found.state !== 'approved') refuse('release_not_approved', 409)
      await requireFree(transaction, found)
      return {
        release: found,
        people: await peopleOf(transaction, [id]),
        register: await registerAt(transaction, organizationId, deps.world.now()),
      }
    },
  )
  const content = await contentOf(deps, register, release, people)
  return content.rows === 0 ? refuse('release_empty') : content
}

/** Answered only once the line of the look is written. */
export const lookAtContent = async (
  deps: PrivacyDeps,
  desk: ReleaseDesk,
  id: Id<'release'>,
): Promise<ReleaseContent> => {
  const content = await readyContent(deps, desk, id)
  const payload = { releaseId: formatId('release', id), contentHash: content.hash }
  await insideAsPrivacy(deps.database, desk.organizationId, (transaction) =>
    note(transaction, deps, desk, { type: releaseFacts.read.type, payload }),
  )
  return content
}

export const giveRelease = async (
  deps: PrivacyDeps,
  desk: ReleaseDesk,
  { id, contentHash }: { readonly id: Id<'release'>; readonly contentHash: string },
): Promise<StoredRelease> => {
  const { hash, rows } = await readyContent(deps, desk, id)
  if (hash !== contentHash) refuse('release_changed', 409)
  return insideAsPrivacy(deps.database, desk.organizationId, async (transaction) => {
    const release = await lockRelease(transaction, id)
    if (release.state !== 'approved') refuse('release_not_approved', 409)
    await requireFree(transaction, release)
    const people = await peopleOf(transaction, [id])
    const letters = people.map(({ state }) => state)
    if (!isToldToAll(release.kind, letters)) refuse('release_people_untold', 409)
    await disclose(transaction, deps, {
      ...desk,
      recipient: release.recipient,
      activity: release.activity,
      categories: release.categories,
      personIds: people.map(({ person_id: personId }) => personId),
      provision: release.provision ?? undefined,
      procedure: release.procedure ?? undefined,
      contentHash,
      byRelease: true,
    })
    await tablesOf(transaction)
      .updateTable('release_case')
      .set({
        state: 'given',
        given_at: new Date(deps.world.now()),
        given_by: JSON.stringify(desk.actor),
        content_hash: contentHash,
        content_rows: rows,
      })
      .where('id', '=', id)
      .execute()
    const payload = { releaseId: formatId('release', id), contentHash }
    await note(transaction, deps, desk, { type: releaseFacts.given.type, payload })
    return lockRelease(transaction, id)
  })
}
