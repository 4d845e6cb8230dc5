/**
 * The judge of codes. "Guessing codes is slowed per door and site": the third wrong code at a door within ten minutes of
 * the first waits one second, the fourth two; the fifth at a door, or the twentieth in the house, ten minutes, and twice
 * as long each time it happens again. Only time clears it: a restart does not. What is refused while waiting is no guess.
 */
import type { EdgeEvent } from '@loge/features/access/core'
import type { SeenBuilding } from './seen.ts'

const WINDOW_MS = 10 * 60_000
/** A wait that is over, or begins, within this of a code may be told either way. */
const EDGE_MS = 1_000

class Guesses {
  readonly #most: number
  readonly #slows: boolean
  #beganAtMs = -Infinity
  #count = 0
  #timesFull = 0
  waitsUntilMs = -Infinity

  constructor(most: number, slows: boolean) {
    this.#most = most
    this.#slows = slows
  }

  add(atMs: number): void {
    if (atMs >= this.#beganAtMs + WINDOW_MS && atMs >= this.waitsUntilMs) {
      this.#beganAtMs = atMs
      this.#count = 0
    }
    this.#count += 1
    if (this.#count >= this.#most) {
      this.waitsUntilMs = atMs + WINDOW_MS * 2 ** this.#timesFull
      this.#timesFull += 1
    } else if (this.#slows && this.#count > 2) this.waitsUntilMs = atMs + 1_000 * 2 ** (this.#count - 3)
  }
}

/** What was guessed at the doors of one edge. */
class HouseGuesses {
  readonly #house = new Guesses(20, false)
  readonly #readers = new Map<string, Guesses>()

  add(entranceId: string, atMs: number): void {
    const reader = this.#readers.get(entranceId) ?? new Guesses(5, true)
    this.#readers.set(entranceId, reader)
    reader.add(atMs)
    this.#house.add(atMs)
  }

  waitsUntil(entranceId: string): number {
    return Math.max(this.#house.waitsUntilMs, this.#readers.get(entranceId)?.waitsUntilMs ?? -Infinity)
  }
}

const UNSURE: ReadonlySet<string> = new Set([
  'edge.clock_untrusted',
  'edge.clock_trusted',
  'edge.events_unrecorded',
  'edge.records_lost',
])

/** Without the time, or with records lost, nobody can say how long anybody waits from then on. */
const isSure = ({ type, clockTrusted }: EdgeEvent): boolean => clockTrusted && !UNSURE.has(type)

const isGuess = ({ kind, reason }: EdgeEvent['payload']): boolean =>
  kind === 'pin' && reason === 'credential_unknown'

const sureStart = ({ log }: SeenBuilding): readonly EdgeEvent[] => {
  const events = log.map(({ event }) => event)
  const doubt = events.findIndex((event) => !isSure(event))
  return doubt === -1 ? events : events.slice(0, doubt)
}

const livesOf = ({ log }: SeenBuilding): readonly (readonly EdgeEvent[])[] => {
  const lives: EdgeEvent[][] = [[]]
  for (const { event } of log) {
    if (event.type === 'edge.started') lives.push([])
    lives.at(-1)?.push(event)
  }
  return lives
}

/**
 * Whatever was guessed before: ten minutes touch two windows at most, and the fifth code of one ends all guessing, so no
 * door looks ten codes up in them.
 */
const MOST_IN_A_WINDOW = 9

const judgePace = (life: readonly EdgeEvent[]): readonly string[] => {
  if (!life.every(isSure)) return []
  const guesses = life.filter(({ type, payload }) => type === 'door.refused' && isGuess(payload))
  return guesses.flatMap(({ entranceId = '', occurredAt }, index) => {
    const here = guesses.slice(0, index + 1).filter((guess) => guess.entranceId === entranceId)
    const first = here.at(-1 - MOST_IN_A_WINDOW)
    return first === undefined || first.occurredAt + WINDOW_MS - EDGE_MS < occurredAt
      ? []
      : [`a code at ${entranceId} at ${occurredAt} did not have to wait after ten`]
  })
}

/** Finds codes that waited for nothing, and codes that did not have to wait. */
export const judgeCodes = (building: SeenBuilding): readonly string[] => {
  const wrong = livesOf(building).flatMap(judgePace)
  const surely = new HouseGuesses()
  const perhaps = new HouseGuesses()
  const codes = sureStart(building).filter(
    ({ type, payload }) =>
      payload['kind'] === 'pin' && (type === 'door.refused' || type === 'door.unlock_ordered'),
  )
  for (const { occurredAt: atMs, entranceId = '', payload } of codes) {
    const { reason } = payload
    const told = `a code at ${entranceId} at ${atMs}`
    if (reason === 'too_many_attempts') {
      // One guess more may also have begun the ten minutes earlier.
      const latest = Math.max(surely.waitsUntil(entranceId), perhaps.waitsUntil(entranceId))
      if (latest <= atMs - EDGE_MS) wrong.push(`${told} had to wait for nothing`)
      continue
    }
    // Behind a lockdown nobody is told whether the code was known, nor whether it had to wait.
    const isHidden = reason === 'entrance_locked_down'
    if (!isHidden && surely.waitsUntil(entranceId) > atMs + EDGE_MS)
      wrong.push(`${told} did not have to wait until ${surely.waitsUntil(entranceId)}`)
    if (reason === 'credential_unknown') surely.add(entranceId, atMs)
    if (reason === 'credential_unknown' || isHidden) perhaps.add(entranceId, atMs)
  }
  return wrong
}
