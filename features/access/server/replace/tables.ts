/** The table of replacements, and what each column is under the law. */
import type { EquipmentKind, SettingValue } from '@loge/features/equipment/core'
import type { Actor } from '@loge/features/events/core'
import type { Location } from '@loge/features/places/core'
import {
  declareTable,
  notPersonal,
  type DeviceId,
  type EntranceId,
  type Field,
  type OrganizationId,
  type ReplacementId,
  type SiteId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { JSONColumnType } from 'kysely'

/** An entrance whose parts moved over: its revision before and after. */
export interface MovedEntrance {
  readonly id: EntranceId
  readonly before: number
  readonly after: number
}

/** The successor before it took the place, for what the taking of the place changes of it. */
export interface SuccessorBefore {
  readonly state: 'to_be_adopted' | 'adopted'
  readonly kind: EquipmentKind | null
  readonly location: Location
  /** Of each setting carried over to it, what was wanted of it until then. */
  readonly settings: Readonly<Record<string, SettingValue | null>>
}

interface ReplacementRow {
  organization_id: OrganizationId
  id: ReplacementId
  site_id: SiteId
  device_id: DeviceId
  was_adopted: boolean
  replaced_by: DeviceId
  name_before: string
  before: JSONColumnType<SuccessorBefore> | null
  reason: string
  entrances: JSONColumnType<readonly MovedEntrance[]>
  made_at: Timestamp
  made_by: JSONColumnType<Actor>
  undone_at: Timestamp | null
  undone_by: JSONColumnType<Actor> | null
}

/** A type and not an interface, so that the query builder can look it up by name. */
export type ReplacementTables = { replacement: ReplacementRow }

const identifier = notPersonal('a random identifier of equipment, place or setting')
const when = notPersonal('when equipment was put in, changed or heard')
const whoActed: Field = {
  pd: 'action_record',
  for: ['staff_accountability'],
  source: 'observed',
  portable: false,
  erase: 'keep',
}

const replacement = declareTable<ReplacementRow>({
  table: 'replacement',
  subject: { via: 'made_by.id', table: 'account' },
  rows: 'anonymise',
  starts: { recorded: 'made_at' },
  columns: {
    organization_id: notPersonal('which organization, a legal person'),
    id: identifier,
    site_id: identifier,
    device_id: identifier,
    was_adopted: notPersonal('the state of a piece of equipment'),
    replaced_by: identifier,
    name_before: notPersonal('the name of a place or a thing; the screens ask for no names of people'),
    before: notPersonal('the state, place and settings of a piece of equipment'),
    reason: { ...whoActed, pd: 'free_text', source: 'provided', erase: { replace: '-' } },
    entrances: identifier,
    made_at: when,
    made_by: whoActed,
    undone_at: when,
    undone_by: { ...whoActed, whose: [{ via: 'undone_by.id', table: 'account' }], erase: 'keep' },
  },
})

export const replacementTables: readonly TableDeclaration[] = [replacement]
