/**
 * What an edge holds to decide alone: minimal (keyed digests instead of secrets, opaque references instead of
 * names), versioned, signed outside this file. Arrays refer to each other by position, so deciding compares integers.
 */
import type { Instant } from '@loge/kernel'

export type CredentialKind = 'pin' | 'card' | 'qr' | 'mobileKey' | 'licencePlate'

/** How long a class of right outlives the last contact with the server. */
export type LeaseClass = 'visitor' | 'resident' | 'staff'

/** Which component of which device plays which part at an entrance. */
export interface SnapshotPart {
  readonly role: 'reader' | 'lock' | 'doorSensor' | 'exitButton' | 'fireInput'
  readonly externalId: string
  readonly key: string
  /**
   * Of a fire input that waits for a person: how often it was reset. What it released stays so until this rises after
   * it is calm. Left out: until it is calm.
   */
  readonly resets?: number
}

/** An order of an emergency, as it concerns one entrance. */
export interface SnapshotOrder {
  readonly id: string
  readonly kind: 'lockdown' | 'evacuation'
  readonly from: Instant
  /** Exclusive; it ends by itself, whether the server is heard or not. */
  readonly until: Instant
}

export interface SnapshotEntrance {
  readonly id: string
  readonly parts: readonly SnapshotPart[]
  readonly unlockMs: number
  /** Held open longer than this is an alarm. */
  readonly heldOpenMs: number
  /** What the lock does without power or snapshot. Egress is never blocked by software. */
  readonly failMode: 'secure' | 'safe'
  readonly accepts: readonly CredentialKind[]
  /** Position in `schedules` of the hours during which the door is held open, if any. */
  readonly holdOpenSchedule: number | null
  /** Its hours hold it open only once somebody entitled has entered in them. */
  readonly holdsAfterEntry?: true
  readonly lockedDown: boolean
  /** Left out: none stands here. */
  readonly orders?: readonly SnapshotOrder[]
}

export interface SnapshotSchedule {
  readonly id: string
  /** Effective intervals, flat and ascending: [from, until, from, until, …], until exclusive, epoch ms. */
  readonly intervals: readonly number[]
  /** Beyond this instant the intervals are not compiled: refuse with `snapshot_stale`, never guess. */
  readonly coversUntil: Instant
}

/** One profile line: these entrances at these hours (`null` means at any time). */
export interface SnapshotRule {
  readonly profileId: string
  readonly entrances: readonly number[]
  readonly schedule: number | null
  /** It opens through a lockdown as well. */
  readonly passesLockdown?: true
}

export interface SnapshotGrant {
  readonly id: string
  readonly rules: readonly number[]
  readonly validFrom: Instant
  /** Exclusive; `null`: open-ended. */
  readonly validUntil: Instant | null
  readonly leaseClass: LeaseClass
}

export interface SnapshotSubject {
  /** Opaque; the server knows which person it is. */
  readonly ref: string
  readonly suspended: boolean
  readonly grants: readonly number[]
}

export interface SnapshotCredential {
  readonly id: string
  readonly kind: CredentialKind
  /** Lower-case hex of HMAC-SHA-256(site key, kind + ":" + normalised value). */
  readonly digest: string
  readonly subject: number
  readonly status: 'active' | 'suspended' | 'lost'
  readonly validFrom: Instant
  readonly validUntil: Instant | null
}

/** What each list of a snapshot consists of. */
export interface SnapshotItem {
  readonly entrances: SnapshotEntrance
  readonly schedules: SnapshotSchedule
  readonly rules: SnapshotRule
  readonly grants: SnapshotGrant
  readonly subjects: SnapshotSubject
  readonly credentials: SnapshotCredential
}
export type SnapshotList = keyof SnapshotItem

type SnapshotLists = { readonly [List in SnapshotList]: readonly SnapshotItem[List][] }

export interface Snapshot extends SnapshotLists {
  readonly organizationId: string
  readonly siteId: string
  /** Rises by one at each change; an older version never replaces a newer one. */
  readonly version: number
  readonly madeAt: Instant
  readonly leaseMs: Readonly<Record<LeaseClass, number>>
}
