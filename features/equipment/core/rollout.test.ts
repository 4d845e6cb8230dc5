import { asId, type DeviceId } from '@loge/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isOnTheWay,
  ITEM_STATES,
  planStep,
  stopWaiting,
  type ItemState,
  type Progress,
  type RolloutItem,
  type RolloutRules,
  type RolloutState,
  type Standing,
} from './rollout.ts'

const id = (number: number): DeviceId =>
  asId('device', `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`)
const RULES: RolloutRules = { batchSize: 3, pauseAbovePercent: 20, together: false }

const items = (states: string, entrances: readonly string[] = []): RolloutItem[] => {
  const LETTERS: Readonly<Record<string, ItemState>> = {
    w: 'waiting',
    a: 'asked',
    f: 'in_force',
    d: 'drifted',
    r: 'refused',
    s: 'silent',
  }
  return Array.from(states).map((letter, index) => ({
    deviceId: id(index),
    state: LETTERS[letter] ?? 'unknown',
    counts: !['w', 'r', 's'].includes(letter),
    entrances: entrances[index] === undefined ? [] : [entrances[index]],
  }))
}

interface Case {
  readonly about: string
  readonly states: string
  readonly state?: RolloutState
  readonly rules?: Partial<RolloutRules>
  readonly entrances?: readonly string[]
  readonly standing?: Readonly<Record<number, Standing['state']>>
  readonly progress?: Readonly<Record<number, Progress['state']>>
  /** Devices, and entrances, that another roll-out is asking. */
  readonly elsewhere?: { readonly devices?: readonly number[]; readonly entrances?: readonly string[] }
  readonly asks: readonly number[]
  readonly ends?: Readonly<Record<number, ItemState>>
  readonly becomes: RolloutState
}

const NOWHERE = { deviceIds: new Set<DeviceId>(), entrances: [] }

const CASES: readonly Case[] = [
  { about: 'the first is asked alone', states: 'wwww', asks: [0], becomes: 'running' },
  {
    about: 'whom another roll-out is asking waits',
    states: 'fwww',
    elsewhere: { devices: [1] },
    asks: [2, 3],
    becomes: 'running',
  },
  {
    about: 'so does whoever serves an entrance another roll-out is busy at',
    states: 'fww',
    entrances: ['hall', 'gate', 'hall'],
    elsewhere: { entrances: ['gate'] },
    asks: [2],
    becomes: 'running',
  },
  { about: 'nobody else before it confirmed', states: 'awww', asks: [], becomes: 'running' },
  {
    about: 'the first confirms, and a few are asked',
    states: 'awwwww',
    progress: { 0: 'in_force' },
    ends: { 0: 'in_force' },
    asks: [1, 2, 3],
    becomes: 'running',
  },
  { about: 'a place that is free is taken', states: 'faaww', asks: [3], becomes: 'running' },
  {
    about: 'the first does not confirm, and it pauses',
    states: 'aww',
    progress: { 0: 'drifted' },
    ends: { 0: 'drifted' },
    asks: [],
    becomes: 'paused',
  },
  {
    about: 'a share that is bearable does not pause it',
    states: 'ffffaww',
    progress: { 4: 'unknown' },
    ends: { 4: 'unknown' },
    asks: [5, 6],
    becomes: 'running',
  },
  {
    about: 'what cannot be asked ends at its turn and leaves its place to the next',
    states: 'wwww',
    standing: { 0: 'refused', 1: 'silent', 2: 'in_force' },
    ends: { 0: 'refused', 1: 'silent', 2: 'in_force' },
    asks: [3],
    becomes: 'running',
  },
  {
    about: 'a device that had it already says nothing about whether the others take it',
    states: 'www',
    standing: { 0: 'in_force' },
    ends: { 0: 'in_force' },
    asks: [1],
    becomes: 'running',
  },
  {
    about: 'two of one entrance are not on the way together',
    states: 'fwww',
    entrances: ['', 'hall', 'hall', 'cellar'],
    asks: [1, 3],
    becomes: 'running',
  },
  {
    about: 'unless somebody asked for it',
    states: 'fwww',
    entrances: ['', 'hall', 'hall', 'cellar'],
    rules: { together: true },
    asks: [1, 2, 3],
    becomes: 'running',
  },
  {
    about: 'paused, whoever was asked is followed and nobody else is asked',
    states: 'aww',
    state: 'paused',
    progress: { 0: 'in_force' },
    ends: { 0: 'in_force' },
    asks: [],
    becomes: 'paused',
  },
  {
    about: 'stopped, whoever was asked is followed',
    states: 'faw',
    state: 'stopped',
    progress: { 1: 'in_force' },
    ends: { 1: 'in_force' },
    asks: [],
    becomes: 'stopped',
  },
  {
    about: 'it ends with its last device',
    states: 'fa',
    progress: { 1: 'in_force' },
    ends: { 1: 'in_force' },
    asks: [],
    becomes: 'ended',
  },
  {
    about: 'one that does not confirm at the very end needs somebody too',
    states: 'a',
    progress: { 0: 'failed' },
    ends: { 0: 'failed' },
    asks: [],
    becomes: 'paused',
  },
]

