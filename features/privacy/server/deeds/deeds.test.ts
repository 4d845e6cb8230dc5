/** Every right carried out from its case: by whichever way it came, what is kept changes, and a second look proves it. */
import { accountTables } from '@loge/features/accounts/server'
import { accessTables } from '@loge/features/access/server'
import { eventTables, installCatalogue } from '@loge/features/events/server'
import { lawTables, readPreset } from '@loge/features/law/server'
import { completed, type Register } from '@loge/features/law/core'
import { peopleFacts } from '@loge/features/people/core'
import { createPerson, peopleTables } from '@loge/features/people/server'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import type { LetterFile } from '@loge/features/notices/server'
import {
  DAY_MS,
  type ActivityId,
  formatId,
  instant,
  newId,
  type OrganizationId,
  type PersonId,
  type World,
} from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { type TestApi, type TestDatabase, testApi, testDatabase, testOrganization } from '@loge/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  deedKindOf,
  disclosureFacts,
  FREEZING_GROUNDS,
  privacyFacts,
  requestFacts,
  RIGHT_NAMES,
  rulesOfRegister,
} from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { copyPerson, type CopyLine } from '../copy.ts'
import { disclose } from '../disclosures/disclose.ts'
import { PATHS } from '../documents/pages/frame.ts'
import { documentPages } from '../documents/pages/index.ts'
import { runErasures } from '../erase.ts'
import { giveConsent, hasObjected, requireConsent, shownBy } from '../my-data/consents.ts'
import { PORTABLE_SCHEMA } from '../my-data/copy-file.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { deliverPrivacyLetters } from '../requests/deliver.ts'
import { requestEndpoints } from '../requests/routes.ts'
import { privacyTables } from '../tables.ts'
import { checkDeeds } from './check.ts'
import { deedEndpoints } from './routes.ts'

let clock = Date.parse('2026-03-01T09:00:00Z')
const world: World = { ...realWorld, now: () => instant(clock), sleep: async () => undefined }

interface Sent {
  readonly to: string
  readonly text: string
  readonly files?: readonly LetterFile[]
}
let database: TestDatabase
let organizationId: OrganizationId
let deps: PrivacyDeps
let forget: () => void
let api: TestApi
/** The same, as the person themselves. */
let own: TestApi
let ada: PersonId
let sent: Sent[]

/** What each right is carried out by, where its name does not say it all. */
const DEEDS_IN_A_TRY: Readonly<Record<string, object>> = {
  rectification: { kind: 'correct', changes: { familyName: 'Lee' } },
  completion: { kind: 'correct', changes: { city: 'Nantes' } },
  restriction: { kind: 'restrict', ground: 'unlawful', door: 'keep' },
  objection: { kind: 'stop_use', purposes: ['prospecting'] },
  consent_withdrawal: { kind: 'withdraw_consent', purposes: ['campaigns'] },
  portability_to_third_party: {
    kind: 'hand_over',
    recipient: 'desk',
    activity: 'relationship',
    categories: ['account'],
  },
}

const NOTHING_KNOWN = {
  civility: null,
  bornOn: null,
  street: null,
  postalCode: null,
  city: null,
  country: null,
  email: null,
  landline: null,
  mobile: null,
  language: null,
}

const AUTHORITY = /https:\/\/www\.cnil\.fr/

/** Every way in turn, each with its letter and its second look. */
const PATIENCE_MS = 180_000

const PRESET = 'soco'
let register: Register

