/** A snapshot made ready to decide from: columns of numbers instead of objects, and an index of the digests. */
import type { Instant } from '@loge/kernel'
import type { CredentialKind, SnapshotEntrance } from './snapshot.ts'

/** The position of a kind is its number in the columns. */
export const CREDENTIAL_KINDS: readonly CredentialKind[] = ['pin', 'card', 'qr', 'mobileKey', 'licencePlate']

export const CREDENTIAL_STATUSES = ['active', 'suspended', 'lost'] as const

/** A position that stands for nothing. */
export const NOWHERE = -1
/** A position that may stand for several: which of them is meant nobody can tell. */
export const AMBIGUOUS = -2

/** Cuts the span of each schedule into buckets of equal width, so that a look-up searches one bucket. */
export interface IntervalIndex {
  /** Schedule `s` owns `firstBound[starts[s]] … firstBound[starts[s + 1] - 1]`; the last closes the last bucket. */
  readonly starts: Uint32Array
  /** Of each bucket: position of the first bound that is not before the bucket begins. */
  readonly firstBound: Uint32Array
  readonly widthMs: Float64Array
}

export interface PolicySchedules {
  readonly ids: readonly string[]
  /** Schedule `s` owns `bounds[starts[s]] … bounds[starts[s + 1] - 1]`: from, until, from, until, … ascending. */
  readonly starts: Uint32Array
  readonly bounds: Float64Array
  readonly coversUntil: Float64Array
  readonly index: IntervalIndex
}

export interface PolicyGrants {
  readonly ids: readonly string[]
  /** Three a grant, side by side because they are read together: from, until (`Infinity`: open-ended), lease. */
  readonly times: Float64Array
}

export const TIMES_A_GRANT = 3

/** One line: this grant lets its subject into this entrance at these hours. Those of a subject lie together. */
export interface PolicyLines {
  /** Subject `s` owns lines `starts[s] … starts[s + 1] - 1`, ordered by entrance, the widest right first. */
  readonly starts: Uint32Array
  /** Four a line, side by side because they are read together: entrance, grant, schedule or `NOWHERE`, rule. */
  readonly cells: Int32Array
}

export const CELLS_A_LINE = 4

export const lineEntrance = (policy: Policy, line: number): number =>
  policy.lines.cells[line * CELLS_A_LINE] ?? NOWHERE
export const lineGrant = (policy: Policy, line: number): number =>
  policy.lines.cells[line * CELLS_A_LINE + 1] ?? NOWHERE
/** `NOWHERE`: at any hour. */
export const lineSchedule = (policy: Policy, line: number): number =>
  policy.lines.cells[line * CELLS_A_LINE + 2] ?? NOWHERE
export const lineRule = (policy: Policy, line: number): number =>
  policy.lines.cells[line * CELLS_A_LINE + 3] ?? NOWHERE

/** Not a number when there is no such grant, so that every comparison with it refuses. */
export const grantFrom = (policy: Policy, grant: number): number =>
  policy.grants.times[grant * TIMES_A_GRANT] ?? NaN
export const grantUntil = (policy: Policy, grant: number): number =>
  policy.grants.times[grant * TIMES_A_GRANT + 1] ?? NaN
export const grantLeaseMs = (policy: Policy, grant: number): number =>
  policy.grants.times[grant * TIMES_A_GRANT + 2] ?? NaN

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

/** Where people go in and out of a zone with rules. */
export interface ZoneDoors {
  readonly all: readonly string[]
  readonly ins: readonly string[]
  readonly outs: readonly string[]
}

export interface Policy {
  readonly siteId: string
  readonly version: number
  readonly madeAt: Instant
  readonly timeZone?: string
  /** The edge was taken out of service: by these rights nobody enters. */
  readonly isWithdrawn?: true
  readonly entrances: readonly SnapshotEntrance[]
  readonly entranceOf: ReadonlyMap<string, number>
  /** Bit `k` is set when the entrance takes `CREDENTIAL_KINDS[k]`. */
  readonly accepts: Uint8Array
  /** 1 where a lockdown may stand: only there it is looked for. */
  readonly mayBeLockedDown: Uint8Array
  /** The entrances of each zone that has rules. */
  readonly zones: ReadonlyMap<string, ZoneDoors>
  /** References of whom no count of who is inside concerns, until then or for ever (`Infinity`). */
  readonly freeToPass: ReadonlyMap<string, number>
  readonly schedules: PolicySchedules
  readonly grants: PolicyGrants
  readonly ruleProfiles: readonly string[]
  /** 1 for a rule that opens through a lockdown. */
  readonly rulePasses: Uint8Array
  readonly lines: PolicyLines
  readonly subjects: PolicySubjects
  readonly credentials: PolicyCredentials
  /** From the digest of a folded plate to its credential, or to `AMBIGUOUS`. */
  readonly lookAlikes: ReadonlyMap<string, number>
}
