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
  /** Of a plate: the digest of its folded value, in hex. Looked at where the entrance takes look-alikes. */
  readonly lookAlike?: string | undefined
}

const entranceAt = (policy: Policy | null, entranceId: string): number =>
  policy?.entranceOf.get(entranceId) ?? NOWHERE

const exactlyAt = (policy: Policy, digest: Uint8Array | string): number =>
  typeof digest === 'string'
    ? findDigestHex(policy.credentials, digest)
    : findDigest(policy.credentials, digest)

const credentialAt = (
  policy: Policy | null,
  entrance: number,
  { digest, lookAlike }: Pick<Presented, 'digest' | 'lookAlike'>,
): number => {
  if (policy === null) return NOWHERE
  if (lookAlike !== undefined && policy.entrances[entrance]?.takesLookAlikes === true) {
    // Also what is read exactly may have been misread, so another plate that looks like it is looked for first.
    const alike = policy.lookAlikes.get(lookAlike)
    if (alike !== undefined) return alike
  }
  return exactlyAt(policy, digest)
}

/** The plate was read otherwise than it is written, and taken for the one it looks like. */
export const isTakenForAlike = (
  policy: Policy | null,
  { digest }: Pick<Presented, 'digest'>,
  { credential }: Pick<Attempt, 'credential'>,
): boolean => policy !== null && credential >= 0 && exactlyAt(policy, digest) !== credential

/** Somebody presents something at a reader. */
export const attemptWithCredential = (
  policy: Policy | null,
  presented: Presented,
  moment: Moment,
): Attempt => {
  const entrance = entranceAt(policy, presented.entranceId)
  return {
    entrance,
    kind: presented.kind,
    credential: credentialAt(policy, entrance, presented),
    subject: NOWHERE,
    now: moment.now,
    clockTrusted: moment.clockTrusted,
    lastContactAt: moment.lastContactAt,
    throttledForMs: moment.throttledForMs ?? 0,
  }
}

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
