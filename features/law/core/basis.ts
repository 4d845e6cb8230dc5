/** The six grounds of GDPR art. 6(1), and the two parts an organization can play. */

export type LegalBasis =
  | 'consent'
  | 'contract'
  | 'legal_obligation'
  | 'vital_interests'
  | 'public_task'
  | 'legitimate_interests'

/** Of the organization that runs Loge: it decides why, or it follows somebody else's instruction. */
export type Role = 'controller' | 'processor'

/** One sentence for the people concerned. */
export interface Sentence {
  readonly en: string
  readonly fr: string
}
