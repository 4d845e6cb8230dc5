/** What the sensor of a door leaf says, judged: opened, closed, forced, held open. Pure; times are monotonic. */
import { OPENING_GRACE_MS } from '@loge/features/access/core'

/**
 * A sensor and an exit button are two radios or two wires: the opening may be heard before the press that explains
 * it. Only an opening that stays unexplained for this long was forced.
 */
export const EXPLANATION_MS = 1_500

export interface Leaf {
  readonly openSinceMs: number | undefined
  /** It opened and nothing has explained it so far. */
  readonly isUnexplained: boolean
  /** Opening before this is no force. */
  readonly allowedUntilMs: number
  readonly heldOpenTold: boolean
}

export type LeafFact =
  /** `agoMs`: it happened this long before it was told. */
  | { readonly kind: 'opened'; readonly agoMs: number }
  | { readonly kind: 'forced'; readonly agoMs: number }
  | { readonly kind: 'closed'; readonly openMs: number }
  | { readonly kind: 'heldOpen'; readonly openMs: number }

export interface LeafStep {
  readonly leaf: Leaf
  readonly facts: readonly LeafFact[]
}

export const CLOSED_LEAF: Leaf = {
  openSinceMs: undefined,
  isUnexplained: false,
  allowedUntilMs: 0,
  heldOpenTold: false,
}

export const allowOpening = (leaf: Leaf, nowMs: number, forMs: number): Leaf => ({
  ...leaf,
  allowedUntilMs: Math.max(leaf.allowedUntilMs, nowMs + forMs + OPENING_GRACE_MS),
})

/** Settles an opening that waited for its explanation; `isFinal` when it can wait no longer. */
const explain = (leaf: Leaf, nowMs: number, isFinal: boolean): LeafStep => {
  const { openSinceMs, isUnexplained, allowedUntilMs } = leaf
  if (!isUnexplained || openSinceMs === undefined) return { leaf, facts: [] }
  const agoMs = Math.round(nowMs - openSinceMs)
  const isAllowed = openSinceMs <= allowedUntilMs
  if (!isAllowed && !isFinal && agoMs < EXPLANATION_MS) return { leaf, facts: [] }
  return {
    leaf: { ...leaf, isUnexplained: false },
    facts: [{ kind: isAllowed ? 'opened' : 'forced', agoMs }],
  }
}

export const leafMoved = (leaf: Leaf, isOpen: boolean, nowMs: number): LeafStep => {
  if (isOpen === (leaf.openSinceMs !== undefined)) return { leaf, facts: [] }
  if (isOpen)
    return explain({ ...leaf, openSinceMs: nowMs, isUnexplained: true, heldOpenTold: false }, nowMs, false)
  const explained = explain(leaf, nowMs, true)
  const openMs = Math.round(nowMs - (leaf.openSinceMs ?? nowMs))
  return {
    leaf: { ...explained.leaf, openSinceMs: undefined, heldOpenTold: false },
    facts: [...explained.facts, { kind: 'closed', openMs }],
  }
}

/**
 * How it stands when it begins to be listened to. One that is open was opened while nobody listened: who by cannot be
 * known any more, so it is not called forced, but it may still be held open.
 */
export const leafStands = (leaf: Leaf, isOpen: boolean, nowMs: number): LeafStep => {
  const isNews = isOpen && leaf.openSinceMs === undefined
  return isNews
    ? { leaf: { ...leaf, openSinceMs: nowMs, isUnexplained: false, heldOpenTold: false }, facts: [] }
    : leafMoved(leaf, isOpen, nowMs)
}

/** Told once for each opening. */
export const leafWaited = (leaf: Leaf, heldOpenMs: number, nowMs: number): LeafStep => {
  const explained = explain(leaf, nowMs, false)
  const { openSinceMs, heldOpenTold, allowedUntilMs } = explained.leaf
  const openMs = openSinceMs === undefined ? 0 : Math.round(nowMs - openSinceMs)
  const isHeld = openSinceMs !== undefined && openMs >= heldOpenMs && nowMs > allowedUntilMs
  if (heldOpenTold || !isHeld) return explained
  return {
    leaf: { ...explained.leaf, heldOpenTold: true },
    facts: [...explained.facts, { kind: 'heldOpen', openMs }],
  }
}
