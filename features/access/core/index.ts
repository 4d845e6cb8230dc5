export type {
  CredentialKind,
  LeaseClass,
  Snapshot,
  SnapshotCredential,
  SnapshotEntrance,
  SnapshotGrant,
  SnapshotPart,
  SnapshotRule,
  SnapshotSchedule,
  SnapshotSubject,
} from './snapshot.ts'
