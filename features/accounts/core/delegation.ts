/** A role handed over for a while: who may hand over what, and what the one who stands in has of it at an instant. */
import { addMs, DAY_MS, ok, refuse, type Instant, type Result } from '@loge/kernel'
import { covers, type HeldRole, type Scope } from './grants.ts'
import { isPermission, type Permission } from './permissions.ts'

/** What would outlive its end: whoever gives roles, keys or edges gives them for good. */
const NEVER_HANDED_OVER: ReadonlySet<string> = new Set<Permission>(['accounts.manage', 'edges.enrol'])
const LONGEST_MS = 366 * DAY_MS

export const mayBeHandedOver = (permission: string): boolean =>
  isPermission(permission) && !NEVER_HANDED_OVER.has(permission)

export interface HandOver {
  readonly permissions: readonly string[]
  readonly scope: Scope
  readonly from: Instant
  readonly until: Instant
}

export type HandOverRefusal = 'hand_over_beyond_own' | 'hand_over_outlives' | 'hand_over_period'

/** `source` is the role of the giver that it comes from, as the giver holds it now. */
export const acceptHandOver = (
  source: HeldRole | undefined,
  { permissions, scope, from, until }: HandOver,
  now: Instant,
): Result<void, HandOverRefusal> => {
  if (until <= from || until <= now || until > addMs(from, LONGEST_MS)) return refuse('hand_over_period')
  if (!permissions.every(mayBeHandedOver)) return refuse('hand_over_outlives')
  const isOwn =
    source !== undefined &&
    source.scope.kind !== 'own' &&
    scope.kind !== 'own' &&
    covers(source.scope, scope) &&
    permissions.every((one) => source.permissions.includes(one))
  return isOwn ? ok(undefined) : refuse('hand_over_beyond_own')
}

export interface Delegation extends HandOver {
  readonly endedAt: Instant | null
  /** The role it comes from, as its giver holds it at the instant that is asked about; `undefined` once lost. */
  readonly source: HeldRole | undefined
}

/** What it gives at that instant: never more than the giver has then, and nothing once the giver has nothing. */
export const handedOverAt = (delegation: Delegation, at: Instant): HeldRole | undefined => {
  const { source, permissions, scope, from, until, endedAt } = delegation
  const isOver = at < from || at >= until || (endedAt !== null && at >= endedAt)
  if (isOver || source === undefined || !covers(source.scope, scope)) return undefined
  const held = permissions.filter((one) => mayBeHandedOver(one) && source.permissions.includes(one))
  return held.length === 0 ? undefined : { permissions: held, scope }
}
