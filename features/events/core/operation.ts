/** What an entry of the log did with data, in the words in which the law enumerates it (GDPR art. 4(2)) and the register says it. */
import type { Operation } from '@loge/features/law/core'

/** By the last word of a type; what merely happened was recorded. */
const DONE: Readonly<Partial<Record<Operation, string>>> = {
  collection: `asked answered applied received subscribed joined enrolled adopted consent_given
    directive_kept objected support_agreed request_received created added`,
  recording: `breach_recorded recorded detected gap_detected gap_closed contradicted happened
    sign_in_failed signed_in signed_out broken drilled failed events_lost records_lost
    events_unrecorded erasure_doubted heard_after_disposal firmware_ended link_requested
    letter_failed breach_letter_failed refused snapshot_refused use_refused reported_lost
    altered locked_out object_refused probing mass_reading export_refused measure_failed evidenced`,
  organisation: `planned moved breach_moved request_moved opened closed cancelled drafted paused resumed
    started stopped retried settled set_up step_ticked reviewers_named declared_over cleared
    ordered contract_due retention_run release_opened`,
  structuring: `rules_changed published in_force`,
  storage: `archive_opened hold_placed made restored`,
  adaptation: `replaced replacement_undone snapshot_applied`,
  alteration: `changed undone decision_undone password_set passkey_added passkey_removed`,
  retrieval: `exported copied`,
  consultation: `inspected name_shown reviewed release_read support_read support_reviewed checked`,
  use: `decided release_decided request_decided opening_asked codes_release_asked codes_released
    released support_asked support_ended ended erasure_asked breach_alerted`,
  disclosure: `disclosed told sent letter_sent breach_letter_sent`,
  making_available: `granted given role_given role_handed_over free_passage_given reactivated enrolment_issued
    release_given`,
  restriction: `restricted restriction_ending restriction_lifted objection_lifted consent_withdrawn
    directive_revoked suspended locked_down codes_blocked revoked withdrawn retired
    role_taken hand_over_ended free_passage_ended release_ended transfer_stopped left
    unsubscribed hold_lifted`,
  erasure: `erased removed forgotten discarded`,
  destruction: `taken_out wiped_by_hand`,
}

const byVerb = new Map(
  Object.entries(DONE).flatMap(([operation, verbs]) =>
    verbs.split(/\s+/).map((verb) => [verb, operation as Operation] as const),
  ),
)

/** Undefined: an entry whose verb nobody placed yet. */
export const placedOperation = (type: string): Operation | undefined =>
  byVerb.get(type.slice(type.lastIndexOf('.') + 1))

export const operationOf = (type: string): Operation => placedOperation(type) ?? 'recording'
