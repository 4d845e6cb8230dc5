/** A route joined to what answers it. */
import type { AccountId, Id, OrganizationId, PersonId, SiteId } from '@loge/kernel'
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, Route } from './contract/index.ts'

/** Where one permission reaches: the whole organization, one site, or what is the person's own. */
export interface PermissionGrant {
  readonly permission: string
  readonly scope: { readonly kind: 'organization' } | { readonly kind: 'site'; readonly siteId: SiteId } | { readonly kind: 'own' }
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

export interface Call<R extends Route> {
  readonly params: ParamsOf<R>
  readonly query: QueryOf<R>
  readonly body: BodyOf<R>
  readonly principal: Principal
  /** Of the principal; for a `public` route, of the request's own content, so it is undefined there. */
  readonly organizationId: R['permission'] extends 'public' ? undefined : OrganizationId
  readonly reach: Reach
  /** From `If-Match`, without quotes. */
  readonly ifMatch: string | undefined
  /** From `Idempotency-Key`. */
  readonly idempotencyKey: string | undefined
  readonly language: 'en' | 'fr'
  /** Of the caller, for throttling only; never logged or stored as it is. */
  readonly address: string
  /** Sets a response header, e.g. a cookie or an `ETag`. */
  header(name: string, value: string): void
  /** Aborted when the caller leaves. */
  readonly left: AbortSignal
}

export interface StreamEvent {
  readonly id?: string
  readonly event?: string
  readonly data: unknown
}

type Handler<R extends Route> = R extends { readonly stream: true }
  ? (call: Call<R>, lastEventId: string | undefined) => AsyncIterable<StreamEvent>
  : (call: Call<R>) => Promise<AnswerOf<R>>

export interface Endpoint<R extends Route = Route> {
  readonly route: R
  readonly handle: Handler<R>
}

/** Joins a route to its handler. */
export const serve = <R extends Route>(route: R, handle: Handler<R>): Endpoint<R> => ({ route, handle })
