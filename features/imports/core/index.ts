export { csvLine, guardCell, unguardCell } from '@loge/kernel'
export { findSeparator, SEPARATORS, type Separator } from './csv.ts'
export { dayOfSerial, provenOrder, readDate, type DateOrder } from './dates.ts'
export { EXPORT_SEPARATOR, EXPORT_WORDS } from './export-words.ts'
export { EXPORT_HEADERS } from './export-headers.ts'
export { importsFacts } from './facts.ts'
export {
  DATE_FIELDS,
  FIELDS,
  headerForm,
  isField,
  proposeMapping,
  rememberMapping,
  type FieldName,
  type Mapping,
} from './fields.ts'
export { modelFile } from './model-file.ts'
export { KEPT_MS, LIMITS } from './limits.ts'
export type {
  Act,
  Candidate,
  BuildingAnswer,
  BuildingQuestion,
  Choice,
  HeldRelation,
  Known,
  GrantedTo,
  KnownGrant,
  KnownPerson,
  KnownProfile,
  KnownSite,
  NewTenancy,
  Outcome,
  PlanDefaults,
  PlannedRow,
  ProfileLine,
} from './plan/acts.ts'
export { Planner } from './plan/planner.ts'
export {
  isBlank,
  readRow,
  type CellError,
  type CellNote,
  type CellProblem,
  type RawRow,
  type RowNote,
  type RowSays,
} from './row.ts'
