export { ARCHIVE_REASONS, type ArchiveReason } from './archive.ts'
export {
  CONSENT_ACTIONS,
  CONSENT_SURFACES,
  consentNamed,
  consentsFor,
  OBJECTIONABLE,
  WISHES,
  type ConsentAction,
  type ConsentSurface,
  type ObjectedTo,
  type Objectionable,
  type Wish,
} from './choices.ts'
export {
  addMonths,
  requestClock,
  type ClockEvent,
  type ClockQuestion,
  type ClockSettings,
  type RequestClock,
} from './clock.ts'
export { describeKnown, type Held, type Known } from './known.ts'
export {
  DISCLOSURE_REFUSALS,
  contractFacts,
  disclosureFacts,
  PROCEDURES,
  objectionsAgainst,
  recipientOf,
  refuseDisclosure,
  type DisclosureRefusal,
  type Procedure,
  type WantedDisclosure,
} from './disclosures.ts'
export {
  type BreachAct,
  type BreachEntry,
  type BreachFacts,
  type BreachStanding,
  CAUSES,
  NOTICE_STAGES,
  type PeopleLetter,
  RISKS,
  standingOf,
  TOLD,
} from './breaches/breach.ts'
export { alertDue, BREACH_LAWS, type BreachClock, breachClocks } from './breaches/clocks.ts'
export { breachFacts } from './breaches/facts.ts'
export {
  BREACH_REFUSALS,
  type BreachRefusal,
  DUTIES,
  dutiesOf,
  judgeBreachAct,
  judgeNewBreach,
} from './breaches/judge.ts'
export { breachNotice, type BreachNotice } from './breaches/notice.ts'
export { privacyFacts } from './facts.ts'
export { ALERTING, type AlertingType, PROBING, READING, securityFacts } from './guard/facts.ts'
export {
  findPaths,
  type Anchor,
  type Gone,
  type Paths,
  type Strand,
} from './paths.ts'
export {
  judgeStores,
  STORES,
  STORE_VERBS,
  STORE_WAYS,
  type StoreId,
  type StoreReport,
  type StoreWay,
} from './stores.ts'
export { rowsServing, type RowsServing, usesOfQuestion } from './stopped.ts'
export { wallOf } from './wall.ts'
export {
  deedOf,
  lawRules,
  planErasure,
  rulesOfRegister,
  type Kept,
  type PlannedStep,
  type Rule,
  type RuleBook,
} from './plan.ts'
export {
  firstDayKept,
  planRetention,
  rulesWithoutStart,
  withoutRetention,
  type Counted,
  type Expiry,
  type FiguredRule,
  type PersonClock,
  type PersonSource,
  type RetentionPlan,
} from './retention.ts'
export { registerFacts } from './register-facts.ts'
export {
  actOn,
  ARRIVALS,
  clockEventsOf,
  firstIdentity,
  isWaiting,
  lacksProof,
  missingNow,
  PROOFS,
  RIGHT_NAMES,
  RIGHTS,
  stepsOf,
  type Arrival,
  type CaseAct,
  type CaseAfter,
  type CaseEntry,
  type CaseRefusal,
  type CaseStanding,
  type IdentityState,
  type Proof,
  type Right,
} from './requests/case.ts'
export {
  correctionsOf,
  deedFor,
  deedKindOf,
  FREEZING_GROUNDS,
  isTold,
  purposesEndedBy,
  type Correction,
  type Corrections,
  type Deed,
  type DeedKind,
  type DeedRefusal,
  type FreezingGround,
  type ToldOf,
} from './requests/deeds.ts'
export {
  mayReply,
  mayTellByHand,
  REPLIES,
  silentSince,
  TELLINGS,
  triedUntil,
  wayTo,
  type Reply,
  type Telling,
} from './requests/telling.ts'
export { type Element, ELEMENTS, missingIn } from './requests/complete.ts'
export {
  EXCESS_CRITERIA,
  excessIn,
  type ExcessCriterion,
  type ExcessRefusal,
  excessRefusal,
  feeFor,
  type FeeCosts,
  feeIn,
  type FeeTerms,
  USUAL_FEE,
} from './requests/excess.ts'
export { requestFacts } from './requests/facts.ts'
export { judgeMail, MOST_A_DAY, type MailSigns, type MailVerdict } from './requests/mail.ts'
export {
  ENDED,
  stateOf,
  takeStep,
  type Refusal,
  type RequestState,
  type RequestStep,
  type StepRefusal,
} from './states.ts'
export {
  type Answered,
  ASKS,
  type Asks,
  asksOf,
  type Level,
  NOTICE_DAYS,
  type OpenDocument,
  openDocuments,
  type PublishedVersion,
} from './documents/answers.ts'
export {
  type Block,
  DOCUMENTS,
  type DocumentContent,
  type DocumentName,
  type Language,
  LANGUAGES,
  RENDERED,
  type RenderedName,
  type Rendering,
  type Section,
} from './documents/content.ts'
export { CHOICE_KEPT, choicesOf, offeredOf } from './documents/cookies.ts'
export {
  AT_DEVICE,
  BROWSERS_COUNTED,
  COUNTED,
  type CountedFact,
  DATA_KEPT,
  isExempt,
  LEAST_SHOWN,
  lengthOfVisit,
  lifetimeAtDevice,
  SCREENS_COUNTED,
  shapeOfPath,
  shownSums,
} from './audience/audience.ts'
export { documentFacts } from './documents/facts.ts'
export { keptFor, type KeptLine } from './documents/kept-for.ts'
export { materialChanges } from './documents/changes.ts'
export { fillDocument, isOperatorNamed, renderDocument } from './documents/render.ts'
export { fromPlain, toPlain } from './documents/plain.ts'
export { CHECKLIST, type CheckedPoint, checklistOf, type ChecklistPoint } from './documents/checklist.ts'
export { channelLines } from './documents/channels.ts'
export { consequenceOf } from './documents/policy.ts'
export { judgeText, TEXT_FAULTS, type TextFault, type TextFaultCode } from './documents/references.ts'
export { termsTemplate } from './documents/terms-template.ts'
export { type DocumentWords, documentWords } from './documents/words.ts'
export {
  CAME_FROM,
  type CameFrom,
  CASE_CATEGORIES,
  type CaseCategory,
  DEVICE_KINDS,
  type DeviceKind,
  endOfSupport,
  INTIMATE,
  MOST_HOURS,
  refuseSupportRead,
  SUPPORT_BASES,
  SUPPORT_CATEGORIES,
  SUPPORT_FINDINGS,
  SUPPORT_ORIGINS,
  supportPurposes,
  supportState,
  TECHNICAL,
  type SupportBasis,
  type SupportCategory,
  type SupportFinding,
  type SupportOrigin,
  type SupportRefusal,
  type SupportState,
} from './support.ts'
export {
  isToldToAll,
  isWithin,
  RELEASE_KINDS,
  RELEASE_LETTERS,
  RELEASE_REFUSALS,
  RELEASE_STATES,
  releaseFacts,
  releaseFor,
  type ReleaseKind,
  type ReleaseLetter,
  type ReleaseRefusal,
  type ReleaseState,
} from './releases/release.ts'
export {
  AUTOMATED_DECISIONS,
  AUTOMATED_NAMES,
  REVIEWABLE,
  type AutomatedDecision,
  type AutomatedDecisionName,
} from './automated.ts'
