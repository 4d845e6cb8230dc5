/** Says whether a profile opens through a lockdown. A version of its own, so that the past stays readable. */
import type { AccessProfileId } from '@loge/kernel'
import { accessFacts } from '../../core/index.ts'
import type { AccessDeps, Asker } from '../deps.ts'
import { notFound } from '../keep-entrance.ts'
import { addProfileVersion, lockProfile } from '../profile-store.ts'
import { record } from '../record.ts'
import { raiseSnapshotVersion } from '../snapshot-version.ts'

export const setPassesLockdown = (
  deps: AccessDeps,
  asker: Asker,
  { id, passes }: { readonly id: AccessProfileId; readonly passes: boolean },
): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { organizationId } = asker
    const profile = await lockProfile(transaction, id)
    if (profile === undefined) throw notFound()
    if (profile.passesLockdown === passes) return undefined
    const { siteId, name, lines, revision } = profile
    await addProfileVersion(transaction, {
      organizationId,
      id,
      revision: revision + 1,
      name,
      lines,
      passesLockdown: passes,
      validFrom: deps.world.now(),
    })
    await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
    const payload = { accessProfileId: id }
    await record(transaction, deps, asker, { fact: accessFacts.profileChanged, siteId, payload })
    return undefined
  })
