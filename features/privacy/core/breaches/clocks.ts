/**
 * How long is left to tell a breach to whoever must hear of it. Hours, counted without pause over nights and holidays
 * (Regulation 1182/71), from when the organization became aware.
 */
import { boundNamed, type Bounds } from '@loge/features/law/core'
import { addMs, DAY_MS, HOUR_MS, type Instant } from '@loge/kernel'
import type { BreachStanding } from './breach.ts'

/** GDPR art. 33(1); Swiss Data Protection Act art. 24(1); Regulation (EU) 2024/2847, art. 14(2)(a). */
export const BREACH_LAWS = ['gdpr_33', 'fadp_24', 'cra_14'] as const
export type BreachLaw = (typeof BREACH_LAWS)[number]

/** `asap`: the law names no hours (Swiss Data Protection Act, art. 24(1)). */
export type BreachClockState = 'not_needed' | 'asap' | 'running' | 'late' | 'met' | 'met_late'

export interface BreachClock {
  readonly to: 'authority' | 'csirt'
  readonly state: BreachClockState
  /** Null where the law names no hours, or nothing is owed. */
  readonly dueAt: Instant | null
  readonly metAt: Instant | null
  readonly law: BreachLaw
}

/** After these many hours whoever answers for privacy is told again that a breach was not told yet. */
export const ALERT_HOURS = [24, 48, 72] as const

const counted = (
  { foundAt }: BreachStanding['facts'],
  { days, metAt, now }: { readonly days: number; readonly metAt: Instant | null; readonly now: Instant },
): Pick<BreachClock, 'state' | 'dueAt' | 'metAt'> => {
  const dueAt = addMs(foundAt, days * DAY_MS)
  if (metAt !== null) return { state: metAt > dueAt ? 'met_late' : 'met', dueAt, metAt }
  return { state: now > dueAt ? 'late' : 'running', dueAt, metAt }
}

const nothing = { dueAt: null, metAt: null } as const

const authorityClock = (
  standing: BreachStanding,
  { country, bounds, now }: { readonly country: string; readonly bounds: Bounds; readonly now: Instant },
): BreachClock => {
  const metAt = standing.toldAuthorityAt
  if (country === 'CH') {
    const to = { to: 'authority', law: 'fadp_24' } as const
    if (metAt !== null) return { ...to, state: 'met', dueAt: null, metAt }
    const isOwed = standing.risk === 'high' || standing.risk === null
    return { ...to, ...nothing, state: isOwed ? 'asap' : 'not_needed' }
  }
  const bound = boundNamed('breach_authority', country, bounds)
  const to = { to: 'authority', law: 'gdpr_33' } as const
  if (standing.risk === 'none' && metAt === null) return { ...to, ...nothing, state: 'not_needed' }
  return { ...to, ...counted(standing.facts, { days: bound?.value.count ?? 3, metAt, now }) }
}

/** Until the risk is judged, it counts as one: a clock that waits for a judgement is a clock nobody watches. */
export const breachClocks = (
  standing: BreachStanding,
  around: { readonly country: string; readonly bounds: Bounds; readonly now: Instant },
): readonly BreachClock[] => {
  const authority = authorityClock(standing, around)
  const bound = boundNamed('breach_exploited', around.country, around.bounds)
  if (!standing.facts.isExploitedWeakness || bound === undefined) return [authority]
  const metAt = standing.toldCsirtAt
  return [
    {
      to: 'csirt',
      law: 'cra_14',
      ...counted(standing.facts, { days: bound.value.count, metAt, now: around.now }),
    },
    authority,
  ]
}

/** Which alert is due: the hours that have passed without the authority being told; undefined: none. */
export const alertDue = (
  clocks: readonly BreachClock[],
  foundAt: Instant,
  now: Instant,
): number | undefined =>
  clocks.some(({ state }) => state === 'running' || state === 'late' || state === 'asap')
    ? ALERT_HOURS.findLast((hours) => now >= addMs(foundAt, hours * HOUR_MS))
    : undefined
