/** The opaque names of persons inside snapshots and edge events. Only this table knows who is who. */
import type { Instant, OrganizationId, PersonId, SiteId } from '@loge/kernel'
import type { Reach } from '@loge/http'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { heldAt } from './as-of.ts'
import type { AccessDeps } from './deps.ts'
import type { AccessTables } from './tables.ts'

const REF_BYTES = 12

export const loadSubjects = async (
  transaction: Transaction,
  siteId: SiteId,
): Promise<ReadonlyMap<PersonId, string>> => {
  const rows = await transaction
    .$extendTables<AccessTables>()
    .selectFrom('access_subject')
    .select(['person_id', 'ref'])
    .where('site_id', '=', siteId)
    .execute()
  return new Map(rows.map((row) => [row.person_id, row.ref]))
}

/** Gives everyone who has none an opaque name at this site, and answers all of them. */
export const nameSubjects = async (
  transaction: Transaction,
  { world }: Pick<AccessDeps, 'world'>,
  site: { readonly organizationId: OrganizationId; readonly siteId: SiteId },
  personIds: Iterable<PersonId>,
): Promise<ReadonlyMap<PersonId, string>> => {
  const known = await loadSubjects(transaction, site.siteId)
  const missing = [...new Set(personIds)].filter((personId) => !known.has(personId))
  if (missing.length === 0) return known
  await transaction
    .$extendTables<AccessTables>()
    .insertInto('access_subject')
    .values(
      missing.map((personId) => ({
        organization_id: site.organizationId,
        site_id: site.siteId,
        person_id: personId,
        ref: Buffer.from(world.bytes(REF_BYTES)).toString('base64url'),
      })),
    )
    .onConflict((conflict) => conflict.columns(['organization_id', 'site_id', 'person_id']).doNothing())
    .execute()
  return loadSubjects(transaction, site.siteId)
}

/** The persons behind opaque names; names of erased persons are left out. */
export const findSubjects = async (
  transaction: Transaction,
  siteId: SiteId,
  refs: readonly string[],
): Promise<ReadonlyMap<string, PersonId>> => {
  const rows = await transaction
    .$extendTables<AccessTables>()
    .selectFrom('access_subject')
    .select(['person_id', 'ref'])
    .where('site_id', '=', siteId)
    .where(sql<boolean>`ref = any(${[...refs]}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.ref, row.person_id]))
}

/** The sites at which the person has an opaque name: where something was ever given to them. */
export const sitesOfSubject = async (
  transaction: Transaction,
  personId: PersonId,
): Promise<readonly SiteId[]> => {
  const rows = await transaction
    .$extendTables<AccessTables>()
    .selectFrom('access_subject')
    .select('site_id')
    .where('person_id', '=', personId)
    .orderBy('site_id')
    .execute()
  return rows.map((row) => row.site_id)
}

/** The sites where the person lives or holds something, or once did: the only ones they can have a right at. */
export const sitesOfPerson = async (
  transaction: Transaction,
  personId: PersonId,
): Promise<readonly SiteId[]> => {
  const { rows } = await sql<{ site_id: SiteId }>`
    select site_id from access_grant where person_id = ${personId}
    union select site_id from credential where person_id = ${personId}
    union select site_id from tenancy where person_id = ${personId}
    order by site_id`.execute(transaction)
  return rows.map((row) => row.site_id)
}

const NONE: readonly SiteId[] = []

/** Those of whom somebody within this reach may know: beyond it nobody exists. */
export const personsWithin = async (
  transaction: Transaction,
  { wholeOrganization, siteIds, ownPersonId }: Reach,
  personIds: readonly PersonId[],
): Promise<ReadonlySet<PersonId>> => {
  const there = wholeOrganization ? NONE : siteIds
  const { rows } = await sql<{ readonly id: PersonId }>`
    select id from person where id = any(${[...personIds]}::uuid[])
      and (${wholeOrganization} or id = ${ownPersonId ?? null} or id in (
        select person_id from access_grant where site_id = any(${[...there]}::uuid[])
        union select person_id from credential where site_id = any(${[...there]}::uuid[])
        union select person_id from tenancy where site_id = any(${[...there]}::uuid[])))`.execute(transaction)
  return new Set(rows.map(({ id }) => id))
}

/** Whether somebody within this reach may know of the person. */
export const isPersonWithin = async (
  transaction: Transaction,
  reach: Reach,
  personId: PersonId,
): Promise<boolean> => (await personsWithin(transaction, reach, [personId])).has(personId)

/** Whose rights were suspended at that instant; left out: whose are. */
export const loadSuspended = async (
  transaction: Transaction,
  asOf: Instant | undefined,
): Promise<ReadonlySet<PersonId>> => {
  const rows = await transaction
    .$extendTables<AccessTables>()
    .selectFrom('access_suspension')
    .select('person_id')
    .$if(asOf === undefined, (query) => query.where('valid_until', 'is', null))
    .$if(asOf !== undefined, (query) => query.where(heldAt('valid_from', 'valid_until', asOf as Instant)))
    .execute()
  return new Set(rows.map((row) => row.person_id))
}

/** The suspension that began last, ended or not. */
export const readLastSuspension = async (transaction: Transaction, personId: PersonId) => {
  const { rows } = await sql<{ validFrom: Instant; validUntil: Instant | null; reason: string }>`
    select valid_from as "validFrom", valid_until as "validUntil", reason from access_suspension
    where person_id = ${personId} order by valid_from desc limit 1`.execute(transaction)
  return rows[0]
}
