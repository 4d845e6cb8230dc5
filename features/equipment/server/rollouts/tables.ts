/** The tables of roll-outs, and what each column is under the law. */
import type { Actor } from '@loge/features/events/core'
import {
  declareTable,
  notPersonal,
  type CommandId,
  type DeviceId,
  type OrganizationId,
  type RolloutId,
  type SiteId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { ColumnType, JSONColumnType } from 'kysely'
import type { ItemState, RolloutState, SettingValue, SharedSetting } from '../../core/index.ts'

/** A bare JSON value, written as JSON text. */
type JsonValue<Value> = ColumnType<Value, string | null, string | null>

export interface RolloutRow {
  organization_id: OrganizationId
  id: RolloutId
  site_id: SiteId
  wants: 'setting' | 'firmware'
  setting: JSONColumnType<SharedSetting> | null
  value: JsonValue<SettingValue | null>
  reason: string
  batch_size: number
  pause_above_percent: number
  together: boolean
  state: RolloutState
  paused_why: 'unconfirmed' | 'starter_may_not' | null
  undo_of: RolloutId | null
  actor_kind: Actor['kind']
  actor_id: string | null
  resumed_by: JSONColumnType<Actor> | null
  started_at: Timestamp
  ended_at: Timestamp | null
}

export interface RolloutItemRow {
  organization_id: OrganizationId
  rollout_id: RolloutId
  device_id: DeviceId
  place: number
  state: ItemState
  reason: string | null
  wanted: JsonValue<SettingValue | null>
  before: JsonValue<SettingValue | null>
  revision: number | null
  command_id: CommandId | null
  asked_at: Timestamp | null
  begun_at: Timestamp | null
  noted: ColumnType<boolean, boolean | undefined, boolean>
  ended_at: Timestamp | null
}

/** A type and not an interface, so that the query builder can look it up by name. */
export type RolloutTables = { rollout: RolloutRow; rollout_item: RolloutItemRow }

const ID = notPersonal('a random identifier of equipment, place or setting')
const STATE = notPersonal('the state of a piece of equipment, or of a change of many')
const WHEN = notPersonal('when equipment was asked for something, or answered')

const rollout = declareTable<RolloutRow>({
  table: 'rollout',
  subject: { via: 'actor_id', table: 'account' },
  rows: 'anonymise',
  starts: { recorded: 'started_at' },
  columns: {
    organization_id: ID,
    id: ID,
    site_id: ID,
    wants: STATE,
    setting: notPersonal('what a manufacturer calls a setting'),
    value: STATE,
    reason: {
      pd: 'free_text',
      for: ['staff_accountability'],
      source: 'provided',
      portable: false,
      erase: { replace: '-' },
    },
    batch_size: STATE,
    pause_above_percent: STATE,
    together: STATE,
    state: STATE,
    paused_why: STATE,
    undo_of: ID,
    actor_kind: notPersonal('whether a person, a key or the system acted'),
    actor_id: {
      pd: 'action_record',
      for: ['staff_accountability'],
      source: 'observed',
      portable: false,
      erase: 'null',
    },
    resumed_by: {
      pd: 'action_record',
      for: ['staff_accountability'],
      source: 'observed',
      portable: false,
      whose: [{ via: 'resumed_by.id', table: 'account' }],
      erase: 'keep',
    },
    started_at: WHEN,
    ended_at: WHEN,
  },
})

const rolloutItem = declareTable<RolloutItemRow>({
  table: 'rollout_item',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: ID,
    rollout_id: ID,
    device_id: ID,
    place: STATE,
    state: STATE,
    reason: STATE,
    wanted: STATE,
    before: STATE,
    revision: STATE,
    command_id: ID,
    asked_at: WHEN,
    begun_at: WHEN,
    noted: STATE,
    ended_at: WHEN,
  },
})

export const rolloutTables: readonly TableDeclaration[] = [rollout, rolloutItem]
