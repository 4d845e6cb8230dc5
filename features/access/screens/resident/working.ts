/** Whether what somebody carries works now, and where they carry anything that does. */
import type { OwnAccess } from '../residence/queries.ts'
import type { Credential } from './queries.ts'

export type Working = 'works' | 'suspended' | 'lost' | 'not_yet' | 'ended'

type Kept = Pick<Credential, 'status' | 'validFrom' | 'validUntil'>

export const workingOf = ({ status, validFrom, validUntil }: Kept, now: number): Working => {
  if (status !== 'active') return status
  if (Date.parse(validFrom) > now) return 'not_yet'
  return validUntil !== null && Date.parse(validUntil) <= now ? 'ended' : 'works'
}

type Decided = Pick<OwnAccess['data'][number], 'decision'>

/**
 * When the first right at these doors begins, where none holds yet: until then what works by itself opens nothing.
 * `undefined`: a right holds already, or none is known.
 */
export const rightsBegin = (doors: readonly Decided[]): number | undefined => {
  const begins: number[] = []
  for (const { decision } of doors) {
    if (decision.allowed) return undefined
    if (decision.refusal === 'no_grant_here') continue
    if (decision.refusal !== 'grant_not_yet_valid') return undefined
    if (decision.retryAt !== null) begins.push(Date.parse(decision.retryAt))
  }
  return begins.length === 0 ? undefined : Math.min(...begins)
}

/** From when on it opens something, where that is still to come. */
export const worksFrom = (kept: Kept, begins: number | undefined, now: number): number | undefined => {
  const working = workingOf(kept, now)
  if (working !== 'works' && working !== 'not_yet') return undefined
  const from = Math.max(Date.parse(kept.validFrom), begins ?? now)
  return from > now ? from : undefined
}

/** A right opens nothing to somebody who carries nothing that works at that site. */
export const carriesAt = (
  carried: readonly (Kept & Pick<Credential, 'siteId'>)[],
  siteId: string | undefined,
  now: number,
): boolean => carried.some((one) => one.siteId === siteId && workingOf(one, now) === 'works')
