/** What an import will do, act by act, and what has to be known of the organization to say so. */
import type { LeaseClass } from '@loge/features/access/core'
import type { Building, Floor, Unit } from '@loge/features/places/core'
import type { PersonDetails, Relation, Tenancy } from '@loge/features/people/core'
import type {
  AccessProfileId,
  BuildingId,
  CivilDay,
  CredentialId,
  EntranceId,
  Id,
  IdKind,
  Instant,
  PersonId,
  ScheduleId,
  SiteId,
  UnitId,
} from '@loge/kernel'
import type { CellError, RowNote } from '../row.ts'

export interface ProfileLine {
  readonly entranceIds: readonly EntranceId[]
  readonly scheduleId: ScheduleId | null
}

export interface KnownProfile {
  readonly id: AccessProfileId
  readonly siteId: SiteId
  readonly name: string
  readonly lines: readonly ProfileLine[]
  readonly revision: number
}

export type GrantedTo =
  | { readonly kind: 'person'; readonly personId: PersonId }
  | { readonly kind: 'residents'; readonly buildingId: BuildingId | null }
  | { readonly kind: 'home'; readonly unitId: UnitId }
  | { readonly kind: 'role'; readonly roleId: Id<'role'> }

export interface KnownGrant {
  readonly siteId: SiteId
  readonly accessProfileId: AccessProfileId
  readonly to: GrantedTo
  readonly validFrom: Instant
  readonly validUntil: Instant | null
}

/** What somebody is besides a resident, as the house has it. */
export type HeldRelation = Pick<Relation, 'id' | 'kind' | 'startsOn' | 'endsOn' | 'version'>

export interface KnownPerson {
  readonly id: PersonId
  readonly details: PersonDetails
  readonly version: number
  readonly tenancies: readonly Tenancy[]
  readonly relations: readonly HeldRelation[]
}

export interface KnownSite {
  readonly id: SiteId
  readonly name: string
  /** The first instant of a civil day there. */
  readonly startOf: (day: CivilDay) => Instant
}

type Named<Place> = Omit<Place, 'version'>

/** The organization as far as the file touches it. */
export interface Known {
  readonly sites: readonly KnownSite[]
  readonly buildings: readonly Named<Building>[]
  readonly floors: readonly Named<Floor>[]
  readonly units: readonly Named<Unit>[]
  /** Whoever holds a home now or will, and is known before this file. */
  readonly holdersOf: (unit: UnitId) => readonly Pick<Tenancy, 'personId' | 'movesInAt' | 'movesOutAt'>[]
  /** Everybody who has a name or a reference of the file. */
  readonly people: readonly KnownPerson[]
  readonly profiles: readonly KnownProfile[]
  readonly entrances: readonly { readonly id: EntranceId; readonly siteId: SiteId; readonly name: string }[]
  readonly schedules: readonly { readonly id: ScheduleId; readonly name: string }[]
  /** Those that are held over a site: by the name somebody gave them, else by their code. */
  readonly roles: readonly { readonly id: Id<'role'>; readonly name: string }[]
  readonly grants: readonly KnownGrant[]
  /** Whose card this is at this site, or was until it ended. */
  readonly holderOf: (
    siteId: SiteId,
    card: string,
  ) => { readonly personId: PersonId; readonly ended: boolean } | undefined
  readonly newId: <Kind extends IdKind>(kind: Kind) => Id<Kind>
  readonly now: Instant
}

export type NewTenancy = Pick<
  Tenancy,
  'id' | 'personId' | 'unitId' | 'siteId' | 'role' | 'movesInAt' | 'movesOutAt'
>

export type Act =
  | { readonly does: 'createBuilding'; readonly building: Named<Building> }
  | { readonly does: 'createFloor'; readonly floor: Named<Floor> }
  | { readonly does: 'createUnit'; readonly unit: Named<Unit> }
  | { readonly does: 'createPerson'; readonly id: PersonId; details: PersonDetails }
  | {
      readonly does: 'changePerson'
      readonly id: PersonId
      readonly version: number
      readonly before: PersonDetails
      details: PersonDetails
    }
  | { readonly does: 'openTenancy'; readonly tenancy: NewTenancy }
  | {
      readonly does: 'changeTenancy'
      readonly before: Tenancy
      readonly changes: {
        readonly role?: Tenancy['role']
        readonly movesInAt?: Instant
        readonly movesOutAt?: Instant
      }
    }
  | {
      readonly does: 'openRelation'
      readonly personId: PersonId
      readonly relation: Omit<HeldRelation, 'id' | 'version'>
    }
  | { readonly does: 'changeRelation'; readonly before: HeldRelation; readonly endsOn: string }
  | {
      readonly does: 'createCard'
      readonly id: CredentialId
      readonly siteId: SiteId
      readonly personId: PersonId
      readonly value: string
      readonly validFrom: Instant | null
      readonly validUntil: Instant | null
    }
  | {
      readonly does: 'keepProfile'
      readonly profile: KnownProfile
      readonly before: KnownProfile | undefined
    }
  | {
      readonly does: 'grant'
      readonly siteId: SiteId
      readonly accessProfileId: AccessProfileId
      readonly to: GrantedTo
      readonly validFrom: Instant | null
      readonly validUntil: Instant | null
      readonly reason: string
      readonly leaseClass: LeaseClass
    }

/** What somebody decided about one row. `person`: who it is, by id or by the row that brought them. */
export type Choice =
  | { readonly kind: 'merge'; readonly person: PersonId | number }
  | { readonly kind: 'new' }
  | { readonly kind: 'skip' }

/** Somebody the row may be about: held already, or of an earlier row of the file. */
export interface Candidate {
  readonly person: PersonId | number
  /** `same_stay`: it is they, and they live there already by other dates. */
  readonly reason: 'same_name' | 'same_email' | 'same_mobile' | 'same_home' | 'same_stay'
}

export type Outcome = 'error' | 'duplicate' | 'create' | 'change' | 'same' | 'skip'

/** A building of the file that may be one that stands, under another writing. */
export interface BuildingQuestion {
  readonly siteId: SiteId
  readonly said: string
  readonly buildings: readonly { readonly id: BuildingId; readonly name: string }[]
}

/** Which building is meant by what the file says, for all of its rows; `null`: a new one. */
export interface BuildingAnswer {
  readonly siteId: SiteId
  readonly said: string
  readonly buildingId: BuildingId | null
}

export interface PlannedRow {
  readonly number: number
  readonly outcome: Outcome
  readonly acts: readonly Act[]
  readonly errors: readonly CellError[]
  readonly notes: readonly RowNote[]
  readonly candidates: readonly Candidate[]
  readonly building: BuildingQuestion | null
}

/** What holds for the rows that do not say it themselves. */
export interface PlanDefaults {
  readonly siteId: SiteId | null
  readonly movesInOn: CivilDay | null
  readonly buildings: readonly BuildingAnswer[]
  readonly reason: string
}
