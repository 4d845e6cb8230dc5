/** What the settings say of each part, and when it needs a person. */
import { describe, expect, it } from 'vitest'
import { backupState, edgesState, importState, keysState, mailState, rulesState } from './settings-states.ts'

const NOW = Date.parse('2026-11-05T09:42:00Z')
const DAY = 86_400_000
const on = (days: number): string => new Date(NOW + days * DAY).toISOString()

describe('API keys', () => {
  it.each([
    ['none', [], { kind: 'off', says: 'keysNone' }],
    ['two without an end', [null, null], { kind: 'ok', says: 'keysInUse', count: 2 }],
    ['one that ends next month', [30], { kind: 'ok', says: 'keysInUse', count: 1 }],
    ['one that ends in five days', [5, null], { kind: 'att', says: 'keysExpire', count: 1, days: 5 }],
    ['two that end soon', [12, 0.5], { kind: 'att', says: 'keysExpire', count: 2, days: 0 }],
  ])('%s', (_, ends, state) => {
    const keys = ends.map((end) => ({ expiresAt: end === null ? null : on(end) }))
    expect(keysState(keys, NOW)).toEqual(state)
  })
})

describe('edges', () => {
  const well = { state: 'connected', journalProblem: null, clockTrusted: true } as const
  it.each([
    ['none', [], { kind: 'att', says: 'edgesNone' }],
    ['only one taken out', [{ ...well, state: 'revoked' }], { kind: 'att', says: 'edgesNone' }],
    ['one heard', [well], { kind: 'ok', says: 'edgesConnected', count: 1 }],
    [
      'one not heard',
      [well, { ...well, state: 'alone' }],
      { kind: 'att', says: 'edgesAlone', count: 1, of: 2 },
    ],
    [
      'a full disk',
      [{ ...well, journalProblem: 'disk_full' }],
      { kind: 'att', says: 'edgesWorry', count: 1, of: 1 },
    ],
    [
      'a lost clock',
      [{ ...well, clockTrusted: false }],
      { kind: 'att', says: 'edgesWorry', count: 1, of: 1 },
    ],
  ] as const)('%s', (_, edges, state) => {
    expect(edgesState(edges)).toEqual(state)
  })
})

describe('imports', () => {
  it.each([
    ['none', [], { kind: 'off', says: 'importNone' }],
    [
      'one looked at',
      [{ state: 'previewed', appliedAt: null }],
      { kind: 'att', says: 'importWaits', count: 1 },
    ],
    ['one taken back', [{ state: 'undone', appliedAt: on(-1) }], { kind: 'off', says: 'importNone' }],
    [
      'one applied',
      [{ state: 'applied', appliedAt: on(-1) }],
      { kind: 'ok', says: 'importDone', at: NOW - DAY },
    ],
  ])('%s', (_, batches, state) => {
    expect(importState(batches)).toEqual(state)
  })
})

describe('backups', () => {
  const never = { place: {}, running: null, made: null, failed: null }
  const made = (days: number, verified = true) => ({ at: on(days), verified })
  it.each([
    ['never made', never, { kind: 'att', says: 'backupNever' }],
    ['being made', { ...never, running: {} }, { kind: 'wait', says: 'backupRuns' }],
    [
      'made last night',
      { ...never, made: made(-0.3) },
      { kind: 'ok', says: 'backupMade', at: NOW - 0.3 * DAY },
    ],
    [
      'not read back',
      { ...never, made: made(-1, false) },
      { kind: 'att', says: 'backupUnread', at: NOW - DAY },
    ],
    ['made long ago', { ...never, made: made(-3) }, { kind: 'att', says: 'backupOld', at: NOW - 3 * DAY }],
    [
      'made by hand long ago',
      { ...never, place: null, made: made(-3) },
      { kind: 'att', says: 'backupNoPlace', at: NOW - 3 * DAY },
    ],
    [
      'failed since',
      { ...never, made: made(-2), failed: { at: on(-1) } },
      { kind: 'bad', says: 'backupFailed', at: NOW - DAY },
    ],
    [
      'made since it failed',
      { ...never, made: made(-1), failed: { at: on(-2) } },
      { kind: 'ok', says: 'backupMade', at: NOW - DAY },
    ],
  ])('%s', (_, state, expected) => {
    expect(backupState(state, NOW)).toEqual(expected)
  })
})

describe('letters', () => {
  it.each([
    ['no mail server', false, [], { kind: 'att', says: 'mailNotSetUp' }],
    ['all sent', true, ['sent', 'waiting'], { kind: 'ok', says: 'mailSetUp' }],
    [
      'two that did not leave',
      true,
      ['failed', 'sent', 'given_up'],
      { kind: 'att', says: 'mailFailed', count: 2 },
    ],
  ] as const)('%s', (_, mailIsSetUp, states, expected) => {
    expect(mailState({ mailIsSetUp, data: states.map((state) => ({ state })) })).toEqual(expected)
  })
})

describe('house rules', () => {
  it.each([
    ['no edge', [], { kind: 'off', says: 'rulesNowhere' }],
    ['known everywhere', ['yes', 'yes'], { kind: 'ok', says: 'rulesInForce' }],
    ['on the way to one', ['yes', 'pending'], { kind: 'wait', says: 'rulesOnTheWay' }],
    ['one is not heard', ['pending', 'unknown'], { kind: 'att', says: 'rulesUnknown' }],
  ] as const)('%s', (_, all, expected) => {
    expect(rulesState(all.map((inForce) => ({ inForce })))).toEqual(expected)
  })
})