beforeEach(async () => {
  clock = Date.parse('2026-03-01T09:00:00Z')
  sent = []
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
  deps = { database, world, declarations: own }
  const place = { street: '1 rue', postalCode: '44000', city: 'Nantes', country: 'FR' }
  await createSite({ database, world }, systemCaller(organizationId, 'test'), {
    name: 'Tilleuls',
    timeZone: 'Europe/Paris',
    holidayRegion: 'FR',
    ...place,
  })
  const endpoints = [...requestEndpoints(deps), ...deedEndpoints(deps)]
  // A person decides: of some rights nothing else may.
  const officer = await someone('Oda', 'Ficer', 'oda@example.org')
  api = await testApi({
    database,
    world,
    organizationId,
    endpoints,
    personId: officer,
    accountId: newId(realWorld, 'account'),
  })
  ada = await someone('Ada', 'Okafor', 'ada@example.org')
  await publish()
  await signUp()
})
afterEach(async () => {
  await api.close()
  await own.close()
  await database.close()
  forget()
})

const inside = <Value>(work: Parameters<typeof insideAsPrivacy<Value>>[2]) =>
  insideAsPrivacy(database, organizationId, work)

const someone = async (givenName: string, familyName: string, email: string): Promise<PersonId> => {
  const said = { ...NOTHING_KNOWN, givenName, familyName, email, language: 'fr' } as const
  return (await createPerson({ database, world }, systemCaller(organizationId, 'test'), said)).id
}

/** An account that is suspended: who may not sign in any more has every right all the same. */
const signUp = async (): Promise<void> => {
  const accountId = newId(realWorld, 'account')
  await inside((transaction) =>
    sql`insert into account (organization_id, id, person_id, email, status, created_at)
      values (${organizationId}, ${accountId}, ${ada}, ${`${accountId}@example.org`}, 'suspended', ${new Date(clock)})`.execute(
      transaction,
    ),
  )
  await own?.close()
  own = await testApi({
    database,
    world,
    organizationId,
    endpoints: requestEndpoints(deps),
    personId: ada,
    accountId,
  })
}

/** A ready-made register, with a help desk that gets data of the programme and can be told. */
const publish = async (): Promise<void> => {
  const preset = await readPreset(PRESET)
  if (preset === undefined) throw new Error('no such register')
  register = {
    ...preset,
    recipients: [
      {
        id: 'desk',
        kind: 'providers',
        name: 'Help desk',
        country: 'FR',
        contractOn: '2026-01-01',
        contract: {
          document: { name: 'Contract', sha256: 'cd'.repeat(32) },
          confidentialityOn: '2026-01-01',
          clauses: ['instructions', 'sub_processors', 'audit', 'deletion'],
        },
        notify: 'none',
        subProcessors: [],
      },
    ],
  }
  await inside((transaction) =>
    sql`insert into register_version (organization_id, number, content, hash, recorded_at, published_at, effective_at)
      values (${organizationId}, 1, ${JSON.stringify(register)}, ${'0'.repeat(64)}, ${new Date(clock - DAY_MS)},
        ${new Date(clock - DAY_MS)}, ${new Date(clock - DAY_MS)})`.execute(transaction),
  )
}

const handOver = () =>
  inside((transaction) =>
    disclose(transaction, deps, {
      organizationId,
      actor: { kind: 'system', id: 'test' },
      personIds: [ada],
      recipient: 'desk',
      activity: 'relationship',
      categories: ['account'],
    }),
  )

/** To a recipient that may get the data of both activities. */
const giveOf = (activity: string, category: string, personId: PersonId) =>
  inside((transaction) =>
    disclose(transaction, deps, {
      organizationId,
      actor: { kind: 'system', id: 'test' },
      personIds: [personId],
      recipient: 'desk',
      activity,
      categories: [category],
    }),
  )

const deliver = () =>
  deliverPrivacyLetters(
    {
      ...deps,
      sendLetter: async (letter) => {
        sent.push(letter)
        return undefined
      },
    },
    organizationId,
  )

interface Case {
  readonly id: string
  readonly reference: string
  readonly right: string
  readonly state: string
  readonly identity: string
  readonly version: number
  readonly receivedAt: string
  readonly clock: { readonly dueOn: string }
  readonly entries: readonly { readonly kind: string }[]
  readonly letters: readonly {
    readonly id: string
    readonly kind: string
    readonly body: string
    readonly state: string
  }[]
  readonly deed: {
    readonly kind: string
    readonly state: string
    readonly details: Readonly<Record<string, unknown>>
    readonly changes: readonly object[] | null
    readonly found: readonly object[]
    readonly contentHash: string | null
  } | null
}

