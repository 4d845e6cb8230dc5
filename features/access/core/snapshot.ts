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

/** A zone with rules, as it concerns one of its entrances. */
export interface SnapshotZone {
  readonly id: string
  /** Which way this entrance is walked by whoever presents something; `null`: neither in nor out. */
  readonly leads: 'in' | 'out' | null
  /** Whoever went in goes out before they enter again. */
  readonly antiPassback?: {
    readonly mode: 'recorded' | 'refused'
    /** When everybody is forgotten, ascending, as far as `resetsUntil`; empty: at no hour. */
    readonly resets: readonly Instant[]
    readonly resetsUntil: Instant
    /** Whoever went in before this was forgotten by a person. */
    readonly forgottenAt: Instant | null
  }
  /** One of its doors opens only while all others are shut. */
  readonly interlock?: true
}

/** The rules of an entrance beside who has a right to it; described in `passage-rules.ts`. */
export interface SnapshotPassage {
  readonly twoPeopleWithinMs?: number
  readonly zones: readonly SnapshotZone[]
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
  /** A plate is taken for the one it looks like (`plate.ts`), if it is the only one. */
  readonly takesLookAlikes?: true
  /** Position in `schedules` of the hours during which the door is held open, if any. */
  readonly holdOpenSchedule: number | null
  /** Its hours hold it open only once somebody entitled has entered in them. */
  readonly holdsAfterEntry?: true
  readonly lockedDown: boolean
  /** When a person last said that the fire which held it open was over; left out: never. */
  readonly fireOverAt?: Instant
  /** Left out: none stands here. */
  readonly orders?: readonly SnapshotOrder[]
  /** Left out: it has none. */
  readonly passage?: SnapshotPassage
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
  /** Whoever takes care of the house goes in and out as the work asks. */
  readonly freeToPass?: true
  /** Exclusive; left out: without an end. */
  readonly freeToPassUntil?: Instant
  readonly grants: readonly number[]
}

export interface SnapshotCredential {
  readonly id: string
  readonly kind: CredentialKind
  /** Lower-case hex of HMAC-SHA-256(site key, kind + ":" + normalised value). */
  readonly digest: string
  /** Of a plate, where some door takes look-alikes: the same of its folded value. */
  readonly lookAlike?: string
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
  /** By whose clock the house lives, for whoever reads a time there. Left out by a server that did not say it yet. */
  readonly timeZone?: string
}
