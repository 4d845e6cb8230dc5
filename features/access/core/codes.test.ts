import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { instant } from '@loge/kernel'
import { digestInput, makeCode, normaliseValue } from './credential-value.ts'
import { codesBlockedBy, codesReleasedBy } from './codes-blocked.ts'
import {
  blocksAt,
  noTries,
  type PinThrottle,
  releaseCodes,
  throttledForMs,
  TRIES_PER_DOOR,
  TRIES_PER_SITE,
  wrongPin,
} from './pin-throttle.ts'
import { aloneSince, describePlacement, SILENT_AFTER_MS } from './placement.ts'
import { makePin, pinWeakness } from './weak-pin.ts'

const seeded =
  (seed: number) =>
  (length: number): Uint8Array =>
    Uint8Array.from({ length }, (_zero, index) => (seed * 31 + index * 97 + (seed >> 3) * index) % 256)

describe('weak codes are refused when they are chosen', () => {
  test.each([
    ['12a456', 'not_digits'],
    ['4821', 'too_short'],
    ['', 'too_short'],
    ['4821930571264', 'too_long'],
    ['111111', 'repeated'],
    ['121212', 'repeated'],
    ['482482', 'repeated'],
    ['112211', 'repeated'],
    ['123456', 'sequence'],
    ['987654', 'sequence'],
    ['890123', 'sequence'],
    ['024680', 'sequence'],
    ['135790', 'sequence'],
    ['246810', 'sequence'],
    ['102030', 'sequence'],
    ['891011', 'sequence'],
    ['100200300', 'sequence'],
    ['140789', 'date'],
    ['19870614', 'date'],
    ['870614', 'date'],
    ['14061987', 'date'],
    ['159357', 'keypad_pattern'],
    ['258000', 'keypad_pattern'],
    ['147896', 'keypad_pattern'],
    ['112233', 'sequence'],
    ['778965', 'keypad_pattern'],
    ['580852', 'keypad_pattern'],
  ])('%s is %s', (pin, weakness) => {
    expect(pinWeakness(pin)).toBe(weakness)
  })

  test.each(['482913', '905817', '7340918256'])('%s may be used', (pin) => {
    expect(pinWeakness(pin)).toBeNull()
  })

  test('hardly any code is lost by it', () => {
    const step = 37
    let weak = 0
    for (let pin = 0; pin < 1_000_000; pin += step)
      if (pinWeakness(String(pin).padStart(6, '0')) !== null) weak += 1
    expect(weak / (1_000_000 / step)).toBeLessThan(0.2)
  })

  test('a code made by the house is never weak', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 0, max: 255 })), (stream) => {
        const pin = makePin((length) => Uint8Array.from({ length }, () => stream.next().value))
        expect(pinWeakness(pin)).toBeNull()
      }),
      { numRuns: 50 },
    )
  })
})

describe('guessing codes is slowed', () => {
  const tryOften = (
    readers: readonly string[],
    everyMs: number,
    times: number,
  ): { readonly tries: number; readonly state: PinThrottle } => {
    let state = noTries
    let tries = 0
    for (let turn = 0; turn < times; turn++) {
      const reader = readers[turn % readers.length] ?? ''
      if (throttledForMs(state, reader, turn * everyMs) > 0) continue
      state = wrongPin(state, reader, turn * everyMs)
      tries++
    }
    return { tries, state }
  }

  test('one reader looks up at most five codes in ten minutes', () => {
    expect(tryOften(['front'], 1000, 600).tries).toBe(TRIES_PER_DOOR)
  })

  test('going from reader to reader is bounded by the site', () => {
    const readers = Array.from({ length: 12 }, (_none, index) => `reader-${index}`)
    expect(tryOften(readers, 1000, 600).tries).toBe(TRIES_PER_SITE)
  })

  test('going on all day doubles the block each time: a hundred and sixty codes on the first day at most', () => {
    const readers = Array.from({ length: 12 }, (_none, index) => `reader-${index}`)
    expect(tryOften(readers, 1000, 86_400).tries).toBeLessThanOrEqual(160)
  })

  test('three keypads of a passer-by block themselves, and no code of the rest of the house', () => {
    const { state } = tryOften(['gate', 'hall', 'garage'], 1000, 60)
    expect(throttledForMs(state, 'gate', 60_000)).toBeGreaterThan(0)
    expect(throttledForMs(state, 'staircase', 60_000)).toBe(0)
  })

  test('the third wrong code waits one second, the fourth two', () => {
    const two = wrongPin(wrongPin(noTries, 'front', 0), 'front', 0)
    expect(throttledForMs(two, 'front', 0)).toBe(0)
    const three = wrongPin(two, 'front', 0)
    expect(throttledForMs(three, 'front', 0)).toBe(1000)
    expect(throttledForMs(wrongPin(three, 'front', 1000), 'front', 1000)).toBe(2000)
  })

  test('two slips of a resident are forgotten after the window', () => {
    const twice = wrongPin(wrongPin(noTries, 'front', 0), 'front', 0)
    expect(throttledForMs(wrongPin(twice, 'front', 600_001), 'front', 600_001)).toBe(0)
  })
})

