/** Signing in through the routes: links, passwords, sessions, and everything that must not work. */
import { hash } from '@node-rs/argon2'
import { DAY_MS, formatId, HOUR_MS, MINUTE_MS } from '@loge/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addAccount, factTypes, openBrowser, openLodge, tokenOf, type Lodge } from './lodge.fixture.ts'
import { issueSignInLink } from './sign-in-links.ts'

const SUSPENDED = {
  status: 'suspended',
  suspension: { article: 'art. 5', reason: 'Opened the boiler room of a neighbour.' },
}

const PASSWORD = 'le chat dort sous le tilleul'
let lodge: Lodge

const sessionsKept = (from: Lodge): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  from.database.transaction(from.organizationId, async (transaction) => {
    const asked = sql<{ row: Record<string, unknown> }>`select to_jsonb(s) as row from session s order by id`
    return (await asked.execute(transaction)).rows.map(({ row }) => row)
  })

beforeAll(async () => {
  lodge = await openLodge()
})
afterAll(() => lodge.close())

const newLink = async () =>
  tokenOf((await issueSignInLink(lodge.deps, lodge.organizationId, lodge.administrator)).url)
const signedIn = async () => {
  const browser = openBrowser(lodge)
  await browser.signIn()
  return browser
}
const consume = (token: string) => openBrowser(lodge).ask('POST', '/sign-in/links/consume', { token })

describe('a one-time link', () => {
  it('signs in, sets the cookie, and only then, and says what comes next [S0-80 2/2]', async () => {
    const browser = openBrowser(lodge)
    for (const path of ['/sign-in/methods', '/me'])
      expect((await browser.ask('GET', path)).headers['set-cookie']).toBeUndefined()
    const answer = await browser.signIn()
    expect(answer.json()).toMatchObject({ next: 'setUp' })
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^loge=[\w-]{64}; Max-Age=604800; Path=\/; SameSite=Lax; HttpOnly$/),
      'loge-signed-in=1; Max-Age=604800; Path=/; SameSite=Lax',
    ])
    const me = await browser.ask('GET', '/me')
    expect(me.json()).toMatchObject({
      account: { personName: 'Ada Okafor', email: 'ada@tilleuls.example', hasPassword: false },
      roles: ['administrator'],
      sites: [],
    })
    expect(await factTypes(lodge)).toContain('account.signed_in')
  })

  it('works once, even when two use it together', async () => {
    const token = await newLink()
    const codes = (await Promise.all([consume(token), consume(token), consume(token)])).map(
      (answer) => answer.statusCode,
    )
    expect(codes.toSorted((one, other) => one - other)).toEqual([200, 410, 410])
    const replay = await consume(token)
    expect([replay.statusCode, replay.json().code]).toEqual([410, 'link_used'])
    expect(replay.headers['set-cookie']).toBeUndefined()
  })

  it('is not used up by whoever only opens it', async () => {
    const token = await newLink()
    expect((await openBrowser(lodge).ask('GET', '/sign-in/links/consume')).statusCode).toBe(405)
    expect((await consume(token)).statusCode).toBe(200)
  })

  it('ends after ten minutes', async () => {
    const token = await newLink()
    lodge.pass(10 * MINUTE_MS)
    expect((await consume(token)).json().code).toBe('link_expired')
  })

  it.each<readonly [string, (by: Awaited<ReturnType<typeof signedIn>>) => Promise<unknown>]>([
    ['somebody signs out everywhere', (by) => by.ask('DELETE', '/me/sessions')],
    [
      'the password is set',
      (by) => by.ask('PUT', '/me/password', { password: 'une phrase assez longue pour durer' }),
    ],
  ])('that waits is nothing any more once %s', async (_what, end) => {
    const browser = await signedIn()
    const token = await newLink()
    await end(browser)
    expect((await consume(token)).json().code).toBe('link_expired')
  })

  it.each<readonly [string, readonly object[]]>([
    ['was suspended, and is active again', [SUSPENDED, { status: 'active' }]],
    ['has another address', [{ email: 'moved@tilleuls.example' }]],
  ])('that waits is nothing any more once its account %s', async (what, changes) => {
    const id = await addAccount(lodge, `${what.length}@tilleuls.example`, 'caretaker', {
      kind: 'organization',
    })
    const token = tokenOf((await issueSignInLink(lodge.deps, lodge.organizationId, id)).url)
    const browser = await signedIn()
    for (const change of changes) {
      const read = await browser.ask('GET', `/accounts/${formatId('account', id)}`)
      const changed = await browser.ask('PATCH', `/accounts/${formatId('account', id)}`, change, {
        'if-match': String(read.headers['etag']),
      })
      expect(changed.statusCode, changed.body).toBe(200)
    }
    expect((await consume(token)).json().code).toBe('link_expired')
  })

  it('of somebody else, or cut short, is nothing', async () => {
    const token = await newLink()
    expect((await consume(token.slice(0, -1))).json().code).toBe('link_invalid')
    expect((await consume(`${token.slice(0, -4)}AAAA`)).json().code).toBe('link_invalid')
    expect((await consume(`AAAA${token.slice(4)}`)).json().code).toBe('link_invalid')
  })

  it('is stored as a digest only, and no fact holds it', async () => {
    const token = await newLink()
    await lodge.database.transaction(lodge.organizationId, async (transaction) => {
      const { rows } = await sql<{ all: string }>`
        select (select string_agg(l::text, ' ') from sign_in_link l) || (select string_agg(e::text, ' ') from event e) as all
      `.execute(transaction)
      expect(rows[0]?.all).not.toContain(token)
      expect(rows[0]?.all).not.toContain(Buffer.from(token).toString('hex'))
    })
  })

  it('asked for by e-mail leaves only for an account, with the same answer for everybody', async () => {
    const ask = (email: string) => openBrowser(lodge).ask('POST', '/sign-in/links', { email })
    const known = await ask(' ADA@tilleuls.example ')
    const unknown = await ask('nobody@tilleuls.example')
    expect([known.statusCode, known.body]).toEqual([202, ''])
    expect([unknown.statusCode, unknown.body]).toEqual([202, ''])
    await expect.poll(() => lodge.delivered.map(({ email }) => email)).toEqual(['ada@tilleuls.example'])
  })
})

