/** What becomes of a person's data when they are entered or changed. */
import { ok, refuse, searchForm, type Result } from '@loge/kernel'
import { acceptTelephone } from './telephone.ts'
import type { DataSource, PersonDetails, SourcedDatum, Sources } from './person.ts'

export type PersonRefusal =
  | 'telephone_invalid'
  | 'name_needs_staff'
  | 'birth_date_invalid'
  | 'form_date_needed'
  | 'form_date_invalid'
export type RefusedPerson = {
  readonly code: PersonRefusal
  readonly field: keyof PersonDetails | 'formReceivedOn'
}

const DATUM_OF: Readonly<Record<keyof PersonDetails, SourcedDatum>> = {
  civility: 'civility',
  givenName: 'name',
  familyName: 'name',
  bornOn: 'birthDate',
  street: 'postalAddress',
  postalCode: 'postalAddress',
  city: 'postalAddress',
  country: 'postalAddress',
  email: 'email',
  landline: 'landline',
  mobile: 'mobile',
  language: 'language',
}

const FIELDS = Object.keys(DATUM_OF) as readonly (keyof PersonDetails)[]

export const sortNameOf = ({ familyName, givenName }: PersonDetails): string =>
  searchForm(`${familyName} ${givenName}`)

/** Writes telephone numbers in their one form, read as in the country of the postal address. */
export const acceptDetails = (details: PersonDetails): Result<PersonDetails, RefusedPerson> => {
  const country = details.country ?? 'FR'
  const landline = details.landline === null ? ok(null) : acceptTelephone(details.landline, country)
  if (!landline.ok) return refuse({ code: 'telephone_invalid', field: 'landline' })
  const mobile = details.mobile === null ? ok(null) : acceptTelephone(details.mobile, country)
  if (!mobile.ok) return refuse({ code: 'telephone_invalid', field: 'mobile' })
  return ok({ ...details, landline: landline.value, mobile: mobile.value })
}

const OLDEST = '1900-01-01'

/** `today` is a civil day; days written like this are ordered as texts are. */
export const acceptBirthDate = (
  { bornOn }: Pick<PersonDetails, 'bornOn'>,
  today: string,
): Result<null, RefusedPerson> =>
  bornOn !== null && (bornOn > today || bornOn < OLDEST)
    ? refuse({ code: 'birth_date_invalid', field: 'bornOn' })
    : ok(null)

/** A form on paper came in on a day; nothing else did. */
export const acceptFormDate = (
  source: DataSource,
  receivedOn: string | null,
  today: string,
): Result<string | null, RefusedPerson> => {
  const field = 'formReceivedOn'
  if (source !== 'paperForm')
    return receivedOn === null ? ok(null) : refuse({ code: 'form_date_invalid', field })
  if (receivedOn === null) return refuse({ code: 'form_date_needed', field })
  return receivedOn > today ? refuse({ code: 'form_date_invalid', field }) : ok(receivedOn)
}

/** People correct what we hold about them; their name stays what the lease says until staff have seen why. */
export const decideOwnChange = (fields: readonly string[]): Result<null, RefusedPerson> => {
  const field = (['givenName', 'familyName'] as const).find((name) => fields.includes(name))
  return field === undefined ? ok(null) : refuse({ code: 'name_needs_staff', field })
}

/** Each changed datum comes from `source`; an emptied one comes from nowhere. */
export const noteSources = (
  known: Sources,
  {
    before,
    after,
    source,
  }: {
    readonly before: PersonDetails | undefined
    readonly after: PersonDetails
    readonly source: DataSource
  },
): Sources => {
  const noted: { [Datum in SourcedDatum]?: DataSource } = { ...known }
  const changed = FIELDS.filter((field) => after[field] !== (before?.[field] ?? null))
  for (const datum of new Set(changed.map((field) => DATUM_OF[field]))) {
    const held = FIELDS.some((field) => DATUM_OF[field] === datum && after[field] !== null)
    if (held) noted[datum] = source
    else delete noted[datum]
  }
  return noted
}