describe('a block of codes is ended by a person', () => {
  const TEN_MINUTES = 600_000
  const wrong = (state: PinThrottle, times: number, atMs: number, door = 'front'): PinThrottle =>
    Array.from({ length: times }).reduce<PinThrottle>((before) => wrongPin(before, door, atMs), state)
  const doorBlocked = wrong(noTries, TRIES_PER_DOOR, 0)
  const siteBlocked = ['a', 'b', 'c', 'd'].reduce((state, door) => wrong(state, 5, 0, door), noTries)

  test.each([
    ['nothing', noTries, 'front', []],
    ['the second between two slips', wrong(noTries, 3, 0), 'front', []],
    ['a full window of the door', doorBlocked, 'front', [{ scope: 'door', tries: 5, forMs: TEN_MINUTES }]],
    ['another door', doorBlocked, 'gate', []],
    ['the site', siteBlocked, 'front', [{ scope: 'site', tries: 20, forMs: TEN_MINUTES }]],
  ] as const)('%s', (_name, state, door, blocks) => {
    expect(blocksAt(state, door, 0)).toEqual(blocks)
  })

  test('only where it was said, and the next wrong codes count anew', () => {
    const after = releaseCodes(siteBlocked, { door: 'a', scopes: ['site'] }, 1000)
    expect(throttledForMs(after, 'front', 1000)).toBe(0)
    expect(throttledForMs(after, 'a', 1000)).toBe(TEN_MINUTES - 1000)
    expect(blocksAt(wrong(after, 4, 1000), 'front', 1000)).toEqual([])
    expect(releaseCodes(doorBlocked, { door: 'front', scopes: [] }, 1000)).toEqual(doorBlocked)
  })

  test('the block after it is twice as long, and a day without a wrong code forgets that', () => {
    const after = releaseCodes(doorBlocked, { door: 'front', scopes: ['door'] }, 1000)
    expect(blocksAt(wrong(after, 5, 2000), 'front', 2000)).toMatchObject([{ forMs: 2 * TEN_MINUTES }])
    const nextDay = 1000 + 24 * 3_600_000
    expect(blocksAt(wrong(after, 5, nextDay), 'front', nextDay)).toMatchObject([{ forMs: TEN_MINUTES }])
  })

  test('whoever ends every block at once still gives a guesser no more than five codes between two of them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 60 }), (pauses) => {
        let [state, atMs, since] = [noTries, 0, 0]
        for (const pause of pauses) {
          atMs += pause
          if (throttledForMs(state, 'front', atMs) > 0) continue
          state = wrongPin(state, 'front', atMs)
          since += 1
          if (blocksAt(state, 'front', atMs).length === 0) continue
          expect(since).toBeGreaterThanOrEqual(TRIES_PER_DOOR)
          state = releaseCodes(state, { door: 'front', scopes: ['door', 'site'] }, atMs)
          expect(throttledForMs(state, 'front', atMs)).toBe(0)
          since = 0
        }
      }),
    )
  })

  const event = (payload: Record<string, string | number>, type = 'door.codes_blocked') => ({
    type,
    occurredAt: instant(1_000),
    payload,
  })

  test('what an edge tells of it is kept with its end', () => {
    expect(codesBlockedBy(event({ scope: 'site', tries: 20, forMs: 5_000 }))).toEqual({
      scope: 'site',
      tries: 20,
      since: 1_000,
      until: 6_000,
    })
  })

  test.each([
    [{ scope: 'town', tries: 5, forMs: 5_000 }],
    [{ scope: 'door', tries: 0, forMs: 5_000 }],
    [{ scope: 'door', tries: 5.5, forMs: 5_000 }],
    [{ scope: 'door', tries: 5, forMs: 86_400_001 }],
    [{ scope: 'door', tries: 5, forMs: -1 }],
    [{ scope: 'door', tries: 'many', forMs: 5_000 }],
    [{}],
  ])('and %j, which cannot be so, is not', (payload) => {
    expect(codesBlockedBy(event(payload))).toBeUndefined()
  })

  test('of another event nothing is read', () => {
    expect(codesBlockedBy(event({ scope: 'door', tries: 5, forMs: 5_000 }, 'door.refused'))).toBeUndefined()
    expect(codesReleasedBy({ type: 'door.refused', payload: { scopes: ['door'] } })).toEqual([])
    expect(codesReleasedBy({ type: 'door.codes_released', payload: { scopes: ['door', 'town'] } })).toEqual([
      'door',
    ])
  })
})

