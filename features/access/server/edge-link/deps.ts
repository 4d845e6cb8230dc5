/** What the link with edges stands on. */
import type { EdgeId, OrganizationId, PersonId, SiteId, World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import type { Snapshot } from '../../core/index.ts'
import type { LinkKeys } from './server-session.ts'

export interface SiteOfEdge {
  readonly organizationId: OrganizationId
  readonly siteId: SiteId
  readonly edgeId: EdgeId
}

/** What the rest of access answers about a site: rights, keys, who is behind an opaque reference. */
export interface RightsOfSites {
  version(transaction: Transaction, siteId: SiteId): Promise<number>
  /** The next version is above this one, which an edge has from days that a restore has lost. */
  raiseAbove(transaction: Transaction, site: SiteOfEdge, version: number): Promise<void>
  /** Read in a transaction of its own, at one moment. */
  snapshot(site: SiteOfEdge): Promise<Snapshot>
  siteKey(transaction: Transaction, site: SiteOfEdge): Promise<Uint8Array>
  persons(
    transaction: Transaction,
    siteId: SiteId,
    refs: readonly string[],
  ): Promise<ReadonlyMap<string, PersonId>>
  noteSent(transaction: Transaction, site: SiteOfEdge, version: number): Promise<void>
  noteReported(transaction: Transaction, site: SiteOfEdge, version: number): Promise<void>
  noteContact(transaction: Transaction, site: SiteOfEdge): Promise<void>
}

export interface EdgeLinkDeps {
  readonly database: Database
  readonly world: World
  readonly rights: RightsOfSites
  readonly keys: LinkKeys & {
    /** SubjectPublicKeyInfo, DER, base64url. */
    readonly publicKey: string
  }
}
