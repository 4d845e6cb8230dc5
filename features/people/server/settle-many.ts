/** Ticks one step of many moves at once: for imports, in few statements. */
import { appendEvents } from '@loge/features/events/server'
import type { Caller } from '@loge/features/places/server'
import { newId, type MoveId, type PersonId, type SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { type Move, type MoveStepKey, peopleFacts } from '../core/index.ts'
import type { Asked } from './record.ts'

interface SettledSteps extends Pick<Move, 'kind'> {
  readonly siteId: SiteId
  readonly personIds: readonly PersonId[]
  readonly key: MoveStepKey
}

/** Of the last move of that kind of each of these people there. Answers with those that were not ticked yet. */
export const settleMoveSteps = async (
  transaction: Transaction,
  { dependencies: { world }, caller }: Pick<Asked, 'dependencies'> & { caller: Omit<Caller, 'reach'> },
  { siteId, personIds, kind, key }: SettledSteps,
): Promise<ReadonlyMap<PersonId, MoveId>> => {
  const { rows } = await sql<{ id: MoveId; personId: PersonId }>`
    update move set steps_done = array_append(steps_done, ${key}), version = version + 1
    where id in (
        select distinct on (person_id) id from move
        where site_id = ${siteId} and kind = ${kind} and state <> 'undone'
          and person_id = any(${[...personIds]}::uuid[])
        order by person_id, happens_at desc, id desc)
      and ${key} <> all(steps_done)
    returning id, person_id as "personId"`.execute(transaction)
  await appendEvents(
    transaction,
    world,
    caller.organizationId,
    rows.map(({ id: moveId, personId }) => ({
      id: newId(world, 'event'),
      type: peopleFacts.moveStepTicked.type,
      occurredAt: world.now(),
      actor: caller.actor,
      siteId,
      personId,
      payload: { moveId, step: key, done: true },
    })),
  )
  return new Map(rows.map(({ id, personId }) => [personId, id]))
}
