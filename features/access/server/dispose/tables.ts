/** The table of disposals, and what each column is under the law. */
import type { Actor } from '@loge/features/events/core'
import {
  declareTable,
  notPersonal,
  type CommandId,
  type DeviceId,
  type DisposalId,
  type EntranceId,
  type Field,
  type OrganizationId,
  type SiteId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { Generated, JSONColumnType } from 'kysely'

interface DisposalRow {
  organization_id: OrganizationId
  id: DisposalId
  site_id: SiteId
  device_id: DeviceId
  reason: string
  entrance_ids: JSONColumnType<readonly EntranceId[]>
  settings: number
  command_id: CommandId | null
  attempts: Generated<number>
  asked_again_at: Timestamp | null
  started_at: Timestamp
  started_by: JSONColumnType<Actor>
  confirmed_at: Timestamp | null
  confirmed_by: JSONColumnType<Actor> | null
  note: string | null
  heard_again_at: Timestamp | null
}

/** A type and not an interface, so that the query builder can look it up by name. */
export type DisposalTables = { disposal: DisposalRow }

const identifier = notPersonal('a random identifier of equipment, place or setting')
const when = notPersonal('when equipment was taken out, or wiped')
const whoActed: Field = {
  pd: 'action_record',
  for: ['staff_accountability'],
  source: 'observed',
  portable: false,
  erase: 'keep',
}
const written: Field = { ...whoActed, pd: 'free_text', source: 'provided', erase: { replace: '-' } }

const confirmer = { whose: [{ via: 'confirmed_by.id', table: 'account' }] } as const

const disposal = declareTable<DisposalRow>({
  table: 'disposal',
  subject: { via: 'started_by.id', table: 'account' },
  rows: 'anonymise',
  starts: { recorded: 'started_at' },
  columns: {
    organization_id: notPersonal('which organization, a legal person'),
    id: identifier,
    site_id: identifier,
    device_id: identifier,
    reason: written,
    entrance_ids: identifier,
    settings: notPersonal('how many settings a piece of equipment had'),
    command_id: identifier,
    attempts: notPersonal('how often equipment was asked to be cleared'),
    asked_again_at: when,
    started_at: when,
    started_by: whoActed,
    confirmed_at: when,
    confirmed_by: { ...whoActed, ...confirmer },
    note: { ...written, ...confirmer },
    heard_again_at: when,
  },
})

export const disposalTables: readonly TableDeclaration[] = [disposal]
