export { fileNameHeader } from './file-name.ts'
export type { FieldProblem, ProblemDocument } from './problem.ts'
export {
  defineRoute,
  isReading,
  takesIdempotencyKey,
  type AnswerOf,
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  type RateLimit,
  type Route,
  type WireAnswer,
  type WireBody,
  type WireParams,
  type WireQuery,
} from './route.ts'
export {
  humanText,
  lifeDate,
  lifeInstant,
  pageOf,
  pageQuery,
  toWireId,
  wireActor,
  wireDate,
  wireId,
  wireInstant,
} from './shapes.ts'
