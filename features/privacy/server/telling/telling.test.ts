/** Recipients are told of what was decided: signed, tried again within bounds, until they answer or stand as silent. */
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { accessTables } from '@loge/features/access/server'
import { accountTables } from '@loge/features/accounts/server'
import { eventTables, installCatalogue } from '@loge/features/events/server'
import { lawTables, readPreset } from '@loge/features/law/server'
import type { FailureCode } from '@loge/features/notices/core'
import { peopleFacts } from '@loge/features/people/core'
import { createPerson, peopleTables } from '@loge/features/people/server'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import {
  DAY_MS,
  formatId,
  HOUR_MS,
  instant,
  newId,
  type OrganizationId,
  type PersonId,
  type World,
} from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { type TestApi, type TestDatabase, testApi, testDatabase, testOrganization } from '@loge/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { postToRecipient } from '../../../../server/post-to-recipient.ts'
import { disclosureFacts, privacyFacts, requestFacts, wayTo } from '../../core/index.ts'
import { checkDeeds } from '../deeds/check.ts'
import { disclose } from '../disclosures/disclose.ts'
import { runErasures } from '../erase.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { requestEndpoints } from '../requests/routes.ts'
import { privacyTables } from '../tables.ts'
import type { TellingDeps } from './deps.ts'
import { tellingEndpoints } from './routes.ts'
import { tellRecipients } from './tell-recipients.ts'

let clock = Date.parse('2026-03-01T09:00:00Z')
const world: World = { ...realWorld, now: () => instant(clock), sleep: async () => undefined }
const keys = generateKeyPairSync('ed25519')

interface Got {
  readonly signature: string
  readonly body: string
}

let database: TestDatabase
let organizationId: OrganizationId
let deps: TellingDeps
let api: TestApi
let ada: PersonId
let forget: () => void
/** The recipient's own machine, on loopback. */
let machine: Server
let got: Got[]
let answers: { status: number; body?: string }
let mails: { to: string; text: string; subject: string }[]
let mailFails: FailureCode | undefined

const inside = <Value>(work: Parameters<typeof insideAsPrivacy<Value>>[2]) =>
  insideAsPrivacy(database, organizationId, work)

