/** The places of an organization, from the outside in: Site → Building → Floor? → Unit. */
import type { BuildingId, FloorId, OrganizationId, SiteId, UnitId } from '@loge/kernel'

/** One piece of ground with one clock, one calendar of holidays and one address. */
export interface Site {
  readonly id: SiteId
  readonly name: string
  /** IANA name, e.g. `Europe/Paris`. */
  readonly timeZone: string
  /** A region of the built-in holiday calendars, e.g. `FR-ALSACE-MOSELLE` or `CH-VD`; null knows no holiday. */
  readonly holidayRegion: string | null
  readonly street: string
  readonly postalCode: string
  readonly city: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly version: number
}

export interface Building {
  readonly id: BuildingId
  readonly siteId: SiteId
  readonly name: string
  readonly version: number
}

export interface Floor {
  readonly id: FloorId
  readonly siteId: SiteId
  readonly buildingId: BuildingId
  readonly name: string
  /** 0 is the ground floor; basements are below. */
  readonly level: number
  readonly version: number
}

export const unitKinds = ['home', 'commercial', 'parking', 'storage'] as const
export type UnitKind = (typeof unitKinds)[number]

export interface Unit {
  readonly id: UnitId
  readonly siteId: SiteId
  readonly buildingId: BuildingId
  readonly floorId: FloorId | null
  readonly name: string
  readonly kind: UnitKind
  readonly version: number
}

export interface Places {
  readonly site: Site
  readonly building: Building
  readonly floor: Floor
  readonly unit: Unit
}

export type PlaceKind = keyof Places

export interface Organization {
  readonly id: OrganizationId
  readonly slug: string
  readonly name: string
  readonly language: 'en' | 'fr'
  readonly contactEmail: string | null
  readonly contactTelephone: string | null
  readonly version: number
}
