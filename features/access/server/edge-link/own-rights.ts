/** What access itself answers to the link about a site. */
import type { AccessDeps } from '../deps.ts'
import { snapshotNow } from '../known-rights.ts'
import { noteEdgeContact, noteSnapshotReported, noteSnapshotSent } from '../placements.ts'
import { openSiteKey, raiseSnapshotVersionAbove, readSnapshotVersion } from '../snapshot-version.ts'
import { findSubjects } from '../subjects.ts'
import type { RightsOfSites, SiteOfEdge } from './deps.ts'

export const rightsOfSites = (deps: AccessDeps): RightsOfSites => {
  const now = (site: SiteOfEdge) => ({ ...site, at: deps.world.now() })
  return {
    version: async (transaction, siteId) => (await readSnapshotVersion(transaction, siteId))?.version ?? 0,
    raiseAbove: (transaction, site, version) => raiseSnapshotVersionAbove(transaction, deps, site, version),
    snapshot: (site) => snapshotNow(deps, site),
    siteKey: (transaction, { organizationId, siteId }) =>
      openSiteKey(transaction, deps, organizationId, siteId),
    persons: findSubjects,
    noteSent: (transaction, site, version) => noteSnapshotSent(transaction, now(site), version),
    noteReported: (transaction, site, version) => noteSnapshotReported(transaction, now(site), version),
    noteContact: (transaction, site) => noteEdgeContact(transaction, now(site)),
  }
}
