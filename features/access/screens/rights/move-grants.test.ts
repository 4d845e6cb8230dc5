/** Everybody of a group that goes, moved to another: the same people, as long, and nobody twice. */
import { expect, it } from 'vitest'
import { canMove, movingEdits } from './move-grants.ts'
import type { HeldGrant } from './queries.ts'

const NOW = Date.parse('2026-11-05T09:42:00Z')
const held = (more: Partial<HeldGrant>): HeldGrant => ({
  id: 'agr_1',
  to: { kind: 'person', personId: 'per_1' },
  people: 1,
  leaseClass: 'resident',
  validFrom: '2026-01-01T00:00:00.000Z',
  validUntil: null,
  reason: 'Care',
  ...more,
})

it('moves each grant with its class and its end, and its beginning where that is still to come', () => {
  const grants = [
    held({ leaseClass: 'staff', validUntil: '2027-01-01T00:00:00.000Z' }),
    held({ to: { kind: 'residents', buildingId: 'bld_1' }, validFrom: '2026-12-01T00:00:00.000Z' }),
  ]
  expect(movingEdits(grants, { from: 'apr_1', into: 'apr_2', now: NOW })).toEqual([
    {
      kind: 'grant',
      accessProfileId: 'apr_2',
      to: { kind: 'person', personId: 'per_1' },
      leaseClass: 'staff',
      validUntil: '2027-01-01T00:00:00.000Z',
    },
    {
      kind: 'grant',
      accessProfileId: 'apr_2',
      to: { kind: 'residents', buildingId: 'bld_1' },
      leaseClass: 'resident',
      validFrom: '2026-12-01T00:00:00.000Z',
      validUntil: null,
    },
    { kind: 'removeProfile', id: 'apr_1', revokeGrants: true },
  ])
})

it('only takes the group away where nobody is moved', () => {
  expect(movingEdits([held({})], { from: 'apr_1', into: undefined, now: NOW })).toEqual([
    { kind: 'removeProfile', id: 'apr_1', revokeGrants: true },
  ])
  expect(movingEdits([], { from: 'apr_1', into: undefined, now: NOW })).toEqual([
    { kind: 'removeProfile', id: 'apr_1', revokeGrants: false },
  ])
})

it('moves nobody whose name is not told', () => {
  expect(canMove([held({})])).toBe(true)
  expect(canMove([held({}), held({ to: { kind: 'person', personId: null } })])).toBe(false)
  expect(canMove([])).toBe(false)
})
