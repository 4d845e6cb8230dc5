/** The same right asked by each way under each ready-made register, over every route of a real house. */
import { grantsOf, PERMISSIONS } from '@loge/features/accounts/core'
import { buildSnapshot } from '@loge/features/access/server'
import { completed, type LegalBasis, type Register, registerFor } from '@loge/features/law/core'
import { readPreset } from '@loge/features/law/server'
import {
  checkDeeds,
  deliverPrivacyLetters,
  disclose,
  hasObjected,
  insideAsPrivacy,
  type PrivacyDeps,
  runErasures,
} from '@loge/features/privacy/server'
import type { Principal } from '@loge/http'
import {
  type AccountId,
  asId,
  formatId,
  newId,
  type OrganizationId,
  parseId,
  type PersonId,
  type SiteId,
} from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { forPurpose } from '@loge/storage'
import { sql } from 'kysely'
import { afterEach, describe, expect, test } from 'vitest'
import { declarations } from '../../server/declarations.ts'
import { addOrganization } from '../../server/first-run.ts'
import { openRealHouse, type RealHouse, settleSmall } from '../gates/real-house.ts'

/** Whole residences, each asked by five ways: minutes on a loaded machine. */
const PATIENCE_MS = 300_000

let house: RealHouse
let deps: PrivacyDeps
let principal: Principal = { kind: 'anonymous' }
let organizationId: OrganizationId
let siteId: SiteId
let made: Readonly<Record<string, string>>
let register: Register
/** Everybody of this house lives in France, whatever country its organization is of. */
const authorityHere = (): string => registerFor(register, 'FR').jurisdiction.authority.web
let sent: { readonly to: string; readonly text: string }[]

afterEach(() => house.close())

const accountOf = (personId: PersonId, accountId: AccountId, permissions: readonly string[]): Principal => ({
  kind: 'account',
  organizationId,
  accountId,
  sessionId: newId(realWorld, 'session'),
  personId,
  grants: grantsOf([
    { permissions: PERMISSIONS.filter((one) => permissions.includes(one)), scope: { kind: 'organization' } },
  ]),
})

let officer: Principal

