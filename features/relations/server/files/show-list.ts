/** Trade shows, and what whoever is met there is asked to agree to. */
import { appendEvents } from '@loge/features/events/server'
import { registerAt } from '@loge/features/law/server'
import { formatId, type Id, newId } from '@loge/kernel'
import { relationsFacts } from '../../core/index.ts'
import type { Desk } from '../contact/act-on-message.ts'
import type { RelationsDeps } from '../deps.ts'
import { purposeOf } from './shows.ts'
import { fileTablesOf } from './tables.ts'

export const listShows = ({ database, world }: RelationsDeps, { organizationId }: Desk) =>
  database.transaction(organizationId, async (transaction) => {
    const register = await registerAt(transaction, organizationId, world.now())
    const shows = await fileTablesOf(transaction)
      .selectFrom('trade_show')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .orderBy('starts_on', 'desc')
      .orderBy('id')
      .limit(500)
      .execute()
    return {
      data: shows.map(({ id, name, place, organiser, starts_on: startsOn, ends_on: endsOn }) => ({
        id,
        name,
        place,
        organiser,
        startsOn,
        endsOn,
      })),
      asked: {
        visitor: purposeOf(register, 'visitor')?.sentence ?? null,
        supplied: purposeOf(register, 'supplied')?.sentence ?? null,
      },
    }
  })

export interface NewShow {
  readonly name: string
  readonly place: string
  readonly organiser: string
  readonly startsOn: string
  readonly endsOn: string
}

export const addShow = ({ database, world }: RelationsDeps, { organizationId, actor }: Desk, show: NewShow) =>
  database.transaction(organizationId, async (transaction) => {
    const id: Id<'tradeShow'> = newId(world, 'tradeShow')
    const { name, place, organiser, startsOn: starts_on, endsOn: ends_on } = show
    await fileTablesOf(transaction)
      .insertInto('trade_show')
      .values({ organization_id: organizationId, id, name, place, organiser, starts_on, ends_on })
      .execute()
    await appendEvents(transaction, world, organizationId, [
      {
        id: newId(world, 'event'),
        type: relationsFacts.showAdded.type,
        occurredAt: world.now(),
        actor,
        payload: { tradeShowId: formatId('tradeShow', id) },
      },
    ])
    return { id }
  })
