/** A house under a ready-made register, with recipients of one's own: for tests of what may be given to whom. */
import { installCatalogue } from '@loge/features/events/server'
import { completed, type Recipient, type Register } from '@loge/features/law/core'
import { draftRegister, publishRegister, readPreset } from '@loge/features/law/server'
import { formatId, instant, newId, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import {
  insertTestPerson,
  testApi,
  type TestApi,
  testDatabase,
  type TestDatabase,
  testOrganization,
} from '@loge/testing'
import { sql } from 'kysely'
import { declarations } from '../../../../server/declarations.ts'
import { everyFact } from '../../../../server/facts.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { releaseEndpoints } from '../releases/routes.ts'
import { disclosureEndpoints } from './routes.ts'

const START = Date.parse('2026-11-22T10:00:00Z')

export interface DisclosureHouse {
  readonly database: TestDatabase
  readonly organizationId: OrganizationId
  readonly deps: PrivacyDeps
  readonly desk: TestApi
  /** As it is in force now. */
  readonly register: Register
  publish(change: (register: Register) => Register): Promise<void>
  addPerson(givenName: string): Promise<PersonId>
  object(personId: PersonId, to: string): Promise<void>
  sql(text: string): Promise<readonly Record<string, unknown>[]>
  /** At the desk as somebody with an account of this role. */
  signedIn(givenName: string, role: string, permissions?: readonly string[]): Promise<TestApi>
  /** What became of it: `201`, or the code of the refusal. */
  give(wanted: {
    readonly recipient: string
    readonly activity: string
    readonly categories: readonly string[]
    readonly personIds: readonly PersonId[]
    readonly more?: object
  }): Promise<number | string>
  given(): Promise<readonly unknown[]>
  close(): Promise<void>
}

export const recipientOfKind = (kind: string, more: Partial<Recipient> = {}): Recipient => ({
  id: `a_${kind}`,
  kind,
  name: `Somebody (${kind})`,
  country: 'FR',
  contractOn: '2026-01-01',
  contract: {
    document: { name: 'Contract', sha256: 'cd'.repeat(32) },
    confidentialityOn: '2026-01-01',
    clauses: ['instructions', 'sub_processors', 'audit', 'deletion'],
  },
  notify: 'none',
  subProcessors: [],
  ...more,
})

interface Place {
  readonly database: TestDatabase
  readonly organizationId: OrganizationId
  readonly world: World
}

const addPerson = async (
  { database, organizationId, world }: Place,
  givenName: string,
): Promise<PersonId> => {
  const id = newId(world, 'person')
  const named = { givenName, sortName: 'okafor' }
  await insideAsPrivacy(database, organizationId, (transaction) =>
    insertTestPerson({ organizationId, id, ...named }).execute(transaction),
  )
  return id
}

/** Somebody with an account that holds this role over everything. */
const addAccount = async (place: Place, givenName: string, role: string) => {
  const { database, organizationId, world } = place
  const personId = await addPerson(place, givenName)
  const accountId = newId(world, 'account')
  const now = new Date(world.now())
  await insideAsPrivacy(database, organizationId, async (transaction) => {
    await sql`insert into account (organization_id, id, person_id, email, status, created_at)
      values (${organizationId}, ${accountId}, ${personId}, ${`${accountId}@example.org`}, 'active', ${now})`.execute(
      transaction,
    )
    await sql`insert into role (organization_id, id, code, permissions, scopes, built_in, version)
      values (${organizationId}, ${newId(world, 'role')}, ${role}, '{}', '{organization}', true, 1)
      on conflict (organization_id, code) do nothing`.execute(transaction)
    await sql`insert into role_assignment (organization_id, id, account_id, role_id, scope, given_at)
      select organization_id, ${newId(world, 'account')}, ${accountId}, id, 'organization', ${now}
      from role where code = ${role}`.execute(transaction)
  })
  return { personId, accountId }
}

const publishIn = ({ database, organizationId, world }: Place, content: Register): Promise<void> =>
  database.transaction(organizationId, async (transaction) => {
    const record = () => Promise.resolve()
    const keeping = { transaction, world, organizationId, accountId: null, record }
    const { stored } = await draftRegister(keeping, { content, replaces: null })
    await publishRegister(keeping, { hash: stored.hash })
  })

const unlimited = { burst: 1_000_000, perSecond: 1_000_000 }
const rateLimits = { read: unlimited, write: unlimited, export: unlimited, public: unlimited }

/** With one recipient of each kind of the register. */
const registerOf = async (preset: string): Promise<Register> => {
  const content = await readPreset(preset)
  if (content === undefined) throw new Error(`no ready-made register ${preset}`)
  const kinds = content.recipientKinds.filter(({ role }) => role !== 'public')
  return completed({ ...content, recipients: kinds.map(({ id }) => recipientOfKind(id)) })
}

export const openDisclosureHouse = async (preset: string): Promise<DisclosureHouse> => {
  let clock = START
  const world: World = { ...realWorld, now: () => instant(clock) }
  const forget = installCatalogue(everyFact)
  const database = await testDatabase()
  const organizationId = await testOrganization(database)
  const place: Place = { database, organizationId, world }
  const deps: PrivacyDeps = { database, world, declarations }
  const endpoints = [...disclosureEndpoints(deps), ...releaseEndpoints(deps)]
  const opened: TestApi[] = []
  const apiOf = async (more: Partial<Parameters<typeof testApi>[0]> = {}): Promise<TestApi> => {
    const api = await testApi({ ...place, endpoints, rateLimits, ...more })
    opened.push(api)
    return api
  }
  const desk = await apiOf()
  let register = await registerOf(preset)
  const publish = async (change: (before: Register) => Register): Promise<void> => {
    register = change(register)
    await publishIn(place, register)
    clock += 60_000
  }
  await publish((same) => same)
  const ask: DisclosureHouse['sql'] = (text) =>
    insideAsPrivacy(
      database,
      organizationId,
      async (transaction) => (await sql.raw<Record<string, unknown>>(text).execute(transaction)).rows,
    )
  return {
    database,
    organizationId,
    deps,
    desk,
    get register() {
      return register
    },
    publish,
    addPerson: (givenName) => addPerson(place, givenName),
    sql: ask,
    signedIn: async (givenName, role, permissions = ['privacy.manage']) => {
      const scope = { kind: 'organization' } as const
      const grants = permissions.map((permission) => ({ permission, scope }))
      return apiOf({ ...(await addAccount(place, givenName, role)), grants })
    },
    object: async (personId, to) => {
      await ask(`insert into objection (organization_id, person_id, objected_to, since)
        select organization_id, id, '${to}', '2026-11-20' from person where id = '${personId}'`)
    },
    give: async ({ more = {}, personIds, ...wanted }) => {
      const people = personIds.map((id) => formatId('person', id))
      const body = { ...wanted, personIds: people, ...more }
      const answer = await desk.call('POST', '/disclosures', { body })
      return answer.status === 201 ? 201 : (answer.body as { code: string }).code
    },
    given: async () => ((await desk.call('GET', '/disclosures')).body as { data: readonly unknown[] }).data,
    close: async () => {
      for (const api of opened) await api.close()
      await database.close()
      forget()
    },
  }
}
