import { DAY_MS, instant, MINUTE_MS } from '@loge/kernel'
import { expect, test } from 'vitest'
import { judgeStores, STORE_VERBS, STORE_WAYS, STORES, type StoreId, type StoresSeen } from './stores.ts'

const GONE = instant(Date.parse('2026-11-22T10:00:00Z'))
const later = (ms: number) => instant(GONE + ms)

const clean: StoresSeen = {
  rowsGoneAt: GONE,
  now: later(DAY_MS),
  files: [],
  letters: 0,
  doors: 0,
  recipients: 0,
  copies: [],
}

const stateOf = (store: StoreId, seen: Partial<StoresSeen>) => {
  const { state, count, until } =
    judgeStores({ ...clean, ...seen }).find((one) => one.store === store) ?? expect.fail()
  return [state, count, until]
}

test('every store says how it does each of the five', () => {
  for (const store of STORES)
    expect(Object.keys(STORE_WAYS[store]).toSorted()).toEqual([...STORE_VERBS].toSorted())
})

test.each<[StoreId, Partial<StoresSeen>, readonly unknown[]]>([
  ['imported_files', {}, ['gone', 0, null]],
  ['imported_files', { files: [later(-2000), later(-1000)] }, ['pending', 2, later(DAY_MS - 1000)]],
  ['queued_mail', { letters: 1 }, ['pending', 1, null]],
  ['search', {}, ['with_rows', 0, null]],
  ['search', { rowsGoneAt: null }, ['pending', 0, null]],
  ['caches', {}, ['gone', 0, null]],
  ['caches', { now: later(MINUTE_MS - 1) }, ['pending', 0, later(MINUTE_MS)]],
  ['caches', { now: later(MINUTE_MS) }, ['gone', 0, null]],
  ['logs', { rowsGoneAt: null }, ['nothing', 0, null]],
  ['devices', { rowsGoneAt: null }, ['nothing', 0, null]],
  ['recipients', { recipients: 2 }, ['pending', 2, null]],
  ['doors', {}, ['gone', 0, null]],
  ['doors', { rowsGoneAt: null }, ['pending', 0, null]],
  ['backups', { copies: [later(1)] }, ['gone', 0, null]],
  ['backups', { copies: [later(-1), later(1)] }, ['pending', 1, null]],
])('%s, with %j', (store, seen, expected) => {
  expect(stateOf(store, seen)).toEqual(expected)
})

test('a controller that is away for a month is pending for a month', () => {
  expect(stateOf('doors', { doors: 1, now: later(31 * DAY_MS) })).toEqual(['pending', 1, null])
})
