/** The tables of edges, and what each column is under the law. */
import {
  declareTable,
  notPersonal,
  type EdgeId,
  type OrganizationId,
  type SiteId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { Generated, JSONColumnType } from 'kysely'
import type { EdgeHealth } from '../../core/index.ts'

export interface EdgeRow {
  organization_id: OrganizationId
  id: EdgeId
  site_id: SiteId
  name: string
  public_key: string
  enrolled_at: Timestamp
  revoked_at: Timestamp | null
  journal_id: string | null
  journal_base: number
  connection: number
  connected: boolean
  connection_changed_at: Timestamp
  heard_at: Timestamp | null
  software: string | null
  health: JSONColumnType<EdgeHealth & object> | null
  knows_more: Generated<boolean>
  withdrawn_at: Timestamp | null
  revision: Generated<number>
}

export interface EdgeEnrolmentRow {
  organization_id: OrganizationId
  id: string
  site_id: SiteId
  name: string
  code_hash: Buffer
  created_at: Timestamp
  expires_at: Timestamp
  used_at: Timestamp | null
  edge_id: EdgeId | null
}

export type EdgeTables = {
  edge: EdgeRow
  edge_enrolment: EdgeEnrolmentRow
}

const technical = notPersonal('technical state of a machine in the building')
const reference = notPersonal('identifier of a tenant, place or machine')

const edge = declareTable<EdgeRow>({
  table: 'edge',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: reference,
    id: reference,
    site_id: reference,
    name: notPersonal('name of a machine in the building'),
    public_key: notPersonal('public key of a machine'),
    enrolled_at: technical,
    revoked_at: technical,
    journal_id: technical,
    journal_base: technical,
    connection: technical,
    connected: technical,
    connection_changed_at: technical,
    heard_at: technical,
    software: technical,
    health: technical,
    knows_more: technical,
    withdrawn_at: technical,
    revision: technical,
  },
})

const edgeEnrolment = declareTable<EdgeEnrolmentRow>({
  table: 'edge_enrolment',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    organization_id: reference,
    id: reference,
    site_id: reference,
    name: notPersonal('name of a machine in the building'),
    code_hash: notPersonal('hash of a random code for a machine'),
    created_at: technical,
    expires_at: technical,
    used_at: technical,
    edge_id: reference,
  },
})

export const edgeTables: readonly TableDeclaration[] = [edge, edgeEnrolment]
