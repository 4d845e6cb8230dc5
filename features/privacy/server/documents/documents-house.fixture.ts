/** One organization with its register, its documents and its public pages over HTTP, and a clock that tests move. */
import { PERMISSIONS } from '@loge/features/accounts/core'
import { installCatalogue } from '@loge/features/events/server'
import { completed, defaultRegister, type Register } from '@loge/features/law/core'
import { lawEndpoints, readPreset } from '@loge/features/law/server'
import { callerOf } from '@loge/features/places/server'
import { createHttpServer, createIdempotencyStore, type Principal, silentLogger } from '@loge/http'
import { type AccountId, instant, newId, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import type { Database } from '@loge/storage'
import { insertTestPerson, testDatabase, testOrganization } from '@loge/testing'
import { sql } from 'kysely'
import { Registry } from 'prom-client'
import { declarations } from '../../../../server/declarations.ts'
import { everyFact } from '../../../../server/facts.ts'
import { recordRegister } from '../record-register.ts'
import { documentPages } from './pages/index.ts'
import { documentEndpoints } from './routes.ts'
import { createSecrecyGate } from './secrecy-gate.ts'

const ORIGIN = 'http://localhost:8420'
const unlimited = { burst: 1_000_000, perSecond: 1_000_000 }

/** Where nobody is named yet, somebody is. */
export const namedRegister = (register: Register): Register => ({
  ...register,
  controller:
    register.controller.name === ''
      ? {
          ...register.controller,
          name: 'Maison',
          legalForm: 'SAS',
          registration: 'RCS Nantes 123 456 789',
          address: '1 rue Basse, Nantes',
          email: 'dpo@maison.example',
        }
      : register.controller,
})

/** A register ready to be written: a ready-made one by its name, or the one everybody starts with. */
export const registerOf = async (preset?: string): Promise<Register> =>
  completed(
    namedRegister(preset === undefined ? defaultRegister : ((await readPreset(preset)) ?? defaultRegister)),
  )

export interface Said {
  readonly status: number
  // A test reads of an answer what it expects there.
  readonly body: never
}

type Deps = Parameters<typeof documentEndpoints>[0]

const serverOf = (deps: Deps, authenticate: () => Principal) => {
  const requireSigned = createSecrecyGate(deps)
  return createHttpServer({
    endpoints: [
      ...documentEndpoints(deps),
      ...lawEndpoints({
        database: deps.database,
        world: deps.world,
        recordRegister: (transaction, asking, fact) =>
          recordRegister(transaction, deps.world, callerOf(asking), fact),
      }),
    ],
    pages: documentPages(deps),
    permissions: PERMISSIONS,
    authenticate: async () => authenticate(),
    world: deps.world,
    idempotency: createIdempotencyStore(deps.database, deps.world),
    logger: silentLogger,
    metrics: new Registry(),
    origin: ORIGIN,
    version: 'test',
    rateLimits: { read: unlimited, write: unlimited, public: unlimited },
    mayUse: async ({ principal, permission }) => {
      if (principal !== undefined) await requireSigned({ principal, permission })
      return ''
    },
  })
}

type Rows = <Row>(query: string) => Promise<readonly Row[]>
export type Signed = Principal & { readonly kind: 'account' }

/** Somebody with an account of theirs, and these permissions in it. */
const accountsIn =
  (
    database: Database,
    rows: Rows,
    { world, organizationId }: { readonly world: World; readonly organizationId: OrganizationId },
  ) =>
  async (...permissions: readonly string[]): Promise<Signed> => {
    const accountId: AccountId = newId(world, 'account')
    const personId: PersonId = newId(world, 'person')
    await database.transaction(organizationId, async (transaction) => {
      await insertTestPerson({ organizationId, id: personId, givenName: 'Ana', familyName: 'Roux' }).execute(
        transaction,
      )
    })
    await rows(`insert into account (organization_id, id, person_id, email, status, created_at)
      values ('${organizationId}', '${accountId}', '${personId}', '${accountId}@example.org', 'active', '${new Date(world.now()).toISOString()}')`)
    const grants = permissions.map((permission) => ({ permission, scope: { kind: 'organization' } as const }))
    const sessionId = newId(world, 'session')
    return { kind: 'account', organizationId, sessionId, accountId, personId, grants }
  }

type Call = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  more?: { readonly body?: object; readonly as?: Principal },
) => Promise<Said>

/** Drafts and asks to put in force: `in force`, or the code and then each fault with what it is about. */
const publishWith =
  (rows: Rows, call: Call) =>
  async (content: unknown, more: object = {}): Promise<readonly string[]> => {
    const [draft] = await rows<{ hash: string }>(
      `select hash from register_version where published_at is null`,
    )
    const drafted = await call('PUT', '/register/draft', { body: { content, replaces: draft?.hash ?? null } })
    const { version, code: refused } = drafted.body as { version?: { hash: string }; code?: string }
    if (version === undefined) return [refused ?? 'refused']
    const said = await call('POST', '/register/draft/publish', { body: { hash: version.hash, ...more } })
    if (said.status === 200) return ['in force']
    const { code, errors = [] } = said.body as {
      code: string
      errors?: readonly { code: string; message: string }[]
    }
    return [code, ...errors.map((one) => `${one.code} ${one.message}`)]
  }

export const openDocumentsHouse = async () => {
  const database = await testDatabase()
  const forget = installCatalogue(everyFact)
  const organizationId = await testOrganization(database)
  const slug = (await database.organizations()).find(({ id }) => id === organizationId)?.slug ?? ''
  let now = Date.parse('2026-11-22T10:00:00Z')
  const world: World = { ...realWorld, now: () => instant(now) }
  let who: Principal = { kind: 'anonymous' }
  const deps = { database, world, origin: ORIGIN, licences: [], declarations }
  const server = await serverOf(deps, () => who)
  const rows: Rows = <Row>(query: string) =>
    database.transaction(
      organizationId,
      async (transaction) => (await sql.raw<Row>(query).execute(transaction)).rows,
    )
  const account = accountsIn(database, rows, { world, organizationId })
  const officer = await account('register.read', 'register.manage')
  const call: Call = async (method, path, { body, as = officer } = {}) => {
    who = as
    const url = `/api/v1${path}`
    const answer = await server.inject({ method, url, ...(body === undefined ? {} : { payload: body }) })
    const said: unknown = answer.body === '' ? undefined : answer.json()
    return { status: answer.statusCode, body: said as never }
  }
  return {
    database,
    deps,
    world,
    organizationId,
    slug,
    rows,
    account,
    call,
    at: (moment: string) => {
      now = Date.parse(moment)
    },
    /** As a browser without script, cookie and account. */
    page: async (path: string, query = ''): Promise<string> => {
      who = { kind: 'anonymous' }
      return (await server.inject({ url: `${path}?organization=${slug}${query}` })).body
    },
    publish: publishWith(rows, call),
    close: async () => {
      await server.close()
      await database.close()
      forget()
    },
  }
}

export type DocumentsHouse = Awaited<ReturnType<typeof openDocumentsHouse>>
