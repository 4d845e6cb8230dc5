/**
 * The numbers the law gives, as dated data: a law that changes is a line here, with its source and the day somebody has
 * to look at it again. A register stays inside those in force.
 */
import type { ActivityId } from '@loge/kernel'
import type { Period } from './named.ts'
import type { TrackerKind } from './register.ts'

export interface Dated {
  readonly validFrom: string
  readonly validUntil?: string
  readonly source: string
  readonly reviewOn: string
}

/** What a bound is about, where code judges by it; the others are read by name. */
export type BoundOf =
  | { readonly activity: ActivityId }
  | { readonly tracker: TrackerKind }
  | { readonly request: 'answer' | 'extension' }

export interface Bound extends Dated {
  readonly id: string
  readonly value: Period
  readonly side: 'max' | 'min'
  readonly of?: BoundOf
  /** ISO 3166-1; everywhere when left out. */
  readonly countries?: readonly string[]
}

export interface AdequateCountry extends Dated {
  readonly country: string
}

export interface Bounds {
  readonly periods: readonly Bound[]
  /** ISO 3166-1 alpha-2. */
  readonly union: readonly string[]
  readonly area: readonly string[]
  readonly adequate: readonly AdequateCountry[]
}

const months = (count: number): Period => ({ unit: 'month', count })
const years = (count: number): Period => ({ unit: 'year', count })
const GDPR = { validFrom: '2018-05-25', reviewOn: '2027-06-30' } as const
const CNIL_COOKIES = { validFrom: '2020-10-01', reviewOn: '2027-06-30' } as const

const PERIODS: readonly Bound[] = [
  {
    id: 'movements',
    value: months(3),
    side: 'max',
    of: { activity: 'access_journal' },
    validFrom: '2002-01-08',
    reviewOn: '2027-06-30',
    source: 'CNIL: passages through doors are kept three months at most',
  },
  {
    id: 'security_log',
    value: years(1),
    side: 'max',
    of: { activity: 'account_security' },
    validFrom: '2021-10-14',
    reviewOn: '2027-06-30',
    source: 'CNIL, délibération 2021-122: six months to one year',
  },
  {
    id: 'internal_control',
    value: years(3),
    side: 'max',
    of: { activity: 'staff_accountability' },
    validFrom: '2021-10-14',
    reviewOn: '2027-06-30',
    source: 'CNIL, délibération 2021-122: up to three years for documented internal control',
  },
  {
    id: 'applications',
    value: years(2),
    side: 'max',
    of: { activity: 'recruitment' },
    validFrom: '2023-01-30',
    reviewOn: '2027-06-30',
    source: 'CNIL, guide du recrutement: two years after the last contact',
  },
  {
    id: 'talents',
    value: years(2),
    side: 'max',
    of: { activity: 'talent_pool' },
    validFrom: '2023-01-30',
    reviewOn: '2027-06-30',
    source: 'CNIL, guide du recrutement: two years after the last contact',
  },
  {
    id: 'audience_tracker',
    value: months(13),
    side: 'max',
    of: { tracker: 'audience' },
    ...CNIL_COOKIES,
    source: 'CNIL, exemption of audience measurement: thirteen months on the device, not prolonged by visits',
  },
  {
    id: 'advertising_tracker',
    value: months(13),
    side: 'max',
    of: { tracker: 'advertising' },
    ...CNIL_COOKIES,
    source: 'CNIL, recommendation 2020-092: thirteen months is the longest in use',
  },
  {
    id: 'preference_tracker',
    value: months(13),
    side: 'max',
    of: { tracker: 'preference' },
    ...CNIL_COOKIES,
    source: 'CNIL, recommendation 2020-092: thirteen months is the longest in use',
  },
  {
    id: 'audience_data',
    value: months(25),
    side: 'max',
    ...CNIL_COOKIES,
    source: 'CNIL, exemption of audience measurement: twenty-five months of data',
  },
  {
    id: 'cookie_choice',
    value: months(6),
    side: 'min',
    ...CNIL_COOKIES,
    source: 'CNIL, recommendation 2020-092: a choice, yes or no, is kept six months',
  },
  {
    id: 'request_answer',
    value: months(1),
    side: 'max',
    of: { request: 'answer' },
    ...GDPR,
    source: 'GDPR art. 12(3)',
  },
  {
    id: 'request_answer_ch',
    value: { unit: 'day', count: 30 },
    side: 'max',
    of: { request: 'answer' },
    countries: ['CH'],
    validFrom: '2023-09-01',
    reviewOn: '2027-06-30',
    source: 'Swiss Data Protection Ordinance, art. 18(1)',
  },
  {
    id: 'request_extension',
    value: months(2),
    side: 'max',
    of: { request: 'extension' },
    ...GDPR,
    source: 'GDPR art. 12(3)',
  },
  {
    id: 'breach_authority',
    value: { unit: 'day', count: 3 },
    side: 'max',
    ...GDPR,
    source: 'GDPR art. 33(1): 72 hours after becoming aware',
  },
  {
    id: 'breach_exploited',
    value: { unit: 'day', count: 1 },
    side: 'max',
    validFrom: '2026-09-11',
    reviewOn: '2027-06-30',
    source: 'Regulation (EU) 2024/2847, art. 14(2)(a): 24 hours after becoming aware',
  },
  {
    id: 'indirect_notice',
    value: months(1),
    side: 'max',
    ...GDPR,
    source: 'GDPR art. 14(3)(a)',
  },
  {
    id: 'accounting',
    value: years(10),
    side: 'min',
    countries: ['FR', 'CH'],
    validFrom: '2000-09-21',
    reviewOn: '2027-06-30',
    source: 'Code de commerce, art. L123-22; Swiss Code of Obligations, art. 958f',
  },
  {
    id: 'inactive_prospect',
    value: years(3),
    side: 'max',
    countries: ['FR'],
    validFrom: '2022-02-03',
    reviewOn: '2027-06-30',
    source: 'CNIL, référentiel de gestion commerciale: three years after the last contact from the person',
  },
]

