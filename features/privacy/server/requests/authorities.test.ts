/** Which authority somebody is told of, and whether directives for after their death are offered, go by where they live. */
import { accountTables } from '@loge/features/accounts/server'
import { eventTables, installCatalogue } from '@loge/features/events/server'
import { AUTHORITIES, completed, type Register } from '@loge/features/law/core'
import { lawEndpoints, lawTables, readPreset } from '@loge/features/law/server'
import { peopleFacts } from '@loge/features/people/core'
import { createPerson, peopleTables } from '@loge/features/people/server'
import { systemCaller } from '@loge/features/places/server'
import { DAY_MS, formatId, instant, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { type TestApi, type TestDatabase, testApi, testDatabase, testOrganization } from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disclosureFacts, privacyFacts, requestFacts } from '../../core/index.ts'
import { deedEndpoints } from '../deeds/routes.ts'
import { myDataEndpoints } from '../my-data/routes.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { privacyTables } from '../tables.ts'
import { requestEndpoints } from './routes.ts'

const NOW = Date.parse('2026-03-12T09:00:00Z')
const world: World = { ...realWorld, now: () => instant(NOW), sleep: async () => undefined }

let database: TestDatabase
let organizationId: OrganizationId
let forget: () => void
let desk: TestApi
const opened: TestApi[] = []
const declarations = [...lawTables, ...peopleTables, ...accountTables, ...eventTables, ...privacyTables]

const openApi = async (who: { readonly personId?: PersonId } = {}): Promise<TestApi> => {
  const deps = { database, world, declarations }
  const law = { ...deps, recordRegister: async () => undefined }
  const api = await testApi({
    database,
    world,
    organizationId,
    endpoints: [
      ...lawEndpoints(law),
      ...requestEndpoints(deps),
      ...deedEndpoints(deps),
      ...myDataEndpoints(deps),
    ],
    ...who,
    ...(who.personId === undefined ? {} : { grants: [] }),
  })
  opened.push(api)
  return api
}

let number = 0
/** As its officer writes it, over the route of the draft; then in force. */
const putInForce = async (content: Register): Promise<void> => {
  const written = await desk.call('PUT', '/register/draft', { body: { content, replaces: null } })
  expect([written.status, written.body]).toEqual([200, expect.anything()])
  const { version } = written.body as { version: { number: number } }
  const read = (await desk.call('GET', `/register/versions/${version.number}`)).body as { content: Register }
  const { hash } = (written.body as { version: { hash: string } }).version
  expect((await desk.call('DELETE', `/register/draft?hash=${hash}`)).status).toBeLessThan(300)
  number += 1
  const at = new Date(NOW - DAY_MS + number)
  await insideAsPrivacy(database, organizationId, (transaction) =>
    sql`insert into register_version (organization_id, number, content, hash, recorded_at, published_at, effective_at)
      values (${organizationId}, ${100 + number}, ${JSON.stringify(read.content)}, ${String(number).repeat(64)}, ${at}, ${at}, ${at})`.execute(
      transaction,
    ),
  )
}

let base: Register
beforeAll(async () => {
  forget = installCatalogue([peopleFacts, privacyFacts, requestFacts, disclosureFacts])
  database = await testDatabase()
  organizationId = await testOrganization(database)
  desk = await openApi()
  base = completed((await readPreset('softathome')) ?? expect.fail('no register'))
})
afterAll(async () => {
  for (const api of opened) await api.close()
  await database.close()
  forget()
})

const livesIn = async (country: string | null): Promise<PersonId> =>
  (
    await createPerson({ database, world }, systemCaller(organizationId, 'test'), {
      givenName: 'Ana',
      familyName: `Diaz ${country ?? ''}`.trim(),
      email: 'ana@example.org',
      country,
    })
  ).id

interface Case {
  readonly id: string
  readonly identity: string
  readonly version: number
  readonly letters: readonly { readonly body: string }[]
}

const done = async (one: Case, body: object): Promise<Case> => {
  const answer = await desk.call('POST', `/privacy/requests/${one.id}/acts`, {
    body,
    ifMatch: String(one.version),
  })
  expect([answer.status, answer.body]).toEqual([200, expect.anything()])
  return answer.body as Case
}

