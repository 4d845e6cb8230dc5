/** Tries a transaction again when PostgreSQL says that it lost a race and asks for exactly that. */
import type { Randomness, Timers } from '@loge/kernel'
import pg from 'pg'

const ATTEMPTS = 6
const FIRST_WAIT_MS = 10

/** Class 40 of the SQL standard: serialization failure and deadlock detected. */
const isLostRace = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01')

/** Doubles the wait each time and draws it from its upper half, so that two rivals do not meet again. */
const waitMs = (attempt: number, random: Randomness): number => {
  const longest = FIRST_WAIT_MS * 2 ** (attempt - 1)
  return longest / 2 + ((random.bytes(1)[0] ?? 0) / 255) * (longest / 2)
}

export const retryLostRaces = async <Value>(
  world: Timers & Randomness,
  work: () => Promise<Value>,
): Promise<Value> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isLostRace(error) || attempt === ATTEMPTS) throw error
      await world.sleep(waitMs(attempt, world))
    }
  }
}
