/** What is missing of a new person, and what of it is sent. */
import { expect, test } from 'vitest'
import { type Draft, EMPTY, missingOf, personOf } from './draft.ts'

const lucie: Draft = { ...EMPTY, givenName: ' Lucie ', familyName: 'Girard' }

test.each([
  ['nothing typed', EMPTY, ['givenName', 'familyName']],
  ['a name of spaces', { ...lucie, familyName: '  ' }, ['familyName']],
  ['a name alone', lucie, []],
  ['a form on paper without its day', { ...lucie, source: 'paperForm' as const }, ['formReceivedOn']],
  ['an agency without its name', { ...lucie, source: 'agency' as const }, ['told']],
  ['answers without their questions', { ...lucie, source: 'oral' as const }, ['told']],
  ['a day that is none', { ...lucie, unitId: 'uni_1', on: 'unreadable' as const }, ['on']],
  ['a day of birth that is none, of somebody grown up', { ...lucie, bornOn: 'unreadable' as const }, []],
  ['a home without a day', { ...lucie, unitId: 'uni_1' }, ['on']],
])('%s misses what it needs', (_what, draft, missing) => {
  expect(missingOf(draft)).toEqual(missing)
})

test('a date of birth is sent of children only, the day of a form only with one', () => {
  const typed: Draft = {
    ...lucie,
    unitId: 'uni_1',
    on: '2026-12-01',
    bornOn: '2011-05-02',
    formReceivedOn: '2026-11-01',
  }
  expect(personOf({ ...typed, role: 'minor' })).toMatchObject({ bornOn: '2011-05-02', formReceivedOn: null })
  expect(personOf({ ...typed, source: 'paperForm' })).toMatchObject({
    bornOn: null,
    formReceivedOn: '2026-11-01',
  })
  expect(personOf({ ...typed, source: 'agency', told: ' Régie SA ' }).origin).toEqual({
    supplier: 'Régie SA',
  })
  expect(personOf({ ...typed, source: 'public', told: 'https://a.example' }).origin).toEqual({
    url: 'https://a.example',
  })
  expect(personOf(typed).origin).toBeUndefined()
  expect(personOf(lucie)).toMatchObject({ givenName: 'Lucie', mobile: null })
  expect('moveIn' in personOf(lucie)).toBe(false)
})
