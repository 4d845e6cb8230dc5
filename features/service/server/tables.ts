/** The tables of the service itself: nothing in them is about a person. */
import { declareTable, type Id, notPersonal, type OrganizationId, type TableDeclaration } from '@loge/kernel'
import type { Timestamp, Transaction } from '@loge/storage'
import type { JSONColumnType } from 'kysely'
import type { Cause, InterruptionKind } from '../core/index.ts'

export interface Said {
  readonly en: string
  readonly fr: string
}

export interface InterruptionRow {
  organization_id: OrganizationId
  id: Id<'interruption'>
  kind: InterruptionKind
  starts_at: Timestamp
  ends_at: Timestamp | null
  cause: Cause | null
  words: JSONColumnType<Said> | null
  recorded_at: Timestamp
  cancelled_at: Timestamp | null
  version: number
}

export interface ServiceBeatRow {
  organization_id: OrganizationId
  since: Timestamp
  at: Timestamp
}

export type ServiceTables = { interruption: InterruptionRow; service_beat: ServiceBeatRow }

export const tablesOf = (transaction: Transaction) => transaction.$extendTables<ServiceTables>()

const tenant = notPersonal('the tenant')
const course = notPersonal('when the service stopped and why, in codes and dates')

export const serviceTables: readonly TableDeclaration[] = [
  declareTable<InterruptionRow>({
    table: 'interruption',
    subject: 'no_subject',
    rows: 'none',
    columns: {
      organization_id: tenant,
      id: notPersonal('names an interruption'),
      kind: course,
      starts_at: course,
      ends_at: course,
      cause: course,
      words: notPersonal('what everybody may read of it'),
      recorded_at: course,
      cancelled_at: course,
      version: notPersonal('counts changes'),
    },
  }),
  declareTable<ServiceBeatRow>({
    table: 'service_beat',
    subject: 'no_subject',
    rows: 'none',
    columns: { organization_id: tenant, since: course, at: course },
  }),
]
