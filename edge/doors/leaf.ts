/** What the sensor of a door leaf says, judged: opened, closed, forced, held open. Pure; times are monotonic. */

/** A door may be pulled open a little after its lock has closed again. */
export const OPENING_GRACE_MS = 3_000

export interface Leaf {
  readonly openSinceMs: number | undefined
  /** Opening before this is no force. */
  readonly allowedUntilMs: number
  readonly heldOpenTold: boolean
}

export type LeafFact =
  | { readonly kind: 'opened' }
  | { readonly kind: 'forced' }
  | { readonly kind: 'closed'; readonly openMs: number }
  | { readonly kind: 'heldOpen'; readonly openMs: number }

export interface LeafStep {
  readonly leaf: Leaf
  readonly facts: readonly LeafFact[]
}

export const CLOSED_LEAF: Leaf = { openSinceMs: undefined, allowedUntilMs: 0, heldOpenTold: false }

export const allowOpening = (leaf: Leaf, nowMs: number, forMs: number): Leaf => ({
  ...leaf,
  allowedUntilMs: Math.max(leaf.allowedUntilMs, nowMs + forMs + OPENING_GRACE_MS),
})

export const leafMoved = (leaf: Leaf, isOpen: boolean, nowMs: number): LeafStep => {
  if (isOpen === (leaf.openSinceMs !== undefined)) return { leaf, facts: [] }
  if (!isOpen) {
    const openMs = Math.round(nowMs - (leaf.openSinceMs ?? nowMs))
    return {
      leaf: { ...leaf, openSinceMs: undefined, heldOpenTold: false },
      facts: [{ kind: 'closed', openMs }],
    }
  }
  const opened: Leaf = { ...leaf, openSinceMs: nowMs, heldOpenTold: false }
  return { leaf: opened, facts: [{ kind: nowMs <= leaf.allowedUntilMs ? 'opened' : 'forced' }] }
}

/** Told once for each opening. */
export const leafWaited = (leaf: Leaf, heldOpenMs: number, nowMs: number): LeafStep => {
  const { openSinceMs, heldOpenTold, allowedUntilMs } = leaf
  const openMs = openSinceMs === undefined ? 0 : Math.round(nowMs - openSinceMs)
  const isHeld = openSinceMs !== undefined && openMs >= heldOpenMs && nowMs > allowedUntilMs
  if (heldOpenTold || !isHeld) return { leaf, facts: [] }
  return { leaf: { ...leaf, heldOpenTold: true }, facts: [{ kind: 'heldOpen', openMs }] }
}
