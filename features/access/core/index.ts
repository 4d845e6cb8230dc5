export type {
  CredentialKind,
  LeaseClass,
  Snapshot,
  SnapshotCredential,
  SnapshotEntrance,
  SnapshotGrant,
  SnapshotRule,
  SnapshotSchedule,
  SnapshotSubject,
} from './snapshot.ts'
