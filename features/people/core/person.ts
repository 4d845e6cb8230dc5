/** A human we hold data about, in one organization, and where each datum comes from (GDPR art. 14(2)(f)). */
import type { PersonId } from '@loge/kernel'

export const civilities = ['mr', 'mrs'] as const
export type Civility = (typeof civilities)[number]

/**
 * Who told us: the person, our staff, somebody of the same home, an agency, a form on paper, a list we took over, what
 * anybody may read, an answer to a script, or a message that came in.
 */
export const dataSources = [
  'self',
  'staff',
  'household',
  'agency',
  'paperForm',
  'import',
  'public',
  'oral',
  'mail',
] as const
export type DataSource = (typeof dataSources)[number]

export const sourcedData = [
  'civility',
  'name',
  'birthDate',
  'postalAddress',
  'email',
  'landline',
  'mobile',
  'language',
] as const
export type SourcedDatum = (typeof sourcedData)[number]
export type Sources = { readonly [Datum in SourcedDatum]?: DataSource }

export interface PersonDetails {
  readonly civility: Civility | null
  readonly givenName: string
  readonly familyName: string
  /** A civil day, `2011-05-02`: asked of children only. */
  readonly bornOn: string | null
  readonly street: string | null
  readonly postalCode: string | null
  readonly city: string | null
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null
  readonly email: string | null
  /** Telephone numbers are kept as E.164: `+33612345678`. */
  readonly landline: string | null
  readonly mobile: string | null
  readonly language: 'en' | 'fr' | null
}

export interface Person extends PersonDetails {
  readonly id: PersonId
  readonly sortName: string
  readonly sources: Sources
  /** The civil day on which their paper form came in. */
  readonly formReceivedOn: string | null
  readonly version: number
}
