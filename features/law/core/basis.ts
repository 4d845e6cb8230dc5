/** The six grounds of GDPR art. 6(1), and the three parts an organization can play. */

export const LEGAL_BASES = [
  'consent',
  'contract',
  'legal_obligation',
  'vital_interests',
  'public_task',
  'legitimate_interests',
] as const
export type LegalBasis = (typeof LEGAL_BASES)[number]

/** Of the organization that runs Loge: it decides why, decides with others, or follows somebody else's instruction. */
export const ROLES = ['controller', 'joint', 'processor'] as const
export type Role = (typeof ROLES)[number]

/** One sentence for the people concerned. */
export interface Sentence {
  readonly en: string
  readonly fr: string
}
