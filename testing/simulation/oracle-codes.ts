/**
 * The judge of codes. "Guessing codes is slowed per reader and site": the third wrong code within ten minutes of the
 * first waits one second, each further one twice as long; the fifth at a reader, or the tenth in the house, ten minutes,
 * and twice as long each time it happens again. Only time clears it. What is refused while waiting is no guess.
 */
import type { EdgeEvent } from '@loge/features/access/core'
import type { SeenBuilding } from './seen.ts'

const WINDOW_MS = 10 * 60_000
/** A wait that is over, or begins, within this of a code may be told either way. */
const EDGE_MS = 1_000

class Guesses {
  readonly #most: number
  #beganAtMs = -Infinity
  #count = 0
  #timesFull = 0
  waitsUntilMs = -Infinity

  constructor(most: number) {
    this.#most = most
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
    } else if (this.#count > 2) this.waitsUntilMs = atMs + 1_000 * 2 ** (this.#count - 3)
  }
}

/** What was guessed in one life of an edge: its memory of it dies with it. */
class HouseGuesses {
  readonly #house = new Guesses(10)
  readonly #readers = new Map<string, Guesses>()

  add(entranceId: string, atMs: number): void {
    const reader = this.#readers.get(entranceId) ?? new Guesses(5)
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

const livesOf = ({ log }: SeenBuilding): readonly (readonly EdgeEvent[])[] => {
  const lives: EdgeEvent[][] = [[]]
  for (const { event } of log) {
    if (event.type === 'edge.started') lives.push([])
    lives.at(-1)?.push(event)
  }
  return lives
}

/** Without the time, or with records lost, nobody can say how long anybody waited. */
const isSure = (life: readonly EdgeEvent[]): boolean =>
  life.every(({ type, clockTrusted }) => clockTrusted && !UNSURE.has(type))

const judgeLife = (life: readonly EdgeEvent[]): readonly string[] => {
  const wrong: string[] = []
  const surely = new HouseGuesses()
  const perhaps = new HouseGuesses()
  const codes = life.filter(
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

export const judgeCodes = (building: SeenBuilding): readonly string[] =>
  livesOf(building).filter(isSure).flatMap(judgeLife)
