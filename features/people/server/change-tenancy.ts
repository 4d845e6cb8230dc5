/** Changes the dates or the role of a tenancy by a new version; the one before keeps its period. */
import { applyChanges, changedFields } from '@loge/features/places/core'
import type { Caller } from '@loge/features/places/server'
import { changedMeanwhile, requireVersion } from '@loge/http'
import type { TenancyId } from '@loge/kernel'
import { decideTenancy, type Tenancy } from '../core/index.ts'
import { otherStays } from './open-tenancy.ts'
import { permissionDenied, tenancyRefused } from './problems.ts'
import { record, type PeopleDependencies } from './record.ts'
import { insertTenancy, readTenancy, supersedeTenancy } from './tenancy-rows.ts'

export interface TenancyChange {
  readonly id: TenancyId
  readonly ifMatch: string | undefined
  readonly changes: {
    readonly role?: Tenancy['role'] | undefined
    readonly movesInAt?: Tenancy['movesInAt'] | undefined
    readonly movesOutAt?: Tenancy['movesOutAt'] | undefined
  }
}

export const changeTenancy = (
  dependencies: PeopleDependencies,
  caller: Caller,
  { id, ifMatch, changes }: TenancyChange,
): Promise<Tenancy> =>
  dependencies.database.transaction(caller.organizationId, async (transaction) => {
    // Nobody prolongs their own stay: a permission over one's own data does not reach here.
    const staff = { ...caller.reach, ownPersonId: undefined }
    if (!staff.wholeOrganization && staff.siteIds.length === 0) throw permissionDenied()
    const before = await readTenancy(transaction, staff, id)
    requireVersion(ifMatch, before.version)
    const fields = changedFields<Tenancy>(before, changes)
    if (fields.length === 0) return before
    const recordedAt = dependencies.world.now()
    const after = { ...applyChanges<Tenancy>(before, changes), version: before.version + 1, recordedAt }
    const decided = decideTenancy(after, await otherStays(transaction, after))
    if (!decided.ok) throw tenancyRefused(decided.refusal)
    if (!(await supersedeTenancy(transaction, before, recordedAt))) throw changedMeanwhile()
    await insertTenancy(transaction, caller.organizationId, after)
    await record(
      transaction,
      { dependencies, caller },
      {
        fact: 'tenancyChanged',
        personId: after.personId,
        siteId: after.siteId,
        payload: { tenancyId: id, unitId: after.unitId, role: after.role, fields },
      },
    )
    return after
  })
