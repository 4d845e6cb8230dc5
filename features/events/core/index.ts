export { canonicalJson, storable, type Json } from '@loge/kernel'
export { createCatalogue, type Catalogue, type Described } from './catalogue.ts'
export {
  blockHash,
  commitmentOf,
  FIRST_PREVIOUS_HASH,
  leafOf,
  type BlockHeader,
  type EventPublicPart,
  type EventSubject,
} from './evidence.ts'
export { compareCursors, LOG_START, parseCursor, type CommitPlace } from './cursor.ts'
export {
  defineFacts,
  type Actor,
  type FactDefinition,
  type NewEvent,
  type PayloadValue,
  type RetentionClass,
  type StoredEvent,
} from './fact.ts'
export {
  EXPORT_COLUMNS,
  EXPORT_YES_NO,
  type ExportColumn,
  type ExportLanguage,
} from './export-columns.ts'
export { EVENT_KINDS, type EventKind } from './event-kinds.ts'
export { eventFacts } from './facts.ts'
export { fileEvent, type Filing } from './filing.ts'
export { foldedPayload } from './fold-payload.ts'
export { operationOf, placedOperation } from './operation.ts'
export { idKindOfKey } from './payload-ids.ts'
export { isWithinReach, matchesFilter, type EventFilter, type EventReach } from './filter.ts'
export {
  judgeBlock,
  type BlockJudgement,
  type Damage,
  type SealedBlock,
  type SealedRow,
} from './judge-block.ts'
export {
  LONGEST_LOOK_MS,
  LOOK_MS,
  LOOK_REASONS,
  lookFor,
  type LookPeriod,
  type LookReason,
  type OpenLook,
  periodOfLook,
  shows,
} from './look.ts'
export { ACTIVITY_OF_CLASS, mayBePurged } from './drawer-age.ts'
export {
  inclusionPath,
  merkleRoot,
  rootOfInclusion,
  sameBytes,
  type Inclusion,
  type Sha256,
} from './merkle.ts'
export {
  acceptSequences,
  contiguousOf,
  gapsOf,
  type AcceptedSequences,
  type Gap,
  type Runs,
} from './sequences.ts'
