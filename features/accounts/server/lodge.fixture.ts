/** An organization with an administrator and a server around it, for the tests of this folder. */
import { installCatalogue } from '@loge/features/events/server'
import { peopleFacts } from '@loge/features/people/core'
import { createHttpServer, createIdempotencyStore, silentLogger, type HttpServer } from '@loge/http'
import { instant, newId, type AccountId, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization, type TestDatabase, insertTestPerson } from '@loge/testing'
import { sql } from 'kysely'
import { Registry } from 'prom-client'
import { accountFacts, PERMISSIONS, type RoleCode, type Scope } from '../core/index.ts'
import { createAuthenticate } from './authenticate.ts'
import type { AccountsDeps, LinkToDeliver } from './deps.ts'
import { ensureFirstAdministrator } from './first-administrator.ts'
import { insertAccount } from './create-account.ts'
import { findRoleByCode } from './roles.ts'
import { accountsEndpoints } from './routes.ts'
import { issueSignInLink } from './sign-in-links.ts'

export interface Lodge {
  readonly database: TestDatabase
  readonly organizationId: OrganizationId
  readonly server: HttpServer
  readonly deps: AccountsDeps
  readonly administrator: AccountId
  readonly delivered: LinkToDeliver[]
  /** Lets time pass. */
  pass(ms: number): void
  close(): Promise<void>
}

const START = Date.UTC(2026, 10, 5, 9, 42)

export const insertPerson = async (
  lodge: Pick<Lodge, 'database' | 'organizationId'>,
  name: string,
): Promise<PersonId> => {
  const id = newId(realWorld, 'person')
  const { organizationId } = lodge
  await lodge.database.transaction(organizationId, (transaction) =>
    insertTestPerson({ organizationId, id, givenName: name, sortName: name.toLowerCase() }).execute(
      transaction,
    ),
  )
  return id
}

export const ORIGIN = 'http://localhost:8420'

/** One of any number of servers over the same database. */
export const openReplica = (deps: AccountsDeps): Promise<HttpServer> =>
  createHttpServer({
    endpoints: accountsEndpoints(deps),
    permissions: PERMISSIONS,
    authenticate: createAuthenticate(deps),
    world: deps.world,
    idempotency: createIdempotencyStore(deps.database, deps.world),
    logger: silentLogger,
    metrics: new Registry(),
    origin: ORIGIN,
    version: '0.1.0',
    rateLimits: { 'sign-in': { burst: 1000, perSecond: 1000 } },
  })

export const openLodge = async (): Promise<Lodge> => {
  const forget = installCatalogue([accountFacts, peopleFacts])
  const database = await testDatabase()
  const organizationId = await testOrganization(database)
  let passedMs = 0
  const world: World = {
    ...realWorld,
    now: () => instant(START + passedMs),
    monotonicMs: () => passedMs,
    sleep: async () => undefined,
  }
  const delivered: LinkToDeliver[] = []
  const deps: AccountsDeps = {
    database,
    world,
    logger: silentLogger,
    origin: ORIGIN,
    deliverLink: async (link) => {
      delivered.push(link)
    },
  }
  const server = await openReplica(deps)
  const personId = await insertPerson({ database, organizationId }, 'Ada')
  const first = await ensureFirstAdministrator(deps, organizationId, {
    personId,
    email: 'Ada@Tilleuls.example',
  })
  return {
    database,
    organizationId,
    server,
    deps,
    administrator: first.accountId,
    delivered,
    pass: (ms) => {
      passedMs += ms
    },
    close: async () => {
      await server.close()
      await database.close()
      forget()
    },
  }
}

/** An account with one role, made by the installation itself. */
export const addAccount = async (
  lodge: Lodge,
  email: string,
  role: RoleCode,
  scope: Scope,
): Promise<AccountId> => {
  const personId = await insertPerson(lodge, email.split('@')[0] ?? email)
  const { organizationId, deps } = lodge
  return lodge.database.transaction(organizationId, async (transaction) => {
    const { id: roleId } = await findRoleByCode(transaction, organizationId, role)
    const asker = {
      organizationId,
      giver: { kind: 'system' },
      actor: { kind: 'system', id: 'test' },
      siteIds: undefined,
      at: deps.world.now(),
    } as const
    return insertAccount(transaction, deps, asker, { personId, email, roles: [{ roleId, scope }] })
  })
}

export const tokenOf = (url: string): string => url.split('#link=')[1] ?? ''

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Somebody's browser: keeps its cookie. */
export const openBrowser = (lodge: Lodge) => {
  let cookie: string | undefined
  const ask = async (method: Method, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await lodge.server.inject({
      method,
      url: `/api/v1${path}`,
      headers: {
        origin: ORIGIN,
        'sec-fetch-site': 'same-origin',
        ...(cookie === undefined ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    const [set] = [answer.headers['set-cookie'] ?? []].flat()
    if (set !== undefined) cookie = set.split(';', 1)[0]
    return answer
  }
  return {
    ask,
    cookie: () => cookie,
    signIn: async (accountId: AccountId = lodge.administrator) => {
      const { url } = await issueSignInLink(lodge.deps, lodge.organizationId, accountId)
      return ask('POST', '/sign-in/links/consume', { token: tokenOf(url) })
    },
  }
}

export const factTypes = (lodge: Lodge): Promise<readonly string[]> =>
  lodge.database.transaction(lodge.organizationId, async (transaction) => {
    const { rows } = await sql<{ type: string }>`select type from event order by position`.execute(
      transaction,
    )
    return rows.map(({ type }) => type)
  })
