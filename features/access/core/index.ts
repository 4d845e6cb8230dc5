export { accessOf, type AccessHere } from './access-of.ts'
export {
  attemptAsSubject,
  attemptWithCredential,
  isTakenForAlike,
  type Moment,
  type Presented,
} from './attempt.ts'
export { compareRights, type RightsChange, type RightsDifference } from './compare-rights.ts'
export { compilePolicy, PolicyBuilder } from './compile-policy.ts'
export {
  digestInput,
  labelOf,
  lookAlikeInput,
  makeCode,
  normaliseValue,
  type ValueProblem,
} from './credential-value.ts'
export {
  type Allowed,
  type Attempt,
  decideEntry,
  type Decision,
  type Refused,
} from './decide-entry.ts'
export {
  type AgainstRule,
  countInside,
  decidePassage,
  type Passage,
  passageOfCommand,
  type Passing,
} from './decide-passage.ts'
export { DoorMemory, OPENING_GRACE_MS } from './door-memory.ts'
export {
  NO_ZONE_RULES,
  PASSAGE_RULE_NAMES,
  PASSAGE_RULES,
  type Leads,
  type PassageRule,
  type RuleDescription,
  type RuleNeed,
  RIGHT_REFUSALS,
  rulesAt,
  type RuleSetting,
  type RuleSettings,
  type Waiver,
  WAIVERS,
  type ZoneRules,
} from './passage-rules.ts'
export { type RuledDoor, unmetByDoor, unmetByZone, type UnmetNeed } from './rule-needs.ts'
export { type Check, explain, type Explanation, type LineVerdict } from './explain.ts'
export { findExcessive } from './excessive-rights.ts'
export {
  accessFacts,
  FORGET_REASONS,
  type ForgetReason,
  FREE_PASSAGE_REASONS,
  type FreePassageReason,
  NAME_REASONS,
  type NameReason,
} from './facts.ts'
export { edgeFacts } from './edge-facts.ts'
export { type FirePart, inputAt, type InputName, isInput, isSameSet, partsWith } from './fire-input.ts'
export { DOOR_RULES, type DoorRule, type EmergencyHere, emergencyHere } from './emergency.ts'
export {
  acceptBreak,
  acceptReview,
  GLASS_MINUTES,
  type GlassBreak,
  type GlassKey,
  type GlassRefusal,
  isBrokenAt,
} from './glass.ts'
export { type Hold, holdAt, NOTHING_SEEN, type SeenAtDoor } from './hold-open.ts'
export { CLOCK_LEEWAY_MS } from './timing.ts'
export {
  changedRules,
  completeRules,
  HOUSE_RULE_NAMES,
  HOUSE_RULES,
  type HouseRule,
  type HouseRuleName,
  type HouseRules,
  leasesOf,
} from './house-rules.ts'
export {
  blocksAt,
  CODE_BLOCKS,
  type CodeBlock,
  type CodeBlockScope,
  noTries,
  type PinThrottle,
  releaseCodes,
  throttledForMs,
  TRIES_PER_DOOR,
  TRIES_PER_SITE,
  wrongPin,
} from './pin-throttle.ts'
export { type EntranceIndex, indexEntrances } from './entrance-index.ts'
export { canPlay, hasDoor, likelyRole, type PartRole } from './part-role.ts'
export {
  aloneSince,
  describePlacement,
  type EdgeContact,
  IN_FORCE,
  type InForce,
  type PlacementState,
  SILENT_AFTER_MS,
} from './placement.ts'
export { type CodesBlocked, codesBlockedBy, codesReleasedBy } from './codes-blocked.ts'
export { followOpening, judgesLock, type Unconfirmed, UNCONFIRMED_IS_A_FAULT } from './unconfirmed.ts'
export { CREDENTIAL_KINDS, NOWHERE, type Policy } from './policy.ts'
export { Draft, type StandingEdit } from './plan-change.ts'
export type { Hours } from './rights-here.ts'
export {
  type GrantedTo,
  type Community,
  holdersOf,
  type ProfileLine,
  type Residence,
  type RoleHeld,
  type Standing,
  type StandingGrant,
  type StandingSchedule,
} from './standing.ts'
export { REFUSAL_TEXTS, REFUSALS, type Refusal, type RefusalText, tellAtDoor } from './refusal.ts'
export type {
  CredentialKind,
  LeaseClass,
  Snapshot,
  SnapshotCredential,
  SnapshotEntrance,
  SnapshotGrant,
  SnapshotItem,
  SnapshotList,
  SnapshotOrder,
  SnapshotPart,
  SnapshotPassage,
  SnapshotRule,
  SnapshotSchedule,
  SnapshotSubject,
  SnapshotZone,
} from './snapshot.ts'
export {
  canTakePlace,
  carrySettings,
  proposeStandIns,
  refuseStandIns,
  standInsFor,
  type ServedPart,
} from './replace-parts.ts'
export { undoUntil } from './undo.ts'
export {
  CAMPAIGN_COLUMNS,
  CAMPAIGN_STATE_WORDS,
  type CampaignColumn,
  HOLDER_WORDS,
  REVIEW_KIND_WORDS,
} from './campaign-columns.ts'
export {
  acceptClosing,
  acceptDecision,
  acceptUndo,
  CAMPAIGN_DECISIONS,
  CAMPAIGN_STATES,
  type CampaignCounts,
  type CampaignDecision,
  type CampaignItem,
  type CampaignRefusal,
  type CampaignReviewer,
  type CampaignState,
  countStates,
  coversSite,
  type Deciding,
  type ItemToDecide,
  mayReview,
  reminderOf,
  stateOfItem,
  yearAfter,
} from './campaign.ts'
export { makePin, PIN_LONGEST, PIN_SHORTEST, pinWeakness, type PinWeakness } from './weak-pin.ts'
export {
  accessUntil,
  describeEntering,
  type Entering,
  lockdownHere,
  type MayEnter,
  whoMayEnter,
  withoutLockdown,
} from './who.ts'
export {
  edgeProofText,
  enrolmentProofText,
  lastSequenceOf,
  LINK_PROTOCOL,
  LINK_SHAPE,
  serverProofText,
  withdrawalText,
  type AvailabilityReport,
  type CommandAction,
  type CommandOutcome,
  type EdgeEvent,
  type EdgeHealth,
  type EdgeMessage,
  type GoodbyeReason,
  type LinkCommand,
  type NewEdgeEvent,
  type ReadingReport,
  type ServerMessage,
  type SnapshotOffer,
  type SnapshotRefusal,
} from './link-message.ts'
export { type CutSnapshot, cutSnapshot, SNAPSHOT_LISTS, type SnapshotHeader } from './snapshot-pieces.ts'
