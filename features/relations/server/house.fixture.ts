/** One organization under a register, with its public forms and its desk over HTTP, and a clock that tests move. */
import { PERMISSIONS } from '@loge/features/accounts/core'
import { installCatalogue } from '@loge/features/events/server'
import { completed, defaultRegister, type Register } from '@loge/features/law/core'
import type { FailureCode } from '@loge/features/notices/core'
import { draftRegister, publishRegister, readPreset } from '@loge/features/law/server'
import {
  copyPerson,
  type CopyLine,
  createPurposeGate,
  erasePerson,
  keepArchive,
  portableCopy,
  runErasures,
  runRetention,
} from '@loge/features/privacy/server'
import {
  createHttpServer,
  createIdempotencyStore,
  type Endpoint,
  type HttpServer,
  type Principal,
  silentLogger,
} from '@loge/http'
import { instant, newId, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, type TestDatabase, testOrganization } from '@loge/testing'
import { sql } from 'kysely'
import { Registry } from 'prom-client'
import { declarations } from '../../../server/declarations.ts'
import { everyFact } from '../../../server/facts.ts'
import { createTellRefusal, publicForms, relationsEndpoints } from './index.ts'

const ORIGIN = 'http://localhost:8420'
const unlimited = { burst: 1_000_000, perSecond: 1_000_000 }

export interface SentMail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly headers?: Readonly<Record<string, string>>
}

interface AskedMore {
  readonly body?: object
  readonly ifMatch?: number
  /** The permissions of whoever asks; everything, unless it is said. */
  readonly as?: readonly string[]
}

