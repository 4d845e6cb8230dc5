/** How many calls one caller may make, by the class a route declares: `burst` at once, then `perSecond`. */
import type { RateLimit } from './contract/index.ts'

export interface Rate {
  readonly burst: number
  readonly perSecond: number
}

export const RATE_LIMITS: Readonly<Record<RateLimit, Rate>> = {
  read: { burst: 300, perSecond: 30 },
  write: { burst: 100, perSecond: 5 },
  command: { burst: 30, perSecond: 1 },
  // Per address: a whole agency behind one router signs in within a few minutes in the morning.
  'sign-in': { burst: 20, perSecond: 0.5 },
  public: { burst: 60, perSecond: 2 },
  // Each may be the whole log.
  export: { burst: 10, perSecond: 0.1 },
  device: { burst: 600, perSecond: 100 },
}
