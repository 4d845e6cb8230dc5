/** Whichever way a request comes in, it becomes one and the same kind of case, dated by the day it arrived. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accountTables } from '@loge/features/accounts/server'
import { installCatalogue } from '@loge/features/events/server'
import { completed, type Register } from '@loge/features/law/core'
import { hashOf, readPreset } from '@loge/features/law/server'
import { createPerson, peopleTables } from '@loge/features/people/server'
import { peopleFacts } from '@loge/features/people/core'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import { DAY_MS, instant, newId, parseId, type OrganizationId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { type TestApi, type TestDatabase, testApi, testDatabase, testOrganization } from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loadKeys } from '../../../../server/keys.ts'
import { privacyFacts, renderDocument, requestFacts } from '../../core/index.ts'
import type { LetterFile } from '@loge/features/notices/server'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { privacyTables } from '../tables.ts'
import { deliverPrivacyLetters } from './deliver.ts'
import { deedEndpoints } from '../deeds/routes.ts'
import { requestFileEndpoints } from './file-routes.ts'
import { requestEndpoints } from './routes.ts'

/** A scan, as its first and last bytes say; somebody's face would stand between them. */
const PICTURE = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from('the face of Ana Diaz'),
  Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]),
])

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
  readonly missing: readonly string[]
  readonly entries: readonly { readonly kind: string; readonly words: string | null }[]
  readonly files: readonly {
    readonly id: string
    readonly kind: string
    readonly name: string
    readonly destroyedAt: string | null
  }[]
}

let database: TestDatabase
let organizationId: OrganizationId
let deps: PrivacyDeps
let desk: TestApi
let own: TestApi
let forget: () => void
let folder: string
let keys: Awaited<ReturnType<typeof loadKeys>>

beforeAll(async () => {
  forget = installCatalogue([peopleFacts, placesFacts, privacyFacts, requestFacts])
  folder = await mkdtemp(join(tmpdir(), 'loge-scans-'))
  keys = await loadKeys(folder)
  database = await testDatabase()
  deps = { database, world, declarations: [...peopleTables, ...accountTables, ...privacyTables] }
})
beforeEach(async () => {
  organizationId = await testOrganization(database)
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
  forget()
})

