/** Asks devices for the settings somebody wants and they do not have: when they are there, and not without pause. */
import { addMs, newId, SECOND_MS, type Instant, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { askAgainAt, describeDrift, type ReadingValue, type SettingValue } from '../core/index.ts'
import type { SpeakingEdge } from './record.ts'
import type { CommandRow, ComponentId, EquipmentTables } from './tables.ts'

const DEADLINE_MS = 30 * SECOND_MS
const MOST_AT_ONCE = 50
const MOST_CONSIDERED = 1_000

interface Candidate {
  readonly component_id: ComponentId
  readonly external_id: string
  readonly key: string
  readonly desired: SettingValue
  readonly valid_from: Instant
  readonly value: ReadingValue
  readonly reported_at: Instant | null
  readonly attempts: number
  readonly last_asked_at: Instant | null
  /** The edge said that it passed the setting on. */
  readonly passed_on: boolean
  readonly actor_kind: CommandRow['actor_kind']
  readonly actor_id: string | null
}

/** Wanted settings of devices that are there, with no command for them under way. */
const loadCandidates = (transaction: Transaction, edge: SpeakingEdge) =>
  sql<Candidate>`
    select g.component_id, d.external_id, c.key, g.desired, g.valid_from, g.actor_kind, g.actor_id,
      s.value, s.reported_at, asked.attempts, asked.last_asked_at, asked.passed_on
    from device_config g
    join component c on c.id = g.component_id and c.present
    join device d on d.id = c.device_id and d.state = 'adopted' and d.online is not false
    left join device_state s on s.component_id = c.id
    cross join lateral (
      select count(*) as attempts, max(m.asked_at) as last_asked_at,
        coalesce(bool_or(m.outcome = 'done'), false) as passed_on,
        coalesce(bool_or(m.state <> 'ended'), false) as under_way
      from command m
      where m.component_id = g.component_id and m.origin = 'config' and m.asked_at >= g.valid_from) asked
    where g.valid_until is null and d.edge_id = ${edge.edgeId} and not asked.under_way
    order by g.valid_from
    limit ${MOST_CONSIDERED}`.execute(transaction)

const isDue = (one: Candidate, now: Instant): boolean => {
  const reported = one.reported_at === null ? null : { value: one.value, at: one.reported_at }
  if (describeDrift({ value: one.desired, at: one.valid_from }, reported) === 'in_force') return false
  // Some devices take a setting and never say it back: asking again would not tell us more.
  if (reported === null && one.passed_on) return false
  return one.last_asked_at === null || now >= askAgainAt(one.attempts, one.last_asked_at)
}

export const askForSettings = async (
  transaction: Transaction,
  world: World,
  edge: SpeakingEdge,
): Promise<void> => {
  const now = world.now()
  const { rows } = await loadCandidates(transaction, edge)
  const wanted = rows.filter((one) => isDue(one, now)).slice(0, MOST_AT_ONCE)
  if (wanted.length === 0) return
  await transaction
    .$extendTables<EquipmentTables>()
    .insertInto('command')
    .values(
      wanted.map((one) => ({
        organization_id: edge.organizationId,
        id: newId(world, 'command'),
        site_id: edge.siteId,
        edge_id: edge.edgeId,
        component_id: one.component_id,
        action: JSON.stringify({
          kind: 'configure',
          component: { externalId: one.external_id, key: one.key },
          value: one.desired,
        }),
        origin: 'config' as const,
        actor_kind: one.actor_kind,
        actor_id: one.actor_id,
        state: 'asked' as const,
        asked_at: new Date(now),
        deadline_at: new Date(addMs(now, DEADLINE_MS)),
      })),
    )
    .execute()
}
