/** Breaches against the database: found, judged, told in time, and the people it concerns written to. */
import { accountTables } from '@loge/features/accounts/server'
import { accessTables } from '@loge/features/access/server'
import { eventTables, installCatalogue } from '@loge/features/events/server'
import { lawTables } from '@loge/features/law/server'
import { peopleFacts } from '@loge/features/people/core'
import { createPerson, peopleTables } from '@loge/features/people/server'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import { formatId, HOUR_MS, instant, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { type TestApi, type TestDatabase, testApi, testDatabase, testOrganization } from '@loge/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { breachFacts, privacyFacts } from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { privacyTables } from '../tables.ts'
import { deliverBreachLetters } from './deliver.ts'
import { breachEndpoints } from './routes.ts'
import { watchBreaches } from './watch.ts'

let clock = 0
const world: World = { ...realWorld, now: () => instant(clock), sleep: async () => undefined }
let database: TestDatabase
let organizationId: OrganizationId
let deps: PrivacyDeps
let forget: () => void
let api: TestApi

const person = (givenName: string, more: { email?: string; street?: string } = {}): Promise<PersonId> =>
  createPerson({ database, world }, systemCaller(organizationId, 'test'), {
    givenName,
    familyName: 'Morel',
    language: 'en',
    ...more,
  } as Parameters<typeof createPerson>[2]).then(({ id }) => id)

beforeEach(async () => {
  clock = Date.parse('2026-11-03T17:20:00Z')
  forget = installCatalogue([peopleFacts, placesFacts, privacyFacts, breachFacts])
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
  await createSite({ database, world }, systemCaller(organizationId, 'test'), {
    name: 'Tilleuls',
    timeZone: 'Europe/Paris',
    holidayRegion: 'FR',
    street: '1 rue',
    postalCode: '44000',
    city: 'Nantes',
    country: 'FR',
  })
  api = await testApi({ database, world, organizationId, endpoints: breachEndpoints(deps) })
})
afterEach(async () => {
  await api.close()
  await database.close()
  forget()
})

interface Breach {
  readonly id: string
  readonly reference: string
  readonly version: number
  readonly risk: string | null
  readonly proposed: { readonly byMe: boolean } | null
  readonly clocks: readonly { readonly state: string; readonly dueAt: string | null }[]
  readonly duties: readonly string[]
  readonly people: number
  readonly concerned: readonly { readonly id: string; readonly name: string; readonly state: string }[]
  readonly closedAt: string | null
}

const FACTS = {
  title: 'A statement in the wrong letterbox',
  cause: 'misdirected',
  foundAt: '2026-11-03T17:20:00.000Z',
  beganAt: '2026-11-03T08:00:00.000Z',
  endedAt: '2026-11-03T17:30:00.000Z',
  nature: 'The account of one home was put into the box of another.',
  consequences: 'A neighbour knows an amount.',
  measures: 'It was taken back.',
  categories: ['identity'],
  records: 1,
  isExploitedWeakness: false,
}
const LETTER = { nature: 'Your account was seen.', consequences: 'One amount.', advice: 'Nothing to do.' }

const record = async (more: Partial<typeof FACTS> = {}): Promise<Breach> => {
  const { status, body } = await api.call('POST', '/privacy/breaches', { body: { ...FACTS, ...more } })
  expect([status, body]).toMatchObject([201, {}])
  return body as Breach
}
const act = ({ id, version }: Pick<Breach, 'id' | 'version'>, body: object) =>
  api.call('POST', `/privacy/breaches/${id}/acts`, { body, ifMatch: String(version) })
const done = async (breach: Breach, body: object): Promise<Breach> => {
  const answer = await act(breach, body)
  expect([answer.status, answer.body]).toMatchObject([200, {}])
  return answer.body as Breach
}
const codeOf = ({ body }: { readonly body: unknown }): unknown => (body as { code?: string }).code

describe('a breach', () => {
  it('counts 72 hours, is filled in for the authority, and comes late only with a reason [S1-25 1/2]', async () => {
    let breach = await record()
    expect(breach).toMatchObject({
      reference: '2026-01',
      clocks: [{ state: 'running', dueAt: '2026-11-06T17:20:00.000Z' }],
      duties: ['assess', 'tell_authority'],
    })
    breach = await done(breach, { kind: 'assessed', risk: 'risk', reasons: 'one household' })
    for (const language of ['en', 'fr']) {
      const { body } = await api.call(
        'GET',
        `/privacy/breaches/${breach.id}/notice?stage=first&language=${language}`,
      )
      const texts = (body as { lines: { text: string }[] }).lines.map(({ text }) => text).join('\n')
      for (const part of [FACTS.nature, FACTS.consequences, FACTS.measures, 'CNIL', '18:20'])
        expect(texts).toContain(part)
    }
    clock += 73 * HOUR_MS
    const notified = { kind: 'notified', to: 'authority', stage: 'first' }
    expect(codeOf(await act(breach, notified))).toBe('breach_late_reason_missing')
    breach = await done(breach, { ...notified, lateReason: 'nobody was there' })
    expect(breach.clocks).toMatchObject([{ state: 'met_late' }])
    breach = await done(breach, { kind: 'closed', lessons: 'Two people put letters into boxes.' })
    expect(breach).toMatchObject({ duties: [], closedAt: expect.any(String) })
  })

  it('that is no risk stays written down, with its reasons', async () => {
    const breach = await done(await record(), { kind: 'assessed', risk: 'none', reasons: 'nobody read it' })
    await done(breach, { kind: 'closed', lessons: 'none' })
    const { body } = await api.call('GET', '/privacy/breaches')
    expect(body).toMatchObject({ data: [{ risk: 'none', clocks: [{ state: 'not_needed' }] }] })
    await expect(
      insideAsPrivacy(database, organizationId, (transaction) =>
        sql`update breach_entry set act = '{}'`.execute(transaction),
      ),
    ).rejects.toThrow('only added to')
  })

  it('is judged by one of three levels, with reasons, and made less grave by two people alone [S1-27 2/2]', async () => {
    const breach = await record()
    for (const wrong of [{ risk: 'medium', reasons: 'x' }, { risk: 'high' }, { risk: 'high', reasons: ' ' }])
      expect((await act(breach, { kind: 'assessed', ...wrong })).status).toBe(400)
    const high = await done(breach, { kind: 'assessed', risk: 'high', reasons: 'bank details' })
    const lower = await done(high, { kind: 'assessed', risk: 'risk', reasons: 'taken back unread' })
    expect(lower).toMatchObject({ risk: 'high', proposed: { byMe: true } })
    expect(codeOf(await act(lower, { kind: 'confirmed' }))).toBe('breach_same_person')
  })

  it('of two officers at once lets one win', async () => {
    const breach = await record()
    const answers = await Promise.all([
      act(breach, { kind: 'assessed', risk: 'high', reasons: 'a' }),
      act(breach, { kind: 'assessed', risk: 'none', reasons: 'b' }),
    ])
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 412])
  })

  it('alerts after a day and after two, once each, and no more once it was told', async () => {
    let breach = await record()
    const alerts = async () => {
      await watchBreaches({ database, world }, organizationId)
      await watchBreaches({ database, world }, organizationId)
      return database.transaction(organizationId, async (transaction) => {
        const { rows } = await sql<{ hours: number }>`
          select (payload ->> 'hours')::int as hours from event where type = ${breachFacts.alerted.type}
          order by received_at`.execute(transaction)
        return rows.map(({ hours }) => hours)
      })
    }
    expect(await alerts()).toEqual([])
    clock += 24 * HOUR_MS
    expect(await alerts()).toEqual([24])
    clock += 25 * HOUR_MS
    expect(await alerts()).toEqual([24, 48])
    breach = await done(breach, { kind: 'notified', to: 'authority', stage: 'first' })
    clock += 48 * HOUR_MS
    expect(await alerts()).toEqual([24, 48])
    expect(breach.duties).toEqual(['assess'])
  })
})