const UNION = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')

const adequate = (country: string, validFrom: string, source: string): AdequateCountry => ({
  country,
  validFrom,
  source,
  reviewOn: '2027-06-30',
})

/** Whole countries only: where a decision covers those who joined a scheme, standard clauses are asked for. */
const ADEQUATE: readonly AdequateCountry[] = [
  adequate('CH', '2000-07-26', 'Decision 2000/518/EC'),
  adequate('AR', '2003-06-30', 'Decision 2003/490/EC'),
  adequate('GG', '2003-11-21', 'Decision 2003/821/EC'),
  adequate('IM', '2004-04-28', 'Decision 2004/411/EC'),
  adequate('JE', '2008-05-08', 'Decision 2008/393/EC'),
  adequate('FO', '2010-03-05', 'Decision 2010/146/EU'),
  adequate('AD', '2010-10-19', 'Decision 2010/625/EU'),
  adequate('IL', '2011-01-31', 'Decision 2011/61/EU'),
  adequate('UY', '2012-08-21', 'Decision 2012/484/EU'),
  adequate('NZ', '2012-12-19', 'Decision 2013/65/EU'),
  adequate('JP', '2019-01-23', 'Decision (EU) 2019/419'),
  adequate('GB', '2021-06-28', 'Decision (EU) 2021/1772'),
  adequate('KR', '2021-12-17', 'Decision (EU) 2022/254'),
]

/** Everything that was ever in force, and what is known to come. */
export const BOUNDS: Bounds = {
  periods: PERIODS,
  union: UNION,
  area: [...UNION, 'IS', 'LI', 'NO'],
  adequate: ADEQUATE,
}

const inForce =
  (day: string) =>
  ({ validFrom, validUntil }: Dated): boolean =>
    validFrom <= day && (validUntil === undefined || day < validUntil)

/** Those in force on a day, `2026-11-22`. */
export const boundsOn = (day: string, { periods, adequate, ...areas }: Bounds = BOUNDS): Bounds => ({
  ...areas,
  periods: periods.filter(inForce(day)),
  adequate: adequate.filter(inForce(day)),
})

/** What somebody has to look at again by that day. */
export const dueForReview = (day: string, { periods, adequate }: Bounds = BOUNDS): readonly Dated[] =>
  [...periods, ...adequate].filter(({ reviewOn }) => reviewOn <= day)

/** The one a country follows: its own, else everybody's. */
export const boundNamed = (id: string, country: string, { periods }: Bounds = BOUNDS): Bound | undefined =>
  periods.find((bound) => bound.id === id && (bound.countries?.includes(country) ?? true))
