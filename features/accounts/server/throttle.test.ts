/** Guessing is slowed over all replicas together: what counts it is in the database they share. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { HttpServer } from '@loge/http'
import { openBrowser, openLodge, openReplica, ORIGIN, type Lodge } from './lodge.fixture.ts'

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
    if (answer?.statusCode === 429) expect(answer.json()).toMatchObject({ code: 'sign_in_throttled' })
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
