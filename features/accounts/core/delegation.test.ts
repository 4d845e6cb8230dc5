/** What is handed over: never more than the giver holds at that instant, and only while both say so. */
import { fc, test as property } from '@fast-check/vitest'
import { asId, DAY_MS, instant, type Instant } from '@loge/kernel'
import { describe, expect, it } from 'vitest'
import { acceptHandOver, handedOverAt, mayBeHandedOver } from './delegation.ts'
import { grantsOf, mayPassOn, type HeldRole, type Scope } from './grants.ts'
import { PERMISSIONS } from './permissions.ts'

const NOW = instant(Date.UTC(2026, 10, 5, 9, 42))
const later = (days: number): Instant => instant(NOW + days * DAY_MS)
const HERE = asId('site', '00000000-0000-7000-8000-000000000001')
const THERE = asId('site', '00000000-0000-7000-8000-000000000002')
const EVERYWHERE: Scope = { kind: 'organization' }
const here: Scope = { kind: 'site', siteId: HERE }
const there: Scope = { kind: 'site', siteId: THERE }
const manager: HeldRole = { permissions: PERMISSIONS, scope: here }
const wanted = { permissions: ['doors.open'], scope: here, from: NOW, until: later(3) }

describe('handing a role over', () => {
  it.each([
    ['a part of it, at its site, for three days', manager, wanted, 'ok'],
    ['a role held everywhere, at one site', { ...manager, scope: EVERYWHERE }, wanted, 'ok'],
    ['from a day to come', manager, { ...wanted, from: later(1) }, 'ok'],
    ['at another site', manager, { ...wanted, scope: there }, 'hand_over_beyond_own'],
    ['everywhere, from one site', manager, { ...wanted, scope: EVERYWHERE }, 'hand_over_beyond_own'],
    ['a permission that is not held', { ...manager, permissions: [] }, wanted, 'hand_over_beyond_own'],
    ['a role that is not held', undefined, wanted, 'hand_over_beyond_own'],
    [
      'giving roles, which would outlive it',
      manager,
      { ...wanted, permissions: ['accounts.manage'] },
      'hand_over_outlives',
    ],
    [
      'joining an edge, which would outlive it',
      manager,
      { ...wanted, permissions: ['edges.enrol'] },
      'hand_over_outlives',
    ],
    ['what is one’s own', { ...manager, scope: { kind: 'own' } }, wanted, 'hand_over_beyond_own'],
    ['until before it begins', manager, { ...wanted, from: later(4) }, 'hand_over_period'],
    ['until it begins', manager, { ...wanted, from: later(3) }, 'hand_over_period'],
    ['until yesterday', manager, { ...wanted, from: later(-3), until: later(-1) }, 'hand_over_period'],
    ['for two years', manager, { ...wanted, until: later(730) }, 'hand_over_period'],
  ] as const)('%s', (_, source, what, answer) => {
    const decided = acceptHandOver(source, what, NOW)
    expect(decided.ok ? 'ok' : decided.refusal).toBe(answer)
  })

  it('begins and ends at its instants, and earlier when it is ended', () => {
    const delegation = { ...wanted, from: later(1), endedAt: null, source: manager }
    expect(handedOverAt(delegation, instant(later(1) - 1))).toBeUndefined()
    expect(handedOverAt(delegation, later(1))?.permissions).toEqual(['doors.open'])
    expect(handedOverAt(delegation, instant(later(3) - 1))).toBeDefined()
    expect(handedOverAt(delegation, later(3))).toBeUndefined()
    expect(handedOverAt({ ...delegation, endedAt: later(2) }, later(2))).toBeUndefined()
  })
})

const anyPermissions = fc.subarray([...PERMISSIONS, 'of another release'])
const anyScope = fc.constantFrom<Scope>(EVERYWHERE, here, there, { kind: 'own' })
const anyRole = fc.record({ permissions: anyPermissions, scope: anyScope })
const anyInstant = fc.integer({ min: -5, max: 400 }).map(later)
const anyDelegation = fc.record({
  permissions: anyPermissions,
  scope: anyScope,
  from: anyInstant,
  until: anyInstant,
  endedAt: fc.option(anyInstant),
  source: fc.option(anyRole, { nil: undefined }),
})

describe('whoever stands in', () => {
  property.prop([anyDelegation, anyInstant])(
    'never has what the giver does not have at that instant, whatever was written down',
    (delegation, at) => {
      const held = handedOverAt(delegation, at)
      const giver = delegation.source === undefined ? [] : grantsOf([delegation.source])
      const standIn = held === undefined ? [] : grantsOf([held])
      expect(mayPassOn(giver, standIn)).toBe(true)
      expect(standIn.every(({ permission }) => mayBeHandedOver(permission))).toBe(true)
    },
  )

  property.prop([anyDelegation, anyRole, anyInstant])(
    'follows the giver: with less of the role, less is handed over, with none, nothing',
    (delegation, less, at) => {
      const source = delegation.source && {
        scope: delegation.source.scope,
        permissions: delegation.source.permissions.filter((one) => less.permissions.includes(one)),
      }
      const now = handedOverAt({ ...delegation, source }, at)?.permissions ?? []
      const before = handedOverAt(delegation, at)?.permissions ?? []
      expect(before).toEqual(expect.arrayContaining([...now]))
      expect(now.every((one) => less.permissions.includes(one as 'doors.open'))).toBe(true)
      expect(handedOverAt({ ...delegation, source: undefined }, at)).toBeUndefined()
    },
  )
})
