/**
 * Structured logs that cannot carry personal values: a line is an event code and fields from a closed list, each
 * checked by its own pattern. Anything else is dropped before it reaches the stream, whatever the caller hands over.
 */
import { fileURLToPath } from 'node:url'
import { EventEmitter } from 'node:events'
import { pino, type DestinationStream } from 'pino'

/** Words without digits: a token or a number that strays into a code is not one. */
const CODE = /^[a-z]{1,30}([_.-][a-z]{1,30}){0,7}$/
/** Of Node (`ECONNREFUSED`, `ERR_…`), of libraries (`FST_ERR_…`), of PostgreSQL (`23505`). */
const ERROR_CODE = /^(E[A-Z]{3,20}|[A-Z]{3,10}(_[A-Z]{1,20}){1,8}|[0-9A-Z]{5})$/
const ID = /^([a-z]{3}_[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/
const ROUTE = /^\/([a-z0-9._-]+|\{[A-Za-z]+\}|\*|\/)*$/
const FRAME = /^[A-Za-z0-9_.<>$ ]{0,80}\([A-Za-z0-9_./@:-]{1,160}\)$/

const text = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value)
const figure = (value: unknown) => typeof value === 'number' && Number.isFinite(value)
const list = (check: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(check)

/** Every field a log line may have. Names, addresses, URLs, messages and bodies have no place here. */
const FIELDS = {
  organizationId: text(ID),
  siteId: text(ID),
  edgeId: text(ID),
  deviceId: text(ID),
  entranceId: text(ID),
  commandId: text(ID),
  eventId: text(ID),
  accountId: text(ID),
  apiKeyId: text(ID),
  requestId: text(ID),
  route: text(ROUTE),
  method: text(/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/),
  status: figure,
  code: text(CODE),
  reason: text(CODE),
  state: text(CODE),
  job: text(CODE),
  component: text(CODE),
  signal: text(/^SIG[A-Z]+$/),
  error: text(/^[A-Z][A-Za-z]{0,60}$/),
  errorCode: text(ERROR_CODE),
  at: list(text(FRAME)),
  count: figure,
  bytes: figure,
  attempt: figure,
  sequence: figure,
  version: figure,
  port: figure,
  pid: figure,
  durationMs: figure,
  delayMs: figure,
} as const

export type LogFields = { readonly [Name in keyof typeof FIELDS]?: unknown }

export interface Logger {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  /** `cause` is reduced to its class, its code and where it was thrown: messages may quote values. */
  error(event: string, cause?: unknown, fields?: LogFields): void
}

const allowed = (fields: LogFields): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => Object.hasOwn(FIELDS, name) && FIELDS[name as keyof typeof FIELDS](value),
    ),
  )

/** A frame names a file as an address or as a path; in an address a space is %20. */
const ROOTS = [new URL('..', import.meta.url).href, fileURLToPath(new URL('..', import.meta.url))]

const framesOf = (stack: string | undefined): string[] =>
  (stack ?? '')
    .split('\n')
    .map((line) => {
      const frame = /^\s+at (.*)$/.exec(line)?.[1]
      return ROOTS.reduce<string | undefined>((text, root) => text?.replaceAll(root, ''), frame)?.replaceAll(
        'file://',
        '',
      )
    })
    .flatMap((frame) => (frame === undefined ? [] : [frame.endsWith(')') ? frame : `(${frame})`]))
    .filter((frame) => FRAME.test(frame))
    .slice(0, 8)

const describeCause = (cause: unknown): LogFields => {
  if (!(cause instanceof Error)) return {}
  const code = 'code' in cause ? cause.code : undefined
  return { error: cause.name, errorCode: code, code, at: framesOf(cause.stack) }
}

export interface LoggerOptions {
  readonly level?: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Standard output when left out. */
  readonly stream?: DestinationStream
}

export const createLogger = ({ level = 'info', stream }: LoggerOptions = {}): Logger => {
  const sink = stream === undefined ? pino({ level, base: null }) : pino({ level, base: null }, stream)
  // A disk that is full costs lines; nobody listening to that would end the process.
  if (stream instanceof EventEmitter) stream.on('error', () => undefined)
  const line = (event: string, fields: LogFields) => ({
    event: CODE.test(event) ? event : 'event_unnamed',
    ...allowed(fields),
  })
  return {
    debug: (event, fields = {}) => sink.debug(line(event, fields)),
    info: (event, fields = {}) => sink.info(line(event, fields)),
    warn: (event, fields = {}) => sink.warn(line(event, fields)),
    error: (event, cause, fields = {}) => sink.error(line(event, { ...describeCause(cause), ...fields })),
  }
}

/** For tests, and for commands whose output is for a person. */
export const silentLogger: Logger = createLogger({ level: 'silent' })
