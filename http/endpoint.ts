/** A route joined to what answers it. */
import type { AccountId, Id, Instant, OrganizationId, PersonId, SiteId } from '@loge/kernel'
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, Route } from './contract/index.ts'

/** Where one permission reaches: the whole organization, one site, or what is the person's own. */
export interface PermissionGrant {
  readonly permission: string
  readonly scope:
    | { readonly kind: 'organization' }
    | { readonly kind: 'site'; readonly siteId: SiteId }
    | { readonly kind: 'own' }
}

/** Who calls. `anonymous` has no organization and reaches only `public` routes. */
export type Principal =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'account'
      readonly organizationId: OrganizationId
      readonly accountId: AccountId
      readonly sessionId: Id<'session'>
      readonly personId: PersonId
      readonly grants: readonly PermissionGrant[]
      /** When this session last proved itself with a password, a passkey or a link. */
      readonly confirmedAt?: Instant
    }
  | {
      readonly kind: 'apiKey'
      readonly organizationId: OrganizationId
      readonly apiKeyId: Id<'apiKey'>
      readonly grants: readonly PermissionGrant[]
    }

/** What the route's permission covers for this caller. A handler narrows its query by it. */
export interface Reach {
  readonly wholeOrganization: boolean
  readonly siteIds: readonly SiteId[]
  readonly ownPersonId: PersonId | undefined
}

type OrganizationOf<Permission> = Permission extends 'public' ? undefined : OrganizationId

export interface Call<R extends Route> {
  readonly params: ParamsOf<R>
  readonly query: QueryOf<R>
  readonly body: BodyOf<R>
  readonly principal: Principal
  /** Of the principal; for a `public` route, of the request's own content, so it is undefined there. */
  readonly organizationId: OrganizationOf<R['permission']>
  readonly reach: Reach
  /** From `If-Match`, without quotes. */
  readonly ifMatch: string | undefined
  /** From `Idempotency-Key`. */
  readonly idempotencyKey: string | undefined
  readonly language: 'en' | 'fr'
  /** Of the caller, for throttling only; never logged or stored as it is. */
  readonly address: string
  /** The `Origin` and `User-Agent` headers, as claimed. */
  readonly origin: string | undefined
  readonly userAgent: string
  /** Sets a response header, e.g. a cookie or an `ETag`. */
  readonly header: (name: string, value: string | string[]) => void
  /** What an `upload` brings, as it arrives; reading throws once it is longer than the route allows. */
  readonly content: AsyncIterable<Uint8Array>
  /** Of the file of an `upload`, as it was called there; empty where nothing was said. */
  readonly fileName: string
  /** Aborted when the caller leaves. */
  readonly left: AbortSignal
}

/** The answer of a `download`. */
export interface Download {
  readonly fileName: string
  /** When the route offers several. */
  readonly mediaType?: string
  readonly content: AsyncIterable<Uint8Array>
}

export interface StreamEvent {
  readonly id?: string
  readonly event?: string
  readonly data: unknown
}

/** A stream yields at once where it begins: until then it can still be refused with a status. */
type Handler<R extends Route> = R extends { readonly stream: true }
  ? (call: Call<R>, lastEventId: string | undefined) => AsyncIterable<StreamEvent>
  : R extends { readonly download: string }
    ? (call: Call<R>) => Promise<Download>
    : (call: Call<R>) => Promise<AnswerOf<R>>

/**
 * A route joined to its handler, as the server lists them. `handle` is a method so that endpoints of different
 * routes fit one list; `serve` is what ties the handler's types to the route's.
 */
export interface Endpoint {
  readonly route: Route
  handle(call: Call<Route>, lastEventId: string | undefined): Promise<unknown> | AsyncIterable<StreamEvent>
}

/** Joins a route to its handler. */
export const serve = <const R extends Route>(route: R, handle: Handler<R>): Endpoint => ({
  route,
  handle: handle as Endpoint['handle'],
})
