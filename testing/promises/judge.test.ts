/** The count of kept promises is itself tested: it must be unable to flatter. */
import { expect, test } from 'vitest'
import { claimsIn, countPromises, judgePromises, type Promised, type TestResult } from './judge.ts'

const promise = (id: string): Promised => ({ id, kind: 'OBL', says: '', must: '', who: '' })
const written = { promises: [promise('S0-1'), promise('S0-2'), promise('S1-1')], notSoftware: {}, waits: {} }
const passed = (title: string): TestResult => ({ title, passed: true })

const stateOf = (id: string, ...results: readonly TestResult[]) =>
  judgePromises(written, results).judged.find((one) => one.promise.id === id)?.state

test('a title claims one promise, several, or a part of one', () => {
  expect(
    claimsIn(passed('a door [S0-1] opens [S1-1, S0-2 partly, S0-3 1/2]')).map(({ id, share }) => [id, share]),
  ).toEqual([
    ['S0-1', 'whole'],
    ['S1-1', 'whole'],
    ['S0-2', 'partly'],
    ['S0-3', '1/2'],
  ])
  expect(claimsIn(passed('an array [0] of [S0] and S0-1'))).toEqual([])
})

test('a promise nobody claims is not yet kept', () => {
  expect(stateOf('S0-1')).toBe('notYet')
})

test('a promise is kept when each test that claims it passes', () => {
  expect(stateOf('S0-1', passed('[S0-1]'))).toBe('kept')
  expect(stateOf('S0-1', passed('[S0-1]'), { title: '[S0-1] too', passed: false })).toBe('notYet')
})

test('a promise claimed in part alone is kept in part', () => {
  expect(stateOf('S0-1', passed('[S0-1 partly]'))).toBe('partly')
  expect(stateOf('S0-1', passed('[S0-1 partly]'), passed('[S0-1]'))).toBe('kept')
})

test('a promise cut in shares is kept when each share is', () => {
  expect(stateOf('S0-1', passed('[S0-1 1/2]'))).toBe('partly')
  expect(stateOf('S0-1', passed('[S0-1 1/2]'), passed('[S0-1 1/2]'))).toBe('partly')
  expect(stateOf('S0-1', passed('[S0-1 1/2]'), passed('[S0-1 2/3]'))).toBe('partly')
  expect(stateOf('S0-1', passed('[S0-1 1/2]'), passed('[S0-1 2/2]'))).toBe('kept')
  expect(stateOf('S0-1', passed('[S0-1 1/2]'), { title: '[S0-1 2/2]', passed: false })).toBe('notYet')
})

test('what is no software says why, and may not be tested as well', () => {
  const lists = { ...written, notSoftware: { 'S0-2': 'A clause between the parties.' } }
  const { judged, faults } = judgePromises(lists, [])
  expect(judged[1]).toMatchObject({ state: 'notSoftware', why: 'A clause between the parties.' })
  expect(faults).toEqual([])
  expect(judgePromises(lists, [passed('[S0-2]')]).faults).toEqual(['S0-2 is tested and is no software'])
})

test('what waits says for what, until it is kept', () => {
  const lists = { ...written, waits: { 'S1-1': 'money' } }
  expect(judgePromises(lists, []).judged[2]).toMatchObject({ state: 'notYet', why: 'money' })
  expect(judgePromises(lists, [passed('[S1-1]')]).faults).toEqual(['S1-1 is kept and still waits'])
})

test('a claim of a promise there is not, and a claim that fails, are faults', () => {
  expect(judgePromises(written, [passed('[S9-1]'), { title: '[S0-1]', passed: false }]).faults).toEqual([
    'S9-1, in the title of a test, is no promise',
    'S0-1 is claimed by a test that fails: [S0-1]',
  ])
})

test('each document is counted, and the sum is the whole', () => {
  const { judged } = judgePromises({ ...written, notSoftware: { 'S1-1': 'Law' } }, [passed('[S0-1]')])
  expect(countPromises(judged)).toEqual({
    documents: {
      S0: { promises: 2, kept: 1, partly: 0, notYet: 1, notSoftware: 0 },
      S1: { promises: 1, kept: 0, partly: 0, notYet: 0, notSoftware: 1 },
    },
    total: { promises: 3, kept: 1, partly: 0, notYet: 1, notSoftware: 1 },
  })
})
