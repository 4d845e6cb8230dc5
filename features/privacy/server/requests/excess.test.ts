/** A request that asks too much, one that is incomplete, and one that only a person decides: against the database. */
import { accountTables } from '@loge/features/accounts/server'
import { accessTables } from '@loge/features/access/server'
import { eventTables, installCatalogue } from '@loge/features/events/server'
import { lawTables, presetNames, readPreset } from '@loge/features/law/server'
import { peopleFacts } from '@loge/features/people/core'
import { createPerson, peopleTables } from '@loge/features/people/server'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import {
  DAY_MS,
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
import { privacyFacts, requestFacts, RIGHT_NAMES, deedKindOf } from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { privacyTables } from '../tables.ts'
import { deliverPrivacyLetters } from './deliver.ts'
import { requestEndpoints } from './routes.ts'

let clock = 0
const world: World = { ...realWorld, now: () => instant(clock), sleep: async () => undefined }
let database: TestDatabase
let organizationId: OrganizationId
let deps: PrivacyDeps
let forget: () => void
/** Two officers, a key, and the person themselves. */
let officer: TestApi
let second: TestApi
let key: TestApi
let own: TestApi
let ada: PersonId
let sent: { readonly to: string; readonly text: string }[]

const person = async (givenName: string, familyName: string, email: string): Promise<PersonId> =>
  (
    await createPerson({ database, world }, systemCaller(organizationId, 'test'), {
      givenName,
      familyName,
      email,
      language: 'en',
    })
  ).id

const apiOf = async (personId?: PersonId): Promise<TestApi> => {
  const endpoints = requestEndpoints(deps)
  if (personId === undefined) return testApi({ database, world, organizationId, endpoints })
  const accountId = newId(realWorld, 'account')
  await insideAsPrivacy(database, organizationId, (transaction) =>
    sql`insert into account (organization_id, id, person_id, email, status, created_at)
      values (${organizationId}, ${accountId}, ${personId}, ${`${accountId}@example.org`}, 'active', ${new Date(clock)})`.execute(
      transaction,
    ),
  )
  return testApi({ database, world, organizationId, endpoints, personId, accountId })
}

beforeEach(async () => {
  clock = Date.parse('2026-03-01T09:00:00Z')
  sent = []
  forget = installCatalogue([peopleFacts, placesFacts, privacyFacts, requestFacts])
  database = await testDatabase()
  organizationId = await testOrganization(database)
  const declarations = [
    ...lawTables,
    ...peopleTables,
    ...accountTables,
    ...accessTables,
    ...eventTables,
    ...privacyTables,
  ]
  deps = { database, world, declarations }
  const place = { street: '1 rue', postalCode: '44000', city: 'Nantes', country: 'FR' }
  await createSite({ database, world }, systemCaller(organizationId, 'test'), {
    name: 'Tilleuls',
    timeZone: 'Europe/Paris',
    holidayRegion: 'FR',
    ...place,
  })
  ada = await person('Ada', 'Okafor', 'ada@example.org')
  officer = await apiOf(await person('Oda', 'Ficer', 'oda@example.org'))
  second = await apiOf(await person('Sam', 'Second', 'sam@example.org'))
  own = await apiOf(ada)
  key = await apiOf()
})
afterEach(async () => {
  for (const api of [officer, second, own, key]) await api.close()
  await database.close()
  forget()
})

/** Nobody works as fast as a test: a new hand for each case. */
const freshOfficer = async (): Promise<void> => {
  await officer.close()
  officer = await apiOf(await person('Oda', 'Ficer', `${newId(realWorld, 'person')}@example.org`))
}

let versions = 0
const publish = async (name: string): Promise<void> => {
  const register = await readPreset(name)
  versions += 1
  await insideAsPrivacy(database, organizationId, async (transaction) => {
    await sql`insert into register_version (organization_id, number, content, hash, recorded_at, published_at, effective_at)
      values (${organizationId}, ${versions}, ${JSON.stringify(register)}, ${String(versions).padStart(64, '0')},
        ${new Date(clock - DAY_MS)}, ${new Date(clock - DAY_MS)}, ${new Date(clock - DAY_MS)})`.execute(
      transaction,
    )
  })
}

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
  readonly state: string
  readonly identity: string
  readonly version: number
  readonly missing: readonly string[]
  readonly amountDue: number
  readonly fee: { readonly cents: number; readonly state: string } | null
  readonly excess: string | null
  readonly earlier: readonly string[]
  readonly clock: { readonly dueOn: string; readonly state: string; readonly pausedDays: number }
  readonly entries: readonly {
    readonly kind: string
    readonly words: string | null
    readonly by: { readonly kind: string }
  }[]
  readonly letters: readonly { readonly kind: string; readonly body: string; readonly state: string }[]
}

