export {
  CONSENT_ACTIONS,
  CONSENT_SURFACES,
  consentNamed,
  consentsFor,
  OBJECTIONABLE,
  WISHES,
  type ConsentAction,
  type ConsentSurface,
  type Objectionable,
  type Wish,
} from './choices.ts'
export {
  addMonths,
  requestClock,
  type ClockEvent,
  type ClockQuestion,
  type ClockSettings,
  type RequestClock,
} from './clock.ts'
export { describeKnown, type Held, type Known } from './known.ts'
export { privacyFacts } from './facts.ts'
export {
  findPaths,
  type Anchor,
  type Gone,
  type Paths,
  type Strand,
} from './paths.ts'
export {
  lawRules,
  planErasure,
  rulesOfRegister,
  stepOf,
  type Kept,
  type PlannedStep,
  type Rule,
  type RuleBook,
} from './plan.ts'
export { registerFacts } from './register-facts.ts'
export {
  ENDED,
  stateOf,
  takeStep,
  type Refusal,
  type RequestState,
  type RequestStep,
  type StepRefusal,
} from './states.ts'
