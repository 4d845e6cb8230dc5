/** The tables of the log, and what each column is under the law. */
import {
  ACTIVITY_OF_CLASS,
  type Actor,
  type LookReason,
  type PayloadValue,
  type RetentionClass,
} from '../core/index.ts'
import {
  declareTable,
  notPersonal,
  type AccountId,
  type DeviceId,
  type EdgeId,
  type EntranceId,
  type EventId,
  type Field,
  type LookId,
  type OrganizationId,
  type PersonId,
  type SavedViewId,
  type SiteId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { Generated, JSONColumnType } from 'kysely'

export interface EventRow {
  organization_id: OrganizationId
  retention_class: RetentionClass
  filed_at: Timestamp
  id: EventId
  xact_id: Generated<string>
  position: Generated<number>
  type: string
  version: number
  occurred_at: Timestamp
  received_at: Timestamp
  late: boolean
  site_id: SiteId | null
  entrance_id: EntranceId | null
  device_id: DeviceId | null
  edge_id: EdgeId | null
  edge_sequence: number | null
  clock_trusted: boolean | null
  actor_kind: Actor['kind']
  actor_id: string | null
  person_id: PersonId | null
  payload: Record<string, PayloadValue> | null
  salt: Buffer | null
  commitment: Buffer
}

export interface EdgeReceiptRow {
  organization_id: OrganizationId
  edge_id: EdgeId
  runs: JSONColumnType<readonly number[]>
  received_at: Timestamp
}

export interface UndeclaredEventRow {
  organization_id: OrganizationId
  type: string
  key: string
  times: number
  first_at: Timestamp
  last_at: Timestamp
}

export interface EventBlockRow {
  organization_id: OrganizationId
  number: number
  retention_class: RetentionClass
  month: string
  after_xact: string
  after_position: number
  until_xact: string
  until_position: number
  count: number
  positions: string[]
  leaves: Buffer
  root: Buffer
  previous_hash: Buffer
  hash: Buffer
  sealed_at: Timestamp
}

export interface EventVerificationRow {
  organization_id: OrganizationId
  checked_at: Timestamp
  blocks: number
  events: number
  erased: number
  purged: number
  broken_block: number | null
  broken_what: string | null
  broken_event_id: EventId | null
  head_number: number
  head_hash: Buffer
}

export interface LookRow {
  organization_id: OrganizationId
  id: LookId
  account_id: AccountId
  person_id: PersonId
  covers_from: Timestamp
  covers_until: Timestamp
  reason: LookReason
  words: string
  opened_at: Timestamp
  closes_at: Timestamp
}

export interface SavedViewRow {
  organization_id: OrganizationId
  id: SavedViewId
  account_id: AccountId
  site_id: SiteId | null
  name: string
  filters: JSONColumnType<Readonly<Record<string, string>>>
  person_id: PersonId | null
  version: number
}

export type EventTables = {
  event: EventRow
  edge_receipt: EdgeReceiptRow
  undeclared_event: UndeclaredEventRow
  event_block: EventBlockRow
  event_verification: EventVerificationRow
  look: LookRow
  saved_view: SavedViewRow
}

const tenant = notPersonal('the tenant')
const circumstance = (why: string): Field =>
  notPersonal(`${why}; tells about a person only together with person_id`)

const event = declareTable<EventRow>({
  table: 'event',
  subject: { via: 'person_id', table: 'person' },
  rows: 'anonymise',
  aboutOthers: true,
  starts: { recorded: 'filed_at' },
  servesBy: { column: 'retention_class', activities: ACTIVITY_OF_CLASS },
  erasedBy: 'forget_in_events',
  columns: {
    organization_id: tenant,
    retention_class: circumstance('the drawer it is kept in'),
    filed_at: circumstance('when it happened'),
    id: notPersonal('a random identifier of a fact'),
    xact_id: notPersonal('the order of commits'),
    position: notPersonal('the order of commits'),
    type: circumstance('what happened'),
    version: notPersonal('the version of a declaration'),
    occurred_at: circumstance('when it happened'),
    received_at: circumstance('when the server heard of it'),
    late: notPersonal('a property of the connection'),
    site_id: circumstance('where it happened'),
    entrance_id: circumstance('at which entrance'),
    device_id: circumstance('at which piece of equipment'),
    edge_id: notPersonal('which machine recorded it'),
    edge_sequence: notPersonal('its number on that machine'),
    clock_trusted: notPersonal('whether that machine had the right time'),
    actor_kind: notPersonal('what sort of actor it was, never who'),
    actor_id: {
      pd: 'action_record',
      for: ['staff_accountability'],
      source: 'observed',
      portable: false,
      whose: [
        { via: 'actor_id', table: 'person' },
        { via: 'actor_id', table: 'account' },
      ],
      erase: 'null',
    },
    person_id: { pd: 'movement', for: ['access_journal'], source: 'observed', portable: true, erase: 'null' },
    payload: { pd: 'movement', for: ['access_journal'], source: 'observed', portable: true, erase: 'null' },
    salt: { pd: 'link', for: ['access_journal'], source: 'derived', portable: false, erase: 'null' },
    commitment: notPersonal('a digest under a random salt; without the salt nothing can be tried against it'),
  },
})

const edgeReceipt = declareTable<EdgeReceiptRow>({
  table: 'edge_receipt',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: tenant,
    edge_id: notPersonal('a machine'),
    runs: notPersonal('the numbers of the messages of a machine'),
    received_at: notPersonal('when a machine last reported'),
  },
})

