export { triggerWords } from './trigger-words.ts'
export { processedAs, unattachedIn, type Unattached, unlistedIn } from './attached.ts'
export { LEGAL_BASES, ROLES, type LegalBasis, type Role, type Sentence } from './basis.ts'
export {
  boundNamed,
  BOUNDS,
  boundsOn,
  dueForReview,
  type AdequateCountry,
  type Bound,
  type BoundOf,
  type Bounds,
  type Dated,
} from './bounds.ts'
export { categories } from './categories.ts'
export {
  AUTHORITIES,
  authoritiesIn,
  type CountryAuthority,
  offersDirective,
  registerFor,
} from './authorities.ts'
export { completed, defaultRegister, noticeOf } from './default-register.ts'
export { FAULT_CODES, type Fault, type FaultCode, faultAt } from './fault.ts'
export {
  CONTRACT_CLAUSES,
  CONTRACT_GAPS,
  type ContractGap,
  contractGap,
  type ContractState,
  contractState,
  needsContract,
} from './contracts.ts'
export { asksSecrecy, EVIDENCE_MONTHS, evidenceOf, MEASURE_CHECKS, type MeasureCheck } from './measures.ts'
export { judgeRegister } from './judge.ts'
export { isMailAddress } from './judge-shape.ts'
export { mayLieIn, mayReceive, type Place } from './judge-places.ts'
export { CHANGE_KINDS, compareRegisters, type Change, type ChangeKind, type Difference } from './material.ts'
export type { Claimed, Named, Period } from './named.ts'
export {
  addPeriod,
  endOf,
  keptUntil,
  lengthOf,
  retentionFor,
  rulesFor,
  UTC,
  type Calendar,
  type Kept,
} from './periods.ts'
export {
  ARTICLES,
  recordOf,
  type Article,
  type ProcessingRecord,
  type RecordedPurpose,
  type RecordedRecipient,
  type RecordedTransfer,
  type RecordLine,
} from './record.ts'
export {
  CHANNEL_KINDS,
  FIELD_TYPES,
  IDENTITY_MODES,
  KNOWN_FIELDS,
  NOTIFY_METHODS,
  OPERATIONS,
  PAUSE_MODES,
  PERSON_KINDS,
  RECIPIENT_ROLES,
  RECIPIENT_WORKS,
  SAFEGUARDS,
  SOURCE_KINDS,
  SOURCE_WAYS,
  type SourceWay,
  TRACKER_KINDS,
  TRACKER_STORES,
  TRANSFER_POLICIES,
  WITHDRAWAL_PATHS,
  type Activity,
  type AskedField,
  type Audience,
  type Authority,
  type Channel,
  type ChannelKind,
  type Controller,
  type FieldType,
  type GlossaryTerm,
  type Identity,
  type IdentityMode,
  type Jurisdiction,
  type KnownField,
  type Location,
  type NotifyMethod,
  type Operation,
  type PauseMode,
  type PersonKind,
  type Purpose,
  type Contract,
  type Recipient,
  type RecipientKind,
  type RecipientRole,
  type Register,
  type RegisterCategory,
  type RegisterSource,
  type RequestClock,
  type Safeguard,
  type SafeguardKind,
  type SecurityMeasure,
  type SourceKind,
  type SubProcessor,
  type Surface,
  type Tracker,
  type TrackerKind,
  type TrackerStore,
  type Transfers,
  type TransferPolicy,
  type WithdrawalPath,
} from './register.ts'
export { RIGHTS, rightsUnder, type Right } from './rights.ts'
export { usesOf, type Use } from './uses.ts'
export {
  AS_LONG_AS,
  HOLD_GROUNDS,
  RETENTION_MODES,
  TRIGGERS,
  type AsLongAs,
  type HoldGround,
  type RetentionMode,
  type RetentionRule,
  type Trigger,
} from './retention.ts'
