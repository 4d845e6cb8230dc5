/** One execution per `Idempotency-Key`: a retry gets the first answer again, never a second act. */
import { createHash } from 'node:crypto'
import type { OrganizationId } from '@loge/kernel'
import { Problem } from '../problem.ts'

export interface KeptAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface IdempotencyClaim {
  readonly organizationId: OrganizationId
  /** Account or API key: two callers may pick the same key. */
  readonly caller: string
  readonly key: string
  /** Digest of method, path and body. */
  readonly fingerprint: Buffer
}

/** What became of a claim: run it now, it ran already, it runs elsewhere, or the key belongs to another request. */
export type ClaimOutcome =
  | { readonly kind: 'run' }
  | { readonly kind: 'answered'; readonly answer: KeptAnswer }
  | { readonly kind: 'running' }
  | { readonly kind: 'reused' }

export interface IdempotencyStore {
  claim(claim: IdempotencyClaim): Promise<ClaimOutcome>
  keep(claim: IdempotencyClaim, answer: KeptAnswer): Promise<void>
  /** Nothing was done, so the key is free again. */
  release(claim: IdempotencyClaim): Promise<void>
}

export const fingerprintOf = (method: string, path: string, body: string): Buffer =>
  createHash('sha256').update(`${method}\n${path}\n${body}`).digest()

const KEY = /^[\x21-\x7e]{16,128}$/

export const readIdempotencyKey = (header: string | undefined): string | undefined => {
  if (header === undefined) return undefined
  if (!KEY.test(header))
    throw new Problem(
      400,
      'idempotency_key_malformed',
      'Use 16 to 128 visible characters, for example a UUID.',
    )
  return header
}

/** Runs `work` unless this key already did; the answer of the first run is given back either way. */
export const runOnce = async (
  store: IdempotencyStore,
  claim: IdempotencyClaim,
  work: () => Promise<KeptAnswer>,
): Promise<KeptAnswer> => {
  const outcome = await store.claim(claim)
  if (outcome.kind === 'answered') return outcome.answer
  if (outcome.kind === 'reused')
    throw new Problem(422, 'idempotency_key_reused', 'This key was used for another request. Make a new one.')
  if (outcome.kind === 'running')
    throw new Problem(
      409,
      'request_in_progress',
      'The first request with this key is still running. Ask again in a second.',
    )
  let answer: KeptAnswer
  try {
    answer = await work()
  } catch (error) {
    await store.release(claim)
    throw error
  }
  await store.keep(claim, answer)
  return answer
}
