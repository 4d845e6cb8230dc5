/** What becomes of those who are in a group that goes: they lose it, or are in another from the same moment on. */
import type { WayToSave } from './change-bar.tsx'
import type { HeldGrant } from './queries.ts'

type Edit = WayToSave['edits'][number]

type Told = HeldGrant & { readonly to: Extract<Edit, { kind: 'grant' }>['to'] }

const isTold = (grant: HeldGrant): grant is Told => grant.to.kind !== 'person' || grant.to.personId !== null

/** Whose grants they are is told only to those who may read people. */
export const canMove = (grants: readonly HeldGrant[]): boolean => grants.length > 0 && grants.every(isTold)

/** The same people, period and class, in the other group; then the group goes, and with it what they held of it. */
export const movingEdits = (
  grants: readonly HeldGrant[],
  { from, into, now }: { readonly from: string; readonly into: string | undefined; readonly now: number },
): readonly Edit[] => [
  ...(into === undefined ? [] : grants.filter(isTold)).map(
    ({ to, leaseClass, validFrom, validUntil }): Edit => ({
      kind: 'grant',
      accessProfileId: into ?? from,
      to,
      leaseClass,
      validUntil,
      ...(Date.parse(validFrom) > now ? { validFrom } : {}),
    }),
  ),
  { kind: 'removeProfile', id: from, revokeGrants: grants.length > 0 },
]