describe('a password', () => {
  const signIn = (email: string, password: string) =>
    openBrowser(lodge).ask('POST', '/sign-in/password', { email, password })

  it('is refused while weak, and says why at its field', async () => {
    const browser = openBrowser(lodge)
    await browser.signIn()
    for (const [password, code] of [
      ['kurz', 'password_too_short'],
      ['Password123!', 'password_common'],
      ['R3sidence-Tilleuls', 'password_about_you'],
    ]) {
      const answer = await browser.ask('PUT', '/me/password', { password })
      expect(answer.json()).toMatchObject({ status: 400, code, errors: [{ pointer: '/password', code }] })
    }
  })

  it('signs in afterwards, and ends the other sessions when set [S0-15 2/3]', async () => {
    const [browser, other] = [openBrowser(lodge), openBrowser(lodge)]
    await browser.signIn()
    await other.signIn()
    expect((await browser.ask('PUT', '/me/password', { password: PASSWORD })).statusCode).toBe(204)
    expect((await other.ask('GET', '/me')).statusCode).toBe(401)
    expect((await browser.ask('GET', '/me')).statusCode).toBe(200)
    const again = await signIn('ada@tilleuls.example', PASSWORD)
    expect(again.json()).toMatchObject({ next: 'home' })
  })

  it('is a slow, salted hash in one column and a word of no letter, no fact and no other table [S0-15 1/3]', async () => {
    for (const name of ['salt', 'pepper']) {
      const browser = openBrowser(lodge)
      await browser.signIn(
        await addAccount(lodge, `${name}@tilleuls.example`, 'technician', { kind: 'organization' }),
      )
      expect((await browser.ask('PUT', '/me/password', { password: PASSWORD })).statusCode).toBe(204)
    }
    const { rows } = await lodge.database.transaction(lodge.organizationId, (transaction) =>
      sql<{ hash: string }>`select hash from account_password`.execute(transaction),
    )
    expect(rows.length).toBeGreaterThan(1)
    expect(new Set(rows.map(({ hash }) => hash)).size).toBe(rows.length)
    for (const { hash } of rows) expect(hash).toMatch(/^\$argon2id\$v=19\$m=\d{5,},t=\d+,p=\d+\$/)
    const all = await lodge.database.transaction(lodge.organizationId, (transaction) =>
      sql<{ text: string }>`select schema_to_xml('loge', true, false, '')::text as text`.execute(transaction),
    )
    expect(all.rows[0]?.text).toContain('salt@tilleuls.example')
    expect(all.rows[0]?.text).not.toContain(PASSWORD)
    expect(JSON.stringify(lodge.delivered)).not.toContain(PASSWORD)
  })

  it('hashed when less was enough is hashed anew at the next sign-in, and not before [S1-121 2/3]', async () => {
    const person = openBrowser(lodge)
    await person.signIn(
      await addAccount(lodge, 'older@tilleuls.example', 'technician', { kind: 'organization' }),
    )
    expect((await person.ask('PUT', '/me/password', { password: PASSWORD })).statusCode).toBe(204)
    const weak = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 })
    const ofThem = sql`account_id = (select id from account where email = 'older@tilleuls.example')`
    const stored = async () =>
      (
        await lodge.database.transaction(lodge.organizationId, (transaction) =>
          sql<{ hash: string }>`select hash from account_password where ${ofThem}`.execute(transaction),
        )
      ).rows[0]?.hash
    await lodge.database.transaction(lodge.organizationId, (transaction) =>
      sql`update account_password set hash = ${weak} where ${ofThem}`.execute(transaction),
    )
    expect((await signIn('older@tilleuls.example', 'something else entirely')).statusCode).toBe(401)
    expect(await stored()).toBe(weak)
    expect((await signIn('older@tilleuls.example', PASSWORD)).statusCode).toBe(200)
    const renewed = await stored()
    expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect((await signIn('older@tilleuls.example', PASSWORD)).statusCode).toBe(200)
    expect(await stored()).toBe(renewed)
  })

  it('that is wrong is answered like an account that does not exist', async () => {
    const wrong = await signIn('ada@tilleuls.example', 'something else entirely')
    const nobody = await signIn('nobody@tilleuls.example', 'something else entirely')
    const without = (answer: typeof wrong) => ({ ...answer.json(), instance: '' })
    expect(without(wrong)).toEqual(without(nobody))
    expect(wrong.statusCode).toBe(401)
  })

  it('can be guessed slower and slower, for known and unknown addresses alike', async () => {
    for (const email of ['ada@tilleuls.example', 'ghost@tilleuls.example']) {
      lodge.pass(DAY_MS + 1)
      const codes: string[] = []
      for (let turn = 0; turn < 7; turn += 1)
        codes.push((await signIn(email, `guess number ${turn}`)).json().code)
      expect(codes).toEqual([
        ...Array<string>(5).fill('sign_in_failed'),
        'sign_in_throttled',
        'sign_in_throttled',
      ])
    }
    lodge.pass(MINUTE_MS)
    expect((await signIn('ada@tilleuls.example', PASSWORD)).statusCode).toBe(200)
  })

  it('cannot be changed from a browser left open', async () => {
    const browser = openBrowser(lodge)
    await browser.signIn()
    lodge.pass(11 * MINUTE_MS)
    const stale = await browser.ask('PUT', '/me/password', { password: 'another long sentence of mine' })
    expect([stale.statusCode, stale.json().code]).toEqual([403, 'confirmation_required'])
    expect((await browser.ask('POST', '/me/confirmation', { password: 'wrong one' })).statusCode).toBe(401)
    expect((await browser.ask('POST', '/me/confirmation', { password: PASSWORD })).statusCode).toBe(204)
    expect((await browser.ask('PUT', '/me/password', { password: PASSWORD })).statusCode).toBe(204)
  })
})

