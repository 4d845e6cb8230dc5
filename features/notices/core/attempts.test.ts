import { addMs, HOUR_MS, instant, MINUTE_MS } from '@loge/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterFailure, FAILURES, type FailureCode, WORTH_MS } from './attempts.ts'

const START = instant(Date.UTC(2026, 10, 23, 7))
const deadlineAt = addMs(START, WORTH_MS)
const codes = Object.keys(FAILURES) as FailureCode[]

test.each([
  ['a server that is away is tried a minute later', 'server_unreachable', 1, [0, MINUTE_MS]],
  ['then five minutes later', 'server_busy', 2, [MINUTE_MS, 6 * MINUTE_MS]],
  ['in the end every three hours', 'mail_not_set_up', 9, [10 * HOUR_MS, 13 * HOUR_MS]],
  ['and last at the deadline', 'sign_in_refused', 12, [22 * HOUR_MS, WORTH_MS]],
] as const)('%s', (_name, code, attempts, [passedMs, nextMs]) => {
  expect(afterFailure({ code, attempts, now: addMs(START, passedMs), deadlineAt })).toEqual({
    state: 'waiting',
    nextTryAt: addMs(START, nextMs),
  })
})

test.each(['address_refused', 'letter_refused', 'account_closed', 'not_allowed'] as const)(
  '%s is final at once',
  (code) => {
    expect(afterFailure({ code, attempts: 1, now: START, deadlineAt })).toEqual({ state: 'failed' })
  },
)

test('whatever goes wrong, in whatever order, a letter ends in a named state after few tries', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...codes), { minLength: 30, maxLength: 30 }), (failures) => {
      let now = START
      for (const [index, code] of failures.entries()) {
        const after = afterFailure({ code, attempts: index + 1, now, deadlineAt })
        if (after.state !== 'waiting') {
          expect(after.state).toBe(FAILURES[code].passes ? 'given_up' : 'failed')
          return
        }
        expect(after.nextTryAt).toBeGreaterThan(now)
        expect(after.nextTryAt).toBeLessThanOrEqual(deadlineAt)
        now = after.nextTryAt
      }
      throw new Error('it was tried for ever')
    }),
  )
})
