/** The tables of people. Nearly every column tells about somebody; each says what, why and what erasure does. */
import {
  declareTable,
  notPersonal,
  type Category,
  type Field,
  type MoveId,
  type OrganizationId,
  type PersonId,
  type RelationId,
  type SiteId,
  type TableDeclaration,
  type TenancyId,
  type UnitId,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import { activityOf } from '../core/index.ts'
import type {
  Civility,
  DataSource,
  MoveKind,
  MoveState,
  MoveStepKey,
  RelationKind,
  Sources,
  TenancyRole,
} from '../core/index.ts'
import { provenanceTable } from './origins/tables.ts'

export interface PersonRow {
  organization_id: OrganizationId
  id: PersonId
  civility: Civility | null
  given_name: string
  family_name: string
  sort_name: string
  born_on: string | null
  form_received_on: string | null
  street: string | null
  postal_code: string | null
  city: string | null
  country: string | null
  email: string | null
  landline: string | null
  mobile: string | null
  language: 'en' | 'fr' | null
  sources: Sources
  version: number
}

export interface TenancyRow {
  organization_id: OrganizationId
  id: TenancyId
  version: number
  person_id: PersonId
  unit_id: UnitId
  site_id: SiteId
  role: TenancyRole
  moves_in_at: Timestamp
  moves_out_at: Timestamp | null
  recorded_at: Timestamp
  superseded_at: Timestamp | null
}

export interface MoveRow {
  organization_id: OrganizationId
  id: MoveId
  version: number
  kind: MoveKind
  person_id: PersonId
  site_id: SiteId
  on_day: string
  happens_at: Timestamp
  state: MoveState
  from_tenancy_id: TenancyId | null
  from_unit_id: UnitId | null
  from_version: number | null
  from_ended_at: Timestamp | null
  to_tenancy_id: TenancyId | null
  to_unit_id: UnitId | null
  to_version: number | null
  steps_done: MoveStepKey[]
  planned_at: Timestamp
  settled_at: Timestamp | null
}

interface RelationRow {
  organization_id: OrganizationId
  id: RelationId
  version: number
  person_id: PersonId
  kind: RelationKind
  source: DataSource
  starts_on: string
  ends_on: string | null
}

export type PeopleTables = {
  move: MoveRow
  person: PersonRow
  relation: RelationRow
  tenancy: TenancyRow
}

const told = (pd: Category): Field => ({
  pd,
  for: ['residence_management'],
  source: 'provided',
  portable: true,
  erase: 'delete_row',
})
const derived = (pd: Category): Field => ({
  pd,
  for: ['residence_management'],
  source: 'derived',
  portable: false,
  erase: 'delete_row',
})

const tenant = notPersonal('the tenant')
const origin = notPersonal('who told us, as a code')

const person = declareTable<PersonRow>({
  table: 'person',
  subject: 'self',
  rows: 'delete',
  columns: {
    organization_id: tenant,
    id: derived('link'),
    civility: told('identity'),
    given_name: told('identity'),
    family_name: told('identity'),
    sort_name: derived('identity'),
    born_on: told('identity'),
    form_received_on: notPersonal('the day a form came in'),
    street: told('postal_address'),
    postal_code: told('postal_address'),
    city: told('postal_address'),
    country: told('postal_address'),
    email: told('contact'),
    landline: told('contact'),
    mobile: told('contact'),
    language: told('language'),
    sources: {
      pd: 'identity',
      for: ['residence_management'],
      source: 'derived',
      portable: false,
      erase: 'delete_row',
      json: {
        civility: origin,
        name: origin,
        birthDate: origin,
        postalAddress: origin,
        email: origin,
        landline: origin,
        mobile: origin,
        language: origin,
      },
    },
    version: notPersonal('counts changes'),
  },
})

const tenancy = declareTable<TenancyRow>({
  table: 'tenancy',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  startsForPerson: {
    tenancy_ended: 'moves_out_at',
    contract_ended: 'moves_out_at',
    relation_ended: 'moves_out_at',
    commercial_relation_ended: 'moves_out_at',
    purpose_achieved: 'moves_out_at',
  },
  passesOver: { column: 'superseded_at' },
  columns: {
    organization_id: tenant,
    id: derived('link'),
    version: notPersonal('counts changes'),
    person_id: derived('link'),
    unit_id: told('home'),
    site_id: derived('home'),
    role: told('home'),
    moves_in_at: told('home'),
    moves_out_at: told('home'),
    recorded_at: notPersonal('when a version was written'),
    superseded_at: notPersonal('when a version was replaced'),
  },
})

const move = declareTable<MoveRow>({
  table: 'move',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  columns: {
    organization_id: tenant,
    id: derived('link'),
    version: notPersonal('counts changes'),
    kind: told('home'),
    person_id: derived('link'),
    site_id: derived('home'),
    on_day: told('home'),
    happens_at: derived('home'),
    state: derived('home'),
    from_tenancy_id: derived('link'),
    from_unit_id: derived('home'),
    from_version: notPersonal('the version of a row'),
    from_ended_at: derived('home'),
    to_tenancy_id: derived('link'),
    to_unit_id: told('home'),
    to_version: notPersonal('the version of a row'),
    steps_done: notPersonal('which steps staff ticked, as codes'),
    planned_at: notPersonal('when it was planned'),
    settled_at: notPersonal('when it happened or was undone'),
  },
})

const ofRelation = (source: 'provided' | 'derived'): Field => ({
  pd: source === 'derived' ? 'link' : 'relation',
  // Which of them, the kind of the row says: core/relation.ts.
  for: ['staff_management', 'recruitment', 'outside_contacts'],
  source,
  portable: source === 'provided',
  erase: 'delete_row',
})

/** What somebody no more is goes by its own rule, whatever else they are; and it counts for who goes as a whole. */
const ENDED = {
  relation_ended: 'ends_on',
  contract_ended: 'ends_on',
  commercial_relation_ended: 'ends_on',
  application_closed: 'ends_on',
  purpose_achieved: 'ends_on',
} as const

const relation = declareTable<RelationRow>({
  table: 'relation',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  starts: ENDED,
  startsForPerson: ENDED,
  servesBy: { column: 'kind', activities: activityOf },
  columns: {
    organization_id: tenant,
    id: ofRelation('derived'),
    version: notPersonal('counts changes'),
    person_id: ofRelation('derived'),
    kind: ofRelation('provided'),
    source: origin,
    starts_on: ofRelation('provided'),
    ends_on: ofRelation('provided'),
  },
})

export const peopleTables: readonly TableDeclaration[] = [person, tenancy, move, relation, provenanceTable]