const call = async (
  method: 'GET' | 'POST',
  path: string,
  body?: object,
  { by = officer, ifMatch }: { readonly by?: Principal; readonly ifMatch?: string } = {},
) => {
  principal = by
  const answer = await house.server.inject({
    method,
    url: `/api/v1${path}`,
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer test',
      ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
  return { status: answer.statusCode, text: answer.body }
}

const inside = <Value>(work: Parameters<typeof insideAsPrivacy<Value>>[2]) =>
  insideAsPrivacy(house.database, organizationId, work)

/** With one recipient of the first kind that gets data of a use somebody may object to. */
const withRecipient = (preset: Register): Register => {
  const kind = objectionable(preset)?.activity.recipientKinds[0]
  return kind === undefined
    ? preset
    : {
        ...preset,
        recipients: [
          {
            id: 'desk',
            kind,
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
}

const MAY_END: ReadonlySet<LegalBasis> = new Set(['legitimate_interests', 'public_task'])

/** An activity all of whose uses rest on an interest of the house. */
const objectionable = ({ activities }: Register) => {
  const ends = activities.filter(
    ({ purposes }) => purposes.length > 0 && purposes.every(({ basis }) => MAY_END.has(basis)),
  )
  const activity = ends.find(({ recipientKinds }) => recipientKinds.length > 0) ?? ends[0]
  return activity && { activity, purposes: activity.purposes.map(({ id }) => id) }
}

const openHouse = async (preset: string): Promise<void> => {
  sent = []
  house = await openRealHouse(() => principal)
  deps = { database: house.database, world: realWorld, declarations }
  const first = { givenName: 'Oda', familyName: 'Ficer', language: 'fr', email: 'oda@example.org' } as const
  await addOrganization(house, { origin: 'http://localhost:8420' }, { slug: 'first', name: 'Maison', first })
  const [organization] = await house.database.organizations()
  if (organization === undefined) throw new Error('the organization is missing')
  organizationId = organization.id
  principal = {
    kind: 'apiKey',
    organizationId,
    apiKeyId: newId(realWorld, 'apiKey'),
    grants: grantsOf([{ permissions: PERMISSIONS, scope: { kind: 'organization' } }]),
  }
  made = await settleSmall(house)
  siteId = parseId('site', made['site'] ?? '') ?? expect.fail()
  const found = await inside((transaction) =>
    sql<{ id: AccountId; person_id: PersonId }>`select id, person_id from account limit 1`.execute(
      transaction,
    ),
  )
  const [first_] = found.rows
  if (first_ === undefined) throw new Error('whoever set up the house has an account')
  officer = accountOf(first_.person_id, first_.id, PERMISSIONS)
  register = withRecipient(completed((await readPreset(preset)) ?? expect.fail()))
  const at = new Date(realWorld.now() - 86_400_000)
  await inside((transaction) =>
    sql`insert into register_version (organization_id, number, content, hash, recorded_at, published_at, effective_at)
      values (${organizationId}, 9, ${JSON.stringify(register)}, ${'9'.repeat(64)}, ${at}, ${at}, ${at})`.execute(
      transaction,
    ),
  )
}

interface Somebody {
  readonly id: PersonId
  readonly accountId: AccountId
  readonly name: string
  readonly email: string
  readonly mobile: string
  readonly badge: string
  readonly credentialId: string
}

let number = 0

const add = async (path: string, body: object): Promise<string> => {
  const answer = await call('POST', path, body)
  expect([path, answer.status, answer.text]).toEqual([path, 201, expect.any(String)])
  return (JSON.parse(answer.text) as { id: string }).id
}

/** Lives here or did, with a badge, a right to enter, and an account that is suspended. */
const settle = async (isGone: boolean): Promise<Somebody> => {
  number += 1
  const name = `Zéphirine Quenouille${String.fromCodePoint(96 + number)}`
  const email = `zephirine${number}@example.org`
  const mobile = `+3361234${String(5_000 + number)}`
  const badge = `04a31f9d${(16 + number).toString(16)}`
  const person = await add('/people', {
    givenName: 'Zéphirine',
    familyName: name.split(' ')[1],
    email,
    mobile,
    language: 'en',
    tenancy: {
      unitId: made['unit'],
      role: 'housemate',
      movesInAt: '2026-01-05T08:00:00Z',
      ...(isGone ? { movesOutAt: '2026-03-01T08:00:00Z' } : {}),
    },
  })
  await add('/access-grants', {
    siteId: made['site'],
    accessProfileId: made['profile'],
    to: { kind: 'person', personId: person },
    reason: 'Emménagement',
  })
  const credentialId = await add('/credentials', {
    siteId: made['site'],
    personId: person,
    kind: 'card',
    value: badge,
  })
  const id = parseId('person', person) ?? expect.fail()
  const accountId = newId(realWorld, 'account')
  await inside((transaction) =>
    sql`insert into account (organization_id, id, person_id, email, status, created_at)
      values (${organizationId}, ${accountId}, ${id}, ${email}, 'suspended', now())`.execute(transaction),
  )
  return { id, accountId, name, email, mobile, badge, credentialId }
}

const keyIn = (said: object) =>
  call('POST', '/privacy/requests', { ...said, receivedAt: new Date(realWorld.now()).toISOString() })

type Said = {
  readonly right: string
  readonly name: string
  readonly email: string
  readonly words: string
  readonly language: string
}

/** As that way does it; all but the application without an account. */
const WAYS = {
  web_form: (said: Said) => call('POST', '/public/privacy/requests', said, { by: { kind: 'anonymous' } }),
  in_app: ({ right, words }: Said, one: Somebody) =>
    call('POST', '/me/privacy/requests', { right, words }, { by: accountOf(one.id, one.accountId, []) }),
  email: ({ email, name }: Said) =>
    call('POST', '/privacy/mail', {
      messageId: `<${newId(realWorld, 'event')}@example.org>`,
      from: email,
      fromName: name,
      text: 'Hello, please do this with my data.',
      receivedAt: new Date(realWorld.now()).toISOString(),
    }),
  post: ({ email: _email, ...said }: Said) =>
    keyIn({ ...said, channel: 'post', address: '1 rue Haute, 44000 Nantes' }),
  phone: (said: Said) => keyIn({ ...said, channel: 'phone' }),
} as const
type Way = keyof typeof WAYS
const WAY_NAMES = Object.keys(WAYS) as readonly Way[]

interface Case {
  readonly id: string
  readonly reference: string
  readonly right: string
  readonly state: string
  readonly identity: string
  readonly version: number
  readonly clock: { readonly dueOn: string }
  readonly letters: readonly {
    readonly id: string
    readonly kind: string
    readonly body: string
    readonly state: string
  }[]
  readonly deed: { readonly state: string; readonly found: readonly object[] } | null
}

const read = async (id: string): Promise<Case> =>
  JSON.parse((await call('GET', `/privacy/requests/${id}`)).text) as Case
const done = async (id: string, body: object): Promise<Case> => {
  const { version } = await read(id)
  const answer = await call('POST', `/privacy/requests/${id}/acts`, body, { ifMatch: String(version) })
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)])
  return JSON.parse(answer.text) as Case
}

/** A case with its number, its last day and whoever it is of made sure: ready to be decided. */
const arrive = async (way: Way, right: string, one: Somebody): Promise<Case> => {
  const { name, email } = one
  const answer = await WAYS[way]({ right, name, email, words: 'Please.', language: 'en' }, one)
  expect([way, answer.status < 300]).toEqual([way, true])
  const list = JSON.parse((await call('GET', '/privacy/requests?limit=200')).text) as {
    data: readonly Case[]
  }
  // Where a proof is asked of everybody, that letter left with the receipt.
  const opened = list.data.find(({ state }) => state === 'received' || state === 'identity_needed')
  if (opened === undefined) throw new Error(`nothing was opened by ${way}`)
  expect([opened.reference, opened.clock.dueOn]).toEqual([
    expect.stringMatching(/^\d{4}-\d{3}$/),
    expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  ])
  if (opened.right !== right) await done(opened.id, { kind: 'classified', right })
  if (opened.identity === 'to_check' || opened.identity === 'asked')
    await done(opened.id, { kind: 'identity_proven', proof: 'called_back' })
  return done(opened.id, { kind: 'matched', personId: formatId('person', one.id) })
}

const settleDown = async ({ id, letters }: Case): Promise<Case> => {
  for (const { id: letter, state } of letters)
    if (state === 'to_post') await call('POST', `/privacy/letters/${letter}/posted`)
  await deliverPrivacyLetters(
    {
      ...deps,
      sendLetter: async (letter) => {
        sent.push(letter)
        return undefined
      },
    },
    organizationId,
  )
  await runErasures(deps, organizationId)
  await checkDeeds(deps, organizationId)
  return read(id)
}

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

describe('an objection, asked by form, in the application, by e-mail, letter or telephone', () => {
  test.each([
    ['soone', 'S0-72'],
    ['sonio', 'S1-112'],
    ['prepaid', 'S2-52'],
    ['softathome', 'S3-166'],
    ['soco', 'S4-107'],
  ])(
    'under the register of %s: this use ends for them from that moment, every other goes on [%s]',
    async (preset) => {
      await openHouse(preset)
      const ending = objectionable(register)
      if (ending === undefined) throw new Error('each register has a use one may object to')
      const { activity, purposes } = ending
      const other = register.activities
        .flatMap((one) => one.purposes)
        .find(({ id }) => !purposes.includes(id))?.id
      const another = await settle(false)
      for (const way of WAY_NAMES) {
        const one = await settle(way === 'post')
        const { id } = await arrive(way, 'objection', one)
        const objected = (to: string) =>
          inside((transaction) => hasObjected(transaction, one.id, `use:${to}`))
        const given = activity.recipientKinds.length > 0 ? (activity.categories[0] ?? '') : undefined
        if (given !== undefined) expect(await giveOf(activity.id, given, one.id)).toHaveLength(1)
        expect(await objected(purposes[0] ?? '')).toBe(false)
        const granted = await done(id, {
          kind: 'granted',
          words: 'From now on.',
          deed: { kind: 'stop_use', purposes },
        })
        // From that moment, before any letter left.
        for (const purpose of purposes) expect(await objected(purpose)).toBe(true)
        expect(await objected(other ?? '')).toBe(false)
        if (given !== undefined) {
          await expect(giveOf(activity.id, given, one.id)).rejects.toMatchObject({ code: 'person_objected' })
          expect(await giveOf(activity.id, given, another.id)).toHaveLength(1)
        }
        expect(granted.letters.at(-1)).toMatchObject({
          kind: 'answer',
          body: expect.stringContaining(authorityHere()),
        })
        expect(await settleDown(granted)).toMatchObject({
          state: 'answered',
          deed: { state: 'proven', found: [] },
        })
      }
    },
    PATIENCE_MS,
  )
})

describe('what somebody says is wrong', () => {
  test(
    'is marked as contested, and neither listed, searched, exported nor given to anybody until it is settled [S3-156]',
    async () => {
      await openHouse('softathome')
      const one = await settle(false)
      const { activity } = objectionable(register) ?? expect.fail()
      const exports = async () => {
        const answers = [
          await call('GET', '/people'),
          await call('GET', '/tenancies'),
          await call('GET', '/credentials'),
          await call('GET', '/events'),
          await call('GET', '/events/export?format=csv'),
          await call('POST', '/search', { q: one.name.split(' ')[1] }),
        ]
        expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
        const told = [one.name.split(' ')[1] ?? '', formatId('person', one.id), one.credentialId]
        return told.filter((text) => answers.some((answer) => answer.text.includes(text)))
      }
      expect(await exports()).toHaveLength(3)
      expect(await giveOf(activity.id, activity.categories[0] ?? '', one.id)).toHaveLength(1)
      const { id } = await arrive('post', 'restriction', one)
      const granted = await done(id, {
        kind: 'granted',
        words: 'While we look into it.',
        deed: { kind: 'restrict', ground: 'accuracy_contested', door: 'keep' },
      })
      expect(await settleDown(granted)).toMatchObject({ deed: { state: 'proven' } })
      const marked = JSON.parse((await call('GET', '/privacy/restrictions')).text) as {
        data: readonly object[]
      }
      expect(marked.data).toEqual([
        expect.objectContaining({ personId: formatId('person', one.id), ground: 'accuracy_contested' }),
      ])
      expect(await exports()).toEqual([])
      await expect(giveOf(activity.id, activity.categories[0] ?? '', one.id)).rejects.toMatchObject({
        code: 'person_contested',
      })
      const path = `/privacy/restrictions/${formatId('person', one.id)}`
      await call('POST', `${path}/told`, { how: 'letter' })
      expect((await call('POST', `${path}/lift`)).status).toBe(200)
      expect(await exports()).toHaveLength(3)
      expect(await giveOf(activity.id, activity.categories[0] ?? '', one.id)).toHaveLength(1)
    },
    PATIENCE_MS,
  )
})

const snapshot = () =>
  forPurpose('door', () =>
    buildSnapshot({ database: house.database, world: realWorld }, { organizationId, siteId }),
  )

/** Where one of these texts stands in a column that an erasure empties. */
const textsLeft = async (texts: readonly string[]): Promise<readonly string[]> => {
  const left: string[] = []
  for (const { table, columns, subject } of declarations) {
    if (typeof subject === 'object' && 'goneWithin' in subject) continue
    const open = Object.entries(columns).filter(([, field]) => field.pd !== 'none' && field.erase !== 'keep')
    for (const [column] of open) {
      const { rows } = await inside((transaction) =>
        sql`select from ${sql.table(table)} t
          where t.${sql.ref(column)}::text ilike any(${texts.map((text) => `%${text}%`)}) limit 1`.execute(
          transaction,
        ),
      )
      if (rows.length > 0) left.push(`${table}.${column}`)
    }
  }
  return left
}

const IP = '203.0.113.77'

describe('an erasure, asked by form, in the application, by e-mail, letter or telephone', () => {
  test.each([
    ['soone', 'S0-69 2/2'],
    ['sonio', 'S1-47 2/2, S1-110 2/2'],
    ['softathome', 'S3-157 2/2'],
  ])(
    'under the register of %s: found by no name, address, number or badge; their badge opens nothing; the log leads nowhere; what is refused is told with its reason [%s]',
    async (preset) => {
      await openHouse(preset)
      for (const way of WAY_NAMES) {
        const one = await settle(way === 'post')
        const ids = [one.id, one.accountId, parseId('credential', one.credentialId) ?? '']
        await inside((transaction) =>
          sql`insert into session (organization_id, id, account_id, token_hash, method, device, started_at,
              last_used_at, idle_ms, expires_at, confirmed_at)
            values (${organizationId}, ${newId(realWorld, 'session')}, ${one.accountId}, ${Buffer.from(one.email)},
              'link', ${`Firefox, ${IP}`}, now(), now(), 1000, now() + interval '1 day', now())`.execute(
            transaction,
          ),
        )
        const linked = async () => {
          const { rows } = await inside((transaction) =>
            sql<{ count: number }>`select count(*)::int as count from event e
              where to_jsonb(e)::text like any(${ids.map((id) => `%${id}%`)})`.execute(transaction),
          )
          return rows[0]?.count ?? 0
        }
        const known = async () => (await snapshot()).credentials.map(({ id }) => id)
        const sought = [one.name.split(' ')[1] ?? '', one.email, one.mobile, IP, one.badge]
        const found = async () => {
          const answers = await Promise.all([
            call('POST', '/people/search', { q: sought[0] ?? '' }),
            call('GET', `/credentials?personId=${formatId('person', one.id)}`),
          ])
          for (const q of sought) answers.push(await call('POST', '/search', { q }))
          return answers
            .map(({ text }) => text)
            .filter((text) => text.includes(formatId('person', one.id)) || text.includes(one.email))
        }
        expect(await linked()).toBeGreaterThan(0)
        expect((await found()).length).toBeGreaterThan(2)
        const before = (await known()).length
        const { id } = await arrive(way, 'erasure', one)
        const isPart = way === 'phone'
        const granted = await done(id, {
          words: 'We do.',
          ...(isPart
            ? {
                kind: 'partly_refused',
                reason: 'The invoice of March stays in the accounts, under a number.',
                article: 'GDPR art. 17(3)(b)',
              }
            : { kind: 'granted' }),
        })
        const letter = granted.letters.at(-1)?.body ?? ''
        expect(letter).toContain(authorityHere())
        if (isPart) for (const part of ['The invoice of March', '17(3)(b)']) expect(letter).toContain(part)
        const ended = await settleDown(granted)
        expect(ended).toMatchObject({ state: isPart ? 'partly_refused' : 'answered' })
        expect([ended.deed?.state, ended.deed?.found]).toEqual(['proven', []])
        expect(await found()).toEqual([])
        expect(await textsLeft(sought)).toEqual([])
        expect(await linked()).toBe(0)
        expect(await known()).toHaveLength(before - 1)
        const { rows } = await inside((transaction) =>
          sql`select from person where id = ${asId('person', one.id)}`.execute(transaction),
        )
        expect(rows).toEqual([])
      }
      expect(house.failures).toEqual([])
    },
    PATIENCE_MS,
  )
})
