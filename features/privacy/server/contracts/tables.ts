/** Tasks about contracts with recipients: of nobody. */
import { declareTable, notPersonal, type OrganizationId, type TableDeclaration } from '@loge/kernel'
import type { Timestamp, Transaction } from '@loge/storage'
import type { Generated } from 'kysely'

export interface ContractTaskRow {
  organization_id: OrganizationId
  recipient: string
  code: string
  until: string
  stopped: Generated<number>
  first_at: Timestamp
  last_at: Timestamp
}

export const tablesOf = (transaction: Transaction) =>
  transaction.$extendTables<{ contract_task: ContractTaskRow }>()

export const contractTables: readonly TableDeclaration[] = [
  declareTable<ContractTaskRow>({
    table: 'contract_task',
    subject: 'no_subject',
    rows: 'none',
    columns: {
      organization_id: notPersonal('the tenant'),
      recipient: notPersonal('an id of the register'),
      code: notPersonal('what is missing of a contract'),
      until: notPersonal('the last day of a contract'),
      stopped: notPersonal('a count of transfers'),
      first_at: notPersonal('when it was first noticed of a contract'),
      last_at: notPersonal('when it was last noticed of a contract'),
    },
  }),
]
