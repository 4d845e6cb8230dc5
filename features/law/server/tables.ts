/** The table of the registers, and what each column is under the law. */
import {
  type AccountId,
  declareTable,
  notPersonal,
  type OrganizationId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { ColumnType } from 'kysely'
import type { Register } from '../core/index.ts'

export interface RegisterVersionRow {
  organization_id: OrganizationId
  number: number
  content: ColumnType<Register, string, string>
  hash: string
  recorded_at: Timestamp
  account_id: AccountId | null
  published_at: Timestamp | null
  effective_at: Timestamp | null
  withdrawn_at: Timestamp | null
}

export type LawTables = { register_version: RegisterVersionRow }

const dated = notPersonal('when an organization said how it processes data')

export const lawTables: readonly TableDeclaration[] = [
  declareTable<RegisterVersionRow>({
    table: 'register_version',
    subject: { via: 'account_id', table: 'account' },
    rows: 'anonymise',
    starts: { recorded: 'recorded_at' },
    columns: {
      organization_id: notPersonal('the tenant'),
      number: notPersonal('counts the registers of one organization'),
      content: notPersonal(
        'what an organization publishes about itself; its officer is named as the law asks',
      ),
      hash: notPersonal('a digest of what is published'),
      recorded_at: dated,
      account_id: {
        pd: 'action_record',
        for: ['staff_accountability'],
        source: 'observed',
        portable: false,
        erase: 'null',
      },
      published_at: dated,
      effective_at: dated,
      withdrawn_at: dated,
    },
  }),
]
