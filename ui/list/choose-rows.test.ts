/** Which rows a list shows, in which order, and which of them are marked together. */
import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { findWords, groupRows, linesIn, markRows, sortRows } from './choose-rows.ts'
import { nextOrder, type SortKey } from './column.ts'

const columns = [{ key: 'home', sort: ([home]: Row) => home }, { key: 'note' }] as const
type Row = readonly [home: SortKey, name: string]
const rows: readonly Row[] = [
  ['C 33', 'Antoine'],
  [null, 'Joaquim'],
  ['C 4', 'Noé'],
  ['C 33', 'Lucie'],
]
const names = (by: string, isDown = false) =>
  sortRows(rows, columns, { by, isDown }, 'fr').map(([, name]) => name)

describe('a list is sorted', () => {
  test('by figures as figures, those alike as they came, and what nobody knows last', () => {
    expect(names('home')).toEqual(['Noé', 'Antoine', 'Lucie', 'Joaquim'])
  })

  test('the other way around, and what nobody knows is still last', () => {
    expect(names('home', true)).toEqual(['Antoine', 'Lucie', 'Noé', 'Joaquim'])
  })

  test('by nothing where the column has no order, or where there is no such column', () => {
    expect(names('note')).toEqual(['Antoine', 'Joaquim', 'Noé', 'Lucie'])
    expect(names('else')).toEqual(['Antoine', 'Joaquim', 'Noé', 'Lucie'])
  })

  property.prop([fc.array(fc.option(fc.oneof(fc.integer(), fc.string()))), fc.boolean()])(
    'and never loses a row',
    (keys, isDown) => {
      const own = keys.map((key): Row => [key, 'x'])
      const sorted = sortRows(own, columns, { by: 'home', isDown }, 'en')
      expect(new Set(sorted)).toEqual(new Set(own))
      expect(sorted.length).toBe(own.length)
    },
  )
})

test.each([
  [undefined, undefined, { by: 'name' }],
  [{ by: 'name' }, undefined, { by: 'name', down: true }],
  [{ by: 'name', down: true }, undefined, undefined],
  [{ by: 'home' }, { by: 'name' }, { by: 'name' }],
  [{ by: 'name', down: true }, { by: 'name' }, { by: 'name' }],
  [{ by: 'name', down: true }, { by: 'name', down: true }, { by: 'name' }],
  [{ by: 'name', down: true }, { by: 'home' }, { by: 'home' }],
] as const)('sorted by %o, with %o as its own order, a press on the name makes it %o', (order, own, next) => {
  expect(nextOrder('name', order, own)).toEqual(next)
})

test.each([
  ['lefe no', true],
  ['NOÉ', true],
  ['efevre', false],
  ['', true],
  ['  ', true],
  ['noe roux', false],
])('“%s” finds Noé Lefèvre: %s', (looked, isFound) => {
  expect(findWords(looked)(linesIn('Noé Lefèvre'))).toBe(isFound)
})

test.each([
  // As it is typed, until the home stands there.
  ['c', 'Camille Roux\nB 33', true],
  ['c 3', 'Camille Roux\nB 33', false],
  ['C 33', 'Camille Roux\nB 33', false],
  ['c33', 'Camille Roux\nB 33', false],
  ['c 33', 'Camille Roux\nB 33\nC 4', false],
  ['c 33', 'Noé Lefèvre\nC 33', true],
  ['c33', 'Noé Lefèvre\nC 33', true],
  ['c 33', 'Noé Lefèvre\nC33', true],
  ['c 33', 'Noé Lefèvre\nC 331', true],
  ['c 33', 'Noé Lefèvre\nC n° 33', true],
  ['lefe c 33', 'Noé Lefèvre\nA 10\nC 33', true],
  ['c 33 lefevre', 'Noé Lefèvre\nC 33', true],
  ['roux c 33', 'Noé Lefèvre\nC 33', false],
  ['33', 'Camille Roux\nB 33', true],
  ['camille 33', 'Camille Roux\nB 33', true],
  ['ca 33', 'Camille Roux\nB 33', true],
  ['h 4', 'Hall 4', true],
])('“%s” finds %j: %s', (looked, text, isFound) => {
  expect(findWords(looked)(linesIn(text))).toBe(isFound)
})

test('groups stand in the order they are given in, then those nobody named', () => {
  expect(groupRows(['b1', 'c1', 'a1', 'b2'], ['a', 'b'], (row) => row.slice(0, 1))).toEqual([
    'a1',
    'b1',
    'b2',
    'c1',
  ])
})

describe('marking', () => {
  const ids = ['a', 'b', 'c', 'd']
  test.each([
    ['one', { from: undefined, to: 'b', on: true }, 'bd'],
    ['all from the one before, downwards', { from: 'a', to: 'c', on: true }, 'abcd'],
    ['and upwards', { from: 'c', to: 'a', on: true }, 'abcd'],
    ['one off', { from: undefined, to: 'd', on: false }, ''],
    ['a range off', { from: 'a', to: 'd', on: false }, ''],
    ['from one that is no longer listed: this one alone', { from: 'gone', to: 'b', on: true }, 'bd'],
  ])('%s', (_what, press, expected) => {
    expect([...markRows(new Set(['d']), { ids, ...press })].toSorted().join('')).toBe(expected)
  })
})
