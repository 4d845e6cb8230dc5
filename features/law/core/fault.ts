/** One thing wrong with a register, and where. */

export const FAULT_CODES = [
  'controller_incomplete',
  'officer_incomplete',
  'address_unreachable',
  'text_missing',
  'id_taken',
  'reference_unknown',
  'rights_channel_missing',
  'identity_unjustified',
  'activity_uncovered',
  'activity_without_purpose',
  'activity_incomplete',
  'activity_without_measure',
  'category_without_purpose',
  'category_unattached',
  'field_outside',
  'consent_without_withdrawal',
  'obligation_unnamed',
  'interest_unnamed',
  'interest_unweighed',
  'joint_without_arrangement',
  'special_without_consent',
  'keep_without_hold',
  'period_not_whole',
  'period_beyond_law',
  'period_beyond_ceiling',
  'ground_missing',
  'recipient_without_contract',
  'contract_without_document',
  'contract_without_confidentiality',
  'contract_without_clauses',
  'contract_over',
  'country_not_allowed',
  'country_without_safeguard',
  'safeguard_not_listed',
  'safeguard_not_true',
  'safeguard_without_document',
  'tracker_not_exempt',
] as const
export type FaultCode = (typeof FAULT_CODES)[number]

export interface Fault {
  /** RFC 6901, into the register. */
  readonly pointer: string
  readonly code: FaultCode
  /** The id it is about, where the pointer does not say it: a bound, an activity of the code, what is missing. */
  readonly about?: string
}

export const faultAt = (pointer: string, code: FaultCode, about?: string): Fault =>
  about === undefined ? { pointer, code } : { pointer, code, about }
