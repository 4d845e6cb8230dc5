/** What becomes of the rights of a person. Of an erased one only the number of the erasure is ever named. */
import { defineFacts } from '@loge/features/events/core'

const which = { erasureId: 'the erasure' }

export const privacyFacts = defineFacts({
  copied: {
    type: 'privacy.copied',
    version: 1,
    retention: 'audit',
    payload: { scope: 'access or portability' },
  },
  erasureAsked: { type: 'privacy.erasure_asked', version: 1, retention: 'audit', payload: which },
  erased: {
    type: 'privacy.erased',
    version: 1,
    retention: 'audit',
    payload: { ...which, rows: 'how many rows went or were emptied' },
  },
  erasureDoubted: {
    type: 'privacy.erasure_doubted',
    version: 1,
    retention: 'audit',
    payload: { ...which, tables: 'where something was found again' },
  },
  retained: {
    type: 'privacy.retention_run',
    version: 1,
    retention: 'audit',
    payload: {
      retentionRunId: 'the run',
      rows: 'how many rows went or were emptied',
      held: 'how many stayed',
    },
  },
  holdPlaced: {
    type: 'privacy.hold_placed',
    version: 1,
    retention: 'audit',
    payload: {
      legalHoldId: 'the hold',
      ground: 'legal_claims or legal_obligation',
      endsOn: 'the day it ends',
    },
  },
  archiveOpened: {
    type: 'privacy.archive_opened',
    version: 1,
    retention: 'audit',
    payload: { reason: 'legal_claims, legal_obligation, authority or person_asked' },
  },
  holdLifted: {
    type: 'privacy.hold_lifted',
    version: 1,
    retention: 'audit',
    payload: { legalHoldId: 'the hold' },
  },
  restricted: {
    type: 'privacy.restricted',
    version: 1,
    retention: 'audit',
    payload: { ground: 'of GDPR art. 18(1)', door: 'keep or close' },
  },
  restrictionEnding: {
    type: 'privacy.restriction_ending',
    version: 1,
    retention: 'audit',
    payload: { how: 'how the person was told' },
  },
  consentGiven: {
    type: 'privacy.consent_given',
    version: 1,
    retention: 'audit',
    payload: { purpose: 'the purpose of the register', surface: 'where' },
  },
  consentWithdrawn: {
    type: 'privacy.consent_withdrawn',
    version: 1,
    retention: 'audit',
    payload: { purpose: 'the purpose of the register', surface: 'where' },
  },
  objected: {
    type: 'privacy.objected',
    version: 1,
    retention: 'audit',
    payload: { to: 'marketing or profiling' },
  },
  objectionLifted: {
    type: 'privacy.objection_lifted',
    version: 1,
    retention: 'audit',
    payload: { to: 'marketing or profiling' },
  },
  directiveKept: { type: 'privacy.directive_kept', version: 1, retention: 'audit', payload: {} },
  directiveRevoked: { type: 'privacy.directive_revoked', version: 1, retention: 'audit', payload: {} },
  restrictionLifted: { type: 'privacy.restriction_lifted', version: 1, retention: 'audit', payload: {} },
  supportAsked: {
    type: 'privacy.support_asked',
    version: 1,
    retention: 'audit',
    payload: { supportAccessId: 'the support access', basis: 'consent or contract' },
  },
  supportAgreed: {
    type: 'privacy.support_agreed',
    version: 1,
    retention: 'audit',
    payload: { supportAccessId: 'the support access' },
  },
  supportRead: {
    type: 'privacy.support_read',
    version: 1,
    retention: 'audit',
    payload: { supportAccessId: 'the support access', category: 'which kind of data' },
  },
  supportEnded: {
    type: 'privacy.support_ended',
    version: 1,
    retention: 'audit',
    payload: { supportAccessId: 'the support access', by: 'desk or person' },
  },
  supportReviewed: {
    type: 'privacy.support_reviewed',
    version: 1,
    retention: 'audit',
    payload: { supportAccessId: 'the support access', finding: 'in_order or not_in_order' },
  },
})
