/** The tables of equipment, and what each column is under the law. */
import {
  declareTable,
  notPersonal,
  type BuildingId,
  type CommandId,
  type DeviceId,
  type EdgeId,
  type EntranceId,
  type Field,
  type FloorId,
  type Id,
  type OrganizationId,
  type SiteId,
  type TableDeclaration,
  type UnitId,
} from '@loge/kernel'
import type { Actor } from '@loge/features/events/core'
import type { Timestamp } from '@loge/storage'
import type { ColumnType, JSONColumnType } from 'kysely'
import type {
  Capability,
  CommandAction,
  CommandOutcome,
  ComponentDescription,
  ComponentKind,
  EquipmentKind,
  Protocol,
  ReadingValue,
  SettingValue,
} from '../core/index.ts'

export type ComponentId = Id<'component'>

/** A JSON value that may be a bare string or number: written as JSON text. */
type JsonValue<Value> = ColumnType<Value, string, string>

export interface DeviceRow {
  organization_id: OrganizationId
  id: DeviceId
  edge_id: EdgeId
  site_id: SiteId
  protocol: Protocol
  external_id: string
  state: 'to_be_adopted' | 'adopted' | 'retired'
  kind: EquipmentKind | null
  name: string
  announced_name: string
  manufacturer: string | null
  model: string | null
  hardware_version: string | null
  software_version: string | null
  suggested_area: string | null
  building_id: BuildingId | null
  floor_id: FloorId | null
  unit_id: UnitId | null
  area: string | null
  announced_at: Timestamp
  adopted_at: Timestamp | null
  retired_at: Timestamp | null
  withdrawn_at: Timestamp | null
  online: boolean | null
  availability_since: Timestamp | null
  last_contact_at: Timestamp | null
  version: number
  config_revision: number
}

export interface ComponentRow {
  organization_id: OrganizationId
  id: ComponentId
  device_id: DeviceId
  key: string
  kind: ComponentKind
  name: string
  device_class: string | null
  unit: string | null
  capabilities: Capability[]
  setting: JSONColumnType<NonNullable<ComponentDescription['setting']>> | null
  unsupported_reason: string | null
  present: boolean
}

interface DeviceStateRow {
  organization_id: OrganizationId
  component_id: ComponentId
  value: JsonValue<ReadingValue>
  reported_at: Timestamp
  received_at: Timestamp
}

interface DeviceConfigRow {
  organization_id: OrganizationId
  component_id: ComponentId
  revision: number
  desired: JsonValue<SettingValue>
  why: string | null
  actor_kind: Actor['kind']
  actor_id: string | null
  valid_from: Timestamp
  valid_until: Timestamp | null
  in_force_at: Timestamp | null
}

export interface CommandRow {
  organization_id: OrganizationId
  id: CommandId
  site_id: SiteId
  edge_id: EdgeId | null
  entrance_id: EntranceId | null
  component_id: ComponentId | null
  action: JsonValue<CommandAction>
  reason: string | null
  origin: 'person' | 'config'
  actor_kind: Actor['kind']
  actor_id: string | null
  state: 'asked' | 'sent' | 'ended'
  outcome: CommandOutcome | null
  outcome_reason: string | null
  asked_at: Timestamp
  deadline_at: Timestamp
  sent_at: Timestamp | null
  ended_at: Timestamp | null
}

interface UnknownPayloadRow {
  organization_id: OrganizationId
  edge_id: EdgeId
  topic: string
  why: string
  site_id: SiteId
  count: number
  largest_bytes: number
  first_at: Timestamp
  last_at: Timestamp
}

/** A type and not an interface, so that the query builder can look it up by name. */
export type EquipmentTables = {
  device: DeviceRow
  component: ComponentRow
  device_state: DeviceStateRow
  device_config: DeviceConfigRow
  command: CommandRow
  unknown_payload: UnknownPayloadRow
}

const ID = notPersonal('a random identifier of equipment, place or setting')
const MAKE = notPersonal('what a manufacturer says about a product')
const WHEN = notPersonal('when equipment was put in, changed or heard')
const STATE = notPersonal('the state of a piece of equipment')
const NAMED = notPersonal('the name of a place or a thing; the screens ask for no names of people')

const ACTED: Field = {
  pd: 'action_record',
  for: ['staff_accountability'],
  source: 'observed',
  portable: false,
  erase: 'null',
}
const WRITTEN: Field = {
  pd: 'free_text',
  for: ['staff_accountability'],
  source: 'provided',
  portable: false,
  erase: 'null',
}

const device = declareTable<DeviceRow>({
  table: 'device',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: ID,
    id: ID,
    edge_id: ID,
    site_id: ID,
    protocol: MAKE,
    external_id: MAKE,
    state: STATE,
    kind: STATE,
    name: NAMED,
    announced_name: MAKE,
    manufacturer: MAKE,
    model: MAKE,
    hardware_version: MAKE,
    software_version: MAKE,
    suggested_area: NAMED,
    building_id: ID,
    floor_id: ID,
    unit_id: ID,
    area: NAMED,
    announced_at: WHEN,
    adopted_at: WHEN,
    retired_at: WHEN,
    withdrawn_at: WHEN,
    online: STATE,
    availability_since: WHEN,
    last_contact_at: WHEN,
    version: STATE,
    config_revision: STATE,
  },
})

const component = declareTable<ComponentRow>({
  table: 'component',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: ID,
    id: ID,
    device_id: ID,
    key: MAKE,
    kind: MAKE,
    name: MAKE,
    device_class: MAKE,
    unit: MAKE,
    capabilities: MAKE,
    setting: MAKE,
    unsupported_reason: STATE,
    present: STATE,
  },
})

const deviceState = declareTable<DeviceStateRow>({
  table: 'device_state',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: ID,
    component_id: ID,
    value: STATE,
    reported_at: WHEN,
    received_at: WHEN,
  },
})

const deviceConfig = declareTable<DeviceConfigRow>({
  table: 'device_config',
  subject: { via: 'actor_id', table: 'account' },
  rows: 'anonymise',
  starts: { recorded: 'valid_from' },
  columns: {
    organization_id: ID,
    component_id: ID,
    revision: STATE,
    desired: STATE,
    why: WRITTEN,
    actor_kind: notPersonal('whether a person, a key or the system acted'),
    actor_id: ACTED,
    valid_from: WHEN,
    valid_until: WHEN,
    in_force_at: WHEN,
  },
})

const command = declareTable<CommandRow>({
  table: 'command',
  subject: { via: 'actor_id', table: 'account' },
  rows: 'anonymise',
  starts: { recorded: 'asked_at' },
  columns: {
    organization_id: ID,
    id: ID,
    site_id: ID,
    edge_id: ID,
    entrance_id: ID,
    component_id: ID,
    action: STATE,
    reason: WRITTEN,
    origin: STATE,
    actor_kind: notPersonal('whether a person, a key or the system acted'),
    actor_id: ACTED,
    state: STATE,
    outcome: STATE,
    outcome_reason: STATE,
    asked_at: WHEN,
    deadline_at: WHEN,
    sent_at: WHEN,
    ended_at: WHEN,
  },
})

const unknownPayload = declareTable<UnknownPayloadRow>({
  table: 'unknown_payload',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: ID,
    edge_id: ID,
    topic: MAKE,
    why: STATE,
    site_id: ID,
    count: STATE,
    largest_bytes: STATE,
    first_at: WHEN,
    last_at: WHEN,
  },
})

export const equipmentTables: readonly TableDeclaration[] = [
  device,
  component,
  deviceState,
  deviceConfig,
  command,
  unknownPayload,
]