const undeclaredEvent = declareTable<UndeclaredEventRow>({
  table: 'undeclared_event',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: tenant,
    type: notPersonal('the name of a sort of fact'),
    key: notPersonal('the name of a field, never its value'),
    times: notPersonal('a count'),
    first_at: notPersonal('when a name was first met'),
    last_at: notPersonal('when a name was last met'),
  },
})

const eventBlock = declareTable<EventBlockRow>({
  table: 'event_block',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: tenant,
    number: notPersonal('the place in a chain of digests'),
    retention_class: notPersonal('the drawer the sealed rows are kept in'),
    month: notPersonal('the month the sealed rows are filed under'),
    after_xact: notPersonal('the order of commits'),
    after_position: notPersonal('the order of commits'),
    until_xact: notPersonal('the order of commits'),
    until_position: notPersonal('the order of commits'),
    count: notPersonal('a count'),
    positions: notPersonal('the order of commits'),
    leaves: notPersonal('digests over salted commitments'),
    root: notPersonal('a digest of digests'),
    previous_hash: notPersonal('a digest of digests'),
    hash: notPersonal('a digest of digests'),
    sealed_at: notPersonal('when a job ran'),
  },
})

const eventVerification = declareTable<EventVerificationRow>({
  table: 'event_verification',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: tenant,
    checked_at: notPersonal('when a job ran'),
    blocks: notPersonal('a count'),
    events: notPersonal('a count'),
    erased: notPersonal('a count'),
    purged: notPersonal('a count'),
    broken_block: notPersonal('the place in a chain of digests'),
    broken_what: notPersonal('a code'),
    broken_event_id: notPersonal('a random identifier of a fact'),
    head_number: notPersonal('the place in a chain of digests'),
    head_hash: notPersonal('a digest of digests'),
  },
})

const lookedAt: Field = {
  pd: 'action_record',
  for: ['staff_accountability'],
  source: 'observed',
  portable: true,
  erase: 'delete_row',
}

/** Goes with the person looked at; that there was a look stays in the log. */
const look = declareTable<LookRow>({
  table: 'look',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  aboutOthers: true,
  starts: { recorded: 'opened_at' },
  columns: {
    organization_id: tenant,
    id: notPersonal('names a look'),
    // Whoever was looked at may know who looked, also once that account is gone.
    account_id: { ...lookedAt, whose: [{ via: 'account_id', table: 'account' }], erase: 'keep' },
    person_id: lookedAt,
    covers_from: lookedAt,
    covers_until: lookedAt,
    reason: lookedAt,
    words: { ...lookedAt, pd: 'free_text', source: 'provided' },
    opened_at: lookedAt,
    closes_at: lookedAt,
  },
})

const filtered = notPersonal('what the log is narrowed to: places, kinds, times')

/** Its author's; one that is narrowed to a person goes with them too. */
const savedView = declareTable<SavedViewRow>({
  table: 'saved_view',
  subject: { via: 'account_id', table: 'account' },
  rows: 'delete',
  aboutOthers: true,
  columns: {
    organization_id: tenant,
    id: notPersonal('names a view'),
    account_id: { ...lookedAt, source: 'provided', portable: false },
    site_id: filtered,
    name: { ...lookedAt, pd: 'free_text', source: 'provided', portable: false },
    filters: filtered,
    person_id: {
      ...lookedAt,
      pd: 'link',
      source: 'provided',
      portable: false,
      whose: [{ via: 'person_id', table: 'person' }],
    },
    version: notPersonal('how often it was changed'),
  },
})

export const eventTables: readonly TableDeclaration[] = [
  event,
  edgeReceipt,
  undeclaredEvent,
  eventBlock,
  eventVerification,
  look,
  savedView,
]
