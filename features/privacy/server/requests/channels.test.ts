/** Whichever way a request comes in, it becomes one and the same kind of case, dated by the day it arrived. */
import { accountTables } from '@loge/features/accounts/server'
import { installCatalogue } from '@loge/features/events/server'
import { completed, type Register } from '@loge/features/law/core'
import { readPreset } from '@loge/features/law/server'
import { createPerson, peopleTables } from '@loge/features/people/server'
import { peopleFacts } from '@loge/features/people/core'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import { DAY_MS, instant, newId, type OrganizationId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { type TestApi, type TestDatabase, testApi, testDatabase, testOrganization } from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { privacyFacts, renderDocument, requestFacts } from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { privacyTables } from '../tables.ts'
import { deliverPrivacyLetters } from './deliver.ts'
import { requestEndpoints } from './routes.ts'

const NOW = Date.parse('2026-03-12T09:00:00Z')
const ARRIVED = '2026-03-10T22:00:00.000Z'
const world: World = { ...realWorld, now: () => instant(NOW), sleep: async () => undefined }

interface Letter {
  readonly kind: string
  readonly way: string
  readonly state: string
  readonly sentAt: string | null
  readonly body: string
}
interface Case {
  readonly id: string
  readonly reference: string
  readonly right: string
  readonly channel: string
  readonly state: string
  readonly identity: string
  readonly version: number
  readonly receivedAt: string
  readonly recordedBy: { readonly kind: string }
  readonly clock: { readonly dueOn: string; readonly state: string }
  readonly letters: readonly Letter[]
}

let database: TestDatabase
let organizationId: OrganizationId
let deps: PrivacyDeps
let desk: TestApi
let own: TestApi
let forget: () => void

beforeAll(async () => {
  forget = installCatalogue([peopleFacts, placesFacts, privacyFacts, requestFacts])
  database = await testDatabase()
  deps = { database, world, declarations: [...peopleTables, ...accountTables, ...privacyTables] }
})
beforeEach(async () => {
  organizationId = await testOrganization(database)
})
afterAll(async () => {
  await database.close()
  forget()
})

/** An organization under a ready-made register, with its desk and somebody who lives there. */
const open = async (preset: string): Promise<Register> => {
  const register = completed((await readPreset(preset)) ?? expect.fail(`no ${preset}`))
  const caller = systemCaller(organizationId, 'test')
  const place = { street: '1 rue', postalCode: '44000', city: 'Nantes', country: 'FR' }
  const zone = { name: 'Tilleuls', timeZone: 'Europe/Paris', holidayRegion: 'FR' }
  await createSite({ database, world }, caller, { ...zone, ...place })
  const before = new Date(NOW - 10 * DAY_MS)
  await insideAsPrivacy(database, organizationId, (transaction) =>
    sql`insert into register_version (organization_id, number, content, hash, recorded_at, published_at, effective_at)
      values (${organizationId}, 1, ${JSON.stringify(register)}, ${'0'.repeat(64)}, ${before}, ${before}, ${before})`.execute(
      transaction,
    ),
  )
  const { id: personId } = await createPerson({ database, world }, caller, {
    givenName: 'Ana',
    familyName: 'Diaz',
    email: 'ana@example.org',
  })
  const endpoints = requestEndpoints(deps)
  const accountId = newId(world, 'account')
  await database.transaction(organizationId, (transaction) =>
    sql`insert into account (organization_id, id, person_id, email, status, created_at)
      values (${organizationId}, ${accountId}, ${personId}, 'ana@example.org', 'active', ${before})`.execute(
      transaction,
    ),
  )
  desk = await testApi({ database, world, organizationId, endpoints })
  own = await testApi({ database, world, organizationId, endpoints, personId, accountId, grants: [] })
  return register
}

const WHO = { name: 'Ana Diaz', email: 'ana@example.org', words: 'What do you know?' }

const slugOf = async () =>
  (await database.organizations()).find(({ id }) => id === organizationId)?.slug ?? expect.fail('no slug')

/** Each published way in, as it is really used. */
const WAYS: Readonly<Record<string, (right: string) => Promise<{ readonly status: number }>>> = {
  web_form: async (right) =>
    desk.call('POST', '/public/privacy/requests', {
      body: { ...WHO, right, language: 'en', organization: await slugOf() },
    }),
  in_app: (right) => own.call('POST', '/me/privacy/requests', { body: { right, words: WHO.words } }),
  email: () =>
    desk.call('POST', '/privacy/mail', {
      body: {
        messageId: `<${organizationId}@example.org>`,
        from: WHO.email,
        fromName: WHO.name,
        subject: 'My data',
        text: WHO.words,
        receivedAt: ARRIVED,
      },
    }),
  post: (right) =>
    desk.call('POST', '/privacy/requests', {
      body: {
        ...WHO,
        email: undefined,
        address: '3 rue Haute',
        right,
        channel: 'post',
        receivedAt: ARRIVED,
        language: 'en',
      },
    }),
  phone: (right) =>
    desk.call('POST', '/privacy/requests', {
      body: { ...WHO, telephone: '0600000000', right, channel: 'phone', receivedAt: ARRIVED, language: 'en' },
    }),
}

const arrive = async (way: string, right = 'question'): Promise<Case> => {
  const known = new Set((await cases()).map(({ id }) => id))
  const { status } = (await WAYS[way]?.(right)) ?? expect.fail(`no ${way}`)
  expect([way, status < 300]).toEqual([way, true])
  const made = (await cases()).find(({ id }) => !known.has(id)) ?? expect.fail(`nothing came by ${way}`)
  return read(made.id)
}
const cases = async (): Promise<readonly Case[]> =>
  ((await desk.call('GET', '/privacy/requests')).body as { data: readonly Case[] }).data
const read = async (id: string): Promise<Case> =>
  (await desk.call('GET', `/privacy/requests/${id}`)).body as Case
const act = async (made: Case, body: object) =>
  desk.call('POST', `/privacy/requests/${made.id}/acts`, { body, ifMatch: String(made.version) })
const deliver = () => deliverPrivacyLetters({ ...deps, sendLetter: async () => undefined }, organizationId)

describe('a request', () => {
  it('is the same kind of case from the web form, the app, an e-mail, a letter and a call [S3-154]', async () => {
    await open('softathome')
    const all: Case[] = []
    for (const way of Object.keys(WAYS)) all.push(await arrive(way))
    expect(all.map(({ channel }) => channel)).toEqual(Object.keys(WAYS))
    const [first] = all
    for (const one of all) {
      expect(Object.keys(one)).toEqual(Object.keys(first ?? {}))
      expect([one.right, one.state, one.clock.state]).toEqual(['question', 'received', 'running'])
      expect(one.letters.map(({ kind }) => kind)).toEqual(['acknowledgement'])
    }
    // What arrived on one day is due on one day.
    expect(
      new Set(all.filter(({ receivedAt }) => receivedAt === ARRIVED).map(({ clock }) => clock.dueOn)).size,
    ).toBe(1)
    // And each is answered alike.
    for (const one of all) {
      const answer = await act(one, { kind: 'granted', words: 'Here is the answer.' })
      expect([one.channel, answer.status, (answer.body as Case).state]).toEqual([
        one.channel,
        200,
        'answered',
      ])
      expect((answer.body as Case).letters.map(({ kind }) => kind)).toEqual(['acknowledgement', 'answer'])
    }
  })

  it.each([
    ['softathome', 'email'],
    ['softathome', 'post'],
  ])('to the officer of %s by %s counts from its arrival [S3-182]', async (preset, way) => {
    const register = await open(preset)
    const policy = JSON.stringify(renderDocument('privacy_policy', register).en)
    expect(policy).toContain(register.controller.dpo?.email)
    const made = await arrive(way, 'access')
    expect([made.receivedAt, made.clock.dueOn]).toEqual([ARRIVED, '2026-04-10'])
  })

  it.each([
    ['soone', '[S0-73]'],
    ['prepaid', '[S2-65]'],
    ['soco', '[S4-15]'],
  ])(
    'by e-mail to %s is dated by its arrival and acknowledged at once, by one field at most %s',
    async (preset) => {
      const register = await open(preset)
      const address = register.channels.find(
        ({ kind, for: uses }) => kind === 'email' && uses.includes('rights'),
      )
      expect(JSON.stringify(renderDocument('privacy_policy', register))).toContain(
        address?.address ?? 'no address',
      )
      const made = await arrive('email')
      expect([made.receivedAt, made.channel]).toEqual([ARRIVED, 'email'])
      await deliver()
      const [acknowledged] = (await read(made.id)).letters
      expect([acknowledged?.kind, acknowledged?.state]).toEqual(['acknowledgement', 'sent'])
      // Within a working day of its coming to the desk.
      expect(Date.parse(acknowledged?.sentAt ?? '') - NOW).toBeLessThanOrEqual(DAY_MS)
      // All the officer adds is which right it is.
      const classified = await act(made, { kind: 'classified', right: 'access' })
      expect(classified.body).toMatchObject({ right: 'access', receivedAt: ARRIVED, id: made.id })
    },
  )

  it('by telephone names who keyed it in and when it came, and tells nothing before somebody looked who calls [S2-64 partly]', async () => {
    await open('sonio')
    const made = await arrive('phone', 'access')
    expect([made.recordedBy.kind, made.receivedAt, made.identity]).toEqual(['apiKey', ARRIVED, 'to_check'])
    expect((await act(made, { kind: 'granted', words: 'x' })).status).toBe(409)
  })
})

describe('a question', () => {
  it('has a number, an acknowledgement and a place at the desk, from the form as from a mail [S0-8, S0-9]', async () => {
    const soone = await open('soone')
    const contact = JSON.stringify(renderDocument('legal_notice', soone).en)
    for (const way of [soone.controller.email, soone.controller.web]) expect(contact).toContain(way)
    for (const way of ['email', 'web_form']) {
      const made = await arrive(way)
      expect(made.reference).toMatch(/^2026-\d{3}$/)
      expect([made.right, made.letters[0]?.kind]).toEqual(['question', 'acknowledgement'])
    }
    expect((await cases()).map(({ channel }) => channel).toSorted()).toEqual(['email', 'web_form'])
  })

  it('about data goes to the officer, and nobody else reads it [S4-89]', async () => {
    await open('soco')
    const made = await arrive('email')
    expect(made.right).toBe('question')
    const sales = await testApi({
      database,
      world,
      organizationId,
      endpoints: requestEndpoints(deps),
      grants: [{ permission: 'people.read', scope: { kind: 'organization' } }],
    })
    for (const path of ['/privacy/requests', `/privacy/requests/${made.id}`])
      expect((await sales.call('GET', path)).status).toBe(403)
  })
})

describe('who asks', () => {
  it('is looked at before anything leaves, where they are not signed in; no copy of a proof is kept [S1-119]', async () => {
    await open('sonio')
    const made = await arrive('web_form', 'access')
    expect(made.identity).toBe('to_check')
    const tooSoon = await act(made, { kind: 'granted', words: 'Everything' })
    expect((tooSoon.body as { code: string }).code).toBe('request_identity_first')
    expect((await read(made.id)).letters.map(({ kind }) => kind)).toEqual(['acknowledgement'])
    const asked = (
      await act(made, {
        kind: 'asked',
        about: 'identity',
        words: 'Which contract?',
        doubt: 'The address is new to us.',
      })
    ).body as Case
    expect([asked.state, asked.identity]).toEqual(['identity_needed', 'asked'])
    const proven = (await act(asked, { kind: 'identity_proven', proof: 'document' })).body as Case
    expect(proven.identity).toBe('proven')
    expect((await act(proven, { kind: 'granted', words: 'Here' })).status).toBe(200)
    // The proof itself was seen and destroyed: there is no place for it.
    const columns = await insideAsPrivacy(database, organizationId, (transaction) =>
      sql<{ name: string }>`select column_name as name from information_schema.columns
        where table_schema = 'loge' and table_name like 'privacy_request%' and data_type = 'bytea'`.execute(
        transaction,
      ),
    )
    expect(columns.rows).toEqual([])
    const signedIn = await arrive('in_app', 'access')
    expect(signedIn.identity).toBe('proven')
    const again = await act(signedIn, { kind: 'asked', about: 'identity', words: 'Who are you?' })
    expect((again.body as { code: string }).code).toBe('request_identity_known')
  })
})
