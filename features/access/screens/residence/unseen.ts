/** What a page about the residence could not learn, and why: nothing that was not seen is said to be in order. */
import { ApiProblem } from '@loge/http/client'

export const UNSEEN = ['entrances', 'equipment', 'rights', 'alarms'] as const

/** `forbidden`: not for this role. `failed`: it could not be asked for, or not again. */
export type Hidden = 'forbidden' | 'failed'

export interface Unseen {
  readonly what: (typeof UNSEEN)[number]
  readonly why: Hidden
}

/** `undefined`: nothing is hidden, or the shell says already what happened. */
export const whyHidden = (error: unknown, isShown: boolean): Hidden | undefined => {
  if (error === null || error === undefined) return undefined
  const status = error instanceof ApiProblem ? error.status : undefined
  if (status === 403) return 'forbidden'
  // Signed out, or without a line: what was shown is of a moment the shell tells.
  return isShown && (status === 0 || status === 401) ? undefined : 'failed'
}
