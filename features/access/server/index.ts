export { addCards, type CardHolder, findCardHolders, type NewCard } from './add-cards.ts'
export {
  askAccessOf,
  askWhoMayEnter,
  explainAccess,
  type EntranceAccess,
  type PersonExplanation,
  type PersonMayEnter,
  type WhoMayEnter,
} from './ask.ts'
export { buildSnapshot } from './build-snapshot.ts'
export type { AccessDeps, Asker, CommandToAsk } from './deps.ts'
export { entranceNames, loadEntrances, type StoredEntrance } from './entrance-store.ts'
export { changesSnapshots, followEvent, renewSnapshots } from './follow-left.ts'
export { requireNoFireOf } from './emergency/fire-holds.ts'
export { grantAccess } from './grant-access.ts'
export { happenMoves } from './happen-moves.ts'
export { revokeGrant } from './revoke-grants.ts'
export { restorePerson, suspendPerson } from './suspend-person.ts'
export { changeCredentialStatus, createCredential, type CreatedCredential } from './keep-credential.ts'
export { changeEntrance, createEntrance, removeEntrance, setLockDown } from './keep-entrance.ts'
export { makeLift } from './lifts/make-lift.ts'
export { changeProfile, createProfile, removeProfile } from './keep-profile.ts'
export { loadGrants } from './grant-store.ts'
export { loadProfiles } from './profile-store.ts'
export { loadCredentials } from './credential-store.ts'
export { openEntrance } from './open-entrance.ts'
export {
  listPlacements,
  noteEdgeContact,
  noteSnapshotReported,
  noteSnapshotSent,
  type EdgeAt,
  type Placement,
} from './placements.ts'
export { accessRestoreRule } from './restore-rule.ts'
export { accessEndpoints } from './routes.ts'
export {
  openSiteKey,
  raiseSnapshotVersion,
  readSnapshotVersion,
  SNAPSHOT_CHANNEL,
  type SnapshotVersion,
} from './snapshot-version.ts'
export { findSubjects, nameSubjects, sitesOfPerson } from './subjects.ts'
export { createEdgeLink, type EdgeLink, type EdgeLinkSettings } from './edge-link/create-edge-link.ts'
export { emergencyTables } from './emergency/tables.ts'
export { disposalTables } from './dispose/tables.ts'
export { replacementTables } from './replace/tables.ts'
export { campaignTables } from './campaigns/tables.ts'
export { glassTables } from './glass/tables.ts'
export { houseTables } from './house/tables.ts'
export { ruleTables } from './rules/tables.ts'
export { listEdges } from './edge-link/keep-edges.ts'
export { edgeTables } from './edge-link/tables.ts'
export { accessTables, type AccessTables } from './tables.ts'
