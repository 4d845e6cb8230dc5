/** Decisions about people, without a database. */
import { fc, test as property } from '@fast-check/vitest'
import { instant, searchForm } from '@loge/kernel'
import { describe, expect, test } from 'vitest'
import {
  acceptBirthDate,
  acceptFormDate,
  acceptTelephone,
  decideOwnChange,
  decideTenancy,
  livesThereAt,
  noteSources,
} from './index.ts'

const NOBODY = {
  civility: null,
  givenName: 'Ada',
  familyName: 'Okafor',
  bornOn: null,
  street: null,
  postalCode: null,
  city: null,
  country: null,
  email: null,
  landline: null,
  mobile: null,
  language: null,
}

describe('a telephone number', () => {
  test.each([
    ['06 12 34 56 78', 'FR', '+33612345678'],
    ['06.12.34.56.78', 'FR', '+33612345678'],
    ['+33 (0)6 12 34 56 78', 'FR', '+33612345678'],
    ['0033 6 12 34 56 78', 'CH', '+33612345678'],
    ['079 123 45 67', 'CH', '+41791234567'],
    ['06 1234 5678', 'IT', '+390612345678'],
    ['+1 202 555 0123', 'FR', '+12025550123'],
  ])('%s written in %s is %s', (written, country, accepted) => {
    expect(acceptTelephone(written, country)).toEqual({ ok: true, value: accepted })
  })

  test.each(['', '12', 'call me', '+0612345678', '6 12 34 56 78', '+33 6 12 34 56 78 90 12 34'])(
    '%j is none',
    (written) => {
      expect(acceptTelephone(written, 'FR').ok).toBe(false)
    },
  )

  property.prop([fc.string(), fc.constantFrom('FR', 'CH', 'US')])(
    'has a form that is accepted again as itself',
    (written, country) => {
      const first = acceptTelephone(written, country)
      if (first.ok) expect(acceptTelephone(first.value, country)).toEqual(first)
    },
  )
})

describe('a form', () => {
  test.each([
    ['on paper with its day', 'paperForm', '2026-11-05', undefined],
    ['on paper without one', 'paperForm', null, 'form_date_needed'],
    ['on paper that is to come', 'paperForm', '2026-11-06', 'form_date_invalid'],
    ['that was none', 'self', '2026-11-05', 'form_date_invalid'],
    ['nobody spoke of', 'staff', null, undefined],
  ] as const)('%s', (_what, source, receivedOn, code) => {
    const accepted = acceptFormDate(source, receivedOn, '2026-11-05')
    expect(accepted).toEqual(
      code === undefined
        ? { ok: true, value: receivedOn }
        : { ok: false, refusal: { code, field: 'formReceivedOn' } },
    )
  })
})

test.each([
  [null, true],
  ['2026-11-05', true],
  ['2026-11-06', false],
  ['1899-12-31', false],
])('born on %s is believed: %s', (bornOn, isBelieved) => {
  expect(acceptBirthDate({ bornOn }, '2026-11-05').ok).toBe(isBelieved)
})

test('a name is found without case, accents, apostrophes and hyphens', () => {
  expect(searchForm('N’Diaye-Roux  Chloé')).toBe('ndiaye roux chloe')
})

describe('sources', () => {
  test('a datum comes from whoever gave it last, and from nowhere once it is emptied', () => {
    const withEmail = { ...NOBODY, email: 'ada@example.org' }
    const entered = noteSources({}, { before: undefined, after: withEmail, source: 'import' })
    expect(entered).toEqual({ name: 'import', email: 'import' })
    const corrected = { ...withEmail, email: 'okafor@example.org' }
    const after = noteSources(entered, { before: withEmail, after: corrected, source: 'self' })
    expect(after).toEqual({ name: 'import', email: 'self' })
    expect(noteSources(after, { before: corrected, after: NOBODY, source: 'staff' })).toEqual({
      name: 'import',
    })
  })

  test('people correct anything about themselves except their name', () => {
    expect(decideOwnChange(['email', 'street']).ok).toBe(true)
    expect(decideOwnChange(['email', 'familyName'])).toEqual({
      ok: false,
      refusal: { code: 'name_needs_staff', field: 'familyName' },
    })
  })
})

describe('tenancies', () => {
  const stay = (from: number, until: number | null) => ({
    movesInAt: instant(from),
    movesOutAt: until === null ? null : instant(until),
  })

  test('one may begin at the very instant another ends', () => {
    expect(decideTenancy(stay(10, 20), [stay(0, 10), stay(20, null)]).ok).toBe(true)
    expect(livesThereAt(stay(0, 10), instant(10))).toBe(false)
    expect(livesThereAt(stay(10, 20), instant(10))).toBe(true)
  })

  test('one that does not last is refused', () => {
    expect(decideTenancy(stay(10, 10), [])).toEqual({ ok: false, refusal: 'tenancy_ends_before_it_begins' })
  })

  const moment = fc.integer({ min: 0, max: 20 })
  const anyStay = fc
    .record({ from: moment, length: fc.option(fc.integer({ min: 1, max: 10 })) })
    .map(({ from, length }) => stay(from, length === null ? null : from + length))
  property.prop([anyStay, anyStay])('two are accepted exactly when no instant has both', (one, other) => {
    const both = Array.from({ length: 60 }, (_, at) => instant(at)).some(
      (at) => livesThereAt(one, at) && livesThereAt(other, at),
    )
    expect(decideTenancy(one, [other]).ok).toBe(!both)
  })
})
