/** An application: how it moves, and each step with its day. Pure. */
import { ok, refuse, type Result } from '@loge/kernel'

export const APPLICATION_STATES = [
  'received',
  'shortlist',
  'interview',
  'offer',
  'rejected',
  'hired',
  'withdrawn',
] as const
export type ApplicationState = (typeof APPLICATION_STATES)[number]

export const APPLICATION_CHANNELS = ['site', 'email', 'post', 'third_party'] as const
export type ApplicationChannel = (typeof APPLICATION_CHANNELS)[number]

/** What staff may make of it; who applied alone withdraws. */
export const STAFF_STEPS = ['shortlist', 'interview', 'offer', 'rejected', 'hired'] as const
export type ApplicationStep = (typeof STAFF_STEPS)[number] | 'withdrawn'

export type ApplicationRefusal = 'application_closed' | 'application_step_back'

const CLOSED: ReadonlySet<ApplicationState> = new Set(['rejected', 'hired', 'withdrawn'])
const ORDER: readonly ApplicationState[] = ['received', 'shortlist', 'interview', 'offer']

export const isClosed = (state: ApplicationState): boolean => CLOSED.has(state)

/** Forward alone, each once; steps may be left out. What is over begins anew with another application. */
export const moveApplication = (
  state: ApplicationState,
  step: ApplicationStep,
): Result<ApplicationState, ApplicationRefusal> => {
  if (isClosed(state)) return refuse('application_closed')
  if (isClosed(step)) return ok(step)
  return ORDER.indexOf(step) > ORDER.indexOf(state) ? ok(step) : refuse('application_step_back')
}
