/**
 * Slows the guessing of codes, as a pure state machine: at one door and over the site. Only time clears it, or a person
 * who answers for it: a right code does not, else one resident could wash away the tries of an accomplice. Badges are
 * never slowed.
 */

export const TRIES_PER_DOOR = 5
/** Whoever passes by with two or three keypads in reach blocks those, and not the codes of the whole house. */
export const TRIES_PER_SITE = 20
export const THROTTLE_WINDOW_MS = 10 * 60_000
const FIRST_DELAY_MS = 1_000
export const LONGEST_BLOCK_MS = 24 * 3_600_000

interface Counter {
  readonly tries: number
  readonly windowEndsAtMs: number
  /** Windows that ran full, one after the other: each doubles the next block. */
  readonly blocks: number
  readonly blockedUntilMs: number
}

export interface PinThrottle {
  readonly site: Counter
  readonly doors: ReadonlyMap<string, Counter>
}

const FRESH: Counter = { tries: 0, windowEndsAtMs: 0, blocks: 0, blockedUntilMs: 0 }

export const noTries: PinThrottle = { site: FRESH, doors: new Map() }

/** A day without a wrong code forgets how many windows ran full. */
const settled = (counter: Counter, atMs: number): Counter => {
  if (atMs < counter.windowEndsAtMs || atMs < counter.blockedUntilMs) return counter
  const quietSinceMs = Math.max(counter.windowEndsAtMs, counter.blockedUntilMs)
  const forgotten = atMs - quietSinceMs >= LONGEST_BLOCK_MS
  return { ...counter, tries: 0, blocks: forgotten ? 0 : counter.blocks }
}

/**
 * At a door the third wrong code in a window waits one second, the fourth two, … ; the last the whole block. Over the site
 * only the last waits: wrong codes at one door are no reason to slow another.
 */
const afterWrong = (before: Counter, limit: number, atMs: number): Counter => {
  const counter = settled(before, atMs)
  const tries = counter.tries + 1
  const windowEndsAtMs = tries === 1 ? atMs + THROTTLE_WINDOW_MS : counter.windowEndsAtMs
  if (tries >= limit) {
    const blockMs = Math.min(LONGEST_BLOCK_MS, THROTTLE_WINDOW_MS * 2 ** counter.blocks)
    return { tries, windowEndsAtMs, blocks: counter.blocks + 1, blockedUntilMs: atMs + blockMs }
  }
  const delayMs = limit === TRIES_PER_SITE || tries < 3 ? 0 : FIRST_DELAY_MS * 2 ** (tries - 3)
  return { ...counter, tries, windowEndsAtMs, blockedUntilMs: atMs + delayMs }
}

const remaining = (counter: Counter, atMs: number): number => Math.max(0, counter.blockedUntilMs - atMs)

/** How long the next code at this door must wait; zero: it may be tried. `atMs` is a clock that never goes back. */
export const throttledForMs = (state: PinThrottle, door: string, atMs: number): number =>
  Math.max(remaining(state.site, atMs), remaining(state.doors.get(door) ?? FRESH, atMs))

/** The state after a wrong code. Codes refused while waiting are not tries: nothing was looked up. */
export const wrongPin = (state: PinThrottle, door: string, atMs: number): PinThrottle => {
  const doors = new Map(state.doors)
  doors.set(door, afterWrong(state.doors.get(door) ?? FRESH, TRIES_PER_DOOR, atMs))
  return { site: afterWrong(state.site, TRIES_PER_SITE, atMs), doors }
}

export const CODE_BLOCKS = ['door', 'site'] as const
/** Of what no code is taken: of one door, or of every door of the site. */
export type CodeBlockScope = (typeof CODE_BLOCKS)[number]

export interface CodeBlock {
  readonly scope: CodeBlockScope
  readonly tries: number
  readonly forMs: number
}

const LIMITS: Readonly<Record<CodeBlockScope, number>> = { door: TRIES_PER_DOOR, site: TRIES_PER_SITE }

const counterOf = (state: PinThrottle, scope: CodeBlockScope, door: string): Counter =>
  scope === 'site' ? state.site : (state.doors.get(door) ?? FRESH)

/** What keeps this door from taking any code: a window that ran full, and not the second between two slips. */
export const blocksAt = (state: PinThrottle, door: string, atMs: number): readonly CodeBlock[] =>
  CODE_BLOCKS.flatMap((scope) => {
    const counter = counterOf(state, scope, door)
    const forMs = Math.round(remaining(counter, atMs))
    return forMs > 0 && counter.tries >= LIMITS[scope] ? [{ scope, tries: counter.tries, forMs }] : []
  })

/** How many windows ran full is not forgotten: whoever goes on guessing is blocked for twice as long. */
const released = (counter: Counter, atMs: number): Counter => ({
  ...counter,
  tries: 0,
  windowEndsAtMs: Math.min(counter.windowEndsAtMs, atMs),
  blockedUntilMs: atMs,
})

/** The state after somebody ended these blocks: the next wrong codes count anew. */
export const releaseCodes = (
  state: PinThrottle,
  { door, scopes }: { readonly door: string; readonly scopes: readonly CodeBlockScope[] },
  atMs: number,
): PinThrottle => {
  const doors = new Map(state.doors)
  if (scopes.includes('door')) doors.set(door, released(counterOf(state, 'door', door), atMs))
  return { site: scopes.includes('site') ? released(state.site, atMs) : state.site, doors }
}
