/** One caller cannot hold every stream. */
import { expect, it } from 'vitest'
import { createStreamPlaces } from './stream-places.ts'

it('gives each caller so many places, and a place back when a stream ends', () => {
  const places = createStreamPlaces(2)
  const first = places.enter('a')
  places.enter('a')
  expect(() => places.enter('a')).toThrow('too_many_requests')
  places.enter('b')
  first[Symbol.dispose]()
  expect(() => places.enter('a')).not.toThrow()
  expect(() => places.enter('a')).toThrow('too_many_requests')
})