describe('the people of a breach', () => {
  it('are found in the tables it touched, and each is written to by mail or on paper [S1-26]', async () => {
    const byMail = await person('Ann', { email: 'ann@example.org' })
    await person('Bob')
    const high = await done(await record(), { kind: 'assessed', risk: 'high', reasons: 'names' })
    const asked = { kind: 'people_told', en: LETTER, fr: LETTER }
    expect(codeOf(await act(high, asked))).toBe('breach_people_missing')
    const search = { kind: 'people_found', categories: ['identity'], from: null, until: null, people: [] }
    const found = await done(high, search)
    expect(found).toMatchObject({ people: 2, concerned: [{ name: 'Ann Morel' }, { name: 'Bob Morel' }] })
    const told = await done(found, asked)
    expect(told.concerned.map(({ state }) => state)).toEqual(['waiting', 'to_post'])
    const sent: { to: string; text: string }[] = []
    const deliver = () =>
      deliverBreachLetters(
        { database, world, sendLetter: async (letter) => void sent.push(letter) },
        organizationId,
      )
    await deliver()
    await deliver()
    expect(sent).toHaveLength(1)
    expect(sent[0]?.to).toBe('ann@example.org')
    for (const part of [LETTER.nature, LETTER.consequences, LETTER.advice, 'Questions:', '2026-01'])
      expect(sent[0]?.text).toContain(part)
    const [, paper] = told.concerned
    const letter = await api.call('GET', `/privacy/breach-letters/${paper?.id}`)
    expect(letter.body).toMatchObject({ name: 'Bob Morel', body: expect.stringContaining(LETTER.nature) })
    expect((await api.call('POST', `/privacy/breach-letters/${paper?.id}/posted`)).status).toBe(200)
    const { body } = await api.call('GET', `/privacy/breaches/${told.id}`)
    expect((body as Breach).concerned.map(({ state }) => state)).toEqual(['sent', 'sent'])
    const log = await database.transaction(organizationId, (transaction) =>
      sql<{
        person_id: string
      }>`select person_id from event where type = ${breachFacts.letterSent.type}`.execute(transaction),
    )
    expect(log.rows).toEqual([{ person_id: byMail }])
  })

  it('may be named one by one, and nobody is written to twice', async () => {
    const one = await person('Ann')
    await person('Bob')
    const named = {
      kind: 'people_found',
      categories: [],
      from: null,
      until: null,
      people: [formatId('person', one)],
    }
    const found = await done(await done(await record(), named), named)
    expect(found.concerned.map(({ name }) => name)).toEqual(['Ann Morel'])
  })
})
