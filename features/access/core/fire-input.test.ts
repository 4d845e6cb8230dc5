/** Fire inputs: one thing at many doors, settled for all of them at once. */
import { describe, expect, test } from 'vitest'
import { inputAt, isSameSet, partsWith } from './fire-input.ts'

const smoke = (resets?: number) => ({
  role: 'fireInput',
  deviceId: 'ceiling',
  componentKey: 'smoke',
  ...(resets === undefined ? {} : { resets }),
})
const lock = (deviceId: string) => ({ role: 'lock', deviceId, componentKey: 'smoke' })
const NAME = { deviceId: 'ceiling', componentKey: 'smoke' }

describe('a fire input', () => {
  test.each([
    ['nowhere', [{ id: 'hall', parts: [lock('hall')] }], { opens: [], waits: false, resets: 0 }],
    ['at a door', [{ id: 'hall', parts: [smoke()] }], { opens: ['hall'], waits: false, resets: 0 }],
    [
      'that waits, at doors that were reset a different number of times',
      [
        { id: 'hall', parts: [lock('hall'), smoke(1)] },
        { id: 'yard', parts: [smoke(4)] },
        { id: 'attic', parts: [lock('ceiling')] },
      ],
      { opens: ['hall', 'yard'], waits: true, resets: 4 },
    ],
  ] as const)('%s', (_what, doors, input) => {
    expect(inputAt(doors, NAME)).toEqual(input)
  })

  test.each([
    {
      what: 'joins a door',
      parts: [lock('hall')],
      opens: ['hall'],
      part: smoke(),
      after: [lock('hall'), smoke()],
    },
    {
      what: 'leaves a door',
      parts: [lock('hall'), smoke(2)],
      opens: [],
      part: smoke(2),
      after: [lock('hall')],
    },
    {
      what: 'is reset at a door',
      parts: [smoke(2), lock('hall')],
      opens: ['hall'],
      part: smoke(3),
      after: [lock('hall'), smoke(3)],
    },
    {
      what: 'stays at a door',
      parts: [lock('hall'), smoke(2)],
      opens: ['hall'],
      part: smoke(2),
      after: undefined,
    },
    { what: 'stays away', parts: [lock('hall')], opens: ['yard'], part: smoke(), after: undefined },
  ])('$what', ({ parts, opens, part, after }) => {
    expect(partsWith({ id: 'hall', parts }, part, { opens })).toEqual(after)
  })
})

test.each([
  [['a', 'b'], ['b', 'a', 'a'], true],
  [['a'], ['a', 'b'], false],
  [['a', 'b'], ['a'], false],
  [[], [], true],
])('%j and %j are the same things: %s', (some, others, same) => {
  expect(isSameSet(some, others)).toBe(same)
})