const read = async (id: string): Promise<Case> =>
  (await api.call('GET', `/privacy/requests/${id}`)).body as Case
const act = async (id: string, body: object) =>
  api.call('POST', `/privacy/requests/${id}/acts`, { body, ifMatch: String((await read(id)).version) })
const done = async (id: string, body: object): Promise<Case> => {
  const answer = await act(id, body)
  expect([answer.status, answer.body]).toEqual([200, expect.anything()])
  return answer.body as Case
}
const codeOf = ({ body }: { body: unknown }) => (body as { code?: string }).code

/** As that way does it: the application knows who asks, the others are keyed in, handed in or filled in. */
const ask = {
  web_form: (said: object) => api.call('POST', '/public/privacy/requests', { body: said }),
  in_app: ({ right, words }: Said) => own.call('POST', '/me/privacy/requests', { body: { right, words } }),
  email: ({ email }: Said) =>
    api.call('POST', '/privacy/mail', {
      body: {
        messageId: `<${newId(realWorld, 'event')}@example.org>`,
        from: email,
        fromName: 'Ada Okafor',
        text: 'Hello, please do this with my data.',
        receivedAt: new Date(clock).toISOString(),
      },
    }),
  post: (said: object) => keyIn({ ...said, channel: 'post', email: undefined, address: '1 rue, Nantes' }),
  phone: (said: object) => keyIn({ ...said, channel: 'phone' }),
} as const
type Way = keyof typeof ask
const WAYS = Object.keys(ask) as readonly Way[]

interface Said {
  readonly right: string
  readonly words: string
  readonly email: string
}

const keyIn = (body: object) =>
  api.call('POST', '/privacy/requests', { body: { ...body, receivedAt: new Date(clock).toISOString() } })

/** A case that came by this way, ready to be decided: what is asked, who asks and of whom it is are known. */
const arrive = async (way: Way, right: string): Promise<Case> => {
  clock += DAY_MS
  const said = { right, name: 'Ada Okafor', email: 'ada@example.org', words: 'Please.', language: 'en' }
  const answer = await ask[way](said)
  expect(answer.status).toBeLessThan(300)
  const { data } = (await api.call('GET', '/privacy/requests?limit=200')).body as { data: readonly Case[] }
  const opened = data.toSorted((one, other) => (one.receivedAt < other.receivedAt ? 1 : -1))[0]
  if (opened === undefined) throw new Error(`nothing was opened by ${way}`)
  const { id, receivedAt, reference } = opened
  expect([Date.parse(receivedAt), reference]).toEqual([clock, expect.stringMatching(/^2026-\d{3}$/)])
  expect(opened.clock.dueOn > new Date(clock).toISOString().slice(0, 10)).toBe(true)
  if (opened.right !== right) await done(id, { kind: 'classified', right })
  if (opened.identity === 'to_check' || opened.identity === 'asked')
    await done(id, { kind: 'identity_proven', proof: 'called_back' })
  return done(id, { kind: 'matched', personId: formatId('person', ada) })
}

/** Granted by each way in turn, with its letter and remedies; afterwards the second look has proven it. */
const grantEach = async (
  right: string,
  deed: object | undefined,
  look: (one: Case, way: Way) => Promise<void>,
  before: () => Promise<unknown> = async () => undefined,
): Promise<void> => {
  for (const way of WAYS) {
    await before()
    const { id } = await arrive(way, right)
    const granted = await done(id, { kind: 'granted', words: 'We do.', ...(deed && { deed }) })
    expect(granted.state).toBe('answered')
    expect(granted.letters.at(-1)).toMatchObject({ kind: 'answer', body: expect.stringMatching(AUTHORITY) })
    const printed = granted.letters.filter(({ state }) => state === 'to_post').map((letter) => letter.id)
    for (const letter of printed) await api.call('POST', `/privacy/letters/${letter}/posted`)
    await deliver()
    await runErasures(deps, organizationId)
    await checkDeeds(deps, organizationId)
    const ended = await read(id)
    expect([way, ended.deed?.state, ended.deed?.found]).toEqual([way, 'proven', []])
    await look(ended, way)
  }
}

