/** A file of somebody we sell to or may sell to: what it is, when it sleeps, and what may be done to it. Pure. */
import { addPeriod } from '@loge/features/law/core'
import { asCivilDay, type CivilDay, DAY_MS, type Instant, ok, refuse, type Result } from '@loge/kernel'

/** Each has a table, a permission and a rule of its own. */
export const FILE_KINDS = ['customer', 'prospect', 'contact', 'visitor', 'supplied'] as const
export type FileKind = (typeof FILE_KINDS)[number]

/** Met at a show by ourselves, or named by its organiser: nobody of them is written to who has not agreed. */
export const SHOW_KINDS = ['visitor', 'supplied'] as const satisfies readonly FileKind[]
export type ShowKind = (typeof SHOW_KINDS)[number]
export const isOfShow = (kind: FileKind): kind is ShowKind => SHOW_KINDS.some((one) => one === kind)

/** Who came to whom first. */
export const ORIGINS = ['inbound', 'outbound'] as const
export type Origin = (typeof ORIGINS)[number]

export const CONTACT_CHANNELS = ['email', 'telephone', 'post', 'meeting', 'form'] as const
export const DIRECTIONS = ['inbound', 'outbound'] as const

export interface LoggedContact {
  readonly at: string
  readonly channel: (typeof CONTACT_CHANNELS)[number]
  readonly direction: (typeof DIRECTIONS)[number]
}

/** Why it is active or not: they were in touch, somebody looked at it, staff said so, or they fell silent. */
export const ACTIVE_REASONS = ['contact', 'review', 'staff', 'no_contact'] as const
export type ActiveReason = (typeof ACTIVE_REASONS)[number]
export const END_REASONS = ['over', 'left', 'error'] as const
export type EndReason = (typeof END_REASONS)[number]

/** A prospect is active while they themselves were in touch within these months, or somebody reviewed the file. */
const ACTIVE = { unit: 'month', count: 12 } as const
/** From the day a file falls asleep; then it goes. */
const REVIEWED_WITHIN = { unit: 'month', count: 1 } as const

const later = (from: Instant, period: typeof ACTIVE | typeof REVIEWED_WITHIN): number =>
  addPeriod(asCivilDay(Math.floor(from / DAY_MS)), period) * DAY_MS

export interface Standing {
  readonly isActive: boolean
  /** When they were last in touch themselves, or somebody reviewed the file: the later. */
  readonly countsFrom: Instant
  readonly reviewBy: Instant | null
}

/** What a night does with the file of a prospect. */
export const nightOf = (
  { isActive, countsFrom, reviewBy }: Standing,
  now: Instant,
): 'stays' | 'sleeps' | 'goes' => {
  if (isActive) return later(countsFrom, ACTIVE) <= now ? 'sleeps' : 'stays'
  return reviewBy !== null && reviewBy <= now ? 'goes' : 'stays'
}

export const reviewDay = (now: Instant): number => later(now, REVIEWED_WITHIN)

/** What somebody agreed to at a show is a word after it: later than this nobody expects a first one. */
const FIRST_LETTER = { unit: 'month', count: 1 } as const

export type LetterRefusal = 'file_ended' | 'file_without_address' | 'first_letter_late'

export const mayWrite = (
  file: { readonly hasEnded: boolean; readonly workEmail: string | null; readonly hasBeenWritten: boolean },
  { showEndedOn, now }: { readonly showEndedOn: CivilDay; readonly now: Instant },
): Result<undefined, LetterRefusal> => {
  if (file.hasEnded) return refuse('file_ended')
  if (file.workEmail === null) return refuse('file_without_address')
  const today = asCivilDay(Math.floor(now / DAY_MS))
  return !file.hasBeenWritten && today > addPeriod(showEndedOn, FIRST_LETTER)
    ? refuse('first_letter_late')
    : ok(undefined)
}

export const FILE_ACTS = [
  'contact',
  'activate',
  'deactivate',
  'change',
  'join',
  'object',
  'end',
  'convert',
  'agree',
  'write',
] as const
export type FileAct = (typeof FILE_ACTS)[number]

export type FileRefusal = 'file_ended' | 'contact_in_future' | 'file_not_prospect'

export const actOnFile = (
  file: { readonly kind: FileKind; readonly hasEnded: boolean },
  { act, at, now }: { readonly act: FileAct; readonly at?: number | undefined; readonly now: number },
): Result<FileAct, FileRefusal> => {
  if (file.hasEnded) return refuse('file_ended')
  if (at !== undefined && at > now) return refuse('contact_in_future')
  const isOfProspects = act === 'activate' || act === 'deactivate' || act === 'convert'
  return isOfProspects && file.kind !== 'prospect' ? refuse('file_not_prospect') : ok(act)
}
