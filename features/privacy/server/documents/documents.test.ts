/** Documents over HTTP and as pages: drafted, published, read by everybody, agreed to, and proven word for word. */
import { PERMISSIONS } from '@loge/features/accounts/core'
import { deliverNotices } from '@loge/features/notices/server'
import { noticeFacts } from '@loge/features/notices/core'
import { installCatalogue } from '@loge/features/events/server'
import { defaultRegister, type Register } from '@loge/features/law/core'
import { draftRegister, publishRegister } from '@loge/features/law/server'
import {
  createHttpServer,
  createIdempotencyStore,
  type HttpServer,
  type Principal,
  silentLogger,
} from '@loge/http'
import {
  type AccountId,
  DAY_MS,
  instant,
  newId,
  type OrganizationId,
  type PersonId,
  type World,
} from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, type TestDatabase, testOrganization, insertTestPerson } from '@loge/testing'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { documentFacts, privacyFacts, registerFacts, termsTemplate } from '../../core/index.ts'
import { recordRegister } from '../record-register.ts'
import { forgetChoices } from './choices.ts'
import { followRegisterNow } from './follow-register.ts'
import { documentPages } from './pages/index.ts'
import { createDocumentLetter } from './tell-change.ts'
import { documentEndpoints } from './routes.ts'

const START = Date.parse('2026-11-22T10:00:00Z')
const ORIGIN = 'http://localhost:8420'
const everything = { kind: 'organization' } as const
const unlimited = { burst: 1_000_000, perSecond: 1_000_000 }

let database: TestDatabase
let server: HttpServer
let organizationId: OrganizationId
let slug: string
let officer: Principal
let accountId: AccountId
let who: Principal
let now = START
let forget = () => {}
const world: World = { ...realWorld, now: () => instant(now) }

const named: Register = {
  ...defaultRegister,
  controller: {
    ...defaultRegister.controller,
    name: 'Syndic <Marchand> & associés',
    legalForm: 'SAS',
    registration: 'RCS Nantes 123 456 789',
    address: '12 rue Lamartine, 44000 Nantes',
    email: 'dpo@tilleuls.example',
  },
}

const makeAccount = async (): Promise<{ accountId: AccountId; personId: PersonId }> => {
  const ids = { accountId: newId(world, 'account'), personId: newId(world, 'person') }
  await database.transaction(organizationId, async (transaction) => {
    const named = { givenName: 'Ana', familyName: 'Roux' }
    await insertTestPerson({ organizationId, id: ids.personId, ...named }).execute(transaction)
    await sql`insert into account (organization_id, id, person_id, email, status, created_at)
      values (${organizationId}, ${ids.accountId}, ${ids.personId}, ${`${ids.accountId}@example.org`}, 'active', ${new Date(now)})`.execute(
      transaction,
    )
  })
  return ids
}

const publish = async (content: Register, effectiveAt?: number, clock: World = world) =>
  database.transaction(organizationId, async (transaction) => {
    const keeping = {
      transaction,
      world: clock,
      organizationId,
      accountId: null,
      record: (fact: Parameters<typeof recordRegister>[3]) =>
        recordRegister(transaction, clock, { organizationId, actor: { kind: 'system', id: 'test' } }, fact),
    }
    const { stored } = await draftRegister(keeping, { content, replaces: null })
    const at = effectiveAt === undefined ? {} : { effectiveAt: instant(effectiveAt) }
    return publishRegister(keeping, { hash: stored.hash, ...at })
  })

const ask = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => {
  const answer = await server.inject({
    method,
    url: `/api/v1${path}`,
    ...(body === undefined ? {} : { payload: body }),
  })
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: answer.body === '' ? undefined : answer.json(),
  }
}

const page = async (path: string, query = '', headers = {}) => {
  const {
    statusCode,
    body,
    headers: told,
  } = await server.inject({
    url: `${path}?organization=${slug}${query}`,
    headers: { accept: 'text/html', ...headers },
  })
  return { status: statusCode, body, headers: told }
}

