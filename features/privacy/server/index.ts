export { keepArchive } from './archive/keep.ts'
export { deliverBreachLetters } from './breaches/deliver.ts'
export { deliverReleaseLetters } from './releases/letters.ts'
export { lookAtMeasuresDaily, type MeasureDeps } from './measures/look.ts'
export { measureEndpoints } from './measures/routes.ts'
export { watchContracts } from './contracts/watch.ts'
export { breachAlerts, watchBreaches } from './breaches/watch.ts'
export { findIdentities, type Identities } from './ask-table.ts'
export { copyPerson, portableCopy, type CopiedField, type CopyLine, type CopyToMake } from './copy.ts'
export { checkDeeds } from './deeds/check.ts'
export { disclose, type Disclosure } from './disclosures/disclose.ts'
export type { PrivacyDeps } from './deps.ts'
export { createGuard } from './guard/guard.ts'
export { securityAlert, tellAlerts } from './guard/tell-alerts.ts'
export {
  askErasure,
  erasePerson,
  readErasure,
  replayErasures,
  runErasure,
  runErasures,
  type ErasureToAsk,
  type StoredErasure,
} from './erase.ts'
export {
  ERASURE_REASONS,
  RESTRICTION_GROUNDS,
  type DoneStep,
  type ErasureReason,
  type ErasureState,
  type Found,
  type RestrictionGround,
  type SiteToFollow,
} from './erasure.ts'
export { createPurposeGate, type PurposeGate } from './purpose-gate.ts'
export { keepTombstones, readTombstones, type Tombstone } from './ledger.ts'
export {
  type Consented,
  type ConsentGiven,
  giveConsent,
  hasObjected,
  object,
  requireConsent,
  withdrawConsent,
} from './my-data/consents.ts'
export { forgetChoices } from './documents/choices.ts'
export { followRegister, followRegisterNow } from './documents/follow-register.ts'
export { createDocumentLetter } from './documents/tell-change.ts'
export { forgetAudience } from './audience/count.ts'
export { audienceTables } from './audience/tables.ts'
export { audienceEndpoints } from './audience/routes.ts'
export {
  FILE_FAULTS,
  FILE_TYPES,
  inspectFile,
  ownNameOf,
  toldNameOf,
  type FileFault,
  type FileType,
} from './files/inspect-file.ts'
export { noteRefused, refuseUpload } from './files/note-refused.ts'
export { documentPages } from './documents/pages/index.ts'
export { beside, linkTo, PATHS } from './documents/pages/frame.ts'
export { type Html, html, NOTHING } from './documents/pages/html.ts'
export {
  organizationPage,
  type PageParts,
  type Place,
  type Written,
} from './documents/pages/organization-page.ts'
export { documentEndpoints, type DocumentsDeps } from './documents/routes.ts'
export { createSecrecyGate } from './documents/secrecy-gate.ts'
export { documentTables, type DocumentTables } from './documents/tables.ts'
export { previewErasure, type PreviewedStep } from './preview.ts'
export { insideAsPrivacy } from './purpose.ts'
export {
  liftRestriction,
  noteTold,
  restrictPerson,
  type RestrictionOf,
  type Restricting,
} from './restriction/restrict.ts'
export { findEnding, type Ending } from './retention/ending.ts'
export { previewRetention, type RetentionPreview } from './retention/preview.ts'
export { runDailyRetention, runRetention, type StoredRun } from './retention/run.ts'
export { requestAlerts, watchRequests } from './requests/watch.ts'
export { requestFileEndpoints } from './requests/file-routes.ts'
export { privacyEndpoints } from './routes.ts'
export { privacyTables } from './tables.ts'
export { recordRegister } from './record-register.ts'
export { deliverPrivacyLetters, type LetterDeps } from './requests/deliver.ts'
export { createNetworkLimit } from './requests/throttle.ts'
export type { PostToRecipient, SigningDeps, TellingDeps } from './telling/deps.ts'
export { tellRecipients } from './telling/tell-recipients.ts'
export { tellingEndpoints } from './telling/routes.ts'
export { verifyErasure } from './verify.ts'
