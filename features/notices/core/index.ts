export { afterFailure, type AfterFailure, FAILURES, type FailureCode, WORTH_MS } from './attempts.ts'
export { noticeFacts } from './facts.ts'
