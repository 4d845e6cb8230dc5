/** Makes all edits of a change, or none, on exactly the rights its preview was made from. */
import type { Caller } from '@loge/features/places/server'
import { newId } from '@loge/kernel'
import { inOneTransaction } from '@loge/storage'
import { accessFacts, undoUntil } from '../../core/index.ts'
import type { AccessDeps } from '../deps.ts'
import { readRightsVersion } from '../follow-left.ts'
import { record } from '../record.ts'
import { raiseSnapshotVersion } from '../snapshot-version.ts'
import { addChange, type Touched } from './change-store.ts'
import { makeEdit } from './make-edit.ts'
import { at, requireBasedOn, requireNothingMeanwhile } from './one-instant.ts'
import { inOrder, requireOnce } from './order.ts'
import type { ChangeAsked } from './preview-change.ts'

export interface ChangeToMake extends ChangeAsked {
  readonly basedOn: number
  readonly reason: string
}

export const applyChange = (deps: AccessDeps, caller: Caller, change: ChangeToMake) => {
  const { siteId, basedOn, edits, reason } = change
  const { organizationId, actor } = caller
  requireOnce(edits)
  return inOneTransaction(deps.database, organizationId, async (inside, transaction) => {
    const now = deps.world.now()
    const own = { ...deps, database: inside, world: at(deps.world, now) }
    const before = await readRightsVersion(transaction, siteId, { lock: true })
    await requireBasedOn(transaction, siteId, before, basedOn)
    const made: Touched[] = []
    const making = { transaction, deps: own, caller, siteId, reason }
    for (const { edit } of inOrder(edits)) made.push(...(await makeEdit(making, edit)))
    await raiseSnapshotVersion(transaction, own, organizationId, siteId)
    await requireNothingMeanwhile(transaction, siteId, before)
    const id = newId(deps.world, 'accessChange')
    const version = basedOn + 1
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
