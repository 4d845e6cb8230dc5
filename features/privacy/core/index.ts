export {
  addMonths,
  requestClock,
  type ClockEvent,
  type ClockQuestion,
  type ClockSettings,
  type RequestClock,
} from './clock.ts'
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
