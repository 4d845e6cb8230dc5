/** How recipients are told, how long they have to answer, and what a notice to them may become. Pure. */
import type { Recipient } from '@loge/features/law/core'
import { addMs, DAY_MS, type Instant } from '@loge/kernel'

export const TELLINGS = ['waiting', 'to_tell', 'sent', 'answered', 'silent', 'failed', 'given_up'] as const
export type Telling = (typeof TELLINGS)[number]

/** What a recipient says it did with what it got. */
export const REPLIES = ['done', 'holds_nothing', 'refused'] as const
export type Reply = (typeof REPLIES)[number]

/** So long it is tried; then somebody has to tell it otherwise. */
const TRIED_DAYS = 7
/** So long it may take to answer; then it stands as silent until it does. */
const ANSWER_DAYS = 14

export const triedUntil = (now: Instant): Instant => addMs(now, TRIED_DAYS * DAY_MS)
export const silentSince = (now: Instant): Instant => addMs(now, -ANSWER_DAYS * DAY_MS)

export interface WayToTell {
  readonly way: 'email' | 'webhook' | 'by_hand'
  readonly address: string | null
}

const BY_HAND: WayToTell = { way: 'by_hand', address: null }
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Nothing about anybody goes unsealed over a network; a process of the same machine is no network. */
const isSafe = (address: string): boolean =>
  address.startsWith('https://') || /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(:\d+)?\//.test(address)

/** As the register says; where it says no way that works, a human tells it. */
export const wayTo = (recipient: Pick<Recipient, 'notify' | 'notifyAt'> | undefined): WayToTell => {
  const address = recipient?.notifyAt?.trim() ?? ''
  if (recipient?.notify === 'email' && MAIL.test(address)) return { way: 'email', address }
  return recipient?.notify === 'webhook' && isSafe(address) ? { way: 'webhook', address } : BY_HAND
}

/** A late answer counts; an answer is given once, and not before it was told. */
export const mayReply = (state: Telling): boolean => state === 'sent' || state === 'silent'

/** A human told it, by whichever way: also where ours did not work. */
export const mayTellByHand = (state: Telling): boolean =>
  state === 'to_tell' || state === 'failed' || state === 'given_up'
