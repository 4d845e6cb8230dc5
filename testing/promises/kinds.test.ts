/**
 * The standard tests of the kinds of promises: each row runs under its own preset, in an organization whose register is in
 * force, and only where its own datum is there. The house of a preset is opened once: published, filled, copied, erased.
 */
import { boundsOn, mayReceive, type Register } from '@loge/features/law/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkCategory } from './category.ts'
import { checkBasis, checkGlossary, checkPurpose } from './checks.ts'
import { claimOf, type PresetClaim, readPresets } from './preset-claims.ts'
import { type Tried, tryEveryRole } from './need.ts'
import { openPresetHouse, type PresetHouse } from './preset-house.ts'
import { openPurgedHouse, type PurgedHouse } from './purge-house.ts'
import { checkRetention } from './retention.ts'
import { readWritten } from './written.ts'

const presets = await readPresets()
const kindOf = new Map((await readWritten()).promises.map(({ id, kind }) => [id, kind]))
const houses = new Map<string, PresetHouse>()
const purged = new Map<string, PurgedHouse>()
let tried: readonly Tried[]
/** Fifty nights of retention over everything there is. */
const LONG = 900_000

beforeAll(async () => {
  tried = await tryEveryRole()
  for (const { name, register } of presets) {
    houses.set(name, await openPresetHouse(register))
    purged.set(name, await openPurgedHouse(register))
  }
}, LONG)
afterAll(() => {
  houses.clear()
  purged.clear()
})

const houseOf = ({ preset }: PresetClaim): PresetHouse => houses.get(preset) ?? expect.fail(`no ${preset}`)
const purgedOf = ({ preset }: PresetClaim): PurgedHouse => purged.get(preset) ?? expect.fail(`no ${preset}`)

type Row = readonly [title: string, claim: PresetClaim]

/** Every datum that keeps a promise of this kind; `within` says which list of the register it stands in. */
const rowsOf = (kind: string, within: (path: readonly string[]) => boolean): readonly Row[] =>
  presets
    .flatMap(({ claims }) => claims)
    .filter(({ id, path }) => kindOf.get(id) === kind && within(path))
    .map((claim) => [`${claim.preset}: ${claim.path.join(' ')} ${claimOf(claim)}`, claim])

const inList = (list: string) => (path: readonly string[]) => path[0] === list
const last = ({ path }: PresetClaim): string => path.at(-1) ?? ''

test('every claim of a preset is of a promise of its own document', () => {
  const documents: Readonly<Record<string, string>> = {
    soone: 'S0',
    sonio: 'S1',
    prepaid: 'S2',
    softathome: 'S3',
    soco: 'S4',
  }
  for (const { preset, id } of presets.flatMap(({ claims }) => claims)) {
    expect([id, kindOf.has(id)]).toEqual([id, true])
    expect(id.split('-')[0]).toBe(documents[preset])
  }
})

test.each(presets.map(({ name }) => name))('%s is in force, and one of two people is erased', (name) => {
  const { erasure, uses, copied, left } = houses.get(name) ?? expect.fail('no house')
  expect([erasure.state, erasure.found, [...left]]).toEqual(['done', [], []])
  expect(uses.length).toBeGreaterThan(5)
  expect(copied.length).toBeGreaterThan(50)
})

describe('a category', () => {
  test.each(rowsOf('CAT', inList('categories')))('%s', (_title, claim) => {
    checkCategory(houseOf(claim), { purged: purgedOf(claim), tried }, claim)
  })
})

describe('a purpose', () => {
  test.each(rowsOf('PUR', inList('activities')))('%s', (_title, claim) => {
    checkPurpose(houseOf(claim), last(claim))
  })
})

describe('a basis', () => {
  test.each(rowsOf('BAS', inList('activities')))('%s', (_title, claim) => {
    checkBasis(houseOf(claim), last(claim), claim.id)
  })
})

describe('a period', () => {
  test.each(rowsOf('RET', inList('retention')))('%s', (_title, claim) => {
    checkRetention(houseOf(claim), purgedOf(claim), claim)
  })
})

describe('a term', () => {
  test.each([...rowsOf('DEF', inList('glossary')), ...rowsOf('DEFECT', inList('glossary'))])(
    '%s',
    (_title, claim) => {
      checkGlossary(houseOf(claim), last(claim), claim.id)
    },
  )
})

describe('a source', () => {
  test.each(rowsOf('SRC', inList('sources')))('%s', (_title, claim) => {
    const { register, copied } = houseOf(claim)
    const source = register.sources.find(({ id }) => id === last(claim))
    expect(source?.label).toEqual({ en: expect.stringMatching(/./), fr: expect.stringMatching(/./) })
    expect(register.activities.some(({ sources }) => sources.includes(last(claim)))).toBe(true)
    for (const line of copied)
      if (line.kind === 'table') for (const field of line.fields) expect(field.source).toMatch(/./)
  })
})