describe('the next step of a roll-out', () => {
  test.each(CASES)(
    '$about',
    ({ states, state = 'running', rules, entrances, elsewhere, standing, progress, asks, ends, becomes }) => {
      const indexOf = ({ deviceId }: RolloutItem): number => Number(deviceId.slice(-12))
      const step = planStep({
        state,
        rules: { ...RULES, ...rules },
        elsewhere: {
          deviceIds: new Set((elsewhere?.devices ?? []).map(id)),
          entrances: elsewhere?.entrances ?? [],
        },
        items: items(states, entrances).map((item) => ({
          ...item,
          entrances: item.entrances.filter(Boolean),
        })),
        standingOf: (item) => ({ state: standing?.[indexOf(item)] ?? 'ready', reason: null }),
        progressOf: (item) => ({ state: progress?.[indexOf(item)] ?? 'asked', reason: null }),
      })
      expect(step.asks).toEqual(asks.map(id))
      expect(
        Object.fromEntries(step.ends.map((end) => [Number(end.deviceId.slice(-12)), end.state])),
      ).toEqual(ends ?? {})
      expect(step.state).toBe(becomes)
    },
  )
})

type Act = 'step' | 'stop' | 'resume'

interface Life {
  readonly devices: readonly {
    readonly standing: Standing['state']
    readonly end: Exclude<Progress['state'], 'asked'>
    /** After how many looks it comes to its end. */
    readonly after: number
    readonly entrance: number
  }[]
  readonly rules: RolloutRules
  readonly acts: readonly Act[]
}

const life: fc.Arbitrary<Life> = fc.record({
  devices: fc.array(
    fc.record({
      standing: fc.constantFrom('ready', 'ready', 'ready', 'in_force', 'silent', 'refused'),
      end: fc.constantFrom(
        'in_force',
        'in_force',
        'in_force',
        'drifted',
        'failed',
        'silent',
        'unknown',
        'overtaken',
      ),
      after: fc.integer({ min: 0, max: 4 }),
      entrance: fc.integer({ min: 0, max: 4 }),
    }),
    { minLength: 1, maxLength: 12 },
  ),
  rules: fc.record({
    batchSize: fc.integer({ min: 1, max: 4 }),
    pauseAbovePercent: fc.integer({ min: 0, max: 100 }),
    together: fc.boolean(),
  }),
  acts: fc.array(fc.constantFrom<Act>('step', 'step', 'step', 'step', 'resume', 'stop'), { maxLength: 60 }),
})

