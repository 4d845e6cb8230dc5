/** A snapshot made ready to decide from: columns of numbers instead of objects, and an index of the digests. */
import type { Instant } from '@loge/kernel'
import type { CredentialKind, SnapshotEntrance } from './snapshot.ts'

/** The position of a kind is its number in the columns. */
export const CREDENTIAL_KINDS: readonly CredentialKind[] = ['pin', 'card', 'qr', 'mobileKey', 'licencePlate']

export const CREDENTIAL_STATUSES = ['active', 'suspended', 'lost'] as const

/** A position that stands for nothing. */
export const NOWHERE = -1

export interface PolicySchedules {
  readonly ids: readonly string[]
  /** Schedule `s` owns `bounds[starts[s]] … bounds[starts[s + 1] - 1]`: from, until, from, until, … ascending. */
  readonly starts: Uint32Array
  readonly bounds: Float64Array
  readonly coversUntil: Float64Array
}

export interface PolicyGrants {
  readonly ids: readonly string[]
  readonly from: Float64Array
  /** `Infinity` when open-ended. */
  readonly until: Float64Array
  readonly leaseMs: Float64Array
}

/** One line: this grant lets its subject into this entrance at these hours. Those of a subject lie together. */
export interface PolicyLines {
  /** Subject `s` owns lines `starts[s] … starts[s + 1] - 1`, ordered by entrance, the widest right first. */
  readonly starts: Uint32Array
  readonly entrance: Uint32Array
  readonly grant: Uint32Array
  readonly rule: Uint32Array
}

export interface PolicySubjects {
  readonly refs: readonly string[]
  readonly suspended: Uint8Array
}

export interface PolicyCredentials {
  readonly ids: readonly string[]
  readonly kind: Uint8Array
  readonly status: Uint8Array
  readonly subject: Uint32Array
  readonly from: Float64Array
  readonly until: Float64Array
  /** 32 bytes each. */
  readonly digests: Uint8Array
  /** Open addressing by the first four bytes of a digest; `NOWHERE` is free. Its length is a power of two. */
  readonly slots: Int32Array
}

export interface Policy {
  readonly siteId: string
  readonly version: number
  readonly madeAt: Instant
  readonly entrances: readonly SnapshotEntrance[]
  readonly entranceOf: ReadonlyMap<string, number>
  /** Bit `k` is set when the entrance takes `CREDENTIAL_KINDS[k]`. */
  readonly accepts: Uint8Array
  readonly lockedDown: Uint8Array
  readonly schedules: PolicySchedules
  readonly grants: PolicyGrants
  readonly ruleProfiles: readonly string[]
  /** `NOWHERE`: at any hour. */
  readonly ruleSchedule: Int32Array
  readonly lines: PolicyLines
  readonly subjects: PolicySubjects
  readonly credentials: PolicyCredentials
}
