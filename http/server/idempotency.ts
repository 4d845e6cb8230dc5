/** One execution per `Idempotency-Key`: a retry gets the first answer again, never a second act. */
import { createHmac } from 'node:crypto'
import type { Instant, OrganizationId } from '@loge/kernel'
import { Problem } from '../problem.ts'

/** Several cookies are several values of one header. */
export type AnswerHeaders = Readonly<Record<string, string | string[]>>

export interface KeptAnswer {
  readonly status: number
  /** Of an earlier request with the same key: what it says was true then. */
  readonly isReplay?: true
  readonly headers: AnswerHeaders
  readonly body: string
}

export interface IdempotencyClaim {
  readonly organizationId: OrganizationId
  /** Account or API key: two callers may pick the same key. */
  readonly caller: string
  readonly key: string
  /** Digest of method, path and body, made with the key. */
  readonly fingerprint: Buffer
}

/** A claim that may run now, told apart from a later one of the same key, should this one take too long. */
export interface HeldClaim extends IdempotencyClaim {
  readonly claimedAt: Instant
}

/**
 * What became of a claim: run it now, it ran already, it acted and its answer was lost, it runs elsewhere, or the key
 * belongs to another request.
 */
export type ClaimOutcome =
  | { readonly kind: 'run'; readonly held: HeldClaim }
  | { readonly kind: 'answered'; readonly answer: KeptAnswer }
  | { readonly kind: 'acted' }
  | { readonly kind: 'running' }
  | { readonly kind: 'reused' }

export interface IdempotencyStore {
  claim(claim: IdempotencyClaim): Promise<ClaimOutcome>
  /** Runs `work`; whatever it commits says in the same transaction that this key has acted. */
  act<Value>(claim: HeldClaim, work: () => Promise<Value>): Promise<Value>
  keep(claim: HeldClaim, answer: KeptAnswer): Promise<void>
  /** There is no answer to keep: the key is free again, unless it acted. */
  release(claim: HeldClaim): Promise<void>
}

/** Digested with the key, which is not stored: a body may hold a PIN, and a plain digest of it could be guessed. */
export const fingerprintOf = (key: string, method: string, path: string, body: string): Buffer =>
  createHmac('sha256', key).update(`${method}\n${path}\n${body}`).digest()

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

export const stillRunning = (): Problem =>
  new Problem(
    409,
    'request_in_progress',
    'The first request with this key is still running. Ask again in a second.',
  )

/** Runs `work` unless this key already did; the answer of the first run is given back either way. */
export const runOnce = async (
  store: IdempotencyStore,
  claim: IdempotencyClaim,
  work: () => Promise<KeptAnswer>,
): Promise<KeptAnswer> => {
  const outcome = await store.claim(claim)
  if (outcome.kind === 'answered') return { ...outcome.answer, isReplay: true }
  if (outcome.kind === 'reused')
    throw new Problem(422, 'idempotency_key_reused', 'This key was used for another request. Make a new one.')
  if (outcome.kind === 'acted')
    throw new Problem(
      409,
      'idempotency_outcome_unknown',
      'The first request with this key was carried out, and its answer was lost. Read what is there now.',
    )
  if (outcome.kind === 'running') throw stillRunning()
  const { held } = outcome
  let answer: KeptAnswer
  try {
    answer = await store.act(held, work)
  } catch (error) {
    await store.release(held)
    throw error
  }
  await store.keep(held, answer)
  return answer
}

/** For an answer that shows a secret once: nothing of it is kept, and whoever repeats the request is refused. */
export const runOnceKeepingNothing = async (
  store: IdempotencyStore,
  claim: IdempotencyClaim,
  work: () => Promise<KeptAnswer>,
): Promise<KeptAnswer> => {
  let shown: KeptAnswer | undefined
  await runOnce(store, claim, async () => {
    shown = await work()
    return { status: shown.status, headers: {}, body: '' }
  })
  if (shown === undefined)
    throw new Problem(
      409,
      'already_done_secret_shown_once',
      'The first request with this key was carried out. Its answer showed a secret once, and is not kept.',
    )
  return shown
}
