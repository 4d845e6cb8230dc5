/** What could not be read, latest first. */
import { createCursor, toPage, type Reach } from '@loge/http'
import { instant, type EdgeId, type Instant, type SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { z } from 'zod'
import { readWhy } from '../core/index.ts'
import type { EquipmentTables } from './tables.ts'

interface UnknownPayloadQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly siteId?: SiteId | undefined
}

interface UnknownPayloadView {
  readonly siteId: SiteId
  readonly edgeId: EdgeId
  readonly topic: string
  readonly why: string
  readonly count: number
  readonly largestBytes: number
  readonly firstAt: Instant
  readonly lastAt: Instant
}

const position = z.object({
  lastAt: z.number().int(),
  edgeId: z.string(),
  topic: z.string(),
  why: z.string(),
})
const unknownCursor = createCursor('unknown-payloads', position)

export const listUnknownPayloads = async (
  transaction: Transaction,
  reach: Reach,
  { limit, cursor, siteId }: UnknownPayloadQuery,
) => {
  const from = unknownCursor.decode(cursor)
  let query = transaction
    .$extendTables<EquipmentTables>()
    .selectFrom('unknown_payload')
    .select(['site_id as siteId', 'edge_id as edgeId', 'topic', 'why', 'count'])
    .select(['largest_bytes as largestBytes', 'first_at as firstAt', 'last_at as lastAt'])
    .orderBy('last_at', 'desc')
    .orderBy('edge_id')
    .orderBy('topic')
    .orderBy('why')
    .limit(limit + 1)
  if (!reach.wholeOrganization)
    query = query.where('site_id', '=', sql<SiteId>`any(${[...reach.siteIds]}::uuid[])`)
  if (siteId !== undefined) query = query.where('site_id', '=', siteId)
  if (from !== undefined) {
    const lastAt = new Date(instant(from.lastAt))
    query = query.where(
      sql<boolean>`(last_at < ${lastAt} or (last_at = ${lastAt} and (edge_id, topic, why) > (${from.edgeId}::uuid, ${from.topic}, ${from.why})))`,
    )
  }
  const rows: readonly UnknownPayloadView[] = await query.execute()
  const positionOf = ({ lastAt, edgeId, topic, why }: UnknownPayloadView) => ({ lastAt, edgeId, topic, why })
  const page = toPage(rows, limit, { cursor: unknownCursor, positionOf })
  return {
    ...page,
    data: page.data.map((row) => {
      const { code, detail } = readWhy(row.why)
      return { ...row, why: code, detail }
    }),
  }
}