/** The answer to a request for access of somebody, and the copy that goes with it. */
const answerTo = async (personId: PersonId): Promise<{ readonly letter: string; readonly copy: string }> => {
  const asked = { right: 'access', name: 'Ana Diaz', email: 'ana@example.org', words: 'Please.' }
  const made = await desk.call('POST', '/privacy/requests', {
    body: { ...asked, channel: 'phone', receivedAt: new Date(NOW).toISOString(), language: 'en' },
  })
  let one = made.body as Case
  if (one.identity === 'to_check') one = await done(one, { kind: 'identity_proven', proof: 'called_back' })
  one = await done(one, { kind: 'matched', personId: formatId('person', personId) })
  one = await done(one, { kind: 'granted', words: 'Here it is.' })
  const copy = await desk.call('GET', `/privacy/requests/${one.id}/copy`)
  return { letter: one.letters.at(-1)?.body ?? '', copy: String(copy.body) }
}

const mineOf = async (personId: PersonId) => {
  const api = await openApi({ personId })
  const { status, body } = await api.call('GET', '/me/data')
  expect(status).toBe(200)
  return { api, mine: body as { authority: { web: string }; directiveOffered: boolean } }
}

const webOf = (country: string): string =>
  AUTHORITIES.find((one) => one.country === country)?.web ?? expect.fail(`no authority of ${country}`)

const EDPB = 'https://www.edpb.europa.eu/about-edpb/about-edpb/members_en'

test('[S3-193] an answer names the authority of the country the person lives in, with the list of all of them; so do the copy and their own page', async () => {
  await putInForce(base)
  for (const country of ['BE', 'LU', 'FR']) {
    const personId = await livesIn(country)
    const { letter, copy } = await answerTo(personId)
    for (const other of ['BE', 'LU', 'FR'])
      expect([other, letter.includes(webOf(other)), copy.includes(webOf(other))]).toEqual([
        other,
        other === country,
        other === country,
      ])
    expect(letter).toContain(EDPB)
    // The court of France is of France alone.
    expect(letter.includes('tribunal judiciaire')).toBe(country === 'FR')
    expect((await mineOf(personId)).mine.authority.web).toBe(webOf(country))
  }
  // Where nobody knows where they live, or of that country no authority: the one of the organization.
  for (const country of [null, 'JP'])
    expect((await answerTo(await livesIn(country))).letter).toContain(base.jurisdiction.authority.web)
})

test('[S3-194] the directory has name, address and page by country, and what the officer writes over it is what people are told', async () => {
  for (const { country, name, address, web } of AUTHORITIES) {
    expect([country, name !== '', address !== '']).toEqual([country, true, true])
    expect(new URL(web).protocol).toBe('https:')
  }
  const moved = {
    country: 'BE',
    name: 'APD',
    address: 'rue Neuve 1, 1000 Bruxelles',
    web: 'https://apd.example',
  }
  const added = {
    country: 'JP',
    name: 'PPC',
    address: 'Kasumigaseki 3-2-1, Tokyo',
    web: 'https://ppc.example',
  }
  const authority = { ...base.jurisdiction.authority, address: '3 place de Fontenoy, 75007 Paris' }
  await putInForce({
    ...base,
    jurisdiction: { ...base.jurisdiction, authority, authorities: [moved, added] },
  })
  for (const { country, name, address, web } of [moved, added, { country: 'FR', ...authority }]) {
    const { letter } = await answerTo(await livesIn(country))
    for (const part of [name, address, web]) expect(letter).toContain(part)
  }
  const half = { ...moved, web: undefined }
  const refused = await desk.call('PUT', '/register/draft', {
    body: {
      content: { ...base, jurisdiction: { ...base.jurisdiction, authorities: [half] } },
      replaces: null,
    },
  })
  expect(refused.status).toBe(400)
})

test('[S3-160] directives for after their death are offered to who lives in France, or where the organization says; what was lodged may be revoked anywhere', async () => {
  await putInForce(base)
  const directive = { wishes: { identity: 'erase' }, agreed: true }
  const french = await mineOf(await livesIn('FR'))
  const belgianId = await livesIn('BE')
  const belgian = await mineOf(belgianId)
  expect([french.mine.directiveOffered, belgian.mine.directiveOffered]).toEqual([true, false])
  expect((await french.api.call('PUT', '/me/directive', { body: directive })).status).toBe(200)
  const refused = await belgian.api.call('PUT', '/me/directive', { body: directive })
  expect([refused.status, refused.body]).toEqual([
    409,
    expect.objectContaining({ code: 'directive_not_offered' }),
  ])
  await putInForce({ ...base, jurisdiction: { ...base.jurisdiction, postMortem: ['BE'] } })
  expect((await mineOf(belgianId)).mine.directiveOffered).toBe(true)
  expect((await belgian.api.call('PUT', '/me/directive', { body: directive })).status).toBe(200)
  expect((await french.api.call('PUT', '/me/directive', { body: directive })).status).toBe(409)
  expect((await french.api.call('DELETE', '/me/directive')).status).toBe(204)
})
