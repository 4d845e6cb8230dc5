/** Guessing is slowed over all replicas together: what counts it is in the database they share. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { HttpServer } from '@loge/http'
import { openLodge, openReplica, ORIGIN, type Lodge } from './lodge.fixture.ts'

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
