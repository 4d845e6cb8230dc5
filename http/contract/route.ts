/**
 * One route as data: the single source of its validation, its types, its permission, its rate limit and its
 * OpenAPI entry. Shapes are zod schemas; ids are codecs (`per_…` outside, branded UUID inside).
 */
import type { z } from 'zod'

/** How many calls one caller may make. Figures live in `http/rate-limits.ts`. */
export type RateLimit = 'read' | 'write' | 'command' | 'sign-in' | 'public' | 'device' | 'export'

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api/v1`, with `{name}` for parameters: `/entrances/{id}/explain`. */
  readonly path: `/${string}`
  readonly summary: string
  readonly tag: string
  /** `public`: nobody is signed in. `signed-in`: every account and key. Else one permission name, e.g. `events.read`. */
  readonly permission: 'public' | 'signed-in' | `${string}.${string}`
  readonly rateLimit: RateLimit
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** The answer's shape; left out for 204 and for streams. */
  readonly answer?: z.ZodType
  readonly status?: 200 | 201 | 202 | 204
  /**
   * What becomes of a POST or DELETE repeated with its `Idempotency-Key` (kept 30 days, bound to the body). Left out: it
   * acts once, and the first answer is given again. `refused`: it acts once, and its answer shows a secret that is
   * not kept, so the repeat is refused. `runsAgain`: it only answers a question, or must prove something each time.
   */
  readonly repeat?: 'refused' | 'runsAgain'
  /**
   * A POST that only asks, as a GET does: what it asks names somebody, and addresses are kept in many logs
   * (RFC 9110, 17.9). Counted and judged as a GET is; no stream goes on from its answer.
   */
  readonly asks?: true
  /** An update that must name the version it changes: `If-Match` is required. */
  readonly ifMatch?: true
  /** Stable codes of the problems this route may answer besides the general ones. */
  readonly problems?: readonly string[]
  /** Who asks without the permission is refused, and the log is told that they asked. */
  readonly tellsRefusal?: true
  /** Server-sent events instead of one answer. */
  readonly stream?: true
  /** A file instead of a JSON body (`application/octet-stream`), at most this many bytes. */
  readonly upload?: number
  /** The media type of the file that is the answer. */
  readonly download?: string
}

/** Keeps the literal types of a declaration. */
export const defineRoute = <const Declared extends Route>(route: Declared): Declared => route

/** Nothing is changed by it. */
export const isReading = ({ method, asks }: Route): boolean => method === 'GET' || asks === true

/** Where nobody is known, a key is bound to nobody. */
export const takesIdempotencyKey = (route: Route): boolean =>
  (route.method === 'POST' || route.method === 'DELETE') &&
  !isReading(route) &&
  route.permission !== 'public' &&
  route.repeat !== 'runsAgain'

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined
type Input<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined

/** What a handler receives (ids branded, defaults filled). */
export type ParamsOf<R extends Route> = Output<R['params']>
export type QueryOf<R extends Route> = Output<R['query']>
export type BodyOf<R extends Route> = Output<R['body']>
/** What a handler gives back; encoded by the schema on the way out. */
export type AnswerOf<R extends Route> = Output<R['answer']>

/** What travels: the types a client uses. */
export type WireParams<R extends Route> = Input<R['params']>
export type WireQuery<R extends Route> = Input<R['query']>
export type WireBody<R extends Route> = Input<R['body']>
export type WireAnswer<R extends Route> = Input<R['answer']>