const draft = async (content = termsTemplate, replaces: string | null = null): Promise<string> => {
  const { status, body } = await ask('PUT', '/documents/terms/draft', { content, replaces })
  expect(status).toBe(200)
  return body.version.hash
}

const publishTerms = async (more: object = {}) =>
  ask('POST', '/documents/terms/draft/publish', { hash: await draft(), isSubstantial: false, ...more })

beforeAll(async () => {
  database = await testDatabase()
  forget = installCatalogue([privacyFacts, registerFacts, documentFacts, noticeFacts])
  const licences = [{ name: 'kysely', version: '1.2.3', licence: 'MIT' }]
  const deps = { database, world, origin: ORIGIN, licences }
  server = await createHttpServer({
    endpoints: documentEndpoints(deps),
    pages: documentPages(deps),
    permissions: PERMISSIONS,
    authenticate: async () => who,
    world,
    idempotency: createIdempotencyStore(database, world),
    logger: silentLogger,
    metrics: new Registry(),
    origin: ORIGIN,
    version: 'test',
    rateLimits: { read: unlimited, write: unlimited, public: unlimited },
  })
})

beforeEach(async () => {
  now = START
  organizationId = await testOrganization(database)
  slug = (await database.organizations()).find(({ id }) => id === organizationId)?.slug ?? ''
  const made = await makeAccount()
  accountId = made.accountId
  officer = {
    kind: 'account',
    organizationId,
    accountId,
    sessionId: newId(world, 'session'),
    personId: made.personId,
    grants: ['register.read', 'register.manage'].map((permission) => ({ permission, scope: everything })),
  }
  who = officer
})

afterAll(async () => {
  await server.close()
  await database.close()
  forget()
})

