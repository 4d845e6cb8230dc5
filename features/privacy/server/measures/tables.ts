/** What was found of the measures that protect people: about nobody. */
import { declareTable, notPersonal, type OrganizationId, type TableDeclaration } from '@loge/kernel'
import type { Timestamp, Transaction } from '@loge/storage'

export interface MeasureCheckRow {
  organization_id: OrganizationId
  measure: string
  at: Timestamp
  outcome: string
  found: number
}

export const tablesOf = (transaction: Transaction) =>
  transaction.$extendTables<{ measure_check: MeasureCheckRow }>()

export const measureTables: readonly TableDeclaration[] = [
  declareTable<MeasureCheckRow>({
    table: 'measure_check',
    subject: 'no_subject',
    rows: 'none',
    columns: {
      organization_id: notPersonal('the tenant'),
      measure: notPersonal('an id of the register'),
      at: notPersonal('when a measure was looked at'),
      outcome: notPersonal('whether a measure holds'),
      found: notPersonal('a count of what does not hold'),
    },
  }),
]
