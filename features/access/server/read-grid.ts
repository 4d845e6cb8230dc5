/** The rights of a whole site at an instant, as a manager reads them: profiles by entrances, and how many have each. */
import { compileForSite } from '@loge/features/schedules/server'
import { readSiteTime } from '@loge/features/places/server'
import { addMs, DAY_MS, type Instant, type OrganizationId, type PersonId, type SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Community, holdersOf } from '../core/index.ts'
import type { When } from './as-of.ts'
import type { AccessDeps } from './deps.ts'
import { loadEmergenciesHere } from './emergency/here.ts'
import { entrancesSince, loadEntrances } from './entrance-store.ts'
import { loadGrants, type StoredGrant } from './grant-store.ts'
import { notFound } from './keep-entrance.ts'
import { loadProfiles } from './profile-store.ts'
import { findCommunity } from './residences.ts'

/** Beyond a week the hours of the weekday are said, not the instant. */
const LOOK_AHEAD_MS = 7 * DAY_MS

/** Who has a grant at an instant: a person, or those who live there or serve it then. */
const peopleOf = (grant: StoredGrant, community: Community, at: Instant): readonly PersonId[] =>
  holdersOf(grant, community)
    .filter(({ from, until }) => from <= at && (until === null || at < until))
    .map(({ personId }) => personId)

/** How many have each grant, one person who lives there twice counted once. */
export const countPeople = async (
  transaction: Transaction,
  siteId: SiteId,
  when: When,
  grants: readonly StoredGrant[],
): Promise<readonly { readonly grant: StoredGrant; readonly people: number }[]> => {
  const community = await findCommunity(transaction, siteId, grants, { from: when.at, asOf: when.asOf })
  return grants.map((grant) => ({ grant, people: new Set(peopleOf(grant, community, when.at)).size }))
}

const openAt = (intervals: readonly number[], at: Instant, until: Instant) => ({
  open: (intervals[0] ?? Infinity) <= at,
  changesAt: (intervals.find((edge) => edge > at && edge < until) ?? null) as Instant | null,
})

interface GridQuestion {
  readonly organizationId: OrganizationId
  readonly siteId: SiteId
  readonly when: When
}

const hoursOf = async (transaction: Transaction, deps: Pick<AccessDeps, 'world'>, question: GridQuestion) => {
  const { at, asOf } = question.when
  const site = await readSiteTime(transaction, question.siteId, asOf)
  if (site === undefined) throw notFound()
  const until = addMs(at, LOOK_AHEAD_MS)
  const compiled = await compileForSite(transaction, site, {
    ...(asOf === undefined ? {} : { asOf }),
    now: deps.world.now(),
    from: at,
    until,
  })
  const schedules = compiled
    .filter(({ effect }) => effect === 'allow')
    .map(({ id, name, intervals }) => ({ id, name, ...openAt(intervals, at, until) }))
  return { timeZone: site.timeZone, schedules }
}

export const readGrid = (deps: Pick<AccessDeps, 'database' | 'world'>, question: GridQuestion) => {
  const { organizationId, siteId, when } = question
  const { at, asOf } = when
  return deps.database.consistent(organizationId, async (transaction) => {
    const entrances = await loadEntrances(transaction, { siteIds: [siteId], asOf })
    const profiles = await loadProfiles(transaction, { siteIds: [siteId], asOf })
    const grants = await loadGrants(transaction, { siteIds: [siteId], asOf })
    const ordered = await loadEmergenciesHere(transaction, entrances, when)
    const community = await findCommunity(transaction, siteId, grants, { from: at, asOf })
    const grantsOf = Map.groupBy(grants, ({ accessProfileId }) => accessProfileId)
    const hours = await hoursOf(transaction, deps, question)
    return {
      at,
      ...hours,
      entrancesSince: await entrancesSince(transaction, siteId),
      entrances: entrances.map(({ id, name, number }) => ({
        id,
        name,
        number,
        emergency: ordered.get(id) ?? null,
      })),
      profiles: profiles.map(({ id, name, passesLockdown, lines }) => ({
        id,
        name,
        passesLockdown,
        people: new Set((grantsOf.get(id) ?? []).flatMap((grant) => peopleOf(grant, community, at))).size,
        lines: lines.map(({ entranceIds, scheduleId }) => ({ entranceIds: [...entranceIds], scheduleId })),
      })),
    }
  })
}
