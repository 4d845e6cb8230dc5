/** The tables of places. They describe ground and walls; who lives there is `people`'s. */
import {
  declareTable,
  notPersonal,
  type BuildingId,
  type FloorId,
  type OrganizationId,
  type SiteId,
  type TableDeclaration,
  type UnitId,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { UnitKind } from '../core/index.ts'

export interface OrganizationSettingsRow {
  organization_id: OrganizationId
  language: 'en' | 'fr'
  contact_email: string | null
  contact_telephone: string | null
  version: number
}

export interface SiteRow {
  organization_id: OrganizationId
  id: SiteId
  name: string
  time_zone: string
  holiday_region: string | null
  street: string
  postal_code: string
  city: string
  country: string
  version: number
}

export interface BuildingRow {
  organization_id: OrganizationId
  id: BuildingId
  site_id: SiteId
  name: string
  version: number
}

export interface FloorRow {
  organization_id: OrganizationId
  id: FloorId
  site_id: SiteId
  building_id: BuildingId
  name: string
  level: number
  version: number
}

export interface UnitRow {
  organization_id: OrganizationId
  id: UnitId
  site_id: SiteId
  building_id: BuildingId
  floor_id: FloorId | null
  name: string
  kind: UnitKind
  version: number
}

export interface SiteTimeRow {
  organization_id: OrganizationId
  site_id: SiteId
  valid_until: Timestamp
  time_zone: string
  holiday_region: string | null
}

export type PlacesTables = {
  organization_settings: OrganizationSettingsRow
  site: SiteRow
  site_time: SiteTimeRow
  building: BuildingRow
  floor: FloorRow
  unit: UnitRow
}

const tenant = notPersonal('the tenant')
const id = notPersonal('a random identifier of a place')
const within = notPersonal('the place it lies in')
const name = notPersonal('the name of a place; nobody’s name, since a unit exists without residents')
const version = notPersonal('counts changes')
const address = notPersonal('where a whole residence stands')
const switchboard = notPersonal('how to reach the organization, a legal person')

const organizationSettings = declareTable<OrganizationSettingsRow>({
  table: 'organization_settings',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: tenant,
    language: notPersonal('the language of an organization'),
    contact_email: switchboard,
    contact_telephone: switchboard,
    version,
  },
})

const site = declareTable<SiteRow>({
  table: 'site',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: tenant,
    id,
    name,
    time_zone: notPersonal('the clock of a place'),
    holiday_region: notPersonal('the public holidays of a place'),
    street: address,
    postal_code: address,
    city: address,
    country: address,
    version,
  },
})

const siteTime = declareTable<SiteTimeRow>({
  table: 'site_time',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: tenant,
    site_id: within,
    valid_until: notPersonal('when a setting of a place was changed'),
    time_zone: notPersonal('the clock of a place'),
    holiday_region: notPersonal('the public holidays of a place'),
  },
})

const building = declareTable<BuildingRow>({
  table: 'building',
  subject: 'no_subject',
  rows: 'none',
  columns: { organization_id: tenant, id, site_id: within, name, version },
})

const floor = declareTable<FloorRow>({
  table: 'floor',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: tenant,
    id,
    site_id: within,
    building_id: within,
    name,
    level: notPersonal('how high a floor is'),
    version,
  },
})

const unit = declareTable<UnitRow>({
  table: 'unit',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: tenant,
    id,
    site_id: within,
    building_id: within,
    floor_id: within,
    name,
    kind: notPersonal('what a unit is for'),
    version,
  },
})

export const placesTables: readonly TableDeclaration[] = [
  organizationSettings,
  site,
  siteTime,
  building,
  floor,
  unit,
]
