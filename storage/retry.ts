/** Tries a transaction again when nothing of it happened: it lost a race, or the server was away as it began. */
import type { Randomness, Timers } from '@loge/kernel'
import pg from 'pg'
import { isPlanLost } from './prepared.ts'
import { StorageError } from './storage-error.ts'

/** All waits together last about 4 s: an embedded server that was killed is mostly back by then. */
const ATTEMPTS = 10
const FIRST_WAIT_MS = 10

/** SQL states of a server that stops, starts or drops the connection. */
const AWAY_STATES = new Set(['57P01', '57P02', '57P03', '08006', '08003', '08001'])
const AWAY_ERRORS = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'])

/** Class 40 of the SQL standard: serialization failure and deadlock detected. */
const isLostRace = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01')

const isAway = (error: unknown): boolean => {
  if (error instanceof pg.DatabaseError) return AWAY_STATES.has(error.code ?? '')
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string') return AWAY_ERRORS.has(error.code)
  return /^(Connection terminated|Client has encountered a connection error)/.test(error.message)
}

/** Doubles the wait each time and draws it from its upper half, so that two rivals do not meet again. */
const waitMs = (attempt: number, random: Randomness): number => {
  const longest = FIRST_WAIT_MS * 2 ** (attempt - 1)
  return longest / 2 + ((random.bytes(1)[0] ?? 0) / 255) * (longest / 2)
}

/** Said of a server that is away, so that who asked is told when to ask again. */
const told = (error: unknown, hasBegun: boolean): unknown => {
  if (!isAway(error)) return error
  return hasBegun
    ? new StorageError(
        'outcome_unknown',
        'The connection to PostgreSQL broke in the middle: nobody knows what was committed. Read what is there before asking again.',
        { cause: error },
      )
    : new StorageError('database_away', 'PostgreSQL does not answer. Nothing was changed: ask again.', {
        cause: error,
      })
}

/** `work` calls `begun` before its first effect: after that, a lost connection may hide a commit and is never retried. */
export const retryTransaction = async <Value>(
  world: Timers & Randomness,
  work: (begun: () => void) => Promise<Value>,
): Promise<Value> => {
  for (let attempt = 1; ; attempt += 1) {
    let hasBegun = false
    try {
      return await work(() => {
        hasBegun = true
      })
    } catch (error) {
      const harmless = isLostRace(error) || isPlanLost(error) || (!hasBegun && isAway(error))
      if (!harmless || attempt === ATTEMPTS) throw told(error, hasBegun)
      await world.sleep(waitMs(attempt, world))
    }
  }
}
