/** `search`: what somebody types letter by letter, at 10,000 people, as many homes and 500 doors, on a real database. */
import { installCatalogue } from '@loge/features/events/server'
import { eventFacts } from '@loge/features/events/core'
import { placesFacts } from '@loge/features/places/core'
import { scheduleFacts } from '@loge/features/schedules/core'
import { accessFacts } from '@loge/features/access/core'
import { searchEndpoints } from '@loge/features/search/server'
import type { OrganizationId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import type { Database } from '@loge/storage'
import { testApi, testDatabase, testOrganization } from '@loge/testing'
import { sql } from 'kysely'
import { type Bench, quantile } from './bench.ts'
import { countRows, makeLargeHouse } from './who/large-house.ts'

const MOST_P95_MS = 50
const ROUNDS = 4
const PERMISSIONS = ['people.read', 'places.read', 'access.read', 'equipment.read', 'events.read']

/** Every beginning of each: what is sent when somebody types. */
const TYPED = ['Élodie Lefèvre', 'okafor ced', 'c 33', '06 12 34 56', 'hall du', '4812']
const questions = TYPED.flatMap((text) =>
  Array.from({ length: text.length }, (_, end) => text.slice(0, end + 1)),
)

const FAMILIES = ['lefevre', 'okafor', 'martin', 'saint martin', 'nguyen', 'de la cruz', 'haddad', 'moreau']
const GIVEN = ['elodie', 'cedric', 'ada', 'noe', 'paul', 'ines', 'lou', 'yann', 'zoe', 'alix', 'karim']

const giveNames = (database: Database, organizationId: OrganizationId) =>
  database.transaction(organizationId, async (transaction) => {
    await sql`with numbered as (select id, row_number() over (order by id) as n from person)
      update person set
        sort_name = (${FAMILIES}::text[])[n % 8 + 1] || ' ' || (${GIVEN}::text[])[n % 11 + 1] || n,
        mobile = '+336' || lpad((n * 7919 % 100000000)::text, 8, '0')
      from numbered where numbered.id = person.id`.execute(transaction)
    await sql`update entrance_version v set definition = definition || jsonb_build_object('name', 'Hall du ' || n)
      from (select entrance_id, row_number() over () as n from entrance_version) s
      where s.entrance_id = v.entrance_id`.execute(transaction)
  })

export const searchBench: Bench = {
  name: 'search',
  summary: 'The search box at 10,000 people and 500 doors, letter by letter.',
  run: async () => {
    const forget = installCatalogue([eventFacts, placesFacts, scheduleFacts, accessFacts])
    const database = await testDatabase()
    try {
      const organizationId = await testOrganization(database)
      await makeLargeHouse(database, organizationId)
      await giveNames(database, organizationId)
      await countRows(database.ownerUrl)
      const api = await testApi({
        database,
        world: realWorld,
        organizationId,
        endpoints: searchEndpoints({ database, world: realWorld }),
        grants: PERMISSIONS.map((permission) => ({ permission, scope: { kind: 'organization' } })),
        rateLimits: { read: { burst: 1_000_000, perSecond: 1_000_000 } },
      })
      const times: number[] = []
      for (let round = 0; round < ROUNDS; round++)
        for (const q of questions.filter((text) => text.trim() !== '')) {
          const began = performance.now()
          const { status } = await api.call('POST', '/search', { body: { q } })
          times.push(performance.now() - began)
          if (status !== 200) throw new Error(`${q} answered ${status}`)
        }
      await api.close()
      const row = { bench: 'search', subject: 'loge', workload: 'typing', unit: 'ms', runs: times.length }
      const p95 = quantile(times, 0.95)
      return {
        rows: [
          { ...row, metric: 'p50', value: quantile(times, 0.5) },
          { ...row, metric: 'p95', value: p95 },
        ],
        bars: [{ what: `p95 ${p95.toFixed(1)} ms; at most ${MOST_P95_MS} ms`, met: p95 <= MOST_P95_MS }],
      }
    } finally {
      await database.close()
      forget()
    }
  },
}
