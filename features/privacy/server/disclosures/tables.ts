/** The register of disclosures, and what each column is under the law. */
import type { Actor } from '@loge/features/events/core'
import {
  declareTable,
  type DisclosureId,
  type Field,
  notPersonal,
  type OrganizationId,
  type PersonId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp, Transaction } from '@loge/storage'
import type { JSONColumnType } from 'kysely'
import type { Procedure } from '../../core/index.ts'

export interface DisclosureRow {
  organization_id: OrganizationId
  id: DisclosureId
  person_id: PersonId | null
  at: Timestamp
  recipient: string
  recipient_name: string
  country: string
  safeguard: string | null
  activity: string
  categories: JSONColumnType<readonly string[]>
  provision: string | null
  procedure: Procedure | null
  content_hash: string | null
  decided_by: JSONColumnType<Actor>
}

export const tablesOf = (transaction: Transaction) =>
  transaction.$extendTables<{ disclosure: DisclosureRow }>()

/** What was said of the person to somebody else: in their copy, and afterwards a line about nobody. */
const told: Field = {
  pd: 'action_record',
  for: ['staff_accountability'],
  source: 'observed',
  portable: false,
  erase: 'keep',
}

export const disclosureTables: readonly TableDeclaration[] = [
  declareTable<DisclosureRow>({
    table: 'disclosure',
    subject: { via: 'person_id', table: 'person' },
    rows: 'anonymise',
    starts: { recorded: 'at' },
    columns: {
      organization_id: notPersonal('the tenant'),
      id: notPersonal('names a disclosure'),
      person_id: { ...told, pd: 'link', erase: 'null' },
      at: told,
      recipient: told,
      recipient_name: told,
      country: told,
      safeguard: told,
      activity: told,
      categories: told,
      provision: told,
      procedure: told,
      content_hash: notPersonal('a digest of what was handed over, kept nowhere here'),
      decided_by: { ...told, whose: [{ via: 'decided_by.id', table: 'account' }] },
    },
  }),
]