const named = (claim: PresetClaim): void => {
  const { register } = houseOf(claim)
  const [list, id] = claim.path
  const named: readonly { readonly id?: string; readonly kind?: string }[] =
    register[list as 'channels' | 'trackers' | 'surfaces']
  expect(named.some((one, index) => one.id === id || String(index) === id)).toBe(true)
}

describe('a channel', () => {
  test.each(rowsOf('CHN', inList('channels')))('%s', (_title, claim) => {
    named(claim)
    const channel = houseOf(claim).register.channels[Number(claim.path[1])]
    expect(channel?.for.length).toBeGreaterThan(0)
  })
})

describe('a tracker', () => {
  test.each(rowsOf('COO', (path) => path[0] === 'trackers' || path[0] === 'surfaces'))(
    '%s',
    (_title, claim) => {
      named(claim)
      const tracker = houseOf(claim).register.trackers.find(
        ({ id }) => claim.path[0] === 'trackers' && id === claim.path[1],
      )
      if (tracker === undefined) return
      expect(houseOf(claim).register.surfaces.map(({ id }) => id)).toContain(tracker.surface)
      // Thirteen months at the very most, at the device.
      const { unit, count } = tracker.lifetime ?? { unit: 'day', count: 0 }
      expect({ day: count / 30, month: count, year: count * 12 }[unit]).toBeLessThanOrEqual(13)
    },
  )
})

describe('a kind of person', () => {
  test.each(rowsOf('ROL', inList('audiences')))('%s', (_title, claim) => {
    const { register } = houseOf(claim)
    const audience = register.audiences.find(({ id }) => id === last(claim))
    expect(audience?.label).toEqual({ en: expect.stringMatching(/./), fr: expect.stringMatching(/./) })
  })
})

const CONTRACT = '2026-01-31'
const SIGNED = { name: 'Clauses', sha256: 'ab'.repeat(32) }
const BINDING = {
  document: { name: 'Contract', sha256: 'cd'.repeat(32) },
  confidentialityOn: '2026-01-31',
  clauses: ['instructions', 'sub_processors', 'audit', 'deletion'],
} as const
const bounds = boundsOn('2026-11-22')

/** A recipient of this kind, as it would be written into the register. */
const withRecipient = (register: Register, kind: string, more: object = {}): Register => ({
  ...register,
  recipients: [
    {
      id: 'somebody',
      kind,
      name: 'Somebody',
      country: register.jurisdiction.country,
      contractOn: CONTRACT,
      contract: BINDING,
      notify: 'email',
      subProcessors: [],
      ...more,
    },
  ],
})

const receives = (register: Register, activity: string): boolean =>
  mayReceive(register, { activity, recipient: 'somebody' }, bounds)

describe('a kind of recipient', () => {
  test.each(rowsOf('RCP', inList('recipientKinds')))('%s', (_title, claim) => {
    const { register } = houseOf(claim)
    const kind = register.recipientKinds.find(({ id }) => id === last(claim))
    const listed = register.activities.filter(({ recipientKinds }) => recipientKinds.includes(last(claim)))
    expect(listed).not.toEqual([])
    for (const { id, recipientKinds } of register.activities)
      expect([id, receives(withRecipient(register, last(claim)), id)]).toEqual([
        id,
        recipientKinds.includes(last(claim)),
      ])
    const unsigned = withRecipient(register, last(claim), { contractOn: null })
    const needsContract = kind?.role === 'processor' || kind?.role === 'controller'
    for (const { id } of listed) expect([id, receives(unsigned, id)]).toEqual([id, !needsContract])
  })
})

describe('a transfer', () => {
  test.each(rowsOf('TRF', inList('transfers')))('%s', (_title, claim) => {
    const { register } = houseOf(claim)
    const kind = register.recipientKinds.find(({ role }) => role === 'processor')?.id ?? ''
    const own = register.activities.filter(({ recipientKinds }) => recipientKinds.includes(kind))
    expect(own).not.toEqual([])
    for (const { id, transferPolicy = register.transfers.policy } of own) {
      const goes = (more: object) => receives(withRecipient(register, kind, more), id)
      expect(goes({})).toBe(true)
      expect(goes({ country: 'IN' })).toBe(false)
      expect(goes({ subProcessors: [{ name: 'Below', country: 'IN' }] })).toBe(false)
      // A safeguard that was signed is a document somebody can show.
      for (const { kind: safeguard } of register.transfers.safeguards)
        if (safeguard !== 'adequacy') {
          expect(goes({ country: 'IN', safeguard })).toBe(false)
          expect(goes({ country: 'IN', safeguard, document: SIGNED })).toBe(transferPolicy === 'safeguards')
        }
    }
  })
})
