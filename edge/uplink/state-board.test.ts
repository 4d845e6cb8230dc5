/** What the edge tells of its equipment: the latest, once, in bounded messages. */
import { instant } from '@loge/kernel'
import { describe, expect, it } from 'vitest'
import { StateBoard } from './state-board.ts'

const now = instant(1_000)
const DOOR = {
  externalId: 'door',
  protocol: 'mqtt',
  name: 'Door',
  manufacturer: null,
  model: null,
  hardwareVersion: null,
  softwareVersion: null,
  suggestedArea: null,
  components: [],
} as const
const unreadable = (topic: string, count = 1) =>
  ({ kind: 'unknown', topic, why: 'not_json', bytes: 9, count }) as const

describe('the state board', () => {
  it('tells the latest reading of a part, once', () => {
    const board = new StateBoard()
    const component = { externalId: 'door', key: 'bolt' }
    for (const value of ['LOCKED', 'UNLOCKED'])
      board.note({ kind: 'reading', component, value, at: now }, now)
    expect(board.takeMessages()).toEqual([
      { kind: 'readings', readings: [{ component, value: 'UNLOCKED', at: now }] },
    ])
    expect(board.takeMessages()).toEqual([])
  })

  it.each([
    ['back', ['withdrawn', 'announced'] as const, { devices: [{ externalId: 'door' }], withdrawn: [] }],
    ['gone', ['withdrawn', 'announced', 'withdrawn'] as const, { devices: [], withdrawn: ['door'] }],
  ])('tells of a device that went and came only that it is %s', (_name, kinds, told) => {
    const board = new StateBoard()
    for (const kind of kinds) {
      if (kind === 'withdrawn') board.note({ kind, externalId: 'door' }, now)
      else board.note({ kind, device: DOOR }, now)
    }
    expect(board.takeMessages()).toMatchObject([{ kind: 'announcements', ...told }])
  })

  it('tells what could not be read, counted by topic, once', () => {
    const board = new StateBoard()
    board.note(unreadable('a'), now)
    board.note(unreadable('a', 4), now)
    board.note(unreadable('b\u0000'), now)
    expect(board.unknownPayloads).toBe(6)
    expect(board.takeMessages()).toEqual([
      {
        kind: 'unknownPayloads',
        payloads: [
          { topic: 'a', why: 'not_json', bytes: 9, count: 5 },
          { topic: 'b\ufffd', why: 'not_json', bytes: 9, count: 1 },
        ],
      },
    ])
    expect(board.takeMessages()).toEqual([])
  })

  it('keeps a storm of topics in a bounded space', () => {
    const board = new StateBoard()
    for (let index = 0; index < 2_000; index += 1) board.note(unreadable(`t/${index}`), now)
    const [message] = board.takeMessages()
    if (message?.kind !== 'unknownPayloads') expect.fail('nothing told')
    expect(message.payloads).toHaveLength(501)
    expect(message.payloads.at(-1)).toMatchObject({ topic: '…', count: 1_500 })
  })
})
