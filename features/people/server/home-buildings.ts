/** In which building somebody lived at an instant: what the log says of a person instead of their name. */
import { MINUTE_MS, type Instant, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import { asAnybody, type Database, type Transaction } from '@loge/storage'
import { sql } from 'kysely'

interface Stay {
  readonly person: PersonId
  readonly building: string
  readonly from: Instant
  readonly until: Instant | null
}

interface Known {
  readonly stays: readonly Stay[]
  readonly readAt: Instant
}

/** Every reader of the live log asks about the same few people, so what was read is believed for a minute. */
const KEPT_MS = MINUTE_MS
const MOST_KEPT = 10_000

const readStays = async (
  transaction: Transaction,
  personIds: readonly PersonId[],
): Promise<readonly Stay[]> => {
  const { rows } = await sql<Stay>`
    select t.person_id as person, b.name as building, t.moves_in_at as "from", t.moves_out_at as "until"
    from tenancy t
    join unit u on u.organization_id = t.organization_id and u.id = t.unit_id
    join building b on b.organization_id = u.organization_id and b.id = u.building_id
    where t.superseded_at is null and t.role <> 'owner' and t.person_id = any(${[...personIds]}::uuid[])
    order by t.moves_in_at`.execute(transaction)
  return rows
}

export type HomeBuildings = (
  organizationId: OrganizationId,
  personIds: readonly PersonId[],
) => Promise<(personId: PersonId, at: Instant) => string | undefined>

export const createHomeBuildings = ({
  database,
  world,
}: {
  readonly database: Database
  readonly world: World
}): HomeBuildings => {
  const kept = new Map<PersonId, Known>()
  return async (organizationId, personIds) => {
    const now = world.now()
    const missing = [...new Set(personIds)].filter((id) => now - (kept.get(id)?.readAt ?? 0) >= KEPT_MS)
    if (kept.size + missing.length > MOST_KEPT) kept.clear()
    if (missing.length > 0) {
      const stays = await asAnybody(() =>
        database.transaction(organizationId, (transaction) => readStays(transaction, missing)),
      )
      const byPerson = Map.groupBy(stays, ({ person }) => person)
      for (const id of missing) kept.set(id, { stays: byPerson.get(id) ?? [], readAt: now })
    }
    const known = new Map(personIds.map((id) => [id, kept.get(id)?.stays ?? []]))
    return (personId, at) =>
      known.get(personId)?.find(({ from, until }) => from <= at && (until === null || at < until))?.building
  }
}
