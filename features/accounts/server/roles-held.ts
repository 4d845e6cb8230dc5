/** Who holds which role at a site, and while: what a right of a role means in persons. */
import type { Id, Instant, PersonId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'

interface RoleHeld {
  readonly roleId: Id<'role'>
  readonly personId: PersonId
  readonly from: Instant
  readonly until: Instant | null
}

/**
 * Over the site or the whole organization, as recorded by `asOf` (left out: as known now). What was handed over to
 * somebody is not among them: they stand in at the console, not at the doors.
 */
export const findRolesHeld = async (
  transaction: Transaction,
  siteId: SiteId,
  asOf: Instant | undefined,
): Promise<readonly RoleHeld[]> => {
  const recorded = asOf === undefined ? sql`'infinity'::timestamptz` : sql`${new Date(asOf)}::timestamptz`
  const { rows } = await sql<RoleHeld>`
    select h.role_id as "roleId", account.person_id as "personId", h.given_at as "from",
      least(h.expires_at, case when h.ended_at <= ${recorded} then h.ended_at end) as "until"
    from role_assignment h
    join account on account.organization_id = h.organization_id and account.id = h.account_id
    where (h.scope = 'organization' or h.site_id = ${siteId}) and h.given_at <= ${recorded}
    order by h.given_at, h.id`.execute(transaction)
  return rows
}

/** Whether somebody can hold it over a site. */
export const servesHouses = async (transaction: Transaction, roleId: Id<'role'>): Promise<boolean> => {
  const { rows } = await sql`
    select from role where id = ${roleId} and retired_at is null and scopes && array['site', 'organization']`.execute(
    transaction,
  )
  return rows.length > 0
}
