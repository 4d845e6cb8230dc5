/** One passage is one line, whatever the number of events it left in the log. */
import { describe, expect, test } from 'vitest'
import { foldPassages, orderOf } from './passages.ts'
import type { LogEvent } from './queries.ts'

const [HALL, CELLAR] = ['ent_hall', 'ent_cellar'] as unknown as readonly [never, never]
const START = Date.parse('2026-11-05T09:42:00Z')

let number = 0
const event = (
  type: string,
  atMs: number,
  payload: LogEvent['payload'] = {},
  entranceId: LogEvent['entranceId'] = HALL,
): LogEvent => {
  number += 1
  const at = new Date(START + atMs).toISOString()
  return {
    id: `evt_${number}` as never,
    number,
    type,
    version: 1,
    occurredAt: at,
    receivedAt: at,
    filedAt: at,
    late: false,
    siteId: null,
    entranceId,
    deviceId: null,
    edge: null,
    actor: { kind: 'edge', id: null },
    subject: { kind: 'nobody', personId: null, building: null },
    payload,
  }
}
const newestFirst = (events: readonly LogEvent[]) => events.toReversed()
const lines = (events: readonly LogEvent[]) =>
  foldPassages(newestFirst(events)).map(({ head, parts }) => [head.type, parts.length])

const badge = (id: string, atMs: number, at = HALL) => [
  event('door.unlock_ordered', atMs, { decisionId: id }, at),
  event('door.opened', atMs + 4, { decisionId: id }, at),
  event('door.leaf_opened', atMs + 900, {}, at),
  event('door.closed', atMs + 3_500, {}, at),
]

describe('the logbook', () => {
  test('tells one badge at a door in one line, from the order to the lock until the door is closed', () => {
    expect(lines(badge('one', 0))).toEqual([['door.opened', 4]])
  })

  test('keeps apart two doors and two passages of one door', () => {
    const [one, two] = [badge('one', 0), badge('two', 100, CELLAR)]
    const mixed = [...one, ...two, ...badge('three', 10_000)].sort((a, b) => (a.filedAt < b.filedAt ? -1 : 1))
    expect(lines(mixed)).toEqual([
      ['door.opened', 4],
      ['door.opened', 4],
      ['door.opened', 4],
    ])
  })

  test('tells an opening from the console in one line, and knows the order behind it', () => {
    const order = { commandId: 'c' }
    const passage = [
      event('command.asked', 0, order),
      event('door.opening_asked', 1, order),
      event('command.started', 40, order, null),
      event('door.unlock_ordered', 41, { decisionId: 'c', commandId: 'c' }),
      event('door.unlocked_by_command', 60, { decisionId: 'c', commandId: 'c' }),
      event('command.settled', 61, order, null),
      event('command.ended', 90, order),
      event('door.leaf_opened', 500),
    ]
    expect(lines(passage)).toEqual([['door.unlocked_by_command', 8]])
    const [line] = foldPassages(newestFirst(passage))
    expect(line && orderOf(line)?.type).toBe('command.asked')
    expect(lines(passage.slice(0, 2))).toEqual([['door.opening_asked', 2]])
  })

  test('never hides a forced door, nor one that moves without an opening, inside a passage', () => {
    const [ordered, opened] = badge('one', 0)
    const events = [ordered, opened].filter((one) => one !== undefined)
    expect(
      lines([
        ...events,
        event('door.forced', 60_000),
        event('door.closed', 61_000),
        event('door.leaf_opened', 900_000),
      ]),
    ).toEqual([
      ['door.leaf_opened', 1],
      ['door.closed', 1],
      ['door.forced', 1],
      ['door.opened', 2],
    ])
  })
})