/** An organization under a ready-made register, with its desk and somebody who lives there. */
const open = async (preset: string, changed = (own: Register): Register => own): Promise<Register> => {
  const register = changed(completed((await readPreset(preset)) ?? expect.fail(`no ${preset}`)))
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
  const endpoints = [
    ...requestEndpoints(deps),
    ...deedEndpoints(deps),
    ...requestFileEndpoints({ ...deps, ...keys }),
  ]
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
const upload = (
  id: string,
  kind: string,
  { by = desk, file = PICTURE }: { by?: TestApi; file?: Buffer } = {},
) => by.call('POST', `/privacy/requests/${id}/files?kind=${kind}`, { file, fileName: 'scan.png' })
const act = async (made: Case, body: object) =>
  desk.call('POST', `/privacy/requests/${made.id}/acts`, { body, ifMatch: String(made.version) })
/** What of proofs lies in the database, as whoever copied it would see it. */
const stored = async (id: string): Promise<readonly string[]> => {
  const { rows } = await insideAsPrivacy(database, organizationId, (transaction) =>
    sql<{ sealed: Uint8Array }>`select sealed from request_file
      where request_id = ${parseId('privacyRequest', id)} and kind = 'proof' and sealed is not null`.execute(
      transaction,
    ),
  )
  return rows.map(({ sealed }) => Buffer.from(sealed).toString('latin1'))
}
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

  it('by telephone names who keyed it in, when it came and what the caller was asked, on the same clock; nothing is told, nor shown to be told, before [S2-64]', async () => {
    for (const preset of ['prepaid', 'sonio']) {
      organizationId = await testOrganization(database)
      await open(preset)
      const made = await arrive('phone', 'access')
      expect([made.recordedBy.kind, made.receivedAt, made.identity]).toEqual(['apiKey', ARRIVED, 'to_check'])
      expect(made).toMatchObject({
        requesterName: 'Ana Diaz',
        requesterTelephone: '0600000000',
        words: WHO.words,
      })
      // Thirty days under both, as of a letter that came the same day.
      expect(made.clock.dueOn).toBe((await arrive('post', 'access')).clock.dueOn)
      const scope = () => desk.call('GET', `/privacy/requests/${made.id}/scope`)
      expect((await act(made, { kind: 'granted', words: 'x' })).status).toBe(409)
      expect((await scope()).body).toMatchObject({ code: 'request_identity_first' })
      const knew = { kind: 'identity_proven', proof: 'known_facts' }
      expect((await act(made, knew)).body).toMatchObject({ code: 'request_questions_missing' })
      const proven = await act(made, { ...knew, questions: 'Which flat, since when?' })
      expect((proven.body as Case).entries.at(-1)).toMatchObject({
        kind: 'identity_proven',
        words: 'known_facts: Which flat, since when?',
      })
      expect((await scope()).status).toBe(200)
      expect((await act(proven.body as Case, { kind: 'granted', words: 'x' })).status).toBe(200)
    }
  })

  it('by post is keyed in with its day, its scan and who keyed it in, runs on the same clock, and is answered by a letter to print [S1-56 1/2, S4-14 2/2]', async () => {
    for (const preset of ['sonio', 'soco']) {
      organizationId = await testOrganization(database)
      await open(preset)
      const { body } = await desk.call('POST', '/privacy/requests', {
        body: {
          ...WHO,
          email: undefined,
          address: '3 rue Haute',
          right: 'access',
          channel: 'post',
          postedOn: '2026-03-08',
          receivedAt: ARRIVED,
          language: 'en',
          proofEnclosed: true,
        },
      })
      const { id } = body as Case
      expect((await upload(id, 'letter')).status).toBe(201)
      expect((await upload(id, 'proof')).status).toBe(201)
      const made = await read(id)
      expect(made).toMatchObject({
        receivedAt: ARRIVED,
        postedOn: '2026-03-08',
        recordedBy: { kind: 'apiKey' },
        identity: 'to_check',
        missing: [],
        clock: { state: 'running', dueOn: (await arrive('email')).clock.dueOn },
        files: [
          { kind: 'letter', destroyedAt: null },
          { kind: 'proof', destroyedAt: null },
        ],
      })
      expect(made.letters.map(({ kind }) => kind)).toEqual(['acknowledgement'])
      const looked = (await act(made, { kind: 'identity_proven', proof: 'document' })).body as Case
      const answered = (await act(looked, { kind: 'granted', words: 'Here it is.' })).body as Case
      expect(answered.letters.at(-1)).toMatchObject({ kind: 'answer', way: 'post', state: 'to_post' })
      expect(answered.files).toMatchObject([
        { kind: 'letter', destroyedAt: null },
        { destroyedAt: expect.any(String) },
      ])
    }
  })
})

describe('clear information', () => {
  it.each(['softathome', 'soco'])(
    'of %s is asked by every channel and answered in layers, first in short and then in full, under the version that holds; a later version is told to whoever asks later [S3-148, S4-102]',
    async (preset) => {
      const register = await open(preset)
      const versionOf = (own: Register) => hashOf(own).slice(0, 12)
      const tell = async (way: string, holds: Register): Promise<string> => {
        const made = await arrive(way, 'information')
        expect([made.reference, made.state]).toEqual([expect.stringMatching(/^2026-\d{3}$/), 'received'])
        const asked =
          made.right === 'information'
            ? made
            : ((await act(made, { kind: 'classified', right: 'information' })).body as Case)
        const answered = (await act(asked, { kind: 'granted', words: 'Gladly.' })).body as Case
        const body = answered.letters.at(-1)?.body ?? ''
        const language = body.startsWith('Bonjour') ? 'fr' : 'en'
        const notice = renderDocument('privacy_policy', holds)[language]
        const whole = body.indexOf(language === 'fr' ? 'Et en entier' : 'And in full')
        expect([way, whole > 0, body.includes(versionOf(holds))]).toEqual([way, true, true])
        for (const { title, summary = '' } of notice.sections) {
          expect(body.slice(0, whole)).toContain(`– ${title}: ${summary}`)
          expect(body.slice(whole)).toContain(`## ${title}`)
        }
        expect(body).toContain(holds.jurisdiction.authority.web)
        expect(answered.state).toBe('answered')
        // The version they were told of when they asked is kept with the request.
        const { rows } = await insideAsPrivacy(database, organizationId, (transaction) =>
          sql<{ notice: string }>`select notice_hash as notice from privacy_request
            where id = ${parseId('privacyRequest', made.id)}`.execute(transaction),
        )
        expect(rows[0]?.notice).toBe(hashOf(holds))
        return body
      }
      for (const way of Object.keys(WAYS)) await tell(way, register)
      const changed = { ...register, controller: { ...register.controller, name: 'Another name' } }
      await insideAsPrivacy(database, organizationId, (transaction) =>
        sql`insert into register_version (organization_id, number, content, hash, recorded_at, published_at, effective_at)
          values (${organizationId}, 2, ${JSON.stringify(changed)}, ${'2'.repeat(64)}, ${new Date(NOW)}, ${new Date(NOW)}, ${new Date(NOW)})`.execute(
          transaction,
        ),
      )
      expect(versionOf(changed)).not.toBe(versionOf(register))
      expect(await tell('web_form', changed)).toContain('Another name')
    },
  )
})

