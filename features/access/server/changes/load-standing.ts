/** Reads what stands at a site, so that a change of it can be tried out. */
import { readSiteTime, type SiteTime } from '@loge/features/places/server'
import { compileForSite, type CompiledSchedule } from '@loge/features/schedules/server'
import { addMs, DAY_MS, instant, type Instant, type ScheduleId, type SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { Standing } from '../../core/index.ts'
import type { RightsEdit } from '../../wire.ts'
import { loadEntrances } from '../entrance-store.ts'
import { loadGrants, type StoredGrant } from '../grant-store.ts'
import { notFound } from '../keep-entrance.ts'
import { loadProfiles, type StoredProfile } from '../profile-store.ts'
import { findCommunity } from '../residences.ts'
import { loadSuspended } from '../subjects.ts'

/** Longer than any pattern a week, a holiday or a year repeats. */
const HOURS_AHEAD_MS = 400 * DAY_MS
/** Rights may begin or end years from now; the hours of a later decade are those of this one. */
const FARTHEST_MS = 3_653 * DAY_MS

/** What compiling a schedule asks of the site and the moment, the same for all of a preview. */
export interface HoursAsked {
  readonly site: SiteTime
  readonly now: Instant
  readonly from: Instant
  readonly until: Instant
}

export interface SiteStanding {
  readonly standing: Standing
  readonly profiles: ReadonlyMap<StoredProfile['id'], StoredProfile>
  readonly schedules: ReadonlyMap<ScheduleId, CompiledSchedule>
  readonly hours: HoursAsked
}

const byId = <Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<Item['id'], Item> =>
  new Map(items.map((item) => [item.id, item]))

type Period = Pick<StoredGrant, 'validFrom' | 'validUntil'>

const periodsOf = (edits: readonly RightsEdit[], now: Instant): readonly Period[] =>
  edits.flatMap((edit) =>
    edit.kind === 'grant' ? [{ validFrom: edit.validFrom ?? now, validUntil: edit.validUntil }] : [],
  )

/** As far as anything begins or ends, and a year more, so that each of its hours is met. */
const horizonOf = (periods: readonly Period[], now: Instant): Instant => {
  const last = periods.reduce<number>(
    (far, { validFrom, validUntil }) => Math.max(far, validFrom, validUntil ?? 0),
    now,
  )
  return addMs(instant(Math.min(last, now + FARTHEST_MS)), HOURS_AHEAD_MS)
}

const schedulesNamed = (
  profiles: readonly StoredProfile[],
  edits: readonly RightsEdit[],
): readonly ScheduleId[] => {
  const kept = edits.flatMap((edit) => (edit.kind === 'keepProfile' ? [edit] : []))
  const named = [...profiles, ...kept].flatMap(({ lines }) =>
    lines.flatMap(({ scheduleId }) => scheduleId ?? []),
  )
  return [...new Set(named)]
}

export const loadStanding = async (
  transaction: Transaction,
  siteId: SiteId,
  { edits, now }: { readonly edits: readonly RightsEdit[]; readonly now: Instant },
): Promise<SiteStanding> => {
  const site = await readSiteTime(transaction, siteId, undefined)
  if (site === undefined) throw notFound()
  const entrances = await loadEntrances(transaction, { siteIds: [siteId] })
  const profiles = await loadProfiles(transaction, { siteIds: [siteId] })
  const grants = await loadGrants(transaction, { siteIds: [siteId] })
  const given = edits.flatMap((edit) => (edit.kind === 'grant' ? [edit] : []))
  const when = { from: now, asOf: undefined }
  const community = await findCommunity(transaction, siteId, [...grants, ...given], when)
  const until = horizonOf([...grants, ...periodsOf(edits, now)], now)
  const hours = { site, now, from: now, until }
  const schedules = byId(
    await compileForSite(transaction, site, { ...hours, ids: schedulesNamed(profiles, edits) }),
  )
  return {
    standing: {
      entranceIds: new Set(entrances.map(({ id }) => id)),
      schedules,
      profiles: byId(profiles),
      grants: byId(grants),
      ...community,
      suspended: await loadSuspended(transaction, undefined),
    },
    profiles: byId(profiles),
    schedules,
    hours,
  }
}
