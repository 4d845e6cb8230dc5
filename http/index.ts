export { createCursor, toPage, type Cursor } from './cursor.ts'
export {
  serve,
  type Call,
  type Download,
  type Endpoint,
  type PermissionGrant,
  type Principal,
  type Reach,
  type StreamEvent,
} from './endpoint.ts'
export { createLogger, silentLogger, type LogFields, type Logger, type LoggerOptions } from './logging.ts'
export { Problem } from './problem.ts'
export { RATE_LIMITS, type Rate } from './rate-limits.ts'
export { reachFor } from './server/authorize.ts'
export type { Credentials, MayUse, Refusal } from './server/dispatch.ts'
export type { Guard, GuardedCall } from './server/guard.ts'
export { createHttpServer, type HttpServer, type HttpServerOptions } from './server/http-server.ts'
export type { ClaimOutcome, IdempotencyClaim, IdempotencyStore, KeptAnswer } from './server/idempotency.ts'
export { createIdempotencyStore, purgeIdempotencyKeys } from './server/idempotency-store.ts'
export type { AskedPage, Page, PageAnswer, SentPage } from './server/pages.ts'
export type { SentFile } from './server/sent-form.ts'
export type { ReadinessChecks } from './server/operations.ts'
export type { ProblemTexts } from './server/problem-answer.ts'
export { sessionCookieFor, type SessionCookie } from './server/session-cookie.ts'
export { httpTables, type HttpTables } from './server/tables.ts'
export { zip } from './server/zipped-answers.ts'
export { changedMeanwhile, requireVersion, tagged, versionTag } from './version-tag.ts'
