/** Whether what somebody carries works now, and where they carry anything that does. */
import type { Credential } from './queries.ts'

export type Working = 'works' | 'suspended' | 'lost' | 'not_yet' | 'ended'

type Kept = Pick<Credential, 'status' | 'validFrom' | 'validUntil'>

export const workingOf = ({ status, validFrom, validUntil }: Kept, now: number): Working => {
  if (status !== 'active') return status
  if (Date.parse(validFrom) > now) return 'not_yet'
  return validUntil !== null && Date.parse(validUntil) <= now ? 'ended' : 'works'
}

/** A right opens nothing to somebody who carries nothing that works at that site. */
export const carriesAt = (
  carried: readonly (Kept & Pick<Credential, 'siteId'>)[],
  siteId: string | undefined,
  now: number,
): boolean => carried.some((one) => one.siteId === siteId && workingOf(one, now) === 'works')