/** Plays a roll-out against devices that answer in their own time; looks after each step at what must always hold. */
const play = ({ devices, rules, acts }: Life) => {
  let state: RolloutState = 'running'
  const looked = devices.map(() => 0)
  const asked = devices.map(() => 0)
  let all: RolloutItem[] = devices.map(({ entrance }, index) => ({
    deviceId: id(index),
    state: 'waiting',
    counts: false,
    entrances: [`entrance ${entrance}`],
  }))
  const indexOf = ({ deviceId }: Pick<RolloutItem, 'deviceId'>): number => Number(deviceId.slice(-12))
  const deviceOf = (item: RolloutItem) => {
    const device = devices[indexOf(item)]
    if (device === undefined) throw new Error('there is no such device')
    return device
  }
  const step = (): void => {
    const before = all
    const wasRunning = state === 'running'
    const next = planStep({
      state,
      rules,
      elsewhere: NOWHERE,
      items: all,
      standingOf: (item) => ({ state: deviceOf(item).standing, reason: null }),
      progressOf: (item) => {
        const index = indexOf(item)
        looked[index] = (looked[index] ?? 0) + 1
        const { after, end } = deviceOf(item)
        return { state: (looked[index] ?? 0) > after ? end : 'asked', reason: null }
      },
    })
    if (!wasRunning) expect(next.asks).toEqual([])
    if (next.state === 'paused') expect(next.asks).toEqual([])
    const ends = new Map(next.ends.map((end) => [end.deviceId, end.state]))
    for (const deviceId of next.asks) asked[indexOf({ deviceId })] = (asked[indexOf({ deviceId })] ?? 0) + 1
    all = all.map((item) => {
      const end = ends.get(item.deviceId)
      if (end !== undefined) return { ...item, state: end }
      return next.asks.includes(item.deviceId) ? { ...item, state: 'asked', counts: true } : item
    })
    state = next.state
    const onTheWay = all.filter((item) => item.state === 'asked')
    expect(onTheWay.length).toBeLessThanOrEqual(rules.batchSize)
    if (!rules.together) {
      const entrances = onTheWay.flatMap((item) => item.entrances)
      expect(new Set(entrances).size).toBe(entrances.length)
    }
    for (const [index, item] of before.entries())
      if (!isOnTheWay(item.state)) expect(all[index]?.state).toBe(item.state)
  }
  // Asked of a function, since a step changes it.
  const now = (): RolloutState => state
  for (const act of acts) {
    if (act === 'step') step()
    else if (act === 'resume' && now() === 'paused') {
      state = 'running'
      all = all.map((item) => (isOnTheWay(item.state) ? item : { ...item, counts: false }))
    } else if (act === 'stop' && (now() === 'running' || now() === 'paused')) {
      const stopped = new Set(stopWaiting(all))
      all = all.map((item) => (stopped.has(item.deviceId) ? { ...item, state: 'stopped' } : item))
      state = 'stopped'
    }
  }
  // Somebody lets it go on whenever it pauses: it comes to its end.
  for (let turn = 0; turn < 200 && (now() === 'running' || now() === 'paused'); turn += 1) {
    if (now() === 'paused') {
      state = 'running'
      all = all.map((item) => (isOnTheWay(item.state) ? item : { ...item, counts: false }))
    }
    step()
  }
  for (let turn = 0; turn < 10; turn += 1) step()
  return { state, all, asked }
}

describe('whatever the devices answer and whenever somebody stops it', () => {
  test('nobody is asked twice or after a stop, few are on the way, and each device comes to one named end', () => {
    fc.assert(
      fc.property(life, (one) => {
        const { state, all, asked } = play(one)
        expect(['stopped', 'ended']).toContain(state)
        expect(all.every((item) => ITEM_STATES.includes(item.state) && !isOnTheWay(item.state))).toBe(true)
        expect(Math.max(...asked)).toBeLessThanOrEqual(1)
      }),
      { numRuns: 500 },
    )
  })
})
