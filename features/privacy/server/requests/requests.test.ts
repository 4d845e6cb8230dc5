/** Cases of rights against the database: every way in, the clock, letters as sent, and two officers at once. */
import { accountTables } from '@loge/features/accounts/server'
import { accessTables } from '@loge/features/access/server'
import { eventTables, installCatalogue } from '@loge/features/events/server'
import type { FailureCode } from '@loge/features/notices/core'
import type { Register } from '@loge/features/law/core'
import { hashOf, lawTables, readPreset, registerAt } from '@loge/features/law/server'
import { createPerson, peopleTables } from '@loge/features/people/server'
import { peopleFacts } from '@loge/features/people/core'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import { asId, DAY_MS, instant, newId, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { type TestApi, type TestDatabase, testApi, testDatabase, testOrganization } from '@loge/testing'
import { createMail } from '../../../../server/mail.ts'
import { startMailBox } from '../../../../testing/mail-box.ts'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { privacyFacts, requestFacts } from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { runErasures } from '../erase.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { privacyTables } from '../tables.ts'
import { deliverPrivacyLetters } from './deliver.ts'
import { requestEndpoints } from './routes.ts'
import { watchRequests } from './watch.ts'

let clock = 0
const world: World = { ...realWorld, now: () => instant(clock), sleep: async () => undefined }
const set = (text: string): void => {
  clock = Date.parse(text)
}

interface Sent {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly id: string
}
let database: TestDatabase
let organizationId: OrganizationId
let deps: PrivacyDeps
let forget: () => void
let api: TestApi
let sent: Sent[]
let failure: FailureCode | undefined

beforeEach(async () => {
  set('2026-03-01T09:00:00Z')
  sent = []
  failure = undefined
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
  const caller = systemCaller(organizationId, 'test')
  const place = { street: '1 rue', postalCode: '44000', city: 'Nantes', country: 'FR' }
  await createSite({ database, world }, caller, {
    name: 'Tilleuls',
    timeZone: 'Europe/Paris',
    holidayRegion: 'FR',
    ...place,
  })
  api = await testApi({ database, world, organizationId, endpoints: requestEndpoints(deps) })
})
afterEach(async () => {
  await api.close()
  await database.close()
  forget()
})

const publish = async (name: string, changed?: Register): Promise<void> => {
  const register = changed ?? (await readPreset(name))
  await insideAsPrivacy(database, organizationId, (transaction) =>
    sql`insert into register_version (organization_id, number, content, hash, recorded_at, published_at, effective_at)
      values (${organizationId}, 1, ${JSON.stringify(register)}, ${'0'.repeat(64)}, ${new Date(clock - DAY_MS)},
        ${new Date(clock - DAY_MS)}, ${new Date(clock - DAY_MS)})`.execute(transaction),
  )
}

const deliver = () =>
  deliverPrivacyLetters(
    {
      ...deps,
      sendLetter: async (letter) => {
        if (failure !== undefined) return failure
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
  readonly receivedAt: string
  readonly postedOn: string | null
  readonly erasureId: string | null
  readonly missing: readonly string[]
  readonly clock: { readonly dueOn: string; readonly state: string; readonly pausedDays: number }
  readonly entries: readonly { readonly kind: string; readonly words: string | null }[]
  readonly letters: readonly {
    readonly id: string
    readonly kind: string
    readonly body: string
    readonly state: string
    readonly sentTo: string
  }[]
}

const BASIC = {
  right: 'access',
  name: 'Ana Diaz',
  email: 'ana@example.org',
  words: 'What do you know?',
  language: 'en',
}

const record = async (more: object = {}): Promise<Case> => {
  const body = { ...BASIC, channel: 'counter', receivedAt: new Date(clock).toISOString(), ...more }
  const answer = await api.call('POST', '/privacy/requests', { body })
  expect([answer.status, answer.body]).toEqual([201, expect.anything()])
  return answer.body as Case
}
const read = async (id: string): Promise<Case> =>
  (await api.call('GET', `/privacy/requests/${id}`)).body as Case
const act = (id: string, version: number, body: object) =>
  api.call('POST', `/privacy/requests/${id}/acts`, { body, ifMatch: String(version) })
const done = async (id: string, body: object): Promise<Case> => {
  const answer = await act(id, (await read(id)).version, body)
  expect([answer.status, answer.body]).toEqual([200, expect.anything()])
  return answer.body as Case
}
const codeOf = (answer: { body: unknown }) => (answer.body as { code?: string }).code

const person = async (givenName: string, familyName: string, email?: string): Promise<PersonId> => {
  const caller = systemCaller(organizationId, 'test')
  const made = await createPerson({ database, world }, caller, {
    givenName,
    familyName,
    ...(email === undefined ? {} : { email }),
  })
  return made.id
}

const REFUSAL = { kind: 'refused', reason: 'It is needed for a claim', article: 'GDPR art. 17(3)(e)' }

describe('every way in', () => {
  it.each(['email', 'post', 'phone', 'counter', 'forwarded'])(
    'makes one kind of case of what came by %s, and acknowledges it',
    async (channel) => {
      const made = await record({ channel })
      expect([made.state, made.clock.dueOn, made.reference]).toEqual(['received', '2026-04-01', '2026-001'])
      await deliver()
      expect(sent.map(({ to, subject }) => [to, subject])).toEqual([
        ['ana@example.org', `We have received your request (${made.reference})`],
      ])
    },
  )

  it('counts from the day a mail arrived, not from when it was read [S1-55, S3-18, S1-114]', async () => {
    set('2026-03-11T08:00:00Z')
    const made = await record({ channel: 'email', receivedAt: '2026-03-10T22:50:00Z' })
    expect([made.receivedAt, made.clock.dueOn]).toEqual(['2026-03-10T22:50:00.000Z', '2026-04-10'])
  })

  it('keeps the stamp of a letter and its arrival, and counts from the arrival [S3-19]', async () => {
    set('2026-03-12T08:00:00Z')
    const made = await record({
      channel: 'post',
      postedOn: '2026-03-05',
      receivedAt: '2026-03-10T09:00:00Z',
      email: undefined,
      address: '3 rue Haute, 44000 Nantes',
    })
    expect([made.postedOn, made.clock.dueOn, made.letters[0]?.state]).toEqual([
      '2026-03-05',
      '2026-04-10',
      'to_post',
    ])
    const posted = await api.call('POST', `/privacy/letters/${made.letters[0]?.id}/posted`)
    expect((posted.body as { state: string }).state).toBe('sent')
  })

  it('answers the public form the same whoever asks, and opens a case without an account [S1-53, S3-4 3/3]', async () => {
    await person('Ana', 'Diaz', 'ana@example.org')
    const ask = (more: object) =>
      api.call('POST', '/public/privacy/requests', { body: { ...BASIC, right: 'information', ...more } })
    const known = await ask({})
    const unknown = await ask({ name: 'Nobody Here', email: 'nobody@example.org' })
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body])
    const machine = await ask({ website: 'http://spam.example' })
    expect([machine.status, machine.body]).toEqual([known.status, known.body])
    // With the version of the notice that stood above the form.
    const { rows } = await insideAsPrivacy(database, organizationId, async (transaction) => {
      const hash = hashOf(await registerAt(transaction, organizationId, world.now()))
      return sql`select notice_hash = ${hash} as told from privacy_request`.execute(transaction)
    })
    expect(rows).toEqual([{ told: true }, { told: true }])
    const list = await api.call('GET', '/privacy/requests')
    expect((list.body as { data: { right: string }[] }).data.map(({ right }) => right)).toEqual([
      'information',
      'information',
    ])
  })

  it('is not flooded from one network, nor used to fill somebody’s mailbox', async () => {
    const ask = async (email: string) =>
      codeOf(await api.call('POST', '/public/privacy/requests', { body: { ...BASIC, email } }))
    for (let count = 0; count < 5; count += 1) expect(await ask('ana@example.org')).toBeUndefined()
    expect(await ask('Ana@example.org')).toBe('requests_too_many')
    for (let count = 0; count < 14; count += 1) expect(await ask(`p${count}@example.org`)).toBeUndefined()
    expect(await ask('another@example.org')).toBe('requests_too_many')
  })

  it('needs to know where the answer goes, and believes no future', async () => {
    const body = { ...BASIC, channel: 'phone', receivedAt: '2026-03-01T08:00:00Z' }
    const nowhere = await api.call('POST', '/public/privacy/requests', {
      body: { ...BASIC, email: undefined },
    })
    const later = await api.call('POST', '/privacy/requests', {
      body: { ...body, receivedAt: '2026-03-02T08:00:00Z' },
    })
    expect([codeOf(nowhere), codeOf(later)]).toEqual(['request_address_missing', 'request_date_wrong'])
  })
})

describe('a mail handed in', () => {
  const mail = (more: object = {}) =>
    api.call('POST', '/privacy/mail', {
      body: {
        messageId: `<${newId(realWorld, 'event')}@example.org>`,
        from: 'ana@example.org',
        fromName: 'Ana Diaz',
        subject: 'My data',
        text: 'Hello, please erase my data.',
        receivedAt: new Date(clock).toISOString(),
        ...more,
      },
    })
  const said = async (more: object) => {
    const { is, why } = (await mail(more)).body as { is: string; why: string | null }
    return why ?? is
  }

  it('opens a case, and an answer to our letter is added to it', async () => {
    const { id } = (await mail()).body as { id: string }
    await deliver()
    const letter = sent[0]
    expect(letter?.text).toContain('We received your request')
    await done(id, { kind: 'asked', about: 'request', words: 'Which flat?' })
    await deliver()
    set('2026-03-05T09:00:00Z')
    expect(await said({ answers: [`<${sent[1]?.id}@house.example>`], text: 'B 44' })).toBe('added')
    expect((await read(id)).entries.map(({ kind }) => kind)).toEqual(['received', 'asked', 'person_wrote'])
    expect((await read(id)).clock).toMatchObject({ state: 'running', pausedDays: 4 })
  })

  it('never writes for ever with another machine', async () => {
    expect(await said({ autoSubmitted: 'auto-replied' })).toBe('automatic')
    expect(await said({ precedence: 'bulk' })).toBe('bulk')
    expect(await said({ messageId: '<same@example.org>' })).toBe('opened')
    expect(await said({ messageId: '<same@example.org>' })).toBe('known')
    for (const expected of ['opened', 'opened', 'added', 'added']) expect(await said({})).toBe(expected)
    await deliver()
    expect(sent.length).toBe(3)
  })
})

describe('a letter that leaves', () => {
  it('says that a machine wrote it, so that another one does not answer and is not answered', async () => {
    const box = await startMailBox()
    try {
      await record()
      const sendLetter = createMail({ smtpUrl: box.url, sender: 'Loge <loge@tilleuls.example>' })
      await deliverPrivacyLetters({ ...deps, sendLetter }, organizationId)
      const [letter] = box.letters
      expect(letter?.raw).toMatch(/^Auto-Submitted: auto-replied\r$/m)
      const back = await api.call('POST', '/privacy/mail', {
        body: {
          messageId: '<away@example.org>',
          from: 'ana@example.org',
          text: letter?.text,
          receivedAt: new Date(clock).toISOString(),
          autoSubmitted: 'auto-replied',
        },
      })
      expect(back.body).toMatchObject({ is: 'ignored', why: 'automatic' })
      await deliverPrivacyLetters({ ...deps, sendLetter }, organizationId)
      expect(box.letters).toHaveLength(1)
    } finally {
      await box.close()
    }
  })
})

describe('the clock of an organization', () => {
  it('suspends while it waits for a complement and runs again with what was left; no pause before the ask left, each listed with its reason [S1-59 1/2]', async () => {
    await publish('sonio')
    const { id, clock: first } = await record()
    expect(first.dueOn).toBe('2026-03-31')
    set('2026-03-11T09:00:00Z')
    await done(id, { kind: 'asked', about: 'request', words: 'Which contract?' })
    expect((await read(id)).clock.state).toBe('running')
    await deliver()
    expect((await read(id)).clock.state).toBe('paused')
    set('2026-04-05T09:00:00Z')
    const answered = await done(id, { kind: 'person_wrote', words: 'The second' })
    expect(answered.clock).toMatchObject({ dueOn: '2026-04-25', state: 'running', pausedDays: 25 })
    const pauses = answered.entries.filter(({ kind }) => kind === 'asked')
    expect(pauses.map(({ words }) => words)).toEqual(['Which contract?'])
  })

  it('alerts on the twentieth and the twenty-seventh of thirty days and when they are over, once each, lists what is overdue, and closes nothing before its answer left [S1-58]', async () => {
    await publish('sonio')
    const officer = newId(realWorld, 'account')
    const personId = await person('Oda', 'Ficer', 'oda@example.org')
    await insideAsPrivacy(database, organizationId, async (transaction) => {
      const role = newId(realWorld, 'role')
      await sql`insert into account (organization_id, id, person_id, email, status, created_at)
        values (${organizationId}, ${officer}, ${personId}, 'oda@example.org', 'active', now())`.execute(
        transaction,
      )
      await sql`insert into role (organization_id, id, code, name, permissions, scopes, built_in)
        values (${organizationId}, ${role}, 'officer', 'Officer', array['privacy.manage'], '{organization}', false)`.execute(
        transaction,
      )
      await sql`insert into role_assignment (organization_id, id, account_id, role_id, scope, given_at)
        values (${organizationId}, ${newId(realWorld, 'roleAssignment')}, ${officer}, ${role}, 'organization', now())`.execute(
        transaction,
      )
    })
    const told = async (at: string): Promise<readonly string[]> => {
      set(at)
      // Again and again, as the job runs: each alert is one letter.
      for (let turn = 0; turn < 2; turn += 1) await watchRequests(deps, organizationId)
      const { rows } = await insideAsPrivacy(database, organizationId, (transaction) =>
        sql<{
          template: string
        }>`select template from notice where account_id = ${officer} order by id`.execute(transaction),
      )
      return rows.map(({ template }) => template)
    }
    const report = async () => (await api.call('GET', '/privacy/requests/report?year=2026')).body
    const made = await record()
    expect(made.clock.dueOn).toBe('2026-03-31')
    expect(await told('2026-03-20T09:00:00Z')).toEqual([])
    expect(await told('2026-03-21T09:00:00Z')).toEqual(['request_soon'])
    expect(await told('2026-03-27T09:00:00Z')).toEqual(['request_soon'])
    expect(await told('2026-03-28T09:00:00Z')).toEqual(['request_soon', 'request_now'])
    expect(await report()).toMatchObject({ received: 1, overdue: 0 })
    expect(await told('2026-04-01T09:00:00Z')).toEqual(['request_soon', 'request_now', 'request_late'])
    expect(await report()).toMatchObject({ received: 1, answered: 0, overdue: 1, late: 0 })
    expect((await read(made.id)).clock.state).toBe('late')
    // Decided is not closed: it stays among the open ones until the answer left.
    await deliver()
    await done(made.id, { kind: 'identity_proven', proof: 'called_back' })
    await done(made.id, { kind: 'granted', words: 'Here it is.' })
    const listed = async (state: string) =>
      (
        (await api.call('GET', `/privacy/requests?state=${state}`)).body as { data: { id: string }[] }
      ).data.map(({ id }) => id)
    expect([await listed('open'), await listed('ended')]).toEqual([[made.id], []])
    await deliver()
    expect([await listed('open'), await listed('ended')]).toEqual([[], [made.id]])
    expect(await report()).toMatchObject({ received: 1, answered: 1, overdue: 0, late: 1 })
  })

  it('begins anew where the organization chose that, and resumes unless it did [S1-59 2/2]', async () => {
    const register = await readPreset('sonio')
    expect(register?.clock.pause).toBe('resume')
    if (register === undefined) throw new Error('no such register')
    await publish('sonio', { ...register, clock: { ...register.clock, pause: 'restart' } })
    const { id } = await record()
    set('2026-03-11T09:00:00Z')
    await done(id, { kind: 'asked', about: 'request', words: 'Which contract?' })
    await deliver()
    set('2026-04-05T09:00:00Z')
    const answered = await done(id, { kind: 'person_wrote', words: 'The second' })
    // Thirty days from the answer, and not the twenty that were left.
    expect(answered.clock).toMatchObject({ dueOn: '2026-05-05', state: 'running' })
  })

  it.each([
    ['31 January', '2026-01-31T09:00:00Z', '2026-03-02'],
    ['a leap day', '2024-02-29T09:00:00Z', '2024-03-29'],
    ['a last day on a holiday', '2026-04-01T09:00:00Z', '2026-05-04'],
    ['an evening that is the next day there', '2026-06-09T22:30:00Z', '2026-07-10'],
  ])('knows %s', async (_what, receivedAt, dueOn) => {
    set('2026-06-20T09:00:00Z')
    const made = await record({ receivedAt })
    expect(made.clock.dueOn).toBe(dueOn)
  })

  it('is extended once, with reasons that the person is told', async () => {
    const { id } = await record()
    expect(codeOf(await act(id, 1, { kind: 'extended', reasons: '' }))).toBe('request_reasons_missing')
    const extended = await done(id, { kind: 'extended', reasons: 'Eight years of records' })
    expect([extended.clock.dueOn, extended.clock.state]).toEqual(['2026-06-01', 'extended'])
    expect(extended.letters.at(-1)?.body).toContain('Eight years of records')
    expect(codeOf(await act(id, 2, { kind: 'extended', reasons: 'More' }))).toBe('request_extended_already')
  })
})

describe('a decision', () => {
  it('is refused without its motive, and the letter has motive, authority and court [S1-60, S1-61 1/2]', async () => {
    const { id } = await record()
    expect(codeOf(await act(id, 1, { ...REFUSAL, reason: ' ' }))).toBe('request_reasons_missing')
    expect(codeOf(await act(id, 1, { ...REFUSAL, article: '' }))).toBe('request_reasons_missing')
    const refused = await done(id, REFUSAL)
    const body = refused.letters.at(-1)?.body ?? ''
    for (const part of ['needed for a claim', '17(3)(e)', 'CNIL', 'tribunal judiciaire', 'within five years'])
      expect(body).toContain(part)
  })

  it('is not refused where the register leaves an authority blank: nothing is sent [S1-61 2/2]', async () => {
    const register = await readPreset('sonio')
    if (register === undefined) throw new Error('no such register')
    const { jurisdiction } = register
    await publish('sonio', {
      ...register,
      jurisdiction: { ...jurisdiction, authority: { ...jurisdiction.authority, address: ' ' } },
    })
    const { id } = await record()
    expect(codeOf(await act(id, 1, REFUSAL))).toBe('request_remedies_missing')
    expect(await read(id)).toMatchObject({ state: 'received', letters: [{ kind: 'acknowledgement' }] })
  })

  it('names the authority and the judge in every answer [S1-63 partly, S0-74 partly, S1-115 partly]', async () => {
    for (const language of ['en', 'fr']) {
      const { id } = await record({ language })
      const answered = await done(id, { kind: 'granted', words: 'Rien / nothing' })
      expect(answered.letters.at(-1)?.body).toMatch(/https:\/\/www\.cnil\.fr[^]*tribunal judiciaire/)
    }
  })

  it('of two officers at once lets one win and tells the other', async () => {
    const { id, version } = await record()
    const answers = await Promise.all([
      act(id, version, { kind: 'granted', words: 'Here it is' }),
      act(id, version, REFUSAL),
    ])
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 412])
    expect((await read(id)).letters.length).toBe(2)
  })

  it('is never without its letter: a crash in between leaves neither', async () => {
    const { id } = await record()
    const failing: PrivacyDeps = {
      ...deps,
      world: {
        ...world,
        bytes: (length) => {
          throw new Error(`killed before ${length} bytes`)
        },
      },
    }
    const other = await testApi({ database, world, organizationId, endpoints: requestEndpoints(failing) })
    await other.call('POST', `/privacy/requests/${id}/acts`, { body: REFUSAL, ifMatch: '1' })
    await other.close()
    expect(await read(id)).toMatchObject({ state: 'received', version: 1 })
    expect((await read(id)).letters.length).toBe(1)
  })

  it('sends its letter after a server died, and says when it cannot', async () => {
    const { id } = await record()
    failure = 'server_unreachable'
    await deliver()
    failure = undefined
    set('2026-03-01T10:00:00Z')
    await deliver()
    expect(sent.length).toBe(1)
    await done(id, REFUSAL)
    failure = 'address_refused'
    await deliver()
    expect((await read(id)).letters.map(({ state }) => state)).toEqual(['sent', 'failed'])
  })

  it('to erase erases, keeps the proof of the answer, and never erases by itself whom it looked like', async () => {
    const one = await person('Ana', 'Diaz', 'ana@example.org')
    const other = await person('Anna', 'Dias')
    const { id } = await record({ right: 'erasure' })
    const found = (await api.call('GET', `/privacy/requests/${id}/candidates`)).body as {
      data: { personId: string; by: string[] }[]
    }
    expect(found.data.map(({ by }) => by)).toEqual([['name', 'email'], ['name']])
    expect(codeOf(await act(id, 1, { kind: 'granted', words: 'We do' }))).toBe('request_person_first')
    await done(id, { kind: 'matched', personId: found.data[0]?.personId })
    const granted = await done(id, { kind: 'granted', words: 'We do' })
    expect(granted.erasureId).toMatch(/^era_/)
    await runErasures(deps, organizationId)
    const people = await insideAsPrivacy(database, organizationId, (transaction) =>
      sql<{ id: string }>`select id from person`.execute(transaction),
    )
    expect(people.rows.map((row) => asId('person', row.id))).toEqual([other])
    expect(people.rows.map((row) => row.id)).not.toContain(one)
    expect(await read(id)).toMatchObject({ state: 'answered', personId: null, requesterName: 'Ana Diaz' })
    await deliver()
    expect(sent.at(-1)?.text).toContain('are being erased now')
  })
})

