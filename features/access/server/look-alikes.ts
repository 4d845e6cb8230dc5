/** Plates of a site that a camera cannot tell apart: refused where a door takes look-alikes, so that none is a guess. */
import { Problem } from '@loge/http'
import { asId, formatId, type Instant, type SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { loadEntrances } from './entrance-store.ts'
import { freeLookAlikes } from './free-values.ts'
import type { AccessTables } from './tables.ts'

/** A plate that looks like one that is known would make both of them useless at such a door. */
export const refuseLookAlike = async (
  transaction: Transaction,
  { siteId, now }: { readonly siteId: SiteId; readonly now: Instant },
  lookAlike: string,
): Promise<void> => {
  await freeLookAlikes(transaction, { siteId, now, where: sql`s.look_alike = ${lookAlike}` })
  const known = await transaction
    .$extendTables<AccessTables>()
    .selectFrom('credential_secret')
    .select('credential_id')
    .where('site_id', '=', siteId)
    .where('look_alike', '=', lookAlike)
    .executeTakeFirst()
  if (known === undefined) return
  const entrances = await loadEntrances(transaction, { siteIds: [siteId] })
  if (!entrances.some(({ takesLookAlikes }) => takesLookAlikes === true)) return
  throw new Problem(
    409,
    'plate_looks_alike',
    'A camera of this residence cannot tell this plate from another one that is known here. Check it; if it is right, give a badge, or let no door take look-alikes.',
  )
}

/** Before a door takes look-alikes: those that would be refused there are named. */
export const requireDistinctPlates = async (
  transaction: Transaction,
  siteId: SiteId,
  now: Instant,
): Promise<void> => {
  const shared = sql<boolean>`s.look_alike in (
    select look_alike from credential_secret
    where site_id = ${siteId} and look_alike is not null group by look_alike having count(*) > 1)`
  await freeLookAlikes(transaction, { siteId, now, where: shared })
  const { rows } = await sql<{ ids: string[] }>`
    select array_agg(credential_id order by credential_id) as ids
    from credential_secret
    where site_id = ${siteId} and look_alike is not null
    group by look_alike
    having count(*) > 1
    limit 20`.execute(transaction)
  if (rows.length === 0) return
  throw new Problem(
    409,
    'plates_look_alike',
    'Plates that are known here look like one another, and this door would open to neither. Take one of each back first.',
    rows.map(({ ids }) => ({
      pointer: '/takesLookAlikes',
      code: 'plates_look_alike',
      message: ids.map((id) => formatId('credential', asId('credential', id))).join(', '),
    })),
  )
}
