/** What is asked ahead is taken once, while it is fresh and good. */
import { expect, it } from 'vitest'
import { createAhead } from './ahead.ts'

const ADDRESS = '/api/v1/me'
const GET = { method: 'GET' }

const aheadOf = (...statuses: readonly number[]) => {
  const clock = { nowMs: 0 }
  const asked: string[] = []
  const ahead = createAhead(
    async (address) => {
      const status = statuses[asked.push(address as string) - 1] ?? 200
      if (status === 0) throw new TypeError('no line')
      return new Response(String(asked.length), { status })
    },
    () => clock.nowMs,
  )
  ahead.ask(ADDRESS, new Headers())
  const take = async (init: RequestInit = GET) => (await ahead.fetch(ADDRESS, init)).text()
  return { take, asked, clock, ahead }
}

it('is taken by the first call for the same address, and by no other', async () => {
  const { take, asked, ahead } = aheadOf()
  await ahead.fetch('/api/v1/sites', GET)
  expect([await take(), await take()]).toEqual(['1', '3'])
  expect(asked).toEqual([ADDRESS, '/api/v1/sites', ADDRESS])
})

it.each([
  ['a refusal, such as before signing in', 401],
  ['a line that was lost', 0],
])('is asked anew after %s', async (_what, status) => {
  expect(await aheadOf(status).take()).toBe('2')
})

it('is asked anew when it was asked too long ago', async () => {
  const { take, clock } = aheadOf()
  clock.nowMs = 10_000
  expect(await take()).toBe('2')
})

it('is never the answer to a command', async () => {
  expect(await aheadOf().take({ method: 'POST' })).toBe('2')
})
