/** Finds rights that somebody should look at again. They are taken back, previewed and undone like every change. */
import { findTenancies } from '@loge/features/people/server'
import { addMs, DAY_MS, type AccessGrantId, type EntranceId, type Instant, type SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type RawBuilder, sql } from 'kysely'
import { findExcessive } from '../../core/index.ts'
import type { ReviewKind } from '../../wire.ts'
import { loadEntrances } from '../entrance-store.ts'
import { loadGrants, type StoredGrant } from '../grant-store.ts'
import { loadProfiles } from '../profile-store.ts'
import { findCommunity } from '../residences.ts'

const EXPIRING_WITHIN_MS = 30 * DAY_MS
const UNUSED_FOR_MS = 90 * DAY_MS

export interface Review {
  readonly siteId: SiteId
  readonly kind: ReviewKind
  readonly now: Instant
  readonly after: AccessGrantId | undefined
  readonly limit: number
}

export interface ReviewedGrant extends StoredGrant {
  readonly lastUsedAt: Instant | null
  readonly entranceIds: readonly EntranceId[]
}

const NO_ENTRANCES: readonly EntranceId[] = []

/** An entry at a door names the grant it was decided by, and the person it was given to. */
const used = (since: Instant): RawBuilder<boolean> => sql<boolean>`exists (
  select from event e
  where e.organization_id = g.organization_id and e.person_id = g.person_id and e.filed_at > ${new Date(since)}
    and e.type = 'door.opened' and e.payload ->> 'accessGrantId' = g.id::text)`

const hasHome = (now: Instant): RawBuilder<boolean> => sql<boolean>`exists (
  select from tenancy t
  where t.organization_id = g.organization_id and t.person_id = g.person_id and t.site_id = g.site_id
    and t.superseded_at is null and (t.moves_out_at is null or t.moves_out_at > ${new Date(now)}))`

const hasRole = (now: Instant): RawBuilder<boolean> => sql<boolean>`exists (
  select from account a
  join role_assignment r on r.organization_id = a.organization_id and r.account_id = a.id
  where a.organization_id = g.organization_id and a.person_id = g.person_id and r.ended_at is null
    and (r.expires_at is null or r.expires_at > ${new Date(now)})
    and (r.scope = 'organization' or r.site_id = g.site_id))`

type SimpleKind = Exclude<ReviewKind, 'excessive'>

const conditionOf = (kind: SimpleKind, now: Instant): RawBuilder<boolean> => {
  switch (kind) {
    case 'expiring':
      return sql<boolean>`g.valid_until <= ${new Date(addMs(now, EXPIRING_WITHIN_MS))}`
    case 'never_used': {
      const since = addMs(now, -UNUSED_FOR_MS)
      // What was given, or began, only since has had no time to be used.
      return sql<boolean>`g.person_id is not null and greatest(g.granted_at, g.valid_from) <= ${new Date(since)}
        and not ${used(since)}`
    }
    case 'orphaned':
      return sql<boolean>`g.person_id is not null and not ${hasHome(now)} and not ${hasRole(now)}`
  }
}

const findGrants = async (
  transaction: Transaction,
  kind: SimpleKind,
  { siteId, now, after, limit }: Review,
): Promise<readonly AccessGrantId[]> => {
  const moment = new Date(now)
  const { rows } = await sql<{ id: AccessGrantId }>`
    select g.id from access_grant g
    where g.site_id = ${siteId} and g.revoked_at is null and g.valid_from <= ${moment}
      and (g.valid_until is null or g.valid_until > ${moment})
      and ${after === undefined ? sql`true` : sql`g.id > ${after}`} and ${conditionOf(kind, now)}
    order by g.id limit ${limit}`.execute(transaction)
  return rows.map(({ id }) => id)
}

const homesAt = async (transaction: Transaction, siteId: SiteId, now: Instant) => {
  const tenancies = await findTenancies(transaction, { siteId })
  const living = tenancies.filter(({ movesOutAt }) => movesOutAt === null || movesOutAt > now)
  return new Map(
    [...Map.groupBy(living, ({ personId }) => personId)].map(([personId, homes]) => [
      personId,
      new Set(homes.map(({ unitId }) => unitId)),
    ]),
  )
}

const excessiveGrants = async (transaction: Transaction, { siteId, now }: Review) => {
  const entrances = await loadEntrances(transaction, { siteIds: [siteId] })
  const profiles = await loadProfiles(transaction, { siteIds: [siteId] })
  const grants = await loadGrants(transaction, { siteIds: [siteId] })
  return findExcessive(
    {
      grants,
      ...(await findCommunity(transaction, siteId, grants, { from: now, asOf: undefined })),
      profiles: new Map(profiles.map((profile) => [profile.id, profile])),
      privateEntrances: new Map(
        entrances.flatMap(({ id, kind, location }) => (kind === 'private' ? [[id, location.unitId]] : [])),
      ),
      homesOf: await homesAt(transaction, siteId, now),
    },
    now,
  )
}

/** The month alone: on which day somebody last came home is no matter of a review, and is looked at for a reason. */
export const lastUses = async (transaction: Transaction, ids: readonly AccessGrantId[]) => {
  const { rows } = await sql<{ id: AccessGrantId; at: Instant }>`
    select g.id, date_trunc('month', e.occurred_at, 'UTC') as at
    from access_grant g, lateral (
      select occurred_at from event e
      where e.organization_id = g.organization_id and e.person_id = g.person_id and e.type = 'door.opened'
        and e.payload ->> 'accessGrantId' = g.id::text
      order by e.filed_at desc limit 1) e
    where g.id = any(${[...ids]}::uuid[])`.execute(transaction)
  return new Map(rows.map(({ id, at }) => [id, at]))
}

/** One more than asked for when there are more. */
export const reviewAccess = async (
  transaction: Transaction,
  review: Review,
): Promise<readonly ReviewedGrant[]> => {
  const { kind, after, limit } = review
  const excessive = kind === 'excessive' ? await excessiveGrants(transaction, review) : undefined
  const ids =
    kind === 'excessive'
      ? [...(excessive?.keys() ?? [])]
          .filter((id) => after === undefined || id > after)
          .sort()
          .slice(0, limit)
      : await findGrants(transaction, kind, review)
  const grants = await loadGrants(transaction, { ids })
  const uses = await lastUses(transaction, ids)
  return grants.map((grant) => ({
    ...grant,
    lastUsedAt: uses.get(grant.id) ?? null,
    entranceIds: excessive?.get(grant.id) ?? NO_ENTRANCES,
  }))
}
