/** A log of many rows: ninety days of three sites, fifty entrances and two thousand people. */
import { asId, formatId, type Instant, type OrganizationId } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { sql } from 'kysely'

const SITES = 3
const ENTRANCES = 50
const PEOPLE = 2_000
const DAYS = 90
const AT_ONCE = 10_000

/** The n-th id of a kind is the same in each run. */
const nth = (kind: number, n: number): string =>
  `${kind.toString(16).padStart(8, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

export const siteOf = (n: number) => asId('site', nth(1, n % SITES))
export const entranceOf = (n: number) => asId('entrance', nth(2, n % ENTRANCES))
export const personOf = (n: number) => asId('person', nth(3, n % PEOPLE))

export const wire = {
  site: (n: number) => formatId('site', siteOf(n)),
  entrance: (n: number) => formatId('entrance', entranceOf(n)),
  person: (n: number) => formatId('person', personOf(n)),
}

const idOf = (kind: number, of: number) =>
  sql`(${nth(kind, 0).slice(0, 24)} || lpad(to_hex(n / 7 % ${sql.lit(of)}), 12, '0'))::uuid`

export interface Growth {
  readonly organizationId: OrganizationId
  readonly now: Instant
  readonly from: number
  readonly to: number
}

/** Adds rows `from` to `to`, spread over all days; the newest lies just before `now`. */
export const growLog = async (
  database: Database,
  { organizationId, now, from, to }: Growth,
): Promise<void> => {
  await database.transaction(organizationId, async (transaction) => {
    for (let day = 0; day <= DAYS; day += 15)
      await sql`select loge.ensure_event_partition('movement', ${new Date(now - day * 86_400_000)})`.execute(
        transaction,
      )
  })
  for (let first = from; first < to; first += AT_ONCE)
    await database.transaction(organizationId, (transaction) =>
      sql`
        insert into event (organization_id, retention_class, filed_at, id, type, version, occurred_at, received_at,
          late, site_id, entrance_id, actor_kind, person_id, payload, salt, commitment)
        select ${organizationId}, 'movement', at, gen_random_uuid(), 'door.opened', 1, at, at, false,
          ${idOf(1, SITES)}, ${idOf(2, ENTRANCES)}, 'edge', ${idOf(3, PEOPLE)},
          '{"method":"badge","outcome":"unlocked"}', '\\x00', '\\x00'
        from (select n, ${new Date(now)}::timestamptz
            - (n::bigint * 7919 % ${sql.lit(DAYS * 86_400)}) * interval '1 second' as at
          from generate_series(${first}::int, ${Math.min(first + AT_ONCE, to) - 1}::int) n) rows`.execute(
        transaction,
      ),
    )
}
