/** How far the caller's permission reaches. What lies beyond does not exist for them. */
import { type Call, type Principal, Problem, type Reach } from '@loge/http'
import type { Route } from '@loge/http/contract'
import type { OrganizationId, PersonId, SiteId } from '@loge/kernel'
import { notFound } from './keep-entrance.ts'

/** What every route of access needs of a call. */
export type AskingCall = Pick<Call<Route>, 'reach' | 'header'> & {
  readonly principal: Principal
  readonly organizationId: OrganizationId
}

/** `undefined`: every site. */
export const sitesWithin = (reach: Reach, asked: SiteId | undefined): readonly SiteId[] | undefined => {
  if (reach.wholeOrganization) return asked === undefined ? undefined : [asked]
  return asked === undefined ? reach.siteIds : reach.siteIds.filter((siteId) => siteId === asked)
}

export const reachesSite = (reach: Reach, siteId: SiteId): boolean =>
  reach.wholeOrganization || reach.siteIds.includes(siteId)

export const requireSite = (reach: Reach, siteId: SiteId): void => {
  if (!reachesSite(reach, siteId)) throw notFound()
}

/** For who would give something there: refused alike whether there is such a site or not, so it tells nothing. */
export const requireSiteToGive = (reach: Reach, siteId: SiteId): void => {
  if (!reachesSite(reach, siteId))
    throw new Problem(403, 'site_out_of_reach', 'Rights are given at the sites one looks after.')
}

/** A permission over one's own reaches no setting of the house and nobody else. */
export const requireAllSites = (reach: Reach): void => {
  if (!reach.wholeOrganization) throw notFound()
}

export const isOwn = (reach: Reach, personId: PersonId): boolean => reach.ownPersonId === personId
