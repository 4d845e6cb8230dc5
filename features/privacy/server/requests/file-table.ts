/** What came with a request as a scan, and what each column is under the law. */
import type { Actor } from '@loge/features/events/core'
import {
  declareTable,
  type Field,
  type Id,
  notPersonal,
  type OrganizationId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { JSONColumnType } from 'kysely'
import type { FileType } from '../files/inspect-file.ts'

export const REQUEST_FILES = ['letter', 'proof', 'enclosure'] as const
export type RequestFileKind = (typeof REQUEST_FILES)[number]

export interface RequestFileRow {
  organization_id: OrganizationId
  id: Id<'requestFile'>
  request_id: Id<'privacyRequest'>
  kind: RequestFileKind
  name: string
  type: FileType
  bytes: number
  sealed: Uint8Array | null
  added_at: Timestamp
  added_by: JSONColumnType<Actor>
  destroyed_at: Timestamp | null
}

const course = notPersonal('how far a case is, in codes and dates')
/** Part of the proof that somebody was answered, as the words of the request are. */
const asked: Field = {
  pd: 'free_text',
  for: ['rights_requests'],
  source: 'provided',
  portable: false,
  erase: 'keep',
}

export const requestFileTable: TableDeclaration = declareTable<RequestFileRow>({
  table: 'request_file',
  subject: { via: 'request_id', table: 'privacy_request' },
  rows: 'anonymise',
  starts: { case_closed: 'added_at', recorded: 'added_at' },
  columns: {
    organization_id: notPersonal('the tenant'),
    id: notPersonal('names a file'),
    request_id: { ...asked, pd: 'link', source: 'derived' },
    kind: course,
    name: asked,
    type: course,
    bytes: notPersonal('a length'),
    sealed: { ...asked, sealed: true },
    added_at: course,
    added_by: {
      pd: 'action_record',
      for: ['staff_accountability'],
      source: 'observed',
      portable: false,
      erase: 'keep',
      whose: [{ via: 'added_by.id', table: 'account' }],
    },
    destroyed_at: course,
  },
})