describe('what everybody reads', () => {
  beforeEach(() => {
    who = { kind: 'anonymous' }
  })

  test.each([
    ['/privacy-policy', 'Privacy policy', 'Politique de confidentialité'],
    ['/cookies', 'Cookie policy', 'Politique de cookies'],
    ['/legal', 'Legal notice', 'Mentions légales'],
    ['/privacy-centre', 'Your data, in plain words', 'Vos données, en clair'],
    ['/privacy-centre/request', 'Make a request', 'Faire une demande'],
    ['/privacy-centre/words', 'What our words mean', 'Le sens de nos mots'],
  ])(
    '[S1-2 2/2] %s is there in both languages, without an account, and sets no cookie',
    async (path, en, fr) => {
      await publish(named)
      for (const [lang, title] of [
        ['en', en],
        ['fr', fr],
      ] as const) {
        const { status, body, headers } = await page(path, `&lang=${lang}`)
        expect(status).toBe(200)
        expect(body).toContain(`<h1>${title}</h1>`)
        expect(body).toContain(`<html lang="${lang}"`)
        expect(body).toContain('Syndic &lt;Marchand&gt; &amp; associés')
        expect(headers['set-cookie']).toBeUndefined()
      }
    },
  )

  test('[S0-2] the terms are whole before sign-in, with a way back to it, and set no cookie', async () => {
    await publish(named)
    who = officer
    expect((await publishTerms()).status).toBe(200)
    who = { kind: 'anonymous' }
    const { status, body, headers } = await page('/terms', '&lang=en')
    expect(status).toBe(200)
    for (const { title } of termsTemplate.en.sections) expect(body).toContain(title)
    expect(body).toContain('<a href="/sign-in">Back to sign-in</a>')
    expect(headers['set-cookie']).toBeUndefined()
  })

  test('the terms are there before anybody published or named anything, whole and without an empty place, in both languages [S0-2]', async () => {
    for (const [lang, back] of [
      ['en', 'Back to sign-in'],
      ['fr', 'Retour à la connexion'],
    ] as const)
      for (const url of [`/terms?organization=${slug}&lang=${lang}`, `/terms?lang=${lang}`]) {
        const { statusCode, body, headers } = await server.inject({ url, headers: { accept: 'text/html' } })
        expect([url, statusCode]).toEqual([url, 200])
        for (const { title } of termsTemplate[lang].sections) expect(body).toContain(title.slice(0, 5))
        expect(body).not.toMatch(/\{\w+\}/)
        expect(body).toContain(`<a href="/sign-in">${back}</a>`)
        expect(headers['set-cookie']).toBeUndefined()
      }
  })

  test('a word is found in a document, whatever its capitals and accents, and without a script', async () => {
    await publish(named)
    const { body } = await page('/privacy-policy', '&lang=fr&q=DUREE')
    expect(body).toMatch(/«\sDUREE\s», à \d+ endroits?\s:/)
    expect(body).toMatch(/<mark>[Dd]urée<\/mark>/)
    const { body: none } = await page('/privacy-policy', '&lang=en&q=%3Cb%3Ezebra')
    expect(none).toContain('“&lt;b&gt;zebra” is not in this page.')
  })

  test('what is written belongs to somebody, and the licences of what others wrote are listed [S0-43 1/2]', async () => {
    for (const [lang, owner, list] of [
      ['en', 'The texts, marks and pictures of this service belong to', 'It contains 1 works of others'],
      ['fr', 'Les textes, marques et images de ce service appartiennent à', 'Il contient 1 œuvres de tiers'],
    ] as const) {
      const { body } = await page('/legal', `&lang=${lang}`)
      expect(body).toContain(owner)
      expect(body).toContain(list)
      expect(body).toContain('<b>MIT</b> kysely 1.2.3')
    }
  })

  test('every way out is marked as one, and the page it leads to learns nothing [S0-92 1/3]', async () => {
    await publish(named)
    for (const path of ['/terms', '/privacy-policy', '/cookies', '/legal', '/privacy-centre']) {
      const { body } = await page(path, '&lang=en')
      for (const [link] of body.matchAll(/<a [^>]*href="https?:[^>]*>/g))
        expect(link).toContain('rel="external noopener noreferrer"')
      // Nothing of somebody else is loaded by itself.
      expect(body).not.toMatch(
        /<(?:script|img|iframe|link|video|embed|object)[^>]+(?:src|href)="(?:https?:)?\/\//,
      )
    }
    const { body } = await page('/cookies', '&lang=en')
    expect(body).toContain('aria-label=" (external site)"')
  })

  test('every page has the terms one press away, at its foot', async () => {
    for (const path of ['/terms', '/privacy-policy', '/cookies', '/legal', '/privacy-centre']) {
      const { body } = await page(path, '&lang=en')
      expect(body.slice(body.indexOf('<footer'))).toMatch(/href="\/terms\?[^"]*">Terms</)
      expect(body.slice(body.indexOf('<footer'))).toMatch(/href="\/cookies\?[^"]*#choices">/)
    }
  })

  test('of an organization nobody knows a page says so, and of a version that is not there too', async () => {
    expect((await server.inject({ url: '/terms?organization=nobody' })).statusCode).toBe(404)
    expect((await page('/terms', '&version=1')).status).toBe(404)
    expect((await page('/privacy-policy', '&version=7')).status).toBe(404)
    expect((await page('/privacy-policy', '&version=x%27%22%3E')).status).toBe(200)
  })

  test('before anybody is named, the policy says what the software does and that nobody is named', async () => {
    const { status, body } = await page('/privacy-policy', '&lang=en')
    expect(status).toBe(200)
    expect(body).toContain('The operator has not said yet who it is.')
    const { status: none } = await ask('GET', `/public/documents/privacy_policy?organization=${slug}`)
    expect(none).toBe(404)
  })
})

describe('the rendered documents follow the register', () => {
  test('[S0-3, S2-1, S1-67 2/2] their dates come from the version, and the version from the register', async () => {
    await publish(named)
    const { body } = await page('/privacy-policy', '&lang=en')
    expect(body).toContain('Version 1 · In force since 22 November 2026 · Last update 22 November 2026')
  })

  test('what is scheduled is not in force before its moment; then what was before is archived and still read', async () => {
    await publish(named)
    const later = START + 40 * DAY_MS
    const [rule, ...others] = named.retention
    if (rule === undefined) throw new Error('there is a rule')
    const sentence = { en: 'Erased after four years.', fr: 'Effacé après quatre ans.' }
    await publish(
      { ...named, retention: [{ ...rule, period: { unit: 'year', count: 4 }, sentence }, ...others] },
      later,
    )
    expect((await page('/privacy-policy', '&lang=fr')).body).not.toContain(sentence.fr)
    const { body: list } = await ask('GET', '/documents')
    const policies = list.data.filter(({ document }: { document: string }) => document === 'privacy_policy')
    expect(policies.map(({ state, level }: { state: string; level: string }) => [state, level])).toEqual([
      ['scheduled', 'minor'],
      ['in_force', 'first'],
    ])
    now = later
    expect((await page('/privacy-policy', '&lang=fr')).body).toContain(sentence.fr)
    const { body: old } = await page('/privacy-policy', '&lang=en&version=1')
    expect(old).toContain('An earlier version')
    expect(old).not.toContain(sentence.en)
  })

  test('a longer period is material: told in the app to everybody until they have seen it, by e-mail, and on every page of the site [S1-123]', async () => {
    await publish(named)
    const other = await makeAccount()
    const longer = named.retention.map((rule) =>
      rule.id === 'access_rights'
        ? {
            ...rule,
            period: { unit: 'year' as const, count: 2 },
            sentence: { en: 'Two years.', fr: 'Deux ans.' },
          }
        : rule,
    )
    await publish({ ...named, retention: longer }, START + 30 * DAY_MS)
    const { body } = await ask('GET', '/documents/open')
    const [open] = body.data
    for (const path of ['/terms', '/privacy-policy', '/privacy-centre']) {
      expect((await page(path, '&lang=en')).body).toContain('“Privacy policy” changes from 22 December 2026:')
      expect((await page(path, '&lang=fr')).body).toContain('change à compter du 22 décembre 2026')
    }
    expect(open.version).toMatchObject({
      document: 'privacy_policy',
      number: 2,
      level: 'material',
      asks: 'notice',
    })
    expect(open.version.changes.join()).toContain('period_longer')
    const seen = {
      document: 'privacy_policy',
      number: 2,
      hash: open.version.hash,
      how: 'seen',
      language: 'fr',
      surface: 'console',
    }
    expect((await ask('POST', '/documents/answers', seen)).status).toBe(204)
    expect((await ask('GET', '/documents/open')).body.data).toEqual([])
    const [answer] = (await ask('GET', '/documents/answers')).body.data
    expect([answer.how, answer.answeredAt]).toEqual(['seen', new Date(START).toISOString()])
    // The other has not seen it, however long ago it was published.
    now = START + 90 * DAY_MS
    who = { ...officer, ...other }
    expect((await ask('GET', '/documents/open')).body.data).toHaveLength(1)
    expect((await page('/terms', '&lang=en')).body).not.toContain('changes from')
  })

  test('a change that matters goes by e-mail to every active account, with what changed; another does not, and delivery is logged [S0-94]', async () => {
    await publish(named)
    const { accountId: second } = await makeAccount()
    const gone = await makeAccount()
    await database.transaction(organizationId, (transaction) =>
      sql`update account set status = 'suspended' where id = ${gone.accountId}`.execute(transaction),
    )
    const sent: { to: string; subject: string; text: string }[] = []
    const deliver = () =>
      deliverNotices(
        {
          database,
          world,
          letters: { document_changed: createDocumentLetter(ORIGIN) },
          sendLetter: async (letter) => {
            sent.push(letter)
            return undefined
          },
        },
        organizationId,
      )
    const worded = named.retention.map((rule) =>
      rule.id === 'access_rights' ? { ...rule, sentence: { en: 'Said anew.', fr: 'Dit autrement.' } } : rule,
    )
    await publish({ ...named, retention: worded })
    await deliver()
    expect(sent).toEqual([])
    const longer = named.retention.map((rule) =>
      rule.id === 'access_rights' ? { ...rule, period: { unit: 'year' as const, count: 9 } } : rule,
    )
    await publish({ ...named, retention: longer }, START + 30 * DAY_MS)
    await deliver()
    expect(sent.map(({ to }) => to).toSorted()).toEqual(
      [accountId, second].map((id) => `${id}@example.org`).toSorted(),
    )
    expect(sent[0]?.subject).toBe('Politique de confidentialité : un changement au 22 décembre 2026')
    expect(sent[0]?.text).toContain('- une durée plus longue')
    expect(sent[0]?.text).toContain(`${ORIGIN}/privacy-policy?lang=fr&version=`)
    const { rows } = await database.transaction(organizationId, (transaction) =>
      sql<{
        state: string
      }>`select state from notice where template = 'document_changed' and organization_id = ${organizationId}`.execute(
        transaction,
      ),
    )
    expect(rows.map(({ state }) => state)).toEqual(['sent', 'sent'])
    await deliver()
    expect(sent).toHaveLength(2)
    // And the banner: each is shown it at the next visit.
    expect((await ask('GET', '/documents/open')).body.data).toHaveLength(1)
  })

  test('the cookie policy is a page of its own, with versions, and linked from the policy and from every foot [S3-186]', async () => {
    await publish(named)
    for (const [lang, title] of [
      ['en', 'Cookie policy'],
      ['fr', 'Politique de cookies'],
    ] as const) {
      const { body } = await page('/cookies', `&lang=${lang}`)
      expect(body).toContain(`<h1>${title}</h1>`)
      expect(body).toMatch(/Version 1 · /)
      const { body: policy } = await page('/privacy-policy', `&lang=${lang}`)
      expect(policy.slice(policy.indexOf('id="cookies"'), policy.indexOf('<footer'))).toMatch(
        new RegExp(`<a href="/cookies\\?[^"]*">${title}</a>`),
      )
      expect(policy.slice(policy.indexOf('<footer'))).toMatch(/href="\/cookies\?/)
    }
    // And from the banner.
    expect(await readFile(new URL('../../../../web/public/choices.js', import.meta.url), 'utf8')).toContain(
      '/cookies?lang=',
    )
  })

  test('what a register makes is published with it, though the clock goes on meanwhile', async () => {
    const frozen = now
    const going: World = { ...world, now: () => instant(now++) }
    await publish(named, undefined, going)
    expect(now).toBeGreaterThan(frozen)
    const { body } = await page('/legal', '&lang=en')
    expect(body).toContain('Version 1 · In force since 22 November 2026')
  })

  test('followed again, nothing changes', async () => {
    await publish(named)
    await followRegisterNow({ database, world }, organizationId)
    await followRegisterNow({ database, world }, organizationId)
    expect((await ask('GET', '/documents')).body.data).toHaveLength(3)
  })
})

describe('terms', () => {
  test('[S0-7] are not published before the operator is named', async () => {
    const { status, body } = await publishTerms()
    expect([status, body.code]).toEqual([422, 'operator_unnamed'])
  })

  test('are not published half written, by who read another draft, into the past, or without a draft', async () => {
    await publish(named)
    const refused = async (body: object) =>
      (await ask('POST', '/documents/terms/draft/publish', body)).body.code
    expect(await refused({ hash: 'x', isSubstantial: false })).toBe('document_draft_missing')
    const half = { ...termsTemplate, fr: { ...termsTemplate.fr, sections: [] } }
    const hash = await draft(half)
    expect(await refused({ hash, isSubstantial: false })).toBe('document_incomplete')
    expect(await refused({ hash: 'x', isSubstantial: false })).toBe('document_changed')
    const past = new Date(START - 1).toISOString()
    expect(await refused({ hash, isSubstantial: false, effectiveAt: past })).toBe('document_in_past')
    expect(
      (await ask('PUT', '/documents/terms/draft', { content: termsTemplate, replaces: null })).body.code,
    ).toBe('document_changed')
  })

  test('[S0-93] what is published now holds from now; what held before is archived and still read', async () => {
    await publish(named)
    await publishTerms()
    now += DAY_MS
    const { body } = await publishTerms({ isSubstantial: true })
    expect(body.version).toMatchObject({
      number: 2,
      state: 'in_force',
      level: 'material',
      asks: 'acceptance',
      effectiveAt: new Date(now).toISOString(),
    })
    const { body: old } = await page('/terms', '&lang=en&version=1')
    expect(old).toContain('An earlier version')
    expect(old).toContain(termsTemplate.en.sections[1]?.title)
  })

  test('published, they stay as they were, whoever asks the database', async () => {
    await publish(named)
    await publishTerms()
    const change = database.transaction(organizationId, (transaction) =>
      sql`update document_version set level = 'material' where document = 'terms'`.execute(transaction),
    )
    await expect(change).rejects.toThrow()
  })
})

describe('what somebody agreed to', () => {
  const agree = (version: { number: number; hash: string }, more: object = {}) =>
    ask('POST', '/documents/answers', {
      document: 'terms',
      number: version.number,
      hash: version.hash,
      how: 'accepted',
      language: 'fr',
      surface: 'console',
      ...more,
    })

  test('[S0-4, S3-7] is kept with version, digest, time, network and language, with the policy beside it, and shown again word for word', async () => {
    await publish(named)
    await publishTerms()
    const [open] = (await ask('GET', '/documents/open')).body.data
    expect(open.version.document).toBe('terms')
    expect((await agree(open.version)).status).toBe(204)
    now += 400 * DAY_MS
    await publishTerms({ isSubstantial: true })
    const { body } = await ask('GET', '/documents/answers')
    expect(body.data.map((one: { document: string }) => one.document).sort()).toEqual([
      'privacy_policy',
      'terms',
    ])
    const terms = body.data.find((one: { document: string }) => one.document === 'terms')
    expect(terms).toMatchObject({ number: 1, hash: open.version.hash, how: 'accepted', language: 'fr' })
    expect(terms.answeredAt).toBe(new Date(START).toISOString())
    const again = await ask('GET', `/public/documents/terms?organization=${slug}&number=${terms.number}`)
    expect(again.body.content).toEqual(open.content)
    const { rows } = await database.transaction(organizationId, (transaction) =>
      sql<{ network: string }>`select network from document_answer where account_id = ${accountId}`.execute(
        transaction,
      ),
    )
    expect(rows.every(({ network }) => network === '127.0.0.1')).toBe(true)
  })

  test('[S0-33 partly] comes first: who has not agreed to the version in force is asked, and asked anew when it matters', async () => {
    await publish(named)
    await publishTerms()
    const [first] = (await ask('GET', '/documents/open')).body.data
    await agree(first.version)
    expect((await ask('GET', '/documents/open')).body.data).toEqual([])
    now += DAY_MS
    await publishTerms()
    expect((await ask('GET', '/documents/open')).body.data).toEqual([])
    now += DAY_MS
    await publishTerms({ isSubstantial: true })
    expect((await ask('GET', '/documents/open')).body.data[0].version.number).toBe(3)
  })

  test('is never what was not shown, and never a draft', async () => {
    await publish(named)
    const hash = await draft()
    expect((await agree({ number: 1, hash })).body.code).toBe('document_unknown')
    await ask('POST', '/documents/terms/draft/publish', { hash, isSubstantial: false })
    expect((await agree({ number: 1, hash: 'something else' })).body.code).toBe('document_not_shown')
  })

  test('is said once however often it is sent, and by no key', async () => {
    await publish(named)
    await publishTerms()
    const [open] = (await ask('GET', '/documents/open')).body.data
    await agree(open.version)
    expect((await agree(open.version)).status).toBe(204)
    expect((await ask('GET', '/documents/answers')).body.data).toHaveLength(2)
    who = { kind: 'apiKey', organizationId, apiKeyId: newId(world, 'apiKey'), grants: [] }
    expect((await agree(open.version)).body.code).toBe('account_required')
  })
})

describe('choices about cookies', () => {
  const asking: Register = {
    ...named,
    trackers: [
      ...named.trackers,
      {
        id: 'audience',
        name: 'loge-audience',
        provider: 'Loge',
        kind: 'audience',
        store: 'cookie',
        lifetime: { unit: 'month', count: 13 },
        surface: 'console',
        purpose: { en: 'counts visits', fr: 'compte les visites' },
      },
    ],
  }

  test('are asked only where the register has something to ask about', async () => {
    who = { kind: 'anonymous' }
    await publish(named)
    expect((await ask('GET', `/public/cookies?organization=${slug}`)).body.kinds).toEqual([])
    expect((await page('/cookies', '&lang=en')).body).toContain('There is nothing to choose')
    await publish(asking)
    expect((await ask('GET', `/public/cookies?organization=${slug}`)).body).toEqual({
      kinds: ['audience'],
      offered: ['audience'],
      measured: [{ name: 'loge-audience', surface: 'console', asksFirst: true, maxAgeS: expect.any(Number) }],
      trackers: [{ name: 'loge-audience', store: 'cookie', kind: 'audience' }],
    })
    expect((await page('/cookies', '&lang=en')).body).toContain('data-choices')
  })

  test.each([[['audience']], [[]]])(
    'accepting %j is kept six months, with the proof of what was shown',
    async (accepted) => {
      who = { kind: 'anonymous' }
      await publish(asking)
      const { status, body, headers } = await ask('POST', '/public/cookie-choices', {
        organization: slug,
        accepted,
        language: 'fr',
        surface: 'banner',
      })
      expect(status).toBe(200)
      expect(body.until.slice(0, 10)).toBe('2027-05-22')
      const kinds = accepted.length === 0 ? 'none' : 'audience'
      expect(headers['set-cookie']).toMatch(
        new RegExp(`^loge-choice=cck_[0-9a-f]{32}\\.${kinds}; Max-Age=\\d+; Path=/; SameSite=Lax$`),
      )
      const shown = await ask('GET', `/public/documents/cookie_policy?organization=${slug}`)
      const choicesKept = () =>
        database.transaction(organizationId, (transaction) =>
          sql<{
            accepted: string[]
            asked: string[]
            shown_hash: string
          }>`select accepted, asked, shown_hash from cookie_choice where organization_id = ${organizationId}`.execute(
            transaction,
          ),
        )
      expect((await choicesKept()).rows).toEqual([
        { accepted, asked: ['audience'], shown_hash: shown.body.version.hash },
      ])
      now = Date.parse('2027-05-23T00:00:00Z')
      await forgetChoices({ database, world }, organizationId)
      expect((await choicesKept()).rows).toEqual([])
    },
  )

  test('are never about what was not asked', async () => {
    await publish(asking)
    const { status, body } = await ask('POST', '/public/cookie-choices', {
      organization: slug,
      accepted: ['advertising'],
      language: 'fr',
      surface: 'banner',
    })
    expect([status, body.code]).toEqual([400, 'choice_unknown'])
  })
})
