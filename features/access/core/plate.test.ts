/** Plates: one spelling from many, what a camera confuses, and which plate is meant at a door that forgives it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attemptWithCredential, isTakenForAlike } from './attempt.ts'
import { compilePolicy } from './compile-policy.ts'
import { digestInput, lookAlikeInput, normaliseValue } from './credential-value.ts'
import { decideEntry } from './decide-entry.ts'
import { foldPlate, LOOK_ALIKES } from './plate.ts'
import { entrance, hours, momentAt, smallSite } from './small-site.fixture.ts'
import type { Snapshot } from './snapshot.ts'

describe('a plate has one spelling', () => {
  test.each([
    ['ab-123-cd', 'AB123CD'],
    ['AB 123·CD', 'AB123CD'],
    // With the sign of France, as on the vehicle and in many cameras.
    ['F AB-123-CD', 'AB123CD'],
    ['FR-AB-123-CD', 'AB123CD'],
    // Frankfurt, and an old French plate: no sign in front of anything.
    ['F-AB 123', 'FAB123'],
    ['4823 FR 75', '4823FR75'],
    ['M-ÜX 42', 'MUX42'],
    // Greek and Russian letters that are Latin ones abroad.
    ['ΙΧΝ-1234', 'IXN1234'],
    ['А123ВЕ 77', 'A123BE77'],
    ['ＡＢ１２３ＣＤ', 'AB123CD'],
  ])('%s is %s', (raw, value) => {
    expect(normaliseValue('licencePlate', raw)).toEqual({ ok: true, value })
  })

  test('letters no plate has abroad are none', () => {
    expect(normaliseValue('licencePlate', 'Ж123ЯЩ')).toEqual({ ok: false, refusal: 'malformed' })
  })
})

describe('what a camera confuses', () => {
  test.each([
    ['AB123CD', 'A8I23CO'],
    ['QZ508GB', '02SOB68'],
  ])('%s and %s are alike', (one, other) => {
    expect(foldPlate(one)).toBe(foldPlate(other))
  })

  test('is a closed table in which each character stands once', () => {
    const letters = LOOK_ALIKES.join('')
    expect(new Set(letters).size).toBe(letters.length)
  })

  const plate = fc.stringMatching(/^[0-9A-Z]{2,12}$/)
  test('is the same whichever of the two was read, and folding twice is folding once', () => {
    fc.assert(
      fc.property(plate, fc.nat(), fc.nat(), (written, at, which) => {
        const position = at % written.length
        const alike =
          LOOK_ALIKES.find((set) => set.includes(written.charAt(position))) ?? written.charAt(position)
        const read =
          written.slice(0, position) + alike.charAt(which % alike.length) + written.slice(position + 1)
        expect(foldPlate(read)).toBe(foldPlate(written))
        expect(foldPlate(foldPlate(written))).toBe(foldPlate(written))
      }),
    )
  })
})

/** The fixture keys nothing: a stand-in for the keyed digest of the edge. */
const digestOf = (text: string): string => Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64)
const both = (plate: string) => ({
  digest: digestOf(digestInput('licencePlate', plate)),
  lookAlike: digestOf(lookAlikeInput('licencePlate', plate) ?? ''),
})

const barrierFor = (plates: readonly string[], takesLookAlikes: boolean): Snapshot => {
  const site = smallSite()
  const [front, , roof] = site.entrances
  const rule = takesLookAlikes ? { takesLookAlikes: true as const } : {}
  const barrier = entrance('garage', { accepts: ['licencePlate'], ...rule })
  return {
    ...site,
    entrances: [front, barrier, roof].filter((one) => one !== undefined),
    credentials: plates.map((plate) => ({
      id: plate,
      kind: 'licencePlate',
      ...both(plate),
      subject: 0,
      status: 'active',
      validFrom: hours(-48),
      validUntil: null,
    })),
  }
}

describe('at a barrier', () => {
  const TWO = ['AB123CD', 'AB123CO'] as const
  test.each([
    { known: ['AB123CD'], read: 'AB123CD', alike: true, credentialId: 'AB123CD', isTaken: false },
    { known: ['AB123CD'], read: 'A8123CO', alike: true, credentialId: 'AB123CD', isTaken: true },
    { known: ['AB123CD'], read: 'A8123CO', alike: false, refusal: 'credential_unknown' },
    { known: ['AB123CD'], read: 'AB124CD', alike: true, refusal: 'credential_unknown' },
    // Even what is read exactly may be the other one, misread.
    { known: TWO, read: 'AB123CD', alike: true, refusal: 'plate_ambiguous' },
    { known: TWO, read: 'AB123C0', alike: true, refusal: 'plate_ambiguous' },
    { known: TWO, read: 'AB123CO', alike: false, credentialId: 'AB123CO', isTaken: false },
    { known: [...TWO, 'AB123CQ'], read: 'AB123CQ', alike: true, refusal: 'plate_ambiguous' },
  ])('$read, known $known, look-alikes $alike', ({ known, read, alike, isTaken, ...decided }) => {
    const policy = compilePolicy(barrierFor(known, alike))
    const presented = { entranceId: 'garage', kind: 'licencePlate' as const, ...both(read) }
    const attempt = attemptWithCredential(policy, presented, momentAt(hours(0)))
    expect(decideEntry(policy, attempt)).toMatchObject({ allowed: isTaken !== undefined, ...decided })
    expect(isTakenForAlike(policy, presented, attempt)).toBe(isTaken === true)
  })
})
