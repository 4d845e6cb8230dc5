/** The tables of storage itself: organizations, and which migrations were applied. */
import { declareTable, notPersonal, type OrganizationId, type TableDeclaration } from '@loge/kernel'
import type { Generated } from 'kysely'
import type { Timestamp } from './database.ts'

export interface OrganizationTable {
  id: OrganizationId
  slug: string
  name: string
  created_at: Generated<Timestamp>
}

interface MigrationTable {
  number: number
  name: string
  checksum: string
  applied_at: Timestamp
}

const organization = declareTable<OrganizationTable>({
  table: 'organization',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    id: notPersonal('a random identifier of a legal person'),
    slug: notPersonal('a short name of a legal person'),
    name: notPersonal('the name of a legal person'),
    created_at: notPersonal('when a legal person joined'),
  },
})

const migration = declareTable<MigrationTable>({
  table: 'migration',
  subject: 'no_subject',
  rows: 'none',
  columns: {
    number: notPersonal('the order of a change of the schema'),
    name: notPersonal('the name of a file of the program'),
    checksum: notPersonal('a digest of a file of the program'),
    applied_at: notPersonal('when the schema changed'),
  },
})

export const storageTables: readonly TableDeclaration[] = [organization, migration]