describe('who asks', () => {
  it('is asked for proof only with a written doubt, and nothing leaves before it is seen', async () => {
    const { id } = await record()
    expect(codeOf(await act(id, 1, { kind: 'asked', about: 'identity', words: 'Your badge?' }))).toBe(
      'request_doubt_missing',
    )
    await done(id, { kind: 'asked', about: 'identity', words: 'Your badge?', doubt: 'Another address' })
    expect(codeOf(await act(id, 2, { kind: 'granted', words: 'x' }))).toBe('request_identity_first')
    await done(id, { kind: 'identity_proven', proof: 'document' })
    expect((await done(id, { kind: 'granted', words: 'x' })).state).toBe('answered')
  })

  it('is always checked where the organization says so: a letter without a proof is incomplete, is asked for one by itself, and its clock stands still [S4-14 1/2, S4-91 1/2]', async () => {
    await publish('soco')
    const without = await record({ channel: 'post', email: undefined, address: '3 rue Haute, 44000 Nantes' })
    expect([without.identity, without.state, without.missing]).toEqual([
      'asked',
      'identity_needed',
      ['identity'],
    ])
    const question = without.letters.at(-1)
    expect(question).toMatchObject({ kind: 'question', state: 'to_post' })
    expect(question?.body).toMatch(/of whichever kind: identity card, passport/)
    expect(question?.body).toContain('We keep no copy')
    expect(without.clock.state).toBe('running')
    await api.call('POST', `/privacy/letters/${question?.id}/posted`)
    expect((await read(without.id)).clock.state).toBe('paused')
    set('2026-03-11T09:00:00Z')
    await done(without.id, { kind: 'person_wrote', words: 'Here is my card.' })
    const proven = await done(without.id, { kind: 'identity_proven', proof: 'document' })
    expect(proven).toMatchObject({
      identity: 'proven',
      missing: [],
      clock: { state: 'running', pausedDays: 10 },
    })
    const complete = await record({ channel: 'post', proofSeen: true })
    expect([complete.identity, complete.missing, complete.clock.state]).toEqual(['proven', [], 'running'])
    expect(complete.letters.map(({ kind }) => kind)).toEqual(['acknowledgement'])
  })

  it('is asked in one letter with whatever else is missing, and of a question or a no to advertising never', async () => {
    await publish('soco')
    const both = await record({ channel: 'post', name: 'A. Diaz' })
    expect(both.missing).toEqual(['first_name', 'identity'])
    expect(both.letters.map(({ kind }) => kind)).toEqual(['acknowledgement', 'question'])
    for (const right of ['question', 'objection_to_marketing'])
      expect((await record({ channel: 'post', right })).missing).toEqual([])
  })
})
