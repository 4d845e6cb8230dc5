/** Support access: somebody reads what is kept of one person for an open case, within a scope and a time. */
import type { Register } from '@loge/features/law/core'
import { addMs, type Category, HOUR_MS, type Instant } from '@loge/kernel'

/**
 * What a case of support may show. Where somebody went is shown by a look alone, and a secret by nothing.
 */
export const SUPPORT_CATEGORIES = [
  'equipment_use',
  'device_identity',
  'device_telemetry',
  'web_navigation',
  'tv_viewing',
  'credential',
  'access_right',
  'home',
  'relation',
  'identity',
  'contact',
  'postal_address',
  'language',
  'account',
  'action_record',
  'link',
] as const satisfies readonly Category[]
export type SupportCategory = (typeof SUPPORT_CATEGORIES)[number]

/** What stands alone where nobody chose. */
export const TECHNICAL: readonly SupportCategory[] = ['equipment_use']

/** Shows the intimacy of a home: never part of what stands there, and with a reason of its own. */
export const INTIMATE: readonly SupportCategory[] = ['tv_viewing']

/** What comes with a case, as data of their own. */
export const CASE_CATEGORIES = [
  'web_navigation',
  'tv_viewing',
  'device_identity',
  'device_telemetry',
  'equipment_use',
] as const satisfies readonly SupportCategory[]
export type CaseCategory = (typeof CASE_CATEGORIES)[number]

/** Whom data of a case come from: whoever asked for help, the client they are a subscriber of, or somebody who works for it. */
export const CAME_FROM = ['ticket', 'client', 'sub_processor'] as const
export type CameFrom = (typeof CAME_FROM)[number]

/** What a case is about. */
export const DEVICE_KINDS = [
  'door_equipment',
  'internet',
  'gateway',
  'set_top_box',
  'mobile',
  'phone',
  'iot',
  'connected_device',
  'service',
] as const
export type DeviceKind = (typeof DEVICE_KINDS)[number]

/** For which purposes of a register a case may be opened, and which data of the code each may work with. */
export const supportPurposes = ({ activities, categories }: Register) =>
  activities.flatMap((activity) => {
    const said = new Set(activity.categories)
    const covered = new Set(categories.filter(({ id }) => said.has(id)).flatMap(({ covers }) => covers))
    return activity.purposes
      .filter(({ support }) => support === true)
      .map(({ id, sentence }) => ({
        id,
        sentence,
        activity: activity.id,
        categories: SUPPORT_CATEGORIES.filter((category) => covered.has(category)),
      }))
  })

export const SUPPORT_BASES = ['consent', 'contract'] as const
export type SupportBasis = (typeof SUPPORT_BASES)[number]

/** Who told of the fault: where the case comes from. */
export const SUPPORT_ORIGINS = ['person', 'client', 'sub_processor', 'staff'] as const
export type SupportOrigin = (typeof SUPPORT_ORIGINS)[number]

/** The longest box of time; it runs from the moment it was asked for, whenever the person says yes. */
export const MOST_HOURS = 24

export const SUPPORT_FINDINGS = ['in_order', 'not_in_order'] as const
export type SupportFinding = (typeof SUPPORT_FINDINGS)[number]

export interface SupportStanding {
  readonly basis: SupportBasis
  readonly agreedAt: Instant | null
  readonly endsAt: Instant
  readonly endedAt: Instant | null
}

/** `asked`: nothing is shown before the person says yes. `over` follows from the clock alone. */
export type SupportState = 'asked' | 'open' | 'over'

export const supportState = (
  { basis, agreedAt, endsAt, endedAt }: SupportStanding,
  now: Instant,
): SupportState => {
  if (endedAt !== null || now >= endsAt) return 'over'
  return basis === 'consent' && agreedAt === null ? 'asked' : 'open'
}

export const endOfSupport = (askedAt: Instant, hours: number): Instant => addMs(askedAt, hours * HOUR_MS)

export type SupportRefusal = 'support_not_agreed' | 'support_over' | 'support_out_of_scope'

/** Why this kind of data is not shown now; nothing: it is. */
export const refuseSupportRead = (
  access: SupportStanding & { readonly categories: readonly string[] },
  category: SupportCategory,
  now: Instant,
): SupportRefusal | undefined => {
  const state = supportState(access, now)
  if (state === 'over') return 'support_over'
  if (state === 'asked') return 'support_not_agreed'
  return access.categories.includes(category) ? undefined : 'support_out_of_scope'
}
