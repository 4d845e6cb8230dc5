/** How far a request of a person is: a list of steps that is only added to. Silence is no state. */
import { ok, refuse, type Result } from '@loge/kernel'

export type RequestStep =
  | { readonly kind: 'received' }
  | { readonly kind: 'identity_asked' }
  | { readonly kind: 'identity_proven' }
  | { readonly kind: 'begun' }
  | { readonly kind: 'extended'; readonly reasons: string }
  | { readonly kind: 'answered' }
  | ({ readonly kind: 'partly_refused' } & Refusal)
  | ({ readonly kind: 'refused' } & Refusal)
  | { readonly kind: 'withdrawn' }

/** Told whenever something is refused (GDPR art. 12(4)). */
export interface Refusal {
  readonly reason: string
  /** Of the law that allows it, e.g. `gdpr:17(3)(e)`. */
  readonly article: string
  /** To whom to complain, and before which court. */
  readonly remedies: readonly string[]
}

export type RequestState =
  | 'received'
  | 'identity_needed'
  | 'in_progress'
  | 'extended'
  | 'answered'
  | 'partly_refused'
  | 'refused'
  | 'withdrawn'

export const ENDED: ReadonlySet<RequestState> = new Set([
  'answered',
  'partly_refused',
  'refused',
  'withdrawn',
])

const OPEN: readonly RequestState[] = ['received', 'identity_needed', 'in_progress', 'extended']

/** From which states each step leads where. */
const STEPS: Readonly<
  Record<Exclude<RequestStep['kind'], 'received'>, readonly [from: readonly RequestState[], to: RequestState]>
> = {
  identity_asked: [['received'], 'identity_needed'],
  identity_proven: [['identity_needed'], 'in_progress'],
  begun: [['received'], 'in_progress'],
  extended: [['received', 'identity_needed', 'in_progress'], 'extended'],
  answered: [['in_progress', 'extended'], 'answered'],
  partly_refused: [['in_progress', 'extended'], 'partly_refused'],
  refused: [OPEN, 'refused'],
  withdrawn: [OPEN, 'withdrawn'],
}

export type StepRefusal =
  | 'request_ended'
  | 'request_step_out_of_place'
  | 'request_extended_already'
  | 'request_reasons_missing'
  | 'request_remedies_missing'

const isMissing = (text: string): boolean => text.trim() === ''

const wordsMissing = (step: RequestStep): StepRefusal | undefined => {
  if (step.kind === 'extended' && isMissing(step.reasons)) return 'request_reasons_missing'
  if (step.kind !== 'refused' && step.kind !== 'partly_refused') return undefined
  if (isMissing(step.reason) || isMissing(step.article)) return 'request_reasons_missing'
  return step.remedies.some((remedy) => !isMissing(remedy)) ? undefined : 'request_remedies_missing'
}

export const stateOf = (steps: readonly RequestStep[]): RequestState =>
  steps.reduce<RequestState>(
    (state, step) => (step.kind === 'received' ? state : STEPS[step.kind][1]),
    'received',
  )

/** The steps with one more, or why it may not be taken. */
export const takeStep = (
  steps: readonly RequestStep[],
  step: RequestStep,
): Result<readonly RequestStep[], StepRefusal> => {
  if (steps.length === 0) return step.kind === 'received' ? ok([step]) : refuse('request_step_out_of_place')
  const state = stateOf(steps)
  if (ENDED.has(state)) return refuse('request_ended')
  if (step.kind === 'received') return refuse('request_step_out_of_place')
  if (step.kind === 'extended' && steps.some(({ kind }) => kind === 'extended'))
    return refuse('request_extended_already')
  if (!STEPS[step.kind][0].includes(state)) return refuse('request_step_out_of_place')
  const missing = wordsMissing(step)
  return missing === undefined ? ok([...steps, step]) : refuse(missing)
}
