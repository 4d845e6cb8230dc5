/** An address can hold anything; the log must still show something true. */
import { expect, test } from 'vitest'
import { readEventSearch, spanOf } from './search.ts'

const ID = `ent_${'a'.repeat(32)}`

test('filters survive the address, nonsense does not', () => {
  expect(
    readEventSearch({ entrance: ID, kind: 'refused', range: 'week', event: 'evt_1', from: 'yesterday' }),
  ).toEqual({
    entrance: ID,
    kind: 'refused',
    range: 'week',
  })
})

test('the last day is twenty-four whole hours, the one that runs included', () => {
  const now = Date.parse('2026-11-05T09:42:11Z')
  const span = spanOf({}, now)
  expect(new Date(span.from).toISOString()).toBe('2026-11-04T10:00:00.000Z')
  expect(span.until).toBeUndefined()
})

test('typed times win over the range, and the bars fit them', () => {
  const span = spanOf({ range: 'month', from: '2026-11-05T07:00:00Z', until: '2026-11-05T10:00:00Z' }, 0)
  expect(span.bucketMs).toBe(15 * 60_000)
})