const listen = async (): Promise<string> => {
  machine = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      got.push({
        signature: String(request.headers['loge-signature']),
        body: Buffer.concat(parts).toString(),
      })
      response.writeHead(answers.status, { location: 'http://127.0.0.1:1/' }).end(answers.body ?? '')
    })
  })
  await new Promise<void>((resolve) => machine.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(machine.address() as AddressInfo).port}/rights`
}

const RECIPIENT = {
  kind: 'providers',
  country: 'FR',
  contractOn: '2026-01-01',
  contract: {
    document: { name: 'Contract', sha256: 'cd'.repeat(32) },
    confidentialityOn: '2026-01-01',
    clauses: ['instructions', 'sub_processors', 'audit', 'deletion'] as const,
  },
  subProcessors: [],
} as const

const publish = async (address: string): Promise<void> => {
  const register = {
    ...(await readPreset('soco')),
    recipients: [
      { ...RECIPIENT, id: 'desk', name: 'Help desk', notify: 'webhook', notifyAt: address },
      { ...RECIPIENT, id: 'carrier', name: 'Carrier', notify: 'email', notifyAt: 'rights@carrier.example' },
      { ...RECIPIENT, id: 'printer', name: 'Printer', notify: 'none' },
    ],
  }
  await inside((transaction) =>
    sql`insert into register_version (organization_id, number, content, hash, recorded_at, published_at, effective_at)
      values (${organizationId}, 1, ${JSON.stringify(register)}, ${'0'.repeat(64)}, ${new Date(clock - DAY_MS)},
        ${new Date(clock - DAY_MS)}, ${new Date(clock - DAY_MS)})`.execute(transaction),
  )
}

beforeEach(async () => {
  clock = Date.parse('2026-03-01T09:00:00Z')
  got = []
  mails = []
  mailFails = undefined
  answers = { status: 204 }
  forget = installCatalogue([peopleFacts, placesFacts, privacyFacts, requestFacts, disclosureFacts])
  database = await testDatabase()
  organizationId = await testOrganization(database)
  const own = [
    ...lawTables,
    ...peopleTables,
    ...accountTables,
    ...accessTables,
    ...eventTables,
    ...privacyTables,
  ]
  deps = {
    database,
    world,
    declarations: own,
    sign: (content) => sign(null, content, keys.privateKey),
    publicKey: keys.publicKey.export({ type: 'spki', format: 'der' }),
    origin: 'https://loge.example',
    postToRecipient,
    sendLetter: async (letter) => {
      if (mailFails === undefined) mails.push(letter)
      return mailFails
    },
  }
  const caller = systemCaller(organizationId, 'test')
  const place = { street: '1 rue', postalCode: '44000', city: 'Nantes', country: 'FR' }
  const site = { name: 'Tilleuls', timeZone: 'Europe/Paris', holidayRegion: 'FR', ...place }
  await createSite({ database, world }, caller, site)
  const nothing = { civility: null, bornOn: null, street: null, postalCode: null, city: null, country: null }
  const said = { givenName: 'Ada', familyName: 'Okafor', email: 'ada@example.org', language: 'fr' } as const
  ada = (
    await createPerson({ database, world }, caller, { ...nothing, ...said, landline: null, mobile: null })
  ).id
  await publish(await listen())
  // A person decides: of some rights nothing else may.
  const officer = await createPerson({ database, world }, caller, { givenName: 'Oda', familyName: 'Ficer' })
  api = await testApi({
    database,
    world,
    organizationId,
    endpoints: [...requestEndpoints(deps), ...tellingEndpoints(deps)],
    personId: officer.id,
    accountId: newId(realWorld, 'account'),
  })
})
afterEach(async () => {
  await api.close()
  await database.close()
  await new Promise((resolve) => machine.close(resolve))
  forget()
})

const give = (recipient: string, categories = ['account']) =>
  inside((transaction) =>
    disclose(transaction, deps, {
      organizationId,
      actor: { kind: 'system', id: 'test' },
      personIds: [ada],
      recipient,
      activity: 'relationship',
      categories,
    }),
  )

interface Case {
  readonly id: string
  readonly version: number
  readonly notices: readonly {
    readonly id: string
    readonly name: string
    readonly state: string
    readonly reply: string | null
    readonly contentHash: string | null
  }[]
}

const grant = async (
  right: string,
  deed: object | undefined,
  decision: object = { kind: 'granted' },
): Promise<Case> => {
  const body = {
    right,
    name: 'Ada Okafor',
    email: 'ada@example.org',
    words: 'Please.',
    language: 'en',
    channel: 'phone',
    receivedAt: new Date(clock).toISOString(),
    proofSeen: true,
  }
  const opened = (await api.call('POST', '/privacy/requests', { body })).body as Case
  const act = async (one: Case, acted: object): Promise<Case> => {
    const ifMatch = String(one.version)
    const answer = await api.call('POST', `/privacy/requests/${one.id}/acts`, { body: acted, ifMatch })
    expect([answer.status, answer.body]).toEqual([200, expect.anything()])
    return answer.body as Case
  }
  const known = await act(opened, { kind: 'matched', personId: formatId('person', ada) })
  return act(known, { words: 'We do.', ...(deed && { deed }), ...decision })
}

const CORRECTION = { kind: 'correct', changes: { familyName: 'Okafor-Lee', email: 'ada@new.example' } }
const tell = () => tellRecipients(deps, organizationId)
const now = async ({ id }: Case) =>
  ((await api.call('GET', `/privacy/requests/${id}`)).body as Case).notices.map(
    ({ name, state, reply }) => `${name} ${state}${reply === null ? '' : ` ${reply}`}`,
  )
const codeOf = ({ body }: { body: unknown }) => (body as { code?: string }).code

test('a correction reaches everybody who got something, signed, by the numbers of what they got, and their answer is kept [S0-68, S1-109, S4-104]', async () => {
  const [given] = await give('desk')
  await give('carrier')
  await give('printer')
  const made = await grant('rectification', CORRECTION)
  await tell()
  await checkDeeds(deps, organizationId)
  expect((await api.call('GET', `/privacy/requests/${made.id}`)).body).toMatchObject({
    deed: { state: 'proven', found: [] },
  })
  expect(await now(made)).toEqual(['Carrier sent', 'Help desk sent', 'Printer to_tell'])

  const [one] = got
  const [, at = '', signature = ''] = /^t=(\d+), ed25519=(.+)$/.exec(one?.signature ?? '') ?? []
  const { spki } = (await api.call('GET', '/public/privacy/signing-key')).body as { spki: string }
  const key = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' })
  const isOurs = (body: string) =>
    verify(null, Buffer.from(`${at}.${body}`), key, Buffer.from(signature, 'base64'))
  expect([isOurs(one?.body ?? ''), isOurs(`${one?.body} `)]).toEqual([true, false])
  const told = JSON.parse(one?.body ?? '{}') as Record<string, unknown>
  expect(told).toMatchObject({
    about: 'correct',
    disclosures: [formatId('disclosure', given ?? ('' as never))],
    changes: { familyName: 'Okafor-Lee', email: 'ada@new.example' },
  })
  // Neither the person nor the old value is named.
  expect(one?.body).not.toContain(formatId('person', ada))
  expect(one?.body).not.toContain('ada@example.org')
  expect(mails[0]).toMatchObject({
    to: 'rights@carrier.example',
    text: expect.stringContaining('ada@new.example'),
  })

  const path = new URL(String(told['replyTo'])).pathname.replace('/api/v1', '')
  const answer = (token: unknown) =>
    api.call('POST', path, { body: { token, reply: 'done', words: 'Corrected.' } })
  expect((await answer('guessed')).status).toBe(404)
  expect((await answer(told['replyToken'])).status).toBe(200)
  expect(codeOf(await answer(told['replyToken']))).toBe('notice_out_of_place')
  const { notices } = (await api.call('GET', `/privacy/requests/${made.id}`)).body as Case
  const note = (name: string, path_: string, body?: object) =>
    api.call('POST', `/privacy/notices/${notices.find((each) => each.name === name)?.id}/${path_}`, { body })
  expect((await note('Carrier', 'reply', { reply: 'refused', words: 'We keep invoices.' })).status).toBe(200)
  expect(codeOf(await note('Printer', 'reply', { reply: 'done' }))).toBe('notice_out_of_place')
  expect((await note('Printer', 'told')).status).toBe(200)
  expect(codeOf(await note('Printer', 'told'))).toBe('notice_out_of_place')
  expect((await note('Printer', 'reply', { reply: 'holds_nothing' })).status).toBe(200)
  expect(await now(made)).toEqual([
    'Carrier answered refused',
    'Help desk answered done',
    'Printer answered holds_nothing',
  ])
})

test('two recipients of each correction, freeze and erasure are told; each acknowledges, and whoever does not stays a task [S3-165]', async () => {
  const deeds = [
    ['rectification', { kind: 'correct', changes: { familyName: 'Lee' } }],
    ['restriction', { kind: 'restrict', ground: 'unlawful', door: 'keep' }],
    ['erasure', undefined],
  ] as const
  const open = async () =>
    (
      (await api.call('GET', '/privacy/notices')).body as {
        data: readonly { name: string; about: string; state: string; requestId: string }[]
      }
    ).data
  await give('desk')
  await give('carrier')
  for (const [right, deed] of deeds) {
    const { id } = await grant(right, deed)
    await tellRecipients(deps, organizationId)
    await runErasures(deps, organizationId)
    const own = (await open()).filter(({ requestId }) => requestId === id)
    expect(own.map(({ name }) => name).toSorted()).toEqual(['Carrier', 'Help desk'])
    const { notices } = (await api.call('GET', `/privacy/requests/${id}`)).body as {
      notices: readonly { id: string; name: string; sentAt: string | null; contentHash: string | null }[]
    }
    expect(notices).toHaveLength(2)
    for (const { sentAt, contentHash } of notices)
      expect([sentAt, contentHash]).toEqual([expect.any(String), expect.stringMatching(/^[0-9a-f]{64}$/)])
    // One acknowledges; the other is missing, so that it stays to be done, also when its time is over.
    const answered = notices.find(({ name }) => name === 'Help desk')
    await api.call('POST', `/privacy/notices/${answered?.id}/reply`, { body: { reply: 'done', words: 'OK' } })
    clock += 15 * DAY_MS
    await tellRecipients(deps, organizationId)
    const left = (await open()).filter(({ requestId }) => requestId === id)
    expect(left.map(({ name, state }) => [name, state])).toEqual([['Carrier', 'silent']])
    const late = notices.find(({ name }) => name === 'Carrier')
    await api.call('POST', `/privacy/notices/${late?.id}/reply`, { body: { reply: 'done', words: '' } })
    expect((await open()).filter(({ requestId }) => requestId === id)).toEqual([])
  }
})

test('whoever got other data is told of no value, and whoever got none is told nothing', async () => {
  await give('desk', ['products'])
  const made = await grant('rectification', CORRECTION)
  await tell()
  expect(await now(made)).toEqual(['Help desk sent'])
  expect(JSON.parse(got[0]?.body ?? '{}')).toMatchObject({ changes: {} })
})

test('a consent taken back is pushed to whoever works on the data; one that never answers is silent after its time, and a late answer still counts [S3-177]', async () => {
  await give('desk')
  const made = await grant('consent_withdrawal', { kind: 'withdraw_consent', purposes: ['campaigns'] })
  await tell()
  clock += 14 * DAY_MS
  await tell()
  expect(await now(made)).toEqual(['Help desk silent'])
  const body = { reply: 'done' }
  const id = ((await api.call('GET', `/privacy/requests/${made.id}`)).body as Case).notices[0]?.id
  expect((await api.call('POST', `/privacy/notices/${id}/reply`, { body })).status).toBe(200)
  expect(await now(made)).toEqual(['Help desk answered done'])
})

test('one that is away is tried again within a week and then given up; one that refuses or points elsewhere is not', async () => {
  await give('desk')
  answers = { status: 503 }
  const away = await grant('objection_to_marketing', { kind: 'stop_marketing' })
  await tell()
  await tell()
  expect([got.length, await now(away)]).toEqual([1, ['Help desk waiting']])
  for (let hours = 0; hours < 8 * 24; hours += 6) {
    clock += 6 * HOUR_MS
    await tell()
  }
  expect(await now(away)).toEqual(['Help desk given_up'])
  const tries = got.length
  clock += DAY_MS
  await tell()
  expect(got.length).toBe(tries)
  for (const status of [403, 302]) {
    answers = { status }
    expect(
      await now(
        await grant('objection_to_marketing', { kind: 'stop_marketing' }).then(
          async (one) => (await tell(), one),
        ),
      ),
    ).toEqual(['Help desk failed'])
  }
})

test('an answer that comes at once is the answer, and nonsense is none', async () => {
  await give('desk')
  answers = { status: 200, body: '{"reply":"done"}' }
  const one = await grant('objection', { kind: 'stop_use', purposes: ['prospecting'] })
  await tell()
  expect(await now(one)).toEqual(['Help desk answered done'])
  answers = { status: 200, body: '<html>{"reply":"all"}' }
  const other = await grant('objection', { kind: 'stop_use', purposes: ['statistics'] })
  await tell()
  expect(await now(other)).toEqual(['Help desk sent'])
})

test('an erasure is told after the person is gone, and names nobody', async () => {
  const [given] = await give('desk')
  const made = await grant('erasure', { kind: 'erase' })
  await runErasures(deps, organizationId)
  await tell()
  expect(await now(made)).toEqual(['Help desk sent'])
  expect(JSON.parse(got[0]?.body ?? '{}')).toMatchObject({
    about: 'erase',
    disclosures: [formatId('disclosure', given ?? ('' as never))],
    changes: {},
  })
})

test('data go to whom they named as a file, once, signed and with a receipt; where nobody may get them they get the file themselves [S1-49, S1-113, S3-181]', async () => {
  const handing = { kind: 'hand_over', recipient: 'desk', activity: 'relationship', categories: ['account'] }
  const made = await grant('portability_to_third_party', handing)
  answers = { status: 200, body: '{"reply":"done"}' }
  await tell()
  expect(await now(made)).toEqual(['Help desk answered done'])
  const { file } = JSON.parse(got[0]?.body ?? '{}') as { file: { base64: string; name: string } }
  const content = JSON.parse(Buffer.from(file.base64, 'base64').toString()) as {
    tables: readonly { table: string }[]
  }
  expect(content.tables.map(({ table }) => table)).toContain('person')
  const { notices } = (await api.call('GET', `/privacy/requests/${made.id}`)).body as Case
  expect(notices[0]?.contentHash).toMatch(/^[0-9a-f]{64}$/)
  const impossible = { reason: 'They have no way to receive it.', article: 'GDPR art. 20(2)' }
  const instead = await grant('portability_to_third_party', undefined, {
    kind: 'partly_refused',
    ...impossible,
  })
  const whole = (await api.call('GET', `/privacy/requests/${instead.id}`)).body
  expect(whole).toMatchObject({ deed: { kind: 'copy', details: { scope: 'portability' } }, notices: [] })
  expect(whole).toMatchObject({
    entries: expect.arrayContaining([expect.objectContaining({ words: impossible.reason })]),
  })
})

test.each([
  ['a mailbox', { notify: 'email', notifyAt: 'a@b.fr' }, 'email'],
  ['no mailbox', { notify: 'email', notifyAt: 'nobody' }, 'by_hand'],
  ['a sealed address', { notify: 'webhook', notifyAt: 'https://a.example/x' }, 'webhook'],
  ['one that is not sealed', { notify: 'webhook', notifyAt: 'http://a.example/x' }, 'by_hand'],
  [
    'one that only looks like this machine',
    { notify: 'webhook', notifyAt: 'http://127.0.0.1.a.example/x' },
    'by_hand',
  ],
  ['a letter', { notify: 'post', notifyAt: '1 rue' }, 'by_hand'],
  ['nothing', { notify: 'webhook' }, 'by_hand'],
  ['nobody', undefined, 'by_hand'],
] as const)('is reached by %s as it may be', (_what, recipient, way) => {
  expect(wayTo(recipient).way).toBe(way)
})
