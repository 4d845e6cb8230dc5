/** Payloads nobody could read: counted by topic and reason, in a bounded space, and told once each. */
import type { World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { boundUnknown, MOST_UNKNOWN_TOPICS, OTHER_TOPICS, type UnknownPayload } from '../core/index.ts'
import { edgeRecorder, record, type Happened, type SpeakingEdge } from './record.ts'
import type { EquipmentTables } from './tables.ts'

const knownTopics = async (transaction: Transaction, { edgeId }: SpeakingEdge): Promise<Set<string>> => {
  const rows = await transaction
    .$extendTables<EquipmentTables>()
    .selectFrom('unknown_payload')
    .select(['topic', 'why'])
    .where('edge_id', '=', edgeId)
    .execute()
  return new Set(rows.map(({ topic, why }) => `${why} ${topic}`))
}

export const recordUnknownPayloads = async (
  transaction: Transaction,
  world: World,
  edge: SpeakingEdge,
  payloads: readonly UnknownPayload[],
): Promise<void> => {
  if (payloads.length === 0) return
  const known = await knownTopics(transaction, edge)
  const happened: Happened[] = []
  const now = new Date(world.now())
  for (const payload of payloads.map(boundUnknown)) {
    const { why, bytes, count } = payload
    const isKept = known.has(`${why} ${payload.topic}`) || known.size < MOST_UNKNOWN_TOPICS
    const topic = isKept ? payload.topic : OTHER_TOPICS
    if (!known.has(`${why} ${topic}`)) happened.push({ fact: 'devicePayloadUnknown', siteId: edge.siteId })
    known.add(`${why} ${topic}`)
    await transaction
      .$extendTables<EquipmentTables>()
      .insertInto('unknown_payload')
      .values({
        organization_id: edge.organizationId,
        edge_id: edge.edgeId,
        site_id: edge.siteId,
        topic,
        why,
        count,
        largest_bytes: bytes,
        first_at: now,
        last_at: now,
      })
      .onConflict((conflict) =>
        conflict.columns(['organization_id', 'edge_id', 'topic', 'why']).doUpdateSet({
          count: sql<number>`least(unknown_payload.count::numeric + excluded.count, 9007199254740991)::bigint`,
          largest_bytes: sql<number>`greatest(unknown_payload.largest_bytes, excluded.largest_bytes)`,
          last_at: now,
        }),
      )
      .execute()
  }
  await record(transaction, edgeRecorder(world, edge), happened)
}
