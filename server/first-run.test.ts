/** What a first start leaves in the database. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installCatalogue } from '@loge/features/events/server'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { readConfiguration } from './configuration.ts'
import { everyFact } from './facts.ts'
import { addOrganization, ensureOrganization, makeEnrolmentCode, makeSignInLink } from './first-run.ts'
import { loadKeys } from './keys.ts'

type Installed = Awaited<ReturnType<typeof installed>>

const installed = async (simulation: 'on' | 'off') => {
  const folder = await mkdtemp(join(tmpdir(), 'loge-first-'))
  const forgetCatalogue = installCatalogue(everyFact)
  const database = await testDatabase()
  const { configuration } = readConfiguration({ LOGE_DATA_DIR: folder, LOGE_SIMULATION: simulation }, folder)
  const { url: databaseUrl, ownerUrl } = database
  const keys = await loadKeys(folder)
  const end = async () => {
    await database.close()
    forgetCatalogue()
    await rm(folder, { recursive: true, force: true })
  }
  const close = () => Promise.resolve()
  return { installation: { database, databaseUrl, ownerUrl, keys, place: folder, close }, configuration, end }
}

const withInstallation = async <Value>(
  simulation: 'on' | 'off',
  work: (made: Installed) => Promise<Value>,
): Promise<Value> => {
  const made = await installed(simulation)
  try {
    return await work(made)
  } finally {
    await made.end()
  }
}

/** Every row of every table that the application can read, as text. */
const everythingAfterFirstStart = (simulation: 'on' | 'off'): Promise<string> =>
  withInstallation(simulation, async ({ installation, configuration }) => {
    const { id } = await ensureOrganization(installation)
    await makeEnrolmentCode(installation, configuration, id)
    await makeSignInLink(installation, configuration, id)
    return installation.database.transaction(id, async (transaction) => {
      const tables = await sql<{ name: string }>`select relname as name from pg_class
        where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace and has_table_privilege(oid, 'select')`.execute(
        transaction,
      )
      const rows = await Promise.all(
        tables.rows.map(({ name }) =>
          sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(name)} t`.execute(
            transaction,
          ),
        ),
      )
      return rows.flatMap(({ rows: [...some] }) => some.map(({ row }) => row)).join('\n')
    })
  })

const INVENTED = /Hélène|helene|Marchand|residence\.example|Tilleuls|"mrs"/i

it('invents nobody in a real installation', async () => {
  const everything = await everythingAfterFirstStart('off')
  expect(everything).toContain('administrator@loge.invalid')
  expect(everything).not.toMatch(INVENTED)
})

it('gives the simulated residence the keeper it always had', async () => {
  expect(await everythingAfterFirstStart('on')).toMatch(INVENTED)
})

it('goes on with the organization it was made for, whatever others are called that came later', () =>
  withInstallation('off', async ({ installation, configuration }) => {
    const first = await ensureOrganization(installation)
    await addOrganization(installation, configuration, {
      slug: 'autre',
      name: 'Autre',
      first: { givenName: 'Jean', familyName: 'Petit', language: 'fr', email: 'jean@autre.example' },
    })
    expect(await ensureOrganization(installation)).toEqual(first)
  }))
