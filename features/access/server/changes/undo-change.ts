/** Makes the exact inverse of a change, in one transaction, unless something it touched changed since. */
import type { Caller } from '@loge/features/places/server'
import { restoreSchedule, retireSchedule } from '@loge/features/schedules/server'
import { Problem } from '@loge/http'
import type { AccessChangeId, AccessGrantId, SiteId } from '@loge/kernel'
import { inOneTransaction, type Transaction } from '@loge/storage'
import { accessFacts, undoUntil } from '../../core/index.ts'
import type { AccessDeps } from '../deps.ts'
import { followAgain } from '../campaigns/store.ts'
import { forgetDecisionOf } from '../campaigns/undo-decision.ts'
import { grantAgain } from '../grant-access.ts'
import { notFound } from '../keep-entrance.ts'
import { removeProfile, restoreProfile } from '../keep-profile.ts'
import { readLastRevision } from '../profile-store.ts'
import { record } from '../record.ts'
import { revokeGrants } from '../revoke-grants.ts'
import { lockRights, raiseSnapshotVersion, readSnapshotVersion } from '../snapshot-version.ts'
import { readLastSuspension } from '../subjects.ts'
import { restorePerson, suspendPerson } from '../suspend-person.ts'
import { loadChanges, loadTouched, markUndone, type StoredChange, type Touched } from './change-store.ts'
import { everywhere } from './make-edit.ts'
import { at } from './one-instant.ts'

const EVERY_EDIT = 1_000_000

export const overtaken = (): Problem =>
  new Problem(
    409,
    'access_change_overtaken',
    'Something this change touched was changed since. Make a new change instead.',
  )

/** What a use case refuses here was not so when the change was made. */
const MEANWHILE: ReadonlySet<string> = new Set([
  'precondition_failed',
  'schedule_retired',
  'access_profile_in_use',
  'access_profile_unknown',
  'access_grant_revoked',
  'not_found',
])

interface Undoing {
  readonly transaction: Transaction
  readonly deps: AccessDeps
  readonly caller: Caller
  readonly siteId: SiteId
  readonly change: StoredChange
  readonly touched: readonly Touched[]
}

const grantsTouched = ({ touched }: Undoing, kind: 'grant' | 'revoke'): readonly AccessGrantId[] =>
  touched.flatMap((edit) => (edit.kind === kind ? (edit.access_grant_id ?? []) : []))

/** Profiles say again what they said, those removed too; what they give is put right after that. */
const undoProfiles = async ({ transaction, deps, caller, siteId, touched }: Undoing): Promise<void> => {
  for (const { access_profile_id: id, revision_before: revision, revision_after } of touched) {
    if (id === null) continue
    const last = await readLastRevision(transaction, id)
    const expected = revision_after ?? revision
    if (last?.revision !== expected || last.isRemoved !== (revision_after === null)) throw overtaken()
    if (revision !== null) await restoreProfile(deps, caller, { id, siteId, revision })
  }
}

const undoSchedules = async ({ deps, caller, touched }: Undoing): Promise<void> => {
  for (const { schedule_id: id, revision_before: revision, revision_after } of touched) {
    if (id === null) continue
    const ifMatch = String(revision_after)
    if (revision === null) await retireSchedule(deps, everywhere(caller), { id, ifMatch })
    else await restoreSchedule(deps, everywhere(caller), { id, ifMatch, revision })
  }
}

const undoGrants = async (undoing: Undoing): Promise<void> => {
  const { transaction, deps, caller, siteId, change } = undoing
  await revokeGrants(deps, caller, { ids: grantsTouched(undoing, 'grant'), reason: change.reason })
  const again = await grantAgain(deps, caller, { ids: grantsTouched(undoing, 'revoke'), siteId })
  await followAgain(transaction, again)
}

/** Last, when nobody has them any more. */
const removeNewProfiles = async ({ deps, caller, touched }: Undoing): Promise<void> => {
  for (const { access_profile_id: id, revision_before, revision_after } of touched)
    if (id !== null && revision_before === null)
      await removeProfile(deps, caller, { id, ifMatch: String(revision_after) })
}

const undoSuspensions = async (undoing: Undoing): Promise<void> => {
  const { transaction, deps, caller, change, touched } = undoing
  for (const { kind, person_id: personId } of touched) {
    if ((kind !== 'suspend' && kind !== 'restore') || personId === null) continue
    const last = await readLastSuspension(transaction, personId)
    const since = kind === 'suspend' ? last?.validFrom : last?.validUntil
    if (last === undefined || since !== change.madeAt) throw overtaken()
    if ((last.validUntil === null) !== (kind === 'suspend')) throw overtaken()
    if (kind === 'suspend') await restorePerson(deps, caller, personId)
    else await suspendPerson(deps, caller, { personId, reason: last.reason })
  }
}

const undoAll = async (undoing: Undoing): Promise<void> => {
  try {
    await undoProfiles(undoing)
    await undoSchedules(undoing)
    await undoGrants(undoing)
    await removeNewProfiles(undoing)
    await undoSuspensions(undoing)
  } catch (error) {
    throw error instanceof Problem && MEANWHILE.has(error.code) ? overtaken() : error
  }
}

const undoneBefore = (): Problem =>
  new Problem(409, 'access_change_undone', 'This change was undone before. There is nothing left to do.')

const requireUndoable = ({ undoneAt, madeAt }: StoredChange, { now, forHowLong }: Asked): void => {
  if (undoneAt !== null) throw undoneBefore()
  if (forHowLong === 'aDay' && now > undoUntil(madeAt))
    throw new Problem(409, 'undo_too_late', 'A change can be undone for a day. Make a new change instead.')
}

interface Asked {
  readonly now: number
  /** What a review campaign decided is undone until that is closed. */
  readonly forHowLong: 'aDay' | 'untilClosed'
}

export interface ChangeToUndo extends Partial<Pick<Asked, 'forHowLong'>> {
  readonly id: AccessChangeId
  /** Refuses what the caller may not change, before anything is undone. */
  readonly require: (change: StoredChange, touched: readonly Touched[]) => void
}

export const undoChange = (
  deps: AccessDeps,
  caller: Caller,
  { id, require, forHowLong = 'aDay' }: ChangeToUndo,
) =>
  inOneTransaction(deps.database, caller.organizationId, async (inside, transaction) => {
    const now = deps.world.now()
    const own = { ...deps, database: inside, world: at(deps.world, now) }
    const [change] = await loadChanges(transaction, { id })
    if (change === undefined) throw notFound()
    const { siteId } = change
    const touched = await loadTouched(transaction, [id], EVERY_EDIT)
    require(change, touched)
    requireUndoable(change, { now, forHowLong })
    await lockRights(transaction, siteId)
    if (!(await markUndone(transaction, id, { at: now, actor: caller.actor }))) throw undoneBefore()
    // What was about a person who was erased since is gone, and cannot come back.
    if (touched.length !== change.edits) throw overtaken()
    await forgetDecisionOf(transaction, own, caller, id)
    await undoAll({ transaction, deps: own, caller, siteId, change, touched })
    await raiseSnapshotVersion(transaction, own, caller.organizationId, siteId)
    const payload = { accessChangeId: id, edits: change.edits }
    await record(transaction, own, caller, { fact: accessFacts.changeUndone, siteId, payload })
    return { id, version: (await readSnapshotVersion(transaction, siteId))?.version ?? 0 }
  })
