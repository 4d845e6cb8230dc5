/**
 * How often which equipment needed help: a count of cases, with the number of each device as a digest under a key that
 * nobody keeps. The same device is one in an answer, and nothing leads from there to it, nor from one answer to the next.
 */
import { createHmac, randomBytes } from 'node:crypto'
import type { Transaction } from '@loge/storage'
import { tablesOf } from './tables.ts'

const KEY_BYTES = 32
const MOST_LINES = 200

export const casesByDevice = async (transaction: Transaction) => {
  const rows = await tablesOf(transaction)
    .selectFrom('support_access')
    .select(({ fn }) => ['device_kind', 'device', fn.countAll<string>().as('cases')])
    .groupBy(['device_kind', 'device'])
    .orderBy('cases', 'desc')
    .limit(MOST_LINES)
    .execute()
  const key = randomBytes(KEY_BYTES)
  return rows.map(({ device_kind, device, cases }) => ({
    deviceKind: device_kind,
    device: createHmac('sha256', key).update(`${device_kind} ${device}`).digest('hex'),
    cases: Number(cases),
  }))
}
