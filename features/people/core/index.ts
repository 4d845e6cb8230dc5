export {
  acceptBirthDate,
  acceptDetails,
  acceptFormDate,
  decideOwnChange,
  noteSources,
  sortNameOf,
  type PersonRefusal,
  type RefusedPerson,
} from './decide-person.ts'
export { peopleFacts } from './facts.ts'
export {
  acceptSource,
  isIndirect,
  noticeDueOn,
  originOf,
  sourceBy,
  type NewSource,
  type OriginDetail,
  type Source,
  type SourceRefusal,
  type ToldOrigin,
} from './origin.ts'
export {
  civilities,
  dataSources,
  sourcedData,
  type Civility,
  type DataSource,
  type Person,
  type PersonDetails,
  type SourcedDatum,
  type Sources,
} from './person.ts'
export {
  checklistOf,
  decideDay,
  decideLeaving,
  decideStep,
  decideUndo,
  happensAt,
  moveKinds,
  moveStates,
  moveStepKeys,
  type Move,
  type MoveDay,
  type MoveKind,
  type MoveRefusal,
  type MoveState,
  type MoveStepKey,
} from './move.ts'
export {
  activityOf,
  decideRelation,
  kindsOf,
  relationKinds,
  type HeldKind,
  type PersonKind,
  type Relation,
  type RelationKind,
  type RelationRefusal,
} from './relation.ts'
export { acceptTelephone } from './telephone.ts'
export {
  decideTenancy,
  livesThereAt,
  tenancyRoles,
  type Tenancy,
  type TenancyRefusal,
  type TenancyRole,
} from './tenancy.ts'