const personNow = () =>
  inside((transaction) =>
    sql<Record<string, unknown>>`select * from person where id = ${ada}`.execute(transaction),
  )

describe('a right, asked by form, in the application, by e-mail, letter or telephone, changes what is kept', () => {
  test(
    'of access: yes, all of it, for whom, from where and until when; nothing is held of a stranger, and they are told [S0-67, S1-108, S4-103, S3-149, S3-150, S3-151, S3-152, S4-13 1/3, S1-45]',
    async () => {
      await handOver()
      await grantEach('access', undefined, async ({ id, deed }, way) => {
        const copy = (await api.call('GET', `/privacy/requests/${id}/copy`)).body as string
        const file = sent.at(-1)?.files?.[0]
        if (way !== 'post') {
          expect(file?.name).toMatch(/\.html$/)
          expect(deed?.contentHash).toMatch(/^[0-9a-f]{64}$/)
          expect(Buffer.from(file?.content ?? []).toString()).toContain('ada@example.org')
        }
        const scope = (await api.call('GET', `/privacy/requests/${id}/scope`)).body as {
          rows: readonly { table: string }[]
        }
        expect(scope.rows.map(({ table }) => table)).toContain('event')
        for (const { table } of scope.rows) expect(copy).toContain(`<h3>${table.replaceAll('_', ' ')}</h3>`)
        expect(copy).toMatch(/Yes, we process data about you|Oui, nous traitons/)
        expect(copy).toMatch(/To whom something was really given|À qui quelque chose/)
        expect(copy).toContain('Help desk, FR')
        expect(copy).toMatch(/given by you|données par vous/)
        expect(copy).toMatch(/Kept until|Conservé jusqu’au/)
        expect(copy).not.toContain('undefined')
        // Three parts: what is done with them, where each record comes from, and the copy itself.
        const parts = copy.split(/<h2>/)
        expect(parts.some((part) => /^(What for, for whom|À quoi, à qui)/.test(part))).toBe(true)
        const values = parts.find((part) => /^(Every value|Chaque valeur)/.test(part)) ?? ''
        const records = values.match(/<table>/g) ?? []
        const origins = values.match(
          /(?:Where it comes from|D’où cela vient)<\/th><td[^>]*>[^<,]+(?:, [^<,]+)*, (?:on|le) [^<]*2026,? (?:from|de :) [^<]{3,}<\/td>/g,
        )
        expect(records.length).toBeGreaterThan(3)
        expect(origins).toHaveLength(records.length)
        expect(values).toMatch(
          /given by you.*, on 1 March 2026, from Ada Okafor|données par vous.*, le 1 mars 2026, de : Ada Okafor/,
        )
      })
      for await (const line of await copyPerson(deps, { organizationId, personId: ada }))
        if (line.kind === 'row')
          expect(line.origin).toEqual({
            sources: expect.arrayContaining([expect.any(String)]),
            on: expect.stringMatching(/^2026-\d\d-\d\d$/),
            supplier: expect.stringMatching(/./),
          })
      await keyIn({
        right: 'access',
        name: 'Nobody Here',
        email: 'n@example.org',
        words: 'Me?',
        language: 'en',
        channel: 'phone',
      })
      const { data } = (await api.call('GET', '/privacy/requests')).body as { data: readonly Case[] }
      const stranger = data[0]?.id ?? ''
      await done(stranger, { kind: 'identity_proven', proof: 'called_back' })
      const told = await done(stranger, { kind: 'granted', words: 'We looked.' })
      expect(told.letters.at(-1)?.body).toContain('We hold no data about you')
      expect(told.entries.at(-1)?.kind).toBe('granted')
    },
    PATIENCE_MS,
  )

  test(
    'of rectification and completion: wrong, missing or stale, each keeps a difference [S1-46, S3-155, S4-13 2/3]',
    async () => {
      const values: readonly (readonly [string, object])[] = [
        ['rectification', { familyName: 'Okafor-Lee' }],
        ['completion', { mobile: '+33612345678' }],
        ['rectification', { email: 'ada@new.example' }],
      ]
      for (const [right, changes] of values) {
        const before = (await personNow()).rows[0]
        await grantEach(
          right,
          { kind: 'correct', changes },
          async ({ deed }) => {
            const [field, value] = Object.entries(changes)[0] ?? []
            expect(deed?.changes).toEqual([{ field, before: expect.toSatisfy(() => true), after: value }])
            expect(Object.values((await personNow()).rows[0] ?? {})).toContain(value)
          },
          async () => {
            await inside((transaction) =>
              sql`update person set family_name = ${before?.['family_name']}, email = ${before?.['email']},
              mobile = ${before?.['mobile']} where id = ${ada}`.execute(transaction),
            )
          },
        )
      }
    },
    PATIENCE_MS,
  )

  test(
    'of objection: this use ends from that moment, the others go on; decided by a human and recorded [S1-52 2/2]',
    async () => {
      const grace = await someone('Grace', 'Hopper', 'grace@example.org')
      const uses = { kind: 'stop_use', purposes: ['prospecting'] }
      await grantEach(
        'objection',
        uses,
        async () => {
          const objected = (to: 'use:prospecting' | 'use:statistics' | 'marketing') =>
            inside((transaction) => hasObjected(transaction, ada, to))
          expect([
            await objected('use:prospecting'),
            await objected('use:statistics'),
            await objected('marketing'),
          ]).toEqual([true, false, false])
          // From that moment nothing goes out for it; for another use, and of somebody else, it does.
          await expect(giveOf('prospecting', 'prospect', ada)).rejects.toMatchObject({
            code: 'person_objected',
          })
          expect(await giveOf('relationship', 'account', ada)).toHaveLength(1)
          expect(await giveOf('prospecting', 'prospect', grace)).toHaveLength(1)
        },
        () => inside((transaction) => sql`delete from objection`.execute(transaction)),
      )
      const { id } = await arrive('phone', 'objection')
      expect(codeOf(await act(id, { kind: 'granted', words: 'x' }))).toBe('request_deed_missing')
      const consented = { kind: 'stop_use', purposes: ['campaigns'] }
      expect(codeOf(await act(id, { kind: 'granted', words: 'x', deed: consented }))).toBe(
        'request_use_not_objectionable',
      )
      const refused = { kind: 'refused', reason: 'It keeps the stairs safe.', article: 'GDPR art. 21(1)' }
      expect((await done(id, refused)).state).toBe('refused')
    },
    PATIENCE_MS,
  )

  test(
    'of objection under a contract: no way to end it, a refusal with its reason, and the data to take along instead [S4-43 2/2]',
    async () => {
      const { id } = await arrive('phone', 'objection')
      const contract = { kind: 'stop_use', purposes: ['relationship'] }
      expect(codeOf(await act(id, { kind: 'granted', words: 'x', deed: contract }))).toBe(
        'request_use_not_objectionable',
      )
      const reason = 'It rests on your contract. You may take these data along.'
      const refused = await done(id, { kind: 'refused', reason, article: 'GDPR art. 21(1)' })
      expect([refused.state, refused.deed]).toEqual(['refused', null])
      expect(refused.letters.some(({ body }) => body.includes(reason))).toBe(true)
      expect(await inside((transaction) => hasObjected(transaction, ada, 'use:relationship'))).toBe(false)
      const other = await arrive('phone', 'portability')
      const granted = await done(other.id, { kind: 'granted', words: 'Here they are.' })
      expect(granted.deed).toMatchObject({ kind: 'copy', details: { scope: 'portability' } })
    },
    PATIENCE_MS,
  )

  test(
    'of objection to advertising: without a reason, to every channel and to profiling [S3-169 1/2]',
    async () => {
      await grantEach(
        'objection_to_marketing',
        undefined,
        async () => {
          for (const to of ['marketing', 'profiling'] as const)
            expect(await inside((transaction) => hasObjected(transaction, ada, to))).toBe(true)
        },
        () => inside((transaction) => sql`delete from objection`.execute(transaction)),
      )
    },
    PATIENCE_MS,
  )

  test(
    'of withdrawing a consent: what rests on it stops at once, what was done stays lawful [S1-51 1/3, S2-57 1/3]',
    async () => {
      const purpose = register.activities
        .flatMap(({ purposes }) => purposes)
        .find(({ id }) => id === 'campaigns')
      if (purpose === undefined) throw new Error('the register asks for this consent')
      const who = { organizationId, personId: ada, actor: { kind: 'system', id: 'test' } } as const
      const use = () =>
        inside((transaction) =>
          requireConsent(transaction, world, { organizationId, personId: ada, purpose: 'campaigns' }),
        )
      const given = {
        purpose: 'campaigns',
        shown: shownBy(purpose).fr,
        language: 'fr',
        surface: 'paper',
        action: 'signed',
      } as const
      let times = 0
      await grantEach(
        'consent_withdrawal',
        { kind: 'withdraw_consent', purposes: ['campaigns'] },
        async () => {
          await expect(use()).rejects.toMatchObject({ code: 'consent_missing' })
          times += 1
          const { rows } = await inside((transaction) =>
            sql`select from consent where purpose = 'campaigns' and withdrawn_at is not null`.execute(
              transaction,
            ),
          )
          expect(rows).toHaveLength(times)
        },
        async () => {
          await inside((transaction) => giveConsent(transaction, world, who, given))
          await use()
        },
      )
    },
    PATIENCE_MS,
  )

  test(
    'of portability: a file that another house can read in [S0-71, S1-48, S3-179, S4-106, S3-180]',
    async () => {
      await grantEach('portability', undefined, async (_one, way) => {
        if (way === 'post') return
        const file = sent.at(-1)?.files?.[0]
        const taken = JSON.parse(Buffer.from(file?.content ?? []).toString()) as {
          schema: object
          tables: readonly {
            table: string
            fields: readonly { column: string; source: string; purposes: readonly ActivityId[] }[]
            rows: readonly { values: Record<string, string> }[]
          }[]
        }
        expect(taken.schema).toEqual(PORTABLE_SCHEMA)
        // What they gave or what was observed of them, on a contract or their consent; what was worked out is in the copy alone.
        const fields = taken.tables.flatMap((table) => table.fields)
        expect(fields.length).toBeGreaterThan(5)
        const rules = rulesOfRegister(completed(register))
        for (const { source, purposes } of fields) {
          expect(['provided', 'observed']).toContain(source)
          expect(purposes.flatMap((purpose) => rules(purpose).bases)).toSatisfy((bases: readonly string[]) =>
            bases.some((basis) => basis === 'consent' || basis === 'contract'),
          )
        }
        const columns = fields.map(({ column }) => column)
        expect(columns).toContain('given_name')
        expect(columns).not.toContain('sort_name')
        const whole: CopyLine[] = []
        for await (const line of await copyPerson(deps, { organizationId, personId: ada })) whole.push(line)
        const all = whole.flatMap((line) => (line.kind === 'table' ? line.fields : []))
        expect(all.find(({ column }) => column === 'sort_name')?.source).toBe('derived')
        const values = taken.tables.find(({ table }) => table === 'person')?.rows[0]?.values ?? {}
        const elsewhere = await testOrganization(database)
        const made = await createPerson({ database, world }, systemCaller(elsewhere, 'import'), {
          ...NOTHING_KNOWN,
          givenName: values['given_name'] ?? '',
          familyName: values['family_name'] ?? '',
          email: values['email'] ?? null,
        })
        expect(made).toMatchObject({ givenName: 'Ada', familyName: 'Okafor', email: 'ada@example.org' })
      })
    },
    PATIENCE_MS,
  )

  test(
    'of restriction: in each of its four cases nobody but the desk sees them, and storing goes on [S3-163, S4-108]',
    async () => {
      const seen = () =>
        database.transaction(organizationId, async (transaction) => {
          const { rows } = await sql`select from person where id = ${ada}`.execute(transaction)
          return rows.length
        })
      for (const ground of FREEZING_GROUNDS) {
        const deed = { kind: 'restrict', ground, door: 'close' }
        await inside((transaction) => sql`delete from restriction`.execute(transaction))
        expect(await seen()).toBe(1)
        const { id } = await arrive('phone', 'restriction')
        await done(id, { kind: 'granted', words: 'x', deed })
        await checkDeeds(deps, organizationId)
        expect((await read(id)).deed).toMatchObject({ state: 'proven', details: { ground } })
        expect(await seen()).toBe(0)
        expect((await personNow()).rows).toHaveLength(1)
      }
      const clear = () => inside((transaction) => sql`delete from restriction`.execute(transaction))
      const deed = { kind: 'restrict', ground: 'objected', door: 'keep' }
      await grantEach('restriction', deed, async () => expect(await seen()).toBe(0), clear)
    },
    PATIENCE_MS,
  )

  test(
    'of erasure: nothing of them is found any more, also by whichever way it came [S4-13 3/3]',
    async () => {
      await grantEach(
        'erasure',
        undefined,
        async () => expect((await personNow()).rows).toEqual([]),
        async () => {
          ada = await someone('Ada', 'Okafor', 'ada@example.org')
          await signUp()
        },
      )
    },
    PATIENCE_MS,
  )
})

