/** Passkeys through the routes, with an authenticator in software. */
import { MINUTE_MS } from '@loge/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuthenticator } from './authenticator.fixture.ts'
import { factTypes, openBrowser, openLodge, ORIGIN, type Lodge } from './lodge.fixture.ts'
import { relyingPartyFor } from './relying-party.ts'

type Browser = ReturnType<typeof openBrowser>
type Authenticator = ReturnType<typeof createAuthenticator>

let lodge: Lodge
let owner: Browser
const key = createAuthenticator(ORIGIN)

const begin = async (browser: Browser, path: string) => {
  const { challengeId, options } = (await browser.ask('POST', path, {})).json()
  return { challengeId: challengeId as string, options: options as Record<string, unknown> }
}

const add = async (browser: Browser, authenticator: Authenticator, origin = ORIGIN) => {
  const { challengeId, options } = await begin(browser, '/me/passkeys/options')
  const response = authenticator.register({ options, origin })
  return browser.ask('POST', '/me/passkeys', { challengeId, response, label: 'My telephone' })
}

const signIn = async (authenticator: Authenticator, origin = ORIGIN) => {
  const browser = openBrowser(lodge)
  const { challengeId, options } = await begin(browser, '/sign-in/passkey/options')
  const body = { challengeId, response: authenticator.assert({ options, origin }) }
  return { browser, body, answer: await browser.ask('POST', '/sign-in/passkey', body) }
}

beforeAll(async () => {
  lodge = await openLodge()
  owner = openBrowser(lodge)
  await owner.signIn()
  expect((await add(owner, key)).statusCode).toBe(201)
})
afterAll(() => lodge.close())

describe('a passkey', () => {
  it('is asked to stay on the device and to check its owner', async () => {
    const { options } = await begin(owner, '/me/passkeys/options')
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'Loge' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [{ type: 'public-key' }],
    })
  })

  it('is enough alone to sign in', async () => {
    const { browser, answer } = await signIn(key)
    expect(answer.json()).toMatchObject({ next: 'home' })
    expect((await browser.ask('GET', '/me')).json().account).toMatchObject({
      hasPasskey: true,
      personName: 'Ada Okafor',
    })
    expect(await factTypes(lodge)).toContain('account.passkey_added')
    const list = (await browser.ask('GET', '/me/passkeys')).json().data
    expect(list).toMatchObject([{ label: 'My telephone', lastUsedAt: expect.stringContaining('2026-11-05') }])
  })

  it('answers one challenge once', async () => {
    const { browser, body } = await signIn(key)
    const replay = await browser.ask('POST', '/sign-in/passkey', body)
    expect([replay.statusCode, replay.json().code]).toEqual([410, 'challenge_expired'])
  })

  it('answers in time or not at all', async () => {
    const browser = openBrowser(lodge)
    const { challengeId, options } = await begin(browser, '/sign-in/passkey/options')
    lodge.pass(5 * MINUTE_MS)
    const response = key.assert({ options, origin: ORIGIN })
    expect((await browser.ask('POST', '/sign-in/passkey', { challengeId, response })).json().code).toBe(
      'challenge_expired',
    )
  })

  it('is refused from another site, from another authenticator, and from a copy', async () => {
    expect((await signIn(key, 'http://evil.example')).answer.json().code).toBe('passkey_refused')
    const stranger = createAuthenticator(ORIGIN)
    expect((await signIn(stranger)).answer.json().code).toBe('passkey_refused')
    key.rewind()
    const copied = await signIn(key)
    expect([copied.answer.statusCode, copied.answer.json().code]).toEqual([401, 'passkey_refused'])
    expect(copied.answer.headers['set-cookie']).toBeUndefined()
  })

  it('is refused when its signature is of something else', async () => {
    const browser = openBrowser(lodge)
    const { challengeId } = await begin(browser, '/sign-in/passkey/options')
    const response = key.assert({ options: { challenge: 'bm90IG91cnM' }, origin: ORIGIN })
    expect((await browser.ask('POST', '/sign-in/passkey', { challengeId, response })).json().code).toBe(
      'passkey_refused',
    )
  })
})

describe('changing passkeys', () => {
  it('needs a fresh proof, which a passkey can give', async () => {
    const { browser } = await signInAfresh()
    lodge.pass(11 * MINUTE_MS)
    expect((await browser.ask('POST', '/me/passkeys/options', {})).json().code).toBe('confirmation_required')
    const { challengeId, options } = await begin(browser, '/sign-in/passkey/options')
    const response = second.assert({ options, origin: ORIGIN })
    expect(
      (await browser.ask('POST', '/me/confirmation/passkey', { challengeId, response })).statusCode,
    ).toBe(204)
    expect((await browser.ask('POST', '/me/passkeys/options', {})).statusCode).toBe(200)
  })

  it('takes no answer to a challenge made for signing in', async () => {
    const { browser } = await signInAfresh()
    const { challengeId, options } = await begin(browser, '/sign-in/passkey/options')
    const response = createAuthenticator(ORIGIN).register({
      options: { ...options, user: { id: '' } },
      origin: ORIGIN,
    })
    const answer = await browser.ask('POST', '/me/passkeys', { challengeId, response, label: 'x' })
    expect(answer.json().code).toBe('passkey_refused')
  })

  it('lets one be removed, which then opens nothing', async () => {
    const { browser } = await signInAfresh()
    const list = (await browser.ask('GET', '/me/passkeys')).json().data as { id: string; label: string }[]
    for (const { id } of list)
      expect((await browser.ask('DELETE', `/me/passkeys/${id}`)).statusCode).toBe(204)
    expect((await signIn(second)).answer.json().code).toBe('passkey_refused')
  })
})

const second = createAuthenticator(ORIGIN)
let added = false
/** Somebody signed in just now, with a passkey whose counter was never wound back. */
const signInAfresh = async () => {
  if (!added) {
    await owner.signIn()
    expect((await add(owner, second)).statusCode).toBe(201)
    added = true
  }
  return signIn(second)
}

it('passkeys need a name: localhost will do, an address will not, and nobody else’s name is taken', () => {
  expect(relyingPartyFor('http://127.0.0.1:8420', undefined)).toBeUndefined()
  expect(relyingPartyFor('http://127.0.0.1:8420', 'http://localhost:8420')?.id).toBe('localhost')
  expect(relyingPartyFor('http://127.0.0.1:8420', 'http://localhost:9000')).toBeUndefined()
  expect(relyingPartyFor('https://loge.example', 'https://evil.example')?.id).toBe('loge.example')
  expect(relyingPartyFor('https://loge.example', 'http://localhost')?.id).toBe('loge.example')
})