describe('values have one spelling', () => {
  test.each([
    ['licencePlate', 'ab-123-cd', 'AB123CD'],
    ['licencePlate', 'ÖA 12.3', 'OA123'],
    ['card', '04:a3:1f:9c', '04A31F9C'],
    ['card', '0x04a31f9c', '04A31F9C'],
    ['pin', '482 913', '482913'],
    ['qr', 'olil5678901234567890123456', '01115678901234567890123456'],
  ] as const)('%s %s', (kind, raw, value) => {
    expect(normaliseValue(kind, raw)).toEqual({ ok: true, value })
  })

  test.each([
    ['pin', '', 'empty'],
    ['pin', '12a456', 'malformed'],
    ['card', 'x'.repeat(300), 'too_long'],
    ['licencePlate', 'A'.repeat(13), 'too_long'],
    ['qr', 'short', 'malformed'],
    ['card', '04<script>', 'malformed'],
    ['card', 'ZEBRA99', 'malformed'],
  ] as const)('%s %s is refused as %s', (kind, raw, refusal) => {
    expect(normaliseValue(kind, raw)).toEqual({ ok: false, refusal })
  })

  test('a made code keeps its spelling, and its kind is part of what is digested', () => {
    const code = makeCode(seeded(7))
    expect(normaliseValue('qr', code)).toEqual({ ok: true, value: code })
    expect(digestInput('qr', code)).not.toBe(digestInput('mobileKey', code))
  })
})

describe('in force is said only when it was reported', () => {
  const state = {
    desiredVersion: 8,
    desiredAt: instant(1_000_000),
    sentVersion: 8,
    sentAt: instant(1_000_100),
    reportedVersion: 7,
    reportedAt: instant(900_000),
    aloneSince: null,
    revokedAt: null,
  }

  test('reachable and not yet reported is pending since the wish', () => {
    expect(describePlacement(state)).toEqual({ inForce: 'pending', since: 1_000_000 })
  })

  test('reported is in force, and stays so when the line is cut', () => {
    const reported = {
      ...state,
      reportedVersion: 8,
      reportedAt: instant(1_000_250),
      aloneSince: instant(1_000_300),
    }
    expect(describePlacement(reported)).toEqual({ inForce: 'yes', since: 1_000_250 })
  })

  test('without an edge in service nothing is in force, whatever it once reported', () => {
    const revoked = { ...state, reportedVersion: 8, revokedAt: instant(1_000_400) }
    expect(describePlacement(revoked)).toEqual({ inForce: 'edge_revoked', since: 1_000_400 })
  })

  test('not heard of, nobody can say', () => {
    expect(describePlacement({ ...state, aloneSince: instant(1_000_200) })).toEqual({
      inForce: 'unknown',
      since: 1_000_200,
    })
  })
})

describe('an edge is on its own', () => {
  const heard = { connected: true, changedAt: instant(900_000), heardAt: instant(1_000_000) }

  test('at once when its line ends', () => {
    const cut = { ...heard, connected: false, changedAt: instant(1_000_050) }
    expect(aloneSince(heard, instant(1_000_050))).toBe(null)
    expect(aloneSince(cut, instant(1_000_050))).toBe(1_000_050)
  })

  test('since its last word when the line says open and nothing comes', () => {
    expect(aloneSince(heard, instant(1_000_000 + SILENT_AFTER_MS))).toBe(null)
    expect(aloneSince(heard, instant(1_000_001 + SILENT_AFTER_MS))).toBe(1_000_000)
  })

  test('since it joined when it never spoke', () => {
    expect(aloneSince({ ...heard, connected: false, heardAt: null }, instant(1_000_000))).toBe(900_000)
  })
})