const ABROAD = { name: 'Clauses of 4 June 2021', sha256: 'ab'.repeat(32) } as const

describe('the safeguards of transfers', () => {
  it.each(['softathome', 'sonio'])(
    'of %s are a request by every channel, by anybody: the document goes with the answer, what is confidential blacked out, and the log says so [S1-102, S3-191]',
    async (preset) => {
      await open(preset, (register) => ({
        ...register,
        recipients: [
          {
            id: 'abroad',
            kind: register.recipientKinds[0]?.id ?? '',
            name: 'Cloud Works',
            country: 'US',
            contractOn: '2026-01-01',
            safeguard: 'standard_clauses',
            document: ABROAD,
            notify: 'none',
            subProcessors: [],
          },
        ],
      }))
      const sent: { readonly text: string; readonly files: readonly LetterFile[] }[] = []
      for (const way of Object.keys(WAYS)) {
        const made = await arrive(way, 'safeguards')
        const asked =
          made.right === 'safeguards'
            ? made
            : ((await act(made, { kind: 'classified', right: 'safeguards' })).body as Case)
        const granted = { kind: 'granted', words: 'Here they are.' }
        expect((await act(asked, granted)).body).toMatchObject({ code: 'request_enclosure_missing' })
        expect((await upload(asked.id, 'enclosure')).status).toBe(201)
        const answered = (await act(asked, granted)).body as Case
        const letter = answered.letters.at(-1)
        expect([way, answered.state, letter?.kind]).toEqual([way, 'answered', 'answer'])
        for (const part of ['Cloud Works, US', ABROAD.name, ABROAD.sha256])
          expect(letter?.body).toContain(part)
        expect(letter?.body).toMatch(/is blacked out|est masqué/)
        sent.splice(0)
        await deliverPrivacyLetters(
          {
            ...deps,
            ...keys,
            sendLetter: async ({ text, files = [] }) => {
              sent.push({ text, files })
              return undefined
            },
          },
          organizationId,
        )
        if (letter?.way === 'post') {
          const [file] = answered.files
          expect((await desk.call('GET', `/privacy/requests/${asked.id}/files/${file?.id}`)).body).toContain(
            'face',
          )
          continue
        }
        // With the answer alone: the acknowledgement carries nothing.
        expect(sent.map(({ files }) => files.map(({ name, type }) => [name, type]))).toEqual([
          ...answered.letters.slice(1).map(() => []),
          [['scan.png', 'image/png']],
        ])
        expect(Buffer.from(sent.at(-1)?.files[0]?.content ?? []).equals(PICTURE)).toBe(true)
        const { rows } = await insideAsPrivacy(database, organizationId, (transaction) =>
          sql<{ payload: unknown }>`select payload from event where type = 'privacy.letter_sent'
            and payload ->> 'privacyRequestId' = ${asked.id}`.execute(transaction),
        )
        expect(rows.map(({ payload }) => payload)).toContainEqual(
          expect.objectContaining({ letter: 'answer' }),
        )
      }
    },
  )
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
    expect(await stored(proven.id)).toEqual([])
    const signedIn = await arrive('in_app', 'access')
    expect(signedIn.identity).toBe('proven')
    const again = await act(signedIn, { kind: 'asked', about: 'identity', words: 'Who are you?' })
    expect((again.body as { code: string }).code).toBe('request_identity_known')
  })

  it.each([
    ['a program', Buffer.from('MZ, a program'), 'kind'],
    ['a page with a script', Buffer.from('<svg onload="alert(1)">'), 'kind'],
    [
      'a picture with a program behind it',
      Buffer.concat([PICTURE, Buffer.from('MZ, a program')]),
      'two_in_one',
    ],
    ['nothing', Buffer.alloc(0), 'empty'],
  ])(
    'takes no file that is %s, as a letter, a proof or anything enclosed: it is kept nowhere, served to nobody, and the log says so [S0-37 1/2]',
    async (_what, file, fault) => {
      organizationId = await testOrganization(database)
      await open('soco')
      const made = await arrive('post', 'access')
      for (const kind of ['letter', 'proof', 'enclosure'])
        expect((await upload(made.id, kind, { file })).body).toMatchObject({ code: 'file_refused' })
      expect((await read(made.id)).files).toEqual([])
      const { rows } = await database.transaction(organizationId, (transaction) =>
        sql<{
          payload: object
        }>`select payload from event where type = 'upload.refused' order by payload ->> 'what'`.execute(
          transaction,
        ),
      )
      expect(rows.map(({ payload }) => payload)).toEqual(
        ['enclosure', 'letter', 'proof'].map((what) => ({ what, fault })),
      )
    },
  )

  it('is asked for no document but on a written doubt; what they send is sealed, seen by the officer alone and destroyed when it is decided [S3-145, S4-91 2/2]', async () => {
    for (const preset of ['softathome', 'soco']) {
      organizationId = await testOrganization(database)
      await open(preset)
      const isAlways = preset === 'soco'
      const made = await arrive('post', 'access')
      // By default none: what nobody asked for is not even taken.
      expect(made.identity).toBe(isAlways ? 'asked' : 'not_needed')
      if (!isAlways) {
        expect((await upload(made.id, 'proof')).body).toMatchObject({ code: 'request_doubt_missing' })
        const ask = { kind: 'asked', about: 'identity', words: 'Please show who you are.' }
        expect((await act(made, ask)).body).toMatchObject({ code: 'request_doubt_missing' })
        const asked = (await act(made, { ...ask, doubt: 'The hand is another one.' })).body as Case
        expect(asked.entries.at(-1)?.words).toContain('The hand is another one.')
      }
      expect((await upload(made.id, 'proof', { file: Buffer.from('MZ, a program') })).body).toMatchObject({
        code: 'file_refused',
      })
      // Of whichever kind it is: the desk looks at it, and no list of kinds stands in between.
      expect((await upload(made.id, 'proof')).status).toBe(201)
      const [kept = expect.fail('nothing kept')] = await stored(made.id)
      expect(kept.includes('Ana Diaz') || kept.includes('PNG')).toBe(false)
      const [file] = (await read(made.id)).files
      const path = `/privacy/requests/${made.id}/files/${file?.id}`
      expect((await desk.call('GET', path)).body).toContain('the face of Ana Diaz')
      const others = await testApi({
        database,
        world,
        organizationId,
        endpoints: requestFileEndpoints({ ...deps, ...keys }),
        grants: ['people.read', 'people.manage', 'accounts.manage', 'privacy.receive'].map((permission) => ({
          permission,
          scope: { kind: 'organization' },
        })),
      })
      expect((await others.call('GET', path)).status).toBe(403)
      expect((await upload(made.id, 'proof', { by: others })).status).toBe(403)
      await others.close()
      await act(await read(made.id), {
        kind: 'refused',
        reason: 'Somebody else.',
        article: 'GDPR art. 12(2)',
      })
      expect(await stored(made.id)).toEqual([])
      const [gone] = (await read(made.id)).files
      expect([gone?.name, gone?.destroyedAt]).toEqual(['', new Date(NOW).toISOString()])
      expect((await desk.call('GET', path)).body).toMatchObject({ code: 'file_destroyed' })
      expect((await upload(made.id, 'letter')).body).toMatchObject({ code: 'request_ended' })
    }
  })
})
