export { type Language, serviceWords } from './words.ts'
export { serviceFacts } from './facts.ts'
export {
  causeOfSilence,
  CAUSES,
  HISTORY_MS,
  interruptionState,
  NOTICE_MS,
  shareThere,
  SILENCE_MS,
  type Cause,
  type Interruption,
  type InterruptionKind,
  type InterruptionState,
} from './interruption.ts'
