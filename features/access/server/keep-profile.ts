/** Creates, changes and removes access profiles. A change holds for everyone who has the profile. */
import { Problem, requireVersion } from '@loge/http'
import { newId, type AccessProfileId, type SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { accessFacts } from '../core/index.ts'
import type { ProfileInput } from '../wire.ts'
import type { AccessDeps, Asker } from './deps.ts'
import { loadEntrances } from './entrance-store.ts'
import { loadKeys } from './glass/store.ts'
import { loadGrants } from './grant-store.ts'
import { notFound, requireSchedules } from './keep-entrance.ts'
import {
  addProfileVersion,
  bringProfileBack,
  loadProfiles,
  lockProfile,
  readLastRevision,
  readProfileVersion,
  type StoredProfile,
} from './profile-store.ts'
import { record } from './record.ts'
import { raiseSnapshotVersion } from './snapshot-version.ts'
import type { AccessTables } from './tables.ts'

export const requireLines = async (
  transaction: Transaction,
  deps: AccessDeps,
  siteId: SiteId,
  { lines }: Pick<ProfileInput, 'lines'>,
): Promise<void> => {
  const ids = lines.flatMap(({ scheduleId }) => scheduleId ?? [])
  await requireSchedules(transaction, deps, siteId, { ids, effect: 'allow' })
  const wanted = new Set(lines.flatMap(({ entranceIds }) => entranceIds))
  const found = await loadEntrances(transaction, { ids: [...wanted], siteIds: [siteId] })
  if (found.length === wanted.size) return
  throw new Problem(
    422,
    'entrance_unknown',
    'An entrance does not exist at this site. Choose entrances of one site.',
  )
}

const readProfile = async (transaction: Transaction, id: AccessProfileId): Promise<StoredProfile> => {
  const [profile] = await loadProfiles(transaction, { ids: [id] })
  if (profile === undefined) throw notFound()
  return profile
}

export const createProfile = (
  deps: AccessDeps,
  asker: Asker,
  input: ProfileInput & { readonly siteId: SiteId },
): Promise<StoredProfile> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { organizationId } = asker
    const { siteId, name, lines } = input
    await requireLines(transaction, deps, siteId, input)
    const id = newId(deps.world, 'accessProfile')
    const now = deps.world.now()
    await transaction
      .$extendTables<AccessTables>()
      .insertInto('access_profile')
      .values({
        organization_id: organizationId,
        id,
        site_id: siteId,
        created_at: new Date(now),
        removed_at: null,
      })
      .execute()
    await addProfileVersion(transaction, { organizationId, id, revision: 1, name, lines, validFrom: now })
    await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
    await record(transaction, deps, asker, {
      fact: accessFacts.profileCreated,
      siteId,
      payload: { accessProfileId: id },
    })
    return readProfile(transaction, id)
  })

export interface ProfileChange {
  readonly id: AccessProfileId
  readonly ifMatch: string | undefined
}

const lockCurrent = async (
  transaction: Transaction,
  { id, ifMatch }: ProfileChange,
): Promise<StoredProfile> => {
  const profile = await lockProfile(transaction, id)
  if (profile === undefined) throw notFound()
  requireVersion(ifMatch, profile.revision)
  return profile
}

export const changeProfile = (
  deps: AccessDeps,
  asker: Asker,
  change: ProfileChange & { readonly input: ProfileInput },
): Promise<StoredProfile> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { id, input } = change
    const { organizationId } = asker
    const { siteId, revision } = await lockCurrent(transaction, change)
    await requireLines(transaction, deps, siteId, input)
    const { name, lines } = input
    await addProfileVersion(transaction, {
      organizationId,
      id,
      revision: revision + 1,
      name,
      lines,
      validFrom: deps.world.now(),
    })
    await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
    await record(transaction, deps, asker, {
      fact: accessFacts.profileChanged,
      siteId,
      payload: { accessProfileId: id },
    })
    return readProfile(transaction, id)
  })

/** The log of a program says by how much it is used; the console shows by whom to those who may know. */
const requireUnused = async (
  transaction: Transaction,
  { id, siteId }: Pick<StoredProfile, 'id' | 'siteId'>,
): Promise<void> => {
  const grants = await loadGrants(transaction, { profileId: id })
  const keys = await loadKeys(transaction, { siteIds: [siteId] })
  const behindGlass = keys.filter((key) => key.accessProfileId === id)
  if (grants.length === 0 && behindGlass.length === 0) return
  throw new Problem(
    409,
    'access_profile_in_use',
    `Grants of this profile: ${grants.length}; keys behind glass that take it: ${behindGlass.length}. Revoke them first, or move them in one change.`,
  )
}

export const removeProfile = (deps: AccessDeps, asker: Asker, change: ProfileChange): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { id } = change
    const { siteId } = await lockCurrent(transaction, change)
    await requireUnused(transaction, { id, siteId })
    await transaction
      .$extendTables<AccessTables>()
      .updateTable('access_profile')
      .set({ removed_at: new Date(deps.world.now()) })
      .where('id', '=', id)
      .execute()
    await raiseSnapshotVersion(transaction, deps, asker.organizationId, siteId)
    await record(transaction, deps, asker, {
      fact: accessFacts.profileRemoved,
      siteId,
      payload: { accessProfileId: id },
    })
    return undefined
  })

export interface ProfileRestoration {
  readonly id: AccessProfileId
  readonly siteId: SiteId
  /** The version to say again. */
  readonly revision: number
}

/** Says again what a version said, also of a profile that was removed. It adds a version; nothing is overwritten. */
export const restoreProfile = (
  deps: AccessDeps,
  asker: Asker,
  { id, siteId, revision }: ProfileRestoration,
): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { organizationId } = asker
    const last = await readLastRevision(transaction, id)
    const said = await readProfileVersion(transaction, { id, revision })
    if (last === undefined || said === undefined) throw notFound()
    if (last.isRemoved) await bringProfileBack(transaction, id)
    const { name, lines } = said
    const validFrom = deps.world.now()
    await addProfileVersion(transaction, {
      organizationId,
      id,
      revision: last.revision + 1,
      name,
      lines,
      validFrom,
    })
    await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
    await record(transaction, deps, asker, {
      fact: last.isRemoved ? accessFacts.profileRestored : accessFacts.profileChanged,
      siteId,
      payload: { accessProfileId: id },
    })
    return undefined
  })
