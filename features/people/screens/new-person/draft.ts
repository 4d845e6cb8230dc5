/** What somebody has typed of a new person, what is missing of it, and what of it is sent. */
import type { WireBody } from '@loge/http/contract'
import type { TypedDay } from '@loge/ui'
import type { DataSource, RelationKind, TenancyRole } from '../../core/index.ts'
import type { peopleRoutes } from '../../wire.ts'

/** Of which sources more is asked, and as what it is sent. */
export const TOLD = { agency: 'supplier', public: 'url', oral: 'detail' } as const

export const isTold = (source: DataSource): source is keyof typeof TOLD => source in TOLD

export const FIELDS = ['givenName', 'familyName', 'mobile', 'landline', 'email'] as const
export type FieldName = (typeof FIELDS)[number]

export interface Draft extends Readonly<Record<FieldName, string>> {
  readonly civility: 'none' | 'mr' | 'mrs'
  readonly language: 'none' | 'en' | 'fr'
  readonly source: DataSource
  readonly formReceivedOn: TypedDay
  /** Which agency, page or script: what the source needs to be found again. */
  readonly told: string
  /** Empty: no home here. */
  readonly unitId: string
  readonly role: TenancyRole
  readonly bornOn: TypedDay
  readonly on: TypedDay
  /** What they are besides. */
  readonly relation: RelationKind | 'none'
  readonly relationOn: TypedDay
}

export const EMPTY: Draft = {
  givenName: '',
  familyName: '',
  mobile: '',
  landline: '',
  email: '',
  civility: 'none',
  language: 'none',
  source: 'self',
  formReceivedOn: '',
  told: '',
  unitId: '',
  role: 'holder',
  bornOn: '',
  on: '',
  relation: 'none',
  relationOn: '',
}

/** What was typed into a field that is not shown any more stands in nobody's way. */
const shownDaysOf = ({ source, unitId, role, relation }: Draft) => [
  ...(source === 'paperForm' ? (['formReceivedOn'] as const) : []),
  ...(unitId !== '' && role === 'minor' ? (['bornOn'] as const) : []),
  ...(unitId === '' ? [] : (['on'] as const)),
  ...(relation === 'none' ? [] : (['relationOn'] as const)),
]

/** What is not there yet, or is no day. */
export const missingOf = (draft: Draft): readonly (keyof Draft)[] => {
  const needed: readonly (keyof Draft)[] = [
    'givenName',
    'familyName',
    ...(draft.source === 'paperForm' ? (['formReceivedOn'] as const) : []),
    ...(isTold(draft.source) ? (['told'] as const) : []),
    ...(draft.unitId === '' ? [] : (['on'] as const)),
    ...(draft.relation === 'none' ? [] : (['relationOn'] as const)),
  ]
  const unreadable = shownDaysOf(draft).filter((field) => draft[field] === 'unreadable')
  return [...needed.filter((field) => draft[field].trim() === ''), ...unreadable]
}

const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim())

/** A date of birth is sent of children only, whatever was typed before. */
export const personOf = (draft: Draft): WireBody<(typeof peopleRoutes)['create']> => {
  const { unitId, role, on, source, relation, relationOn } = draft
  return {
    civility: draft.civility === 'none' ? null : draft.civility,
    givenName: draft.givenName.trim(),
    familyName: draft.familyName.trim(),
    mobile: orNull(draft.mobile),
    landline: orNull(draft.landline),
    email: orNull(draft.email),
    language: draft.language === 'none' ? null : draft.language,
    source,
    ...(isTold(source) ? { origin: { [TOLD[source]]: draft.told.trim() } } : {}),
    formReceivedOn: source === 'paperForm' ? orNull(draft.formReceivedOn) : null,
    bornOn: unitId !== '' && role === 'minor' ? orNull(draft.bornOn) : null,
    ...(unitId === '' ? {} : { moveIn: { unitId, role, on } }),
    ...(relation === 'none' ? {} : { relation: { kind: relation, startsOn: relationOn } }),
  }
}