describe('a correction', () => {
  const email = { kind: 'correct', changes: { email: 'ada@new.example' } }

  test('that another copy did not follow is told, and never called proven', async () => {
    await inside((transaction) =>
      sql`update account set email = 'ada@example.org' where person_id = ${ada}`.execute(transaction),
    )
    const { id } = await arrive('phone', 'rectification')
    await done(id, { kind: 'granted', words: 'x', deed: email })
    await checkDeeds(deps, organizationId)
    expect((await read(id)).deed).toMatchObject({ state: 'doubtful', found: [{ table: 'account', rows: 1 }] })
  })

  test('that changes nothing is no correction; what is no telephone number is refused, and nothing is decided', async () => {
    const { id } = await arrive('phone', 'rectification')
    const decide = (changes: object) =>
      act(id, { kind: 'granted', words: 'x', deed: { kind: 'correct', changes } })
    expect(codeOf(await decide({ email: 'ada@example.org' }))).toBe('request_nothing_to_correct')
    expect(codeOf(await decide({ mobile: 'call me' }))).toBe('telephone_invalid')
    expect(codeOf(await decide({}))).toBe('request_deed_missing')
    expect((await decide({ sortName: 'x' })).status).toBe(400)
    expect(codeOf(await act(id, { kind: 'granted', words: 'x', deed: { kind: 'erase' } }))).toBe(
      'request_deed_of_another_right',
    )
    expect(await read(id)).toMatchObject({ state: 'in_progress', deed: null })
  })

  test('is forgotten with the person: of the old value nothing stays', async () => {
    const { id } = await arrive('phone', 'rectification')
    await done(id, { kind: 'granted', words: 'x', deed: email })
    const erasure = await arrive('phone', 'erasure')
    await done(erasure.id, { kind: 'granted', words: 'x' })
    await runErasures(deps, organizationId)
    expect((await read(id)).deed).toMatchObject({ changes: null, kind: 'correct' })
  })

  test('is told to the person, with each thing that changed, in every case [S1-22]', async () => {
    const changes = { familyName: 'Okafor-Lee', email: 'ada@new.example' }
    const { id } = await arrive('phone', 'rectification')
    const granted = await done(id, {
      kind: 'granted',
      words: 'It is right now.',
      deed: { kind: 'correct', changes },
    })
    const before = sent.length
    await deliver()
    const told = sent
      .slice(before)
      .map(({ text }) => text)
      .join()
    expect(told).toContain('What changed, as it is from now on:')
    expect(told).toContain('– Last name: Okafor-Lee')
    expect(told).toContain('– E-mail: ada@new.example')
    expect((await read(id)).letters.at(-1)).toMatchObject({ kind: 'answer', state: 'sent' })
    // What was really changed is what was told: nothing more, nothing less.
    expect(granted.deed?.changes).toHaveLength(Object.keys(changes).length)
    // Also of a part of what was asked; there is no way to correct and say nothing.
    const second = await arrive('post', 'rectification')
    const partly = await done(second.id, {
      kind: 'partly_refused',
      words: 'The city.',
      reason: 'The name is as on your papers.',
      article: 'GDPR art. 16',
      deed: { kind: 'correct', changes: { city: 'Nantes' } },
    })
    expect(partly.letters.at(-1)).toMatchObject({
      body: expect.stringContaining('– City: Nantes'),
      state: 'to_post',
    })
  })

  test('of two officers at once is done once', async () => {
    const { id, version } = await arrive('phone', 'rectification')
    const decide = (familyName: string) =>
      api.call('POST', `/privacy/requests/${id}/acts`, {
        body: { kind: 'granted', words: 'x', deed: { kind: 'correct', changes: { familyName } } },
        ifMatch: String(version),
      })
    const answers = await Promise.all([decide('One'), decide('Two')])
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 412])
  })
})

