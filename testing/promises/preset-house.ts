/** An organization under one preset, in a database with everything two people can have in it; one of them is erased. */
import { installCatalogue } from '@loge/features/events/server'
import { completed, type Register, usesOf, type Use } from '@loge/features/law/core'
import { draftRegister, publishRegister, registerAt } from '@loge/features/law/server'
import {
  copyPerson,
  type CopyLine,
  erasePerson,
  portableCopy,
  type PrivacyDeps,
} from '@loge/features/privacy/server'
import { asId, type OrganizationId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization } from '@loge/testing'
import pg from 'pg'
import { declarations } from '../../server/declarations.ts'
import { everyFact } from '../../server/facts.ts'
import { fill, idIn, markOf, readShape } from '../gates/two-people.ts'

export interface PresetHouse {
  /** As it was read back, in force. */
  readonly register: Register
  readonly uses: readonly Use[]
  readonly copied: readonly CopyLine[]
  readonly portable: readonly CopyLine[]
  readonly erasure: { readonly state: string; readonly found: readonly unknown[] }
  /** `table.column` in which a text of the person who was erased still stands. */
  readonly left: ReadonlySet<string>
}

export const publishIn = (
  deps: PrivacyDeps,
  organizationId: OrganizationId,
  register: Register,
): Promise<Register> =>
  deps.database.transaction(organizationId, async (transaction) => {
    const keeping = {
      transaction,
      world: deps.world,
      organizationId,
      accountId: null,
      record: async () => undefined,
    }
    const { stored } = await draftRegister(keeping, { content: completed(register), replaces: null })
    await publishRegister(keeping, { hash: stored.hash })
    return registerAt(transaction, organizationId, deps.world.now())
  })

export const collect = async (lines: AsyncIterable<CopyLine>): Promise<readonly CopyLine[]> => {
  const all: CopyLine[] = []
  for await (const line of lines) all.push(line)
  return all
}

const textsLeft = async (client: pg.Client): Promise<ReadonlySet<string>> => {
  const left = new Set<string>()
  for (const { table, columns, subject } of declarations) {
    if (typeof subject === 'object' && 'goneWithin' in subject) continue
    for (const [column, field] of Object.entries(columns)) {
      // What is kept has a ground, which the preview of an erasure names.
      if (field.pd === 'none' || field.erase === 'keep') continue
      const { rows } = await client.query(
        `select from loge.${pg.escapeIdentifier(table)} t where t.${pg.escapeIdentifier(column)}::text like $1 limit 1`,
        [`%${markOf(1)}-%`],
      )
      if (rows.length > 0) left.add(`${table}.${column}`)
    }
  }
  return left
}

export const openPresetHouse = async (preset: Register): Promise<PresetHouse> => {
  const forgetCatalogue = installCatalogue(everyFact)
  const database = await testDatabase()
  const organizationId = await testOrganization(database)
  const deps: PrivacyDeps = { database, world: realWorld, declarations }
  const register = await publishIn(deps, organizationId, preset)
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  try {
    await client.query(
      `select set_config('loge.organization_id', $1, false), set_config('search_path', 'loge', false)`,
      [organizationId],
    )
    await client.query(`select loge.ensure_event_partition('movement', '2026-11-03T00:00:00Z')`)
    const shape = await readShape(client)
    const filled = declarations.filter(({ table }) => table !== 'register_version')
    for (const number of [1, 2]) await fill(client, shape, filled, { organizationId, number, others: number })
    const personId = asId('person', idIn(1, 'person'))
    const copied = await collect(await copyPerson(deps, { organizationId, personId }))
    const portable = await collect(await portableCopy(deps, { organizationId, personId }))
    const actor = { kind: 'system', id: 'test' } as const
    const erasure = await erasePerson(deps, { organizationId, personId, reason: 'not_needed', actor })
    return { register, uses: usesOf(register), copied, portable, erasure, left: await textsLeft(client) }
  } finally {
    await client.end()
    await database.close()
    forgetCatalogue()
  }
}
