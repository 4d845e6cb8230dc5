/** Names an attempt by ids and digests; `decideEntry` compares positions. */
import { findDigest, findDigestHex } from './digest-table.ts'
import type { Attempt } from './decide-entry.ts'
import { NOWHERE, type Policy } from './policy.ts'
import type { CredentialKind } from './snapshot.ts'

/** What is known of the moment: see `Attempt`. */
export type Moment = Pick<Attempt, 'now' | 'clockTrusted' | 'lastContactAt'> & {
  readonly throttledForMs?: number
}

export interface Presented {
  readonly entranceId: string
  readonly kind: CredentialKind
  /** HMAC-SHA-256 of the credential: 32 bytes, or their 64 lower-case hex digits. */
  readonly digest: Uint8Array | string
}

const entranceAt = (policy: Policy | null, entranceId: string): number =>
  policy?.entranceOf.get(entranceId) ?? NOWHERE

const credentialAt = (policy: Policy | null, digest: Uint8Array | string): number => {
  if (policy === null) return NOWHERE
  return typeof digest === 'string'
    ? findDigestHex(policy.credentials, digest)
    : findDigest(policy.credentials, digest)
}

/** Somebody presents something at a reader. */
export const attemptWithCredential = (
  policy: Policy | null,
  presented: Presented,
  moment: Moment,
): Attempt => ({
  entrance: entranceAt(policy, presented.entranceId),
  kind: presented.kind,
  credential: credentialAt(policy, presented.digest),
  subject: NOWHERE,
  now: moment.now,
  clockTrusted: moment.clockTrusted,
  lastContactAt: moment.lastContactAt,
  throttledForMs: moment.throttledForMs ?? 0,
})

/** The question is about a person, whatever they carry; both are named by position. */
export const attemptAsSubject = (
  { entrance, subject }: Pick<Attempt, 'entrance' | 'subject'>,
  moment: Moment,
): Attempt => ({
  entrance,
  kind: null,
  credential: NOWHERE,
  subject,
  now: moment.now,
  clockTrusted: moment.clockTrusted,
  lastContactAt: moment.lastContactAt,
  throttledForMs: 0,
})
