/** Tells the log that a source of somebody outside was written down: people keeps it, for everybody. */
import { appendEvents } from '@loge/features/events/server'
import { type Keeping, keepOrigin } from '@loge/features/people/server'
import { asCivilDay, DAY_MS, formatId, type Id, newId, type PersonId, type World } from '@loge/kernel'
import { type NewSource, relationsFacts } from '../core/index.ts'

export type { Keeping } from '@loge/features/people/server'

export const todayOf = ({ now }: Pick<World, 'now'>) => asCivilDay(Math.floor(now() / DAY_MS))

export const tellOfSource = (
  { transaction, world, organizationId, actor }: Keeping,
  {
    personId,
    id,
    kind,
  }: { readonly personId: PersonId; readonly id: Id<'provenance'>; readonly kind: string },
): Promise<void> =>
  appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: relationsFacts.sourceRecorded.type,
      occurredAt: world.now(),
      actor,
      personId,
      payload: { provenanceId: formatId('provenance', id), kind },
    },
  ])

/** Of somebody who is here already. */
export const keepSource = async (
  keeping: Keeping,
  personId: PersonId,
  source: NewSource,
): Promise<Id<'provenance'>> => {
  const id = await keepOrigin(keeping, personId, source)
  const kind = keeping.register.sources.find((one) => one.id === source.source)?.kind ?? 'person'
  await tellOfSource(keeping, { personId, id, kind })
  return id
}
