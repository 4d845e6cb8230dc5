/** Sums of visits; they are of nobody. */
import { declareTable, notPersonal, type OrganizationId, type TableDeclaration } from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { CountedFact } from '../../core/index.ts'

export interface AudienceCountRow {
  organization_id: OrganizationId
  surface: string
  day: Timestamp
  what: CountedFact
  value: string
  count: number
}

const sum = notPersonal('a number of visits; no row is of anybody, and none leads to another')

export const audienceTables: readonly TableDeclaration[] = [
  declareTable<AudienceCountRow>({
    table: 'audience_count',
    subject: 'no_subject',
    rows: 'none',
    columns: {
      organization_id: notPersonal('the tenant'),
      surface: sum,
      day: sum,
      what: sum,
      value: sum,
      count: sum,
    },
  }),
]