const named = (register: Register): Register => ({
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

const publish = async (
  database: TestDatabase,
  world: World,
  {
    organizationId,
    preset,
    change,
  }: {
    readonly organizationId: OrganizationId
    readonly preset: string | undefined
    readonly change: (register: Register) => Register
  },
): Promise<void> => {
  const read = preset === undefined ? defaultRegister : await readPreset(preset)
  if (read === undefined) throw new Error(`no preset ${preset}`)
  await database.transaction(organizationId, async (transaction) => {
    const early = { ...world, now: () => instant(Date.parse('2025-01-01T00:00:00Z')) }
    const record = async () => undefined
    const keeping = { transaction, world: early, organizationId, accountId: null, record }
    const { stored } = await draftRegister(keeping, {
      content: change(completed(named(read))),
      replaces: null,
    })
    await publishRegister(keeping, { hash: stored.hash })
  })
}

const turned = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0xff)
const MARK = Buffer.from('sealed')

/** What is stored is not what was sent, and what was not sealed does not open. */
export const seal = (bytes: Uint8Array): Uint8Array => Buffer.concat([MARK, turned(bytes)])

const openSealed = (sealed: Uint8Array): Uint8Array => {
  if (!MARK.equals(sealed.subarray(0, MARK.length))) throw new Error('it was not sealed here')
  return Buffer.from(turned(sealed.subarray(MARK.length)))
}

/** The engine of rights over every table of the house. */
const rightsOver = (database: TestDatabase, world: World, organizationId: OrganizationId) => {
  const privacy = { database, world, declarations, open: openSealed }
  return {
    rows: async <Row>(query: string): Promise<readonly Row[]> =>
      database.transaction(organizationId, async (transaction) => {
        const found = await sql.raw<Row>(query).execute(transaction)
        return found.rows
      }),
    copy: async (personId: PersonId, scope: 'access' | 'portability' = 'access') => {
      const lines: CopyLine[] = []
      const make = scope === 'access' ? copyPerson : portableCopy
      for await (const line of await make(privacy, { organizationId, personId })) lines.push(line)
      return lines
    },
    erase: async (personId: PersonId) => {
      const actor = { kind: 'system', id: 'test' } as const
      const asked = { organizationId, personId, actor, reason: 'not_needed' } as const
      return (await erasePerson(privacy, asked)).state
    },
    retain: async () => {
      await runRetention(privacy, organizationId)
      await runErasures(privacy, organizationId)
      await keepArchive(privacy, organizationId)
    },
  }
}

type Answer = Awaited<ReturnType<HttpServer['inject']>>

const answered = ({ statusCode: status, body, headers }: Answer) => ({
  status,
  body,
  headers,
  to: headers.location,
})

/** What is sent, by whom: a browser without a script, or a desk with these permissions. */
const talkTo = (server: HttpServer, slug: string, grant: (permissions: readonly string[]) => void) => {
  const pathOf = (path: string, query: string) =>
    `${path}${path.includes('?') ? '&' : '?'}organization=${slug}${query}`
  return {
    inject: server.inject,
    page: async (path: string, query = '') => answered(await server.inject({ url: pathOf(path, query) })),
    post: async (path: string, fields: Readonly<Record<string, string>>, from = '198.51.100.7') =>
      answered(
        await server.inject({
          method: 'POST',
          url: pathOf(path, ''),
          headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': from },
          payload: new URLSearchParams(fields).toString(),
        }),
      ),
    ask: async (
      method: 'GET' | 'POST' | 'PUT' | 'DELETE',
      path: string,
      { body, ifMatch, as = PERMISSIONS }: AskedMore = {},
    ) => {
      grant(as)
      const answer = await server.inject({
        method,
        url: `/api/v1${path}`,
        headers: {
          authorization: 'Bearer test',
          ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
        },
        ...(body === undefined ? {} : { payload: body }),
      })
      const isJson = String(answer.headers['content-type']).includes('json')
      return { status: answer.statusCode, headers: answer.headers, body: isJson ? answer.json() : undefined }
    },
  }
}

type Deps = Parameters<typeof publicForms>[0]

export const openOutside = async (
  preset?: string,
  change = (register: Register): Register => register,
  more: (deps: Deps) => readonly Endpoint[] = () => [],
) => {
  const database = await testDatabase()
  const forget = installCatalogue(everyFact)
  const organizationId = await testOrganization(database)
  const slug = (await database.organizations()).find(({ id }) => id === organizationId)?.slug ?? ''
  let now = Date.parse('2026-01-31T10:00:00Z')
  let grants: readonly string[] = PERMISSIONS
  const world: World = { ...realWorld, now: () => instant(now) }
  const deps = { database, world, origin: ORIGIN, seal, open: openSealed }
  await publish(database, world, { organizationId, preset, change })
  const asker = (): Principal => ({
    kind: 'apiKey',
    organizationId,
    apiKeyId: newId(world, 'apiKey'),
    grants: grants.map((permission) => ({ permission, scope: { kind: 'organization' } })),
  })
  const server = await createHttpServer({
    endpoints: [...relationsEndpoints(deps), ...more(deps)],
    pages: publicForms(deps),
    permissions: PERMISSIONS,
    authenticate: async () => asker(),
    mayUse: createPurposeGate({ database, world, declarations }),
    tellRefusal: createTellRefusal(deps),
    world,
    idempotency: createIdempotencyStore(database, world),
    logger: silentLogger,
    metrics: new Registry(),
    origin: ORIGIN,
    version: 'test',
    trustedProxies: ['127.0.0.1'],
    rateLimits: { read: unlimited, write: unlimited, public: unlimited },
  })
  const sent: SentMail[] = []
  const sendLetter = async (letter: SentMail): Promise<FailureCode | undefined> => {
    sent.push(letter)
    return undefined
  }
  return {
    ...rightsOver(database, world, organizationId),
    ...talkTo(server, slug, (permissions) => {
      grants = permissions
    }),
    organizationId,
    slug,
    deps,
    sent,
    mail: { ...deps, sendLetter },
    at: (moment: string) => {
      now = Date.parse(moment)
    },
    close: async () => {
      await server.close()
      forget()
    },
  }
}

export type OutsideHouse = Awaited<ReturnType<typeof openOutside>>