const read = async (id: string): Promise<Case> =>
  (await officer.call('GET', `/privacy/requests/${id}`)).body as Case
const act = async (id: string, body: object, by: TestApi = officer) =>
  by.call('POST', `/privacy/requests/${id}/acts`, { body, ifMatch: String((await read(id)).version) })
const done = async (id: string, body: object, by: TestApi = officer): Promise<Case> => {
  const answer = await act(id, body, by)
  expect([answer.status, answer.body]).toEqual([200, expect.anything()])
  return answer.body as Case
}
const codeOf = ({ body }: { body: unknown }) => (body as { code?: string }).code

const SAID = {
  right: 'access',
  name: 'Ada Okafor',
  email: 'ada@example.org',
  words: 'A copy, please.',
  language: 'en',
  channel: 'phone',
}

const keyIn = async (more: object = {}): Promise<Case> => {
  clock += DAY_MS
  const body = { ...SAID, receivedAt: new Date(clock).toISOString(), ...more }
  const answer = await officer.call('POST', '/privacy/requests', { body })
  expect([answer.status, answer.body]).toEqual([201, expect.anything()])
  return answer.body as Case
}

/** Where the organization always makes sure who asks. */
const known = async (one: Case): Promise<Case> =>
  one.identity === 'to_check' || one.identity === 'asked'
    ? done(one.id, { kind: 'identity_proven', proof: 'called_back' })
    : one

const EXCESS = { kind: 'excess_found', criterion: 'repetition', reason: 'The same copy as last week.' }
const REFUSAL = { kind: 'refused', reason: 'The same copy as last week.', article: 'GDPR art. 12(5)(b)' }

describe('a request is free of charge', () => {
  test('the first of every right, in every ready-made register: nothing due, no step to pay [S3-146, S1-116]', async () => {
    for (const name of await presetNames()) {
      await publish(name)
      for (const right of RIGHT_NAMES) {
        await freshOfficer()
        const email = `${name}.${right}@example.org`
        const { id } = await known(await keyIn({ right, email }))
        expect(await read(id)).toMatchObject({ amountDue: 0, fee: null, earlier: [], excess: null })
        // There is no step to pay: none is taken for a first request, nor because it is much work.
        expect(codeOf(await act(id, { kind: 'fee_announced', minutes: 60, postage: 0 }))).toBe(
          'request_excess_first',
        )
        expect(codeOf(await act(id, EXCESS))).toBe('request_no_earlier')
        const ended =
          (deedKindOf(right) === undefined && right !== 'safeguards') ||
          right === 'access' ||
          right === 'objection_to_marketing'
            ? await done(id, { kind: 'granted', words: 'We do.' })
            : await done(id, { ...REFUSAL, reason: 'We hold nothing.', article: 'GDPR art. 11(2)' })
        expect(ended).toMatchObject({ amountDue: 0, fee: null, endedAt: expect.any(String) })
        expect(ended.letters.map(({ kind }) => kind)).not.toContain('fee')
        expect(ended.letters[0]?.body).toMatch(/free of charge/)
      }
    }
  }, 180_000)
})

