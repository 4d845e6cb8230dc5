/** What access itself answers to the link about a site. */
import { sql } from 'kysely'
import type { AccessDeps } from '../deps.ts'
import { buildSnapshot } from '../build-snapshot.ts'
import { noteEdgeContact, noteSnapshotReported, noteSnapshotSent } from '../placements.ts'
import { openSiteKey, readSnapshotVersion } from '../snapshot-version.ts'
import { findSubjects } from '../subjects.ts'
import type { RightsOfSites, SiteOfEdge } from './deps.ts'

export const rightsOfSites = (deps: AccessDeps): RightsOfSites => {
  const now = (site: SiteOfEdge) => ({ ...site, at: deps.world.now() })
  return {
    version: async (transaction, siteId) => (await readSnapshotVersion(transaction, siteId))?.version ?? 0,
    snapshot: async (transaction, site) => {
      // Whoever changes rights raises the version in the same transaction. Holding it keeps a change that commits
      // while we read from being called part of a version it is not in.
      await sql`select 1 from site_access where site_id = ${site.siteId} for share`.execute(transaction)
      return buildSnapshot(transaction, deps, site)
    },
    siteKey: (transaction, { organizationId, siteId }) =>
      openSiteKey(transaction, deps, organizationId, siteId),
    persons: findSubjects,
    noteSent: (transaction, site, version) => noteSnapshotSent(transaction, now(site), version),
    noteReported: (transaction, site, version) => noteSnapshotReported(transaction, now(site), version),
    noteContact: (transaction, site) => noteEdgeContact(transaction, now(site)),
  }
}
