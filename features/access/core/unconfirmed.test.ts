/** When a lock that does not answer becomes something to look at. */
import { instant } from '@loge/kernel'
import { expect, test } from 'vitest'
import { followOpening, type Unconfirmed } from './unconfirmed.ts'

const [ASKED, SILENT] = [{}, { reason: 'not_confirmed' }]

const after = (...events: readonly (readonly [string, Record<string, string>])[]) =>
  events.reduce<Unconfirmed | undefined>(
    (before, [type, payload], index) => followOpening(before, { type, payload, occurredAt: instant(index) }),
    undefined,
  )

test.each([
  ['nothing happened', [], undefined],
  ['one opening was not confirmed', [['door.unlock_unknown', SILENT]], { times: 1, since: 0, lastAt: 0 }],
  [
    'three in a row were not',
    [
      ['door.unlock_unknown', SILENT],
      ['door.unlock_unknown', SILENT],
      ['door.unlock_unknown', SILENT],
    ],
    { times: 3, since: 0, lastAt: 2 },
  ],
  [
    'one was confirmed in between',
    [
      ['door.unlock_unknown', SILENT],
      ['door.opened', { outcome: 'unlocked' }],
      ['door.unlock_unknown', SILENT],
    ],
    { times: 1, since: 2, lastAt: 2 },
  ],
  [
    'a command was confirmed',
    [
      ['door.unlock_unknown', SILENT],
      ['door.unlocked_by_command', { outcome: 'unlocked' }],
    ],
    undefined,
  ],
  [
    'a lock was only told, which says nothing of it',
    [
      ['door.unlock_unknown', SILENT],
      ['door.opened', { outcome: 'sent' }],
    ],
    { times: 1, since: 0, lastAt: 0 },
  ],
  ['the edge or its bus failed, not the lock', [['door.unlock_unknown', ASKED]], undefined],
  ['somebody was refused', [['door.refused', {}]], undefined],
] as const)('%s', (_, events, expected) => {
  expect(after(...events)).toEqual(expected)
})
