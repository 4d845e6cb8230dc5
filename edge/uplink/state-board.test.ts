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

  it('tells a withdrawal until it is answered, and never after', () => {
    const board = new StateBoard()
    board.note({ kind: 'withdrawn', externalId: 'door' }, now)
    const withdrawn = ['door']
    expect(board.takeMessages()).toMatchObject([{ number: 1, withdrawn }])
    expect(board.takeMessages()).toEqual([])
    board.tellAgain()
    expect(board.takeMessages()).toMatchObject([{ number: 2, withdrawn }])
    board.answered({ kind: 'announced', number: 1, refused: [], room: 9 })
    board.ask()
    expect(board.takeMessages()).toMatchObject([{ number: 3, withdrawn }])
    board.answered({ kind: 'announced', number: 3, refused: [], room: 9 })
    board.ask()
    board.tellAgain()
    expect(board.takeMessages()).toEqual([])
  })

  it('does not take the answer to an earlier withdrawal for one to a later', () => {
    const board = new StateBoard()
    board.note({ kind: 'withdrawn', externalId: 'door' }, now)
    board.takeMessages()
    board.note({ kind: 'announced', device: DOOR }, now)
    board.note({ kind: 'withdrawn', externalId: 'door' }, now)
    board.answered({ kind: 'announced', number: 1, refused: [], room: 9 })
    expect(board.takeMessages()).toMatchObject([{ withdrawn: ['door'] }])
  })

  it('loses no withdrawal of a flood that is taken back', () => {
    const board = new StateBoard()
    for (let index = 0; index < 10_000; index += 1)
      board.note({ kind: 'withdrawn', externalId: `d${index}` }, now)
    const told = board.takeMessages().flatMap((one) => (one.kind === 'announcements' ? one.withdrawn : []))
    expect(new Set(told).size).toBe(10_000)
  })

  it('counts the devices beyond its bound', () => {
    const board = new StateBoard()
    for (let index = 0; index < 20_003; index += 1)
      board.note({ kind: 'announced', device: { ...DOOR, externalId: `d${index}` } }, now)
    expect([board.devices.length, board.unknownPayloads]).toEqual([20_000, 3])
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
