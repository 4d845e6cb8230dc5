/**
 * A badge or plate whose credential has ended for good can be given again: its number is taken from what ended, which
 * keeps its dates and its holder, so that the past is told as it was, and opens nothing by that number any more.
 */
import { type CredentialId, DAY_MS, type Instant, type SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type RawBuilder, sql } from 'kysely'
import type { AccessTables } from './tables.ts'

/**
 * Of `credential c`: it expired, or it was lost, and a day passed or another one took its place. Never a code: whoever
 * knew it once still does.
 */
export const endedForGood = (now: Instant): RawBuilder<boolean> => {
  const found = new Date(now - DAY_MS)
  return sql<boolean>`(c.kind in ('card', 'licencePlate') and (c.valid_until <= ${new Date(now)} or exists (
    select from credential_status lost
    where lost.organization_id = c.organization_id and lost.credential_id = c.id
      and lost.valid_until is null and lost.status = 'lost'
      and (lost.valid_from < ${found} or exists (
        select from credential other
        join credential_status known on known.organization_id = other.organization_id
          and known.credential_id = other.id and known.valid_until is null and known.status <> 'lost'
        where other.organization_id = c.organization_id and other.site_id = c.site_id
          and other.person_id = c.person_id and other.kind = c.kind and other.created_at >= lost.valid_from)))))`
}

interface Among {
  readonly siteId: SiteId
  readonly now: Instant
  /** Of `credential_secret s`. */
  readonly where: RawBuilder<boolean>
}

/** Those that ended; each is held, so that nobody finds it again meanwhile. */
const endedAmong = async (
  transaction: Transaction,
  { siteId, now, where }: Among,
): Promise<readonly CredentialId[]> => {
  const held = await sql<{ id: CredentialId }>`
    select id from credential
    where id in (select s.credential_id from credential_secret s where s.site_id = ${siteId} and ${where})
    order by id for update`.execute(transaction)
  if (held.rows.length === 0) return []
  const ids = held.rows.map(({ id }) => id)
  const { rows } = await sql<{ id: CredentialId }>`
    select c.id from credential c where c.id = any(${ids}::uuid[]) and ${endedForGood(now)}`.execute(
    transaction,
  )
  return rows.map(({ id }) => id)
}

type DigestOf = (text: string) => string

/** What stands in the place of a number that was taken away: no reader ever reads it. */
const emptied = (digestOf: DigestOf, id: CredentialId): string => digestOf(`ended:${id}`)

/** Those of these numbers whose credential has ended are nobody's again. */
export const freeValues = async (
  transaction: Transaction,
  site: Pick<Among, 'siteId' | 'now'>,
  { digestOf, digests }: { readonly digestOf: DigestOf; readonly digests: readonly string[] },
): Promise<void> => {
  const where = sql<boolean>`s.digest = any(${[...digests]}::text[])`
  const ids = await endedAmong(transaction, { ...site, where })
  if (ids.length === 0) return
  const empty = ids.map((id) => emptied(digestOf, id))
  await sql`
    update credential_secret s set digest = n.digest, look_alike = null
    from unnest(${ids}::uuid[], ${empty}::text[]) as n (id, digest)
    where s.credential_id = n.id`.execute(transaction)
}

/** A plate that ended is taken for no other, and keeps none from being told apart. */
export const freeLookAlikes = async (transaction: Transaction, among: Among): Promise<void> => {
  const ids = await endedAmong(transaction, among)
  if (ids.length === 0) return
  await sql`update credential_secret set look_alike = null where credential_id = any(${ids}::uuid[])`.execute(
    transaction,
  )
}

/** Its number was given to somebody else: it cannot be found again. */
export const isEmptied = async (
  transaction: Transaction,
  digestOf: DigestOf,
  id: CredentialId,
): Promise<boolean> => {
  const row = await transaction
    .$extendTables<AccessTables>()
    .selectFrom('credential_secret')
    .select('digest')
    .where('credential_id', '=', id)
    .executeTakeFirst()
  return row?.digest === emptied(digestOf, id)
}
