/**
 * What the log can prove about a row. The row's leaf covers its public part in the clear and its subject (who, and the
 * payload) only through a salted commitment. Forgetting a person empties subject and salt and keeps the commitment:
 * the leaf still follows from the row, and nobody can guess the subject back.
 */
import type { Instant, OrganizationId } from '@loge/kernel'
import { canonicalJson, type Json } from '@loge/kernel'
import type { Actor, PayloadValue, RetentionClass } from './fact.ts'
import type { Sha256 } from './merkle.ts'

/** The part of a row that tells about somebody, and that an erasure takes away. */
export interface EventSubject {
  readonly personId: string | null
  readonly actor: Actor
  readonly payload: Readonly<Record<string, PayloadValue>>
}

/** The part of a row that stays as long as the row. */
export interface EventPublicPart {
  readonly organizationId: OrganizationId
  readonly id: string
  readonly type: string
  readonly version: number
  readonly retention: RetentionClass
  readonly occurredAt: Instant
  readonly receivedAt: Instant
  readonly filedAt: Instant
  readonly late: boolean
  readonly siteId: string | null
  readonly entranceId: string | null
  readonly deviceId: string | null
  readonly edge: { readonly id: string; readonly sequence: number; readonly clockTrusted: boolean } | null
}

const actorJson = (actor: Actor): Json =>
  actor.kind === 'unknown' ? { kind: 'unknown' } : { kind: actor.kind, id: actor.id }

export const commitmentOf = (sha256: Sha256, salt: Uint8Array, subject: EventSubject): Uint8Array =>
  sha256(
    salt,
    canonicalJson({ actor: actorJson(subject.actor), payload: subject.payload, personId: subject.personId }),
  )

export const leafOf = (sha256: Sha256, part: EventPublicPart, commitment: Uint8Array): Uint8Array => {
  const { edge, ...rest } = part
  return sha256(commitment, canonicalJson({ ...rest, edge: edge === null ? null : { ...edge } }))
}

/** A run of leaves of one drawer (retention class and month), chained to the block before it. */
export interface BlockHeader {
  readonly organizationId: OrganizationId
  readonly number: number
  readonly retention: RetentionClass
  /** `2026-11`, in UTC. A block never spans two drawers, so purging one leaves no half-empty block. */
  readonly month: string
  readonly count: number
  /** The stretch of commit order it was cut from: after, exclusive; until, inclusive. Cursors of the log. */
  readonly after: string
  readonly until: string
  /** Lower-case hex. */
  readonly root: string
  /** Hash of the block before; 64 zeros for the first. */
  readonly previousHash: string
  readonly sealedAt: Instant
}

export const FIRST_PREVIOUS_HASH = '0'.repeat(64)

export const blockHash = (sha256: Sha256, header: BlockHeader): Uint8Array =>
  sha256(canonicalJson({ ...header }))
