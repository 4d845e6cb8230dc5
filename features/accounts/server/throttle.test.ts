/** Guessing is slowed over all replicas together: what counts it is in the database they share. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { HttpServer } from '@loge/http'
import { DAY_MS, MINUTE_MS } from '@loge/kernel'
import { factTypes, openBrowser, openLodge, openReplica, ORIGIN, type Lodge } from './lodge.fixture.ts'

let lodge: Lodge
let replicas: readonly HttpServer[]

beforeAll(async () => {
  lodge = await openLodge()
  replicas = [lodge.server, await openReplica(lodge.deps), await openReplica(lodge.deps)]
})
afterAll(async () => {
  for (const replica of replicas.slice(1)) await replica.close()
  await lodge.close()
})

/** How many of 12 attempts, each at the next replica, were not told to wait. */
const passed = async (path: string, body: object): Promise<number> => {
  let count = 0
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const replica = replicas[attempt % replicas.length]
    const answer = await replica?.inject({
      method: 'POST',
      url: `/api/v1${path}`,
      headers: { origin: ORIGIN, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
      payload: JSON.stringify(body),
    })
    if (answer?.statusCode === 429) expect(answer.json().code).toMatch(/^sign_in_(throttled|locked)$/)
    else count += 1
  }
  return count
}

it.each([
  ['/sign-in/password', { email: 'guessed@tilleuls.example', password: 'not the one' }],
  ['/sign-in/links', { email: 'flooded@tilleuls.example' }],
])('%s takes no more attempts from three replicas than from one', async (path, body) => {
  // Four are free and one begins the first wait.
  expect(await passed(path, body)).toBe(5)
})

it('locks nobody out at home who is guessed at from elsewhere', async () => {
  const password = 'le tilleul perd ses feuilles'
  const browser = openBrowser(lodge)
  await browser.signIn()
  expect((await browser.ask('PUT', '/me/password', { password })).statusCode).toBe(204)
  const from = async (remoteAddress: string, tried: string) => {
    const answer = await lodge.server.inject({
      method: 'POST',
      url: '/api/v1/sign-in/password',
      remoteAddress,
      headers: { origin: ORIGIN, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
      payload: JSON.stringify({ email: 'ada@tilleuls.example', password: tried }),
    })
    return answer.statusCode
  }
  const guessed: number[] = []
  for (let turn = 0; turn < 8; turn += 1) guessed.push(await from('203.0.113.7', `guess ${turn}`))
  expect(guessed.at(-1)).toBe(429)
  expect(await from('198.51.100.20', password)).toBe(200)
  expect(await from('203.0.113.7', 'another guess')).toBe(429)
})

it('locks out for a quarter of an hour after ten failures within one, with a line of the log, and not for ever [S0-36 1/2]', async () => {
  const password = 'le tilleul perd ses feuilles'
  lodge.pass(2 * DAY_MS)
  const from = async (remoteAddress: string, email: string, tried: string) =>
    lodge.server.inject({
      method: 'POST',
      url: '/api/v1/sign-in/password',
      remoteAddress,
      headers: { origin: ORIGIN, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
      payload: JSON.stringify({ email, password: tried }),
    })
  const locks = async () => (await factTypes(lodge)).filter((type) => type === 'account.locked_out').length
  const before = await locks()
  for (const email of ['ada@tilleuls.example', 'nobody-here@tilleuls.example']) {
    const codes: string[] = []
    for (let turn = 0; turn < 12; turn += 1) {
      codes.push((await from('203.0.113.9', email, `guess ${turn}`)).json().code)
      lodge.pass(70_000)
    }
    expect([codes.slice(0, 9).includes('sign_in_locked'), codes.slice(10)]).toEqual([
      false,
      ['sign_in_locked', 'sign_in_locked'],
    ])
  }
  // The right password is no way around it; another place, and a quarter of an hour, are.
  const shut = await from('203.0.113.9', 'nobody-here@tilleuls.example', password)
  expect([shut.statusCode, Number(shut.headers['retry-after']) > 0]).toEqual([429, true])
  expect(await locks()).toBe(before + 2)
  expect((await from('198.51.100.21', 'ada@tilleuls.example', password)).statusCode).toBe(200)
  lodge.pass(30 * MINUTE_MS)
  expect((await from('203.0.113.9', 'ada@tilleuls.example', password)).statusCode).toBe(200)
})
