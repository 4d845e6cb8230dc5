/** How many live streams one caller may hold open: enough for many tabs, too few to exhaust the server. */
import { Problem } from '../problem.ts'

const MOST = 32

export interface StreamPlaces {
  /** Takes a place until it is disposed of. */
  enter(caller: string): Disposable
}

export const createStreamPlaces = (most = MOST): StreamPlaces => {
  const taken = new Map<string, number>()
  return {
    enter: (caller) => {
      const before = taken.get(caller) ?? 0
      if (before >= most)
        throw new Problem(429, 'too_many_requests', `Close one of your ${most} open streams first.`, {
          retryAfterS: 5,
        })
      taken.set(caller, before + 1)
      return {
        [Symbol.dispose]: () => {
          const left = (taken.get(caller) ?? 1) - 1
          if (left === 0) taken.delete(caller)
          else taken.set(caller, left)
        },
      }
    },
  }
}