test(
  'every answer to every right names the authority with its page, and the judge [S1-63, S0-74, S1-115]',
  async () => {
    const { id } = await arrive('phone', 'question')
    for (const right of RIGHT_NAMES) {
      if (right !== 'question') await done(id, { kind: 'classified', right })
      const deed = deedKindOf(right) === undefined ? undefined : DEEDS_IN_A_TRY[right]
      const refusal = { reason: 'y', article: 'GDPR art. 12(2)' }
      const decisions = [
        { kind: 'granted', words: 'x', ...(deed && { deed }) },
        // An objection to advertising is granted, always.
        ...(right === 'objection_to_marketing'
          ? []
          : [
              { kind: 'partly_refused', words: 'x', ...refusal, ...(deed && { deed }) },
              { kind: 'refused', words: 'x', ...refusal },
            ]),
      ]
      for (const body of decisions) {
        const answer = await api.call('POST', `/privacy/requests/${id}/acts/preview`, { body })
        expect([right, body.kind, answer.status]).toEqual([right, body.kind, 200])
        const { letter } = answer.body as { letter: { body: string } }
        expect(letter.body).toMatch(AUTHORITY)
        expect(letter.body).toContain('tribunal judiciaire')
      }
    }
    const written = documentPages({ database, world, origin: 'http://localhost', licences: [] })
    for (const { path, answer } of written.filter(
      ({ path: at }) => at === PATHS.privacy_policy || at === PATHS.centre,
    ))
      for (const language of ['en', 'fr'] as const) {
        const asked = { query: {}, language, cookie: undefined, styleSheets: [] }
        expect([path, await answer(asked)]).toEqual([
          path,
          { status: 200, html: expect.stringMatching(AUTHORITY) },
        ])
      }
  },
  PATIENCE_MS,
)
