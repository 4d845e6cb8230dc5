/** Makes all edits of a change, or none, unless what they are about changed since their preview. */
import type { Caller } from '@loge/features/places/server'
import { newId } from '@loge/kernel'
import { inOneTransaction } from '@loge/storage'
import { accessFacts, undoUntil } from '../../core/index.ts'
import type { AccessDeps } from '../deps.ts'
import { record } from '../record.ts'
import { lockRights, raiseSnapshotVersion, readSnapshotVersion } from '../snapshot-version.ts'
import { addChange, type Touched } from './change-store.ts'
import { makeEdit } from './make-edit.ts'
import { at } from './one-instant.ts'
import { inOrder, requireOnce } from './order.ts'
import type { ChangeAsked } from './preview-change.ts'
import { concernsOf, requireUntouched } from './touched-since.ts'

export interface ChangeToMake extends ChangeAsked {
  /** What the preview said. */
  readonly basedOn: string
  readonly reason: string
}

export const applyChange = (deps: AccessDeps, caller: Caller, change: ChangeToMake) => {
  const { siteId, basedOn, edits, reason } = change
  const { organizationId, actor } = caller
  requireOnce(edits)
  return inOneTransaction(deps.database, organizationId, async (inside, transaction) => {
    const now = deps.world.now()
    const own = { ...deps, database: inside, world: at(deps.world, now) }
    const based = { siteId, basedOn, concerns: concernsOf(edits) }
    await lockRights(transaction, siteId)
    await requireUntouched(transaction, based)
    const made: Touched[] = []
    const making = { transaction, deps: own, caller, siteId, reason }
    for (const { edit } of inOrder(edits)) made.push(...(await makeEdit(making, edit)))
    await raiseSnapshotVersion(transaction, own, organizationId, siteId)
    await requireUntouched(transaction, based)
    const id = newId(deps.world, 'accessChange')
    const version = (await readSnapshotVersion(transaction, siteId))?.version ?? 0
    await addChange(
      transaction,
      { organizationId, id, siteId, version, madeAt: now, madeBy: actor, reason },
      made,
    )
    const payload = { accessChangeId: id, edits: made.length }
    await record(transaction, own, caller, { fact: accessFacts.changeApplied, siteId, payload })
    return { id, undoUntil: undoUntil(now), version }
  })
}
