/** What stands beside every call of somebody: it may slow a caller down before, and hears how the call ended. */
import type { Route } from '../contract/index.ts'
import type { Principal } from '../endpoint.ts'
import { Problem } from '../problem.ts'

export interface GuardedCall {
  readonly principal: Exclude<Principal, { kind: 'anonymous' }>
  readonly route: Route
}

export interface Guard {
  /** Throws a `Problem` where this caller has to wait. */
  readonly before: (call: GuardedCall) => void
  /** The answer as it is about to leave. */
  readonly answered: (call: GuardedCall, body: string) => Promise<void>
  readonly refused: (call: GuardedCall, problem: Problem) => Promise<void>
}

export const noGuard: Guard = {
  before: () => undefined,
  answered: async () => undefined,
  refused: async () => undefined,
}

/** Does the work, and tells the guard where it ends in a refusal. */
export const tellingRefusals = async <Value>(
  guard: Guard,
  { principal, route }: { readonly principal: Principal; readonly route: Route },
  work: () => Value | Promise<Value>,
): Promise<Value> => {
  try {
    return await work()
  } catch (error) {
    if (principal.kind !== 'anonymous' && error instanceof Problem)
      await guard.refused({ principal, route }, error)
    throw error
  }
}