describe('a request that asks too much', () => {
  const twice = async (): Promise<Case> => {
    const first = await known(await keyIn())
    await done(first.id, { kind: 'matched', personId: formatId('person', ada) })
    await done(first.id, { kind: 'granted', words: 'Here.' })
    // From another address: by whom it is, not by where it came from.
    const again = await known(await keyIn({ email: 'elsewhere@example.org' }))
    return done(again.id, { kind: 'matched', personId: formatId('person', ada) })
  }

  test('costs recorded hours and postage, with its reason, up to a cap; told before any work [S1-117, S3-147]', async () => {
    await publish('softathome')
    const { id, earlier } = await twice()
    expect(earlier).toEqual(['2026-001'])
    await done(id, EXCESS)
    expect((await read(id)).entries.at(-1)?.words).toContain('2026-001')
    expect(codeOf(await act(id, { kind: 'fee_announced', minutes: 600, postage: 0 }))).toBe(
      'request_fee_beyond_cap',
    )
    const told = await done(id, { kind: 'fee_announced', minutes: 90, postage: 180 })
    expect(told).toMatchObject({ amountDue: 0, fee: { cents: 3_180, state: 'announced' } })
    const letter = told.letters.at(-1)
    expect(letter?.kind).toBe('fee')
    for (const part of [
      '1.5 h at €20.00, so €30.00',
      'the postage €1.80: €31.80 in all',
      'The same copy as last week.',
      'earlier requests: 1',
      'withdraw',
      '12(5)(a)',
    ])
      expect(letter?.body).toContain(part)
    expect(codeOf(await act(id, { kind: 'granted', words: 'x' }))).toBe('request_fee_open')
    const answer = (said: string) =>
      own.call('POST', `/me/privacy/requests/${id}/fee`, { body: { answer: said } })
    expect(codeOf(await answer('accept'))).toBe('request_fee_not_told')
    await deliver()
    const mine = (await own.call('GET', '/me/privacy/requests')).body as {
      data: readonly { id: string; feeAsked: object | null }[]
    }
    expect(mine.data.find((one) => one.id === id)?.feeAsked).toEqual({ cents: 3_180, currency: 'EUR' })
    const foreign = await second.call('POST', `/me/privacy/requests/${id}/fee`, {
      body: { answer: 'accept' },
    })
    expect(foreign.status).toBe(404)
    expect((await answer('accept')).status).toBe(204)
    expect(await read(id)).toMatchObject({ amountDue: 3_180, fee: { state: 'accepted' } })
    expect((await done(id, { kind: 'granted', words: 'Here.' })).state).toBe('answered')
  })

  test('may be withdrawn instead, and then costs nothing', async () => {
    const { id } = await twice()
    await done(id, EXCESS)
    await done(id, { kind: 'fee_announced', minutes: 90, postage: 180 })
    await deliver()
    const withdrawn = await own.call('POST', `/me/privacy/requests/${id}/fee`, {
      body: { answer: 'withdraw' },
    })
    expect(withdrawn.status).toBe(204)
    expect(await read(id)).toMatchObject({ state: 'withdrawn', amountDue: 0 })
  })

  test('is charged or refused, never both, and neither without a reason [S1-118]', async () => {
    const { id } = await twice()
    expect(codeOf(await act(id, REFUSAL, second))).toBe('request_excess_first')
    expect(codeOf(await act(id, { ...EXCESS, reason: '' }))).toBe('request_reasons_missing')
    await done(id, EXCESS)
    expect(codeOf(await act(id, { ...REFUSAL, reason: '' }, second))).toBe('request_reasons_missing')
    await done(id, { kind: 'fee_announced', minutes: 30, postage: 0 })
    expect(codeOf(await act(id, REFUSAL, second))).toBe('request_fee_or_refusal')
    await deliver()
    await done(id, { kind: 'fee_declined' })
    expect(await read(id)).toMatchObject({ amountDue: 0, fee: { state: 'declined' } })
    const refused = await done(id, REFUSAL, second)
    expect(refused).toMatchObject({ state: 'refused', amountDue: 0 })
    expect(refused.letters.at(-1)?.body).toContain('12(5)(b)')
    expect(refused.letters.at(-1)?.body).toContain('cnil.fr')
  })

  test('is refused by a second person alone, on a criterion with the cases before as evidence, and they are told [S1-62]', async () => {
    await publish('sonio')
    const { id, reference } = await twice()
    expect(codeOf(await act(id, EXCESS, key))).toBe('request_human_decides')
    const found = await done(id, { ...EXCESS, criterion: 'systematic' })
    expect(found).toMatchObject({ excess: 'systematic', earlier: ['2026-001'] })
    expect(codeOf(await act(id, REFUSAL))).toBe('request_second_person')
    expect(codeOf(await act(id, { ...REFUSAL, article: 'RGPD, art. 12, § 5' }))).toBe('request_second_person')
    const refused = await done(id, REFUSAL, second)
    expect(refused.entries.map(({ kind }) => kind)).toEqual([
      'received',
      'identity_proven',
      'matched',
      'excess_found',
      'refused',
    ])
    await deliver()
    expect(sent.at(-1)?.text).toContain(reference)
    expect(sent.at(-1)?.text).toContain('The same copy as last week.')
    // Filed: it is evidence of the next one.
    const next = await keyIn({ email: 'elsewhere@example.org' })
    expect(next.earlier).toContain(reference)
  })
})

