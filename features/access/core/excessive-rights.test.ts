/** Which rights to private places are looked at again. */
import { asId, instant, type EntranceId, type PersonId, type UnitId } from '@loge/kernel'
import { expect, it } from 'vitest'
import { findExcessive, type GrantOfKind, type PrivateRights } from './excessive-rights.ts'

const NOW = instant(1_793_869_200_000)
const person = (number: number): PersonId => asId('person', `p${number}`)
const cellar = asId('entrance', 'cellar')
const attic = asId('entrance', 'attic')
const hall = asId('entrance', 'hall')
const home = asId('unit', 'u1')

const grant = (number: number, profile: string, changes: Partial<GrantOfKind> = {}): GrantOfKind => ({
  id: asId('accessGrant', `${profile}${number}`),
  accessProfileId: asId('accessProfile', profile),
  to: { kind: 'person', personId: person(number) },
  validFrom: instant(NOW - 1),
  validUntil: null,
  leaseClass: 'resident',
  ...changes,
})

const profileOf = (id: EntranceId) => ({
  id: asId('accessProfile', id),
  lines: [{ entranceIds: [id], scheduleId: null }],
})

/** Twelve residents who all may enter the hall; the cellar belongs to nobody’s home, the attic to `u1`. */
const rights = (more: readonly GrantOfKind[]): PrivateRights => ({
  grants: [...Array.from({ length: 12 }, (_none, number) => grant(number, 'hall')), ...more],
  profiles: new Map([hall, cellar, attic].map(profileOf).map((profile) => [profile.id, profile])),
  residences: [],
  roles: [],
  privateEntrances: new Map<EntranceId, UnitId | null>([
    [cellar, null],
    [attic, home],
  ]),
  homesOf: new Map([
    [person(1), new Set([home])],
    [person(2), new Set([home])],
  ]),
})

const found = (...more: readonly GrantOfKind[]) => [...findExcessive(rights(more), NOW).keys()]

it('what everybody has is never too much', () => {
  expect(found()).toEqual([])
})
it('a private place that one in ten of the others may enter is', () => {
  expect(found(grant(3, 'cellar'))).toEqual(['cellar3'])
  expect(found(grant(3, 'cellar'), grant(4, 'cellar'))).toEqual(['cellar3', 'cellar4'])
})
it('one that more of the others may enter is not', () => {
  expect(found(...[3, 4, 5].map((number) => grant(number, 'cellar')))).toEqual([])
})
it('the door of one’s own home is not', () => {
  expect(found(grant(1, 'attic'), grant(5, 'attic'))).toEqual(['attic5'])
})
it('those who share a home are not others to each other', () => {
  expect(found(grant(1, 'cellar'), grant(2, 'cellar'), grant(3, 'cellar'))).toEqual(['cellar1', 'cellar2'])
})
it('what has ended, and a kind of one person, is left alone', () => {
  expect(found(grant(3, 'cellar', { validUntil: NOW }))).toEqual([])
  expect(found(grant(3, 'cellar', { leaseClass: 'staff' }))).toEqual([])
})