describe('a session', () => {
  it('ends when idle, and in any case after a week', async () => {
    const browser = openBrowser(lodge)
    await browser.signIn()
    lodge.pass(11 * HOUR_MS)
    expect((await browser.ask('GET', '/me')).statusCode).toBe(200)
    lodge.pass(13 * HOUR_MS)
    expect((await browser.ask('GET', '/me')).statusCode).toBe(401)
    await browser.signIn()
    for (let hours = 0; hours < 7 * 24; hours += 8) {
      await browser.ask('GET', '/me')
      lodge.pass(8 * HOUR_MS)
    }
    expect((await browser.ask('GET', '/me')).statusCode).toBe(401)
  })

  it('of a resident lasts longer, since it opens only what is theirs', async () => {
    const accountId = await addAccount(lodge, 'resident@tilleuls.example', 'resident', { kind: 'own' })
    const browser = openBrowser(lodge)
    await browser.signIn(accountId)
    lodge.pass(20 * DAY_MS)
    expect((await browser.ask('GET', '/me')).statusCode).toBe(200)
  })

  it('is listed with its device and ended from elsewhere [S0-89 partly]', async () => {
    const [desk, telephone] = [openBrowser(lodge), openBrowser(lodge)]
    await desk.signIn()
    const userAgent = 'Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36'
    await telephone.signIn()
    await telephone.ask(
      'POST',
      '/sign-in/password',
      { email: 'ada@tilleuls.example', password: PASSWORD },
      { 'user-agent': userAgent },
    )
    const page = (await desk.ask('GET', '/me/sessions?limit=1')).json()
    const next = (await desk.ask('GET', `/me/sessions?limit=1&cursor=${page.nextCursor}`)).json()
    expect([page.data.length, next.data.length, next.data[0].id < page.data[0].id]).toEqual([1, 1, true])
    const list = (await desk.ask('GET', '/me/sessions')).json().data as {
      id: string
      device: string
      current: boolean
    }[]
    const found = list.find(({ device }) => device === 'Chrome, Android')
    expect(list.filter(({ current }) => current)).toHaveLength(1)
    expect((await desk.ask('DELETE', `/me/sessions/${found?.id}`)).statusCode).toBe(204)
    expect((await telephone.ask('GET', '/me')).statusCode).toBe(401)
    expect((await desk.ask('GET', '/me')).statusCode).toBe(200)
  })

  it('keeps one row for each connection: when in UTC, from where, in which language, and of the browser two families [S2-19 2/2, S2-20 2/2, S2-21 2/3, S2-22 2/2, S2-23 2/2, S0-53 2/2]', async () => {
    const browser = openBrowser(lodge)
    await browser.signIn()
    const userAgent =
      'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 build/SECRET-7 (Pixel 9)'
    const password = () =>
      browser.ask(
        'POST',
        '/sign-in/password',
        { email: 'ada@tilleuls.example', password: PASSWORD },
        { 'user-agent': userAgent, 'accept-language': 'fr-FR,fr;q=0.9,en;q=0.1' },
      )
    const before = await sessionsKept(lodge)
    expect([(await password()).statusCode, (await password()).statusCode]).toEqual([200, 200])
    const known = new Set(before.map((row) => row['id']))
    const kept = (await sessionsKept(lodge)).filter((row) => !known.has(row['id']))
    expect(kept).toHaveLength(2)
    for (const row of kept) {
      expect([row['device'], row['network'], row['language']]).toEqual(['Firefox, Linux', '127.0.0.1', 'fr'])
      expect(row['started_at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/)
      expect(JSON.stringify(row)).not.toMatch(/SECRET-7|Pixel|Gecko|x86_64|140\.0/)
    }
    // The person sees where from; whoever manages accounts does not.
    const own = (await browser.ask('GET', '/me/sessions')).json().data as { network: string }[]
    expect(own.map(({ network }) => network)).toContain('127.0.0.1')
    const others = await browser.ask('GET', '/accounts')
    expect([others.statusCode, others.body.includes('127.0.0.1')]).toEqual([200, false])
  })

  it('ends everywhere at once, and its cookie is worth nothing then', async () => {
    const [one, two] = [openBrowser(lodge), openBrowser(lodge)]
    await one.signIn()
    await two.signIn()
    const answer = await one.ask('DELETE', '/me/sessions')
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^loge=; Max-Age=0; .*; HttpOnly$/),
      expect.stringMatching(/^loge-signed-in=; Max-Age=0; /),
    ])
    expect((await two.ask('GET', '/me')).statusCode).toBe(401)
  })

  it('gets a new token at each sign-in', async () => {
    const browser = openBrowser(lodge)
    await browser.signIn()
    const before = browser.cookie()
    await browser.signIn()
    expect(browser.cookie()).not.toBe(before)
  })

  it('keeps the language that was chosen with whoever chose it, whatever they may do, and writes to them in it [S0-81 1/2]', async () => {
    for (const [name, role] of [
      ['nina', 'resident'],
      ['theo', 'technician'],
    ] as const) {
      const email = `${name}@tilleuls.example`
      const scope = role === 'resident' ? ({ kind: 'own' } as const) : ({ kind: 'organization' } as const)
      const accountId = await addAccount(lodge, email, role, scope)
      const browser = openBrowser(lodge)
      await browser.signIn(accountId)
      const choose = (language: string) => browser.ask('PUT', '/me/language', { language })
      const kept = () =>
        lodge.database.transaction(lodge.organizationId, async (transaction) => {
          const asked = sql<{ language: string | null; source: string | null; version: number }>`
            select language, sources->>'language' as source, version from person where given_name = ${name}`
          return (await asked.execute(transaction)).rows[0]
        })
      expect((await choose('de')).statusCode).toBe(400)
      expect(await kept()).toMatchObject({ language: null })
      expect((await choose('fr')).statusCode).toBe(204)
      const after = await kept()
      expect(after).toMatchObject({ language: 'fr', source: 'self' })
      // Said twice, nothing more is noted.
      expect((await choose('fr')).statusCode).toBe(204)
      expect(await kept()).toEqual(after)
      // Whoever sends it reads English; the letter is theirs.
      const desk = await signedIn()
      const path = `/accounts/${formatId('account', accountId)}/sign-in-links`
      const made = await desk.ask('POST', path, undefined, { 'accept-language': 'en' })
      expect([made.statusCode, made.body]).toEqual([201, expect.stringContaining(email)])
      expect(lodge.delivered.at(-1)).toMatchObject({ email, language: 'fr' })
    }
    // Who is not signed in is written to in the language of the page they ask from.
    await openBrowser(lodge).ask(
      'POST',
      '/sign-in/links',
      { email: 'theo@tilleuls.example' },
      { 'accept-language': 'fr' },
    )
    await expect.poll(() => lodge.delivered.length).toBe(3)
    expect(lodge.delivered[2]).toMatchObject({ email: 'theo@tilleuls.example', language: 'fr' })
    expect((await openBrowser(lodge).ask('PUT', '/me/language', { language: 'fr' })).statusCode).toBe(401)
  })

  it('with an invented token is nobody', async () => {
    const ask = (cookie: string) => lodge.server.inject({ url: '/api/v1/me', headers: { cookie } })
    for (const cookie of ['loge=x', `loge=${'A'.repeat(64)}`, 'loge=', '__Host-loge=x'])
      expect((await ask(cookie)).statusCode).toBe(401)
  })
})
