/** Numbers as they are read aloud, none of them changed. */
import { expect, test } from 'vitest'
import { writtenNumber } from './telephone.ts'

test.each([
  ['+33639980042', '+33 6 39 98 00 42'],
  ['+33261910042', '+33 2 61 91 00 42'],
  ['+3363998004', '+3363998004'],
  ['+442079460958', '+442079460958'],
])('%s', (number, written) => {
  expect(writtenNumber(number).replaceAll('\u00a0', ' ')).toBe(written)
})