describe('a request that lacks something', () => {
  test('its object, a name or where the answer goes: is incomplete, and asked for by itself [S1-54]', async () => {
    await publish('sonio')
    const mail = async (more: object) => {
      clock += DAY_MS
      const { body } = await key.call('POST', '/privacy/mail', {
        body: {
          messageId: `<${newId(realWorld, 'event')}@example.org>`,
          from: `p${clock}@example.org`,
          fromName: 'Ada Okafor',
          text: 'Please send me all you have.',
          receivedAt: new Date(clock).toISOString(),
          ...more,
        },
      })
      return read((body as { id: string }).id)
    }
    expect((await mail({})).missing).toEqual([])
    const lacking = [
      [() => mail({ text: '  ', subject: '' }), 'object', /ce que vous demandez|what you ask for/],
      [() => mail({ fromName: '' }), 'last_name', /your last name/],
      [() => keyIn({ name: 'Okafor' }), 'first_name', /your first name/],
    ] as const
    for (const [arrive, element, words] of lacking) {
      const one = await arrive()
      expect(one.missing).toContain(element)
      expect(one.entries.at(-1)).toMatchObject({ kind: 'asked', by: { kind: 'system' } })
      const question = one.letters.at(-1)
      expect(question?.kind).toBe('question')
      expect(question?.body).toMatch(words)
      await deliver()
      expect((await read(one.id)).clock.state).toBe('paused')
      clock += 2 * DAY_MS
      const complete = await done(one.id, { kind: 'person_wrote', words: 'Ada Okafor, a copy please' })
      expect(complete).toMatchObject({ missing: [], clock: { state: 'running', pausedDays: 2 } })
    }
    // A letter without a sender: a case all the same. Nothing is decided before one knows where the answer goes.
    const nowhere = await known(await keyIn({ channel: 'post', email: undefined }))
    expect(nowhere.missing).toEqual(['contact'])
    expect(codeOf(await act(nowhere.id, { kind: 'granted', words: 'x' }))).toBe('request_address_missing')
    const found = await done(nowhere.id, {
      kind: 'person_wrote',
      words: 'She called.',
      address: '3 rue Haute, 44000 Nantes',
    })
    expect(found.missing).toEqual([])
    const answered = await done(nowhere.id, { kind: 'granted', words: 'Nothing is held.' })
    expect(answered.letters.at(-1)?.state).toBe('to_post')
    const outside = await key.call('POST', '/public/privacy/requests', {
      body: { right: 'access', name: 'Ada Okafor', words: 'A copy.', language: 'en' },
    })
    expect(codeOf(outside)).toBe('request_address_missing')
  })
})

describe('what a person alone decides', () => {
  test('a file to take along: granted, in part or refused with reasons, and never by itself [S1-50]', async () => {
    await publish('sonio')
    const decisions = [
      ['answered', { kind: 'granted', words: 'Here.' }],
      [
        'partly_refused',
        { kind: 'partly_refused', words: 'x', reason: 'Not yours', article: 'GDPR art. 20(4)' },
      ],
      ['refused', { kind: 'refused', reason: 'Not yours', article: 'GDPR art. 20(4)' }],
    ] as const
    for (const [state, decision] of decisions) {
      const { id } = await known(await keyIn({ right: 'portability' }))
      await done(id, { kind: 'matched', personId: formatId('person', ada) })
      expect(codeOf(await act(id, decision, key))).toBe('request_human_decides')
      // Nothing ends it but somebody: neither its letters nor its last day.
      clock += 60 * DAY_MS
      await deliver()
      expect((await read(id)).letters.map(({ kind }) => kind)).toEqual(['acknowledgement'])
      const ended = await done(id, decision)
      expect(ended.state).toBe(state)
      expect(ended.entries.at(-1)?.by.kind).toBe('account')
    }
  })

  test('an objection that is refused: with a reason, by a person; never one to advertising [S3-168]', async () => {
    await publish('softathome')
    const grounds = { reason: 'The door log is evidence in a claim.', article: 'GDPR art. 21(1)' }
    const { id } = await known(await keyIn({ right: 'objection' }))
    await done(id, { kind: 'matched', personId: formatId('person', ada) })
    expect(codeOf(await act(id, { kind: 'refused', ...grounds, reason: '' }))).toBe('request_reasons_missing')
    expect(codeOf(await act(id, { kind: 'refused', ...grounds }, key))).toBe('request_human_decides')
    const refused = await done(id, { kind: 'refused', ...grounds })
    expect(refused.letters.at(-1)?.body).toContain('evidence in a claim')
    expect(refused.entries.at(-1)).toMatchObject({ kind: 'refused', by: { kind: 'account' } })
    const marketing = await known(await keyIn({ right: 'objection_to_marketing' }))
    for (const kind of ['refused', 'partly_refused'])
      expect(codeOf(await act(marketing.id, { kind, words: 'x', ...grounds }))).toBe(
        'request_marketing_always_ends',
      )
    await done(marketing.id, { kind: 'matched', personId: formatId('person', ada) })
    expect((await done(marketing.id, { kind: 'granted', words: 'At once.' })).state).toBe('answered')
  })
})
