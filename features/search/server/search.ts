/** One question to every kind there is; a kind the caller may not read is not looked into. */
import { findEventByNumber } from '@loge/features/events/server'
import { reachFor, type Principal, type Reach } from '@loge/http'
import type { OrganizationId, SiteId, World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { readQuestion, type SearchQuestion } from '../core/index.ts'
import { lookAtHomes } from './look-at-homes.ts'
import { searchPeople, type Looking } from './search-people.ts'
import { homesWithin, searchDevices, searchEntrances } from './search-places.ts'

export interface SearchDeps {
  readonly database: Database
  readonly world: World
}

interface Search {
  readonly principal: Principal
  readonly organizationId: OrganizationId
  readonly q: string
  readonly siteId: SiteId | undefined
  readonly limit: number
}

const findNumbered = async (
  transaction: Transaction,
  { eventNumber }: SearchQuestion,
  {
    organizationId,
    reach,
    siteId,
  }: { organizationId: OrganizationId; reach: Reach; siteId: SiteId | undefined },
) => {
  if (eventNumber === undefined) return null
  const asked = { organizationId, reach, filter: { siteId } }
  const row = await findEventByNumber(transaction, asked, eventNumber)
  return row === undefined
    ? null
    : { id: row.id, number: row.position, type: row.type, occurredAt: row.occurred_at }
}

/** Where homes may be named or shown: `undefined` is everywhere. */
const sitesToLookAt = (principal: Principal, siteId: SiteId | undefined): readonly SiteId[] | undefined => {
  if (siteId !== undefined) return [siteId]
  const reaches = ['people.read', 'places.read'].flatMap(
    (permission) => reachFor(principal, permission) ?? [],
  )
  return reaches.some((reach) => reach.wholeOrganization)
    ? undefined
    : reaches.flatMap(({ siteIds }) => siteIds)
}

export const search = (
  { database, world }: SearchDeps,
  { principal, organizationId, q, siteId, limit }: Search,
) =>
  database.transaction(organizationId, async (transaction) => {
    const question = readQuestion(q)
    const now = world.now()
    const homes = await lookAtHomes(transaction, question, sitesToLookAt(principal, siteId))
    const ofKind = async <Found>(
      permission: string,
      look: (transaction: Transaction, looking: Looking) => Promise<readonly Found[]>,
    ): Promise<Found[]> => {
      const reach = reachFor(principal, permission)
      if (reach === undefined) return []
      return [...(await look(transaction, { question, reach, siteId, limit, now, homes }))]
    }
    const reachOfLog = reachFor(principal, 'events.read')
    return {
      people: await ofKind('people.read', searchPeople),
      homes: await ofKind('places.read', async (_, looking) => homesWithin(looking)),
      entrances: await ofKind('access.read', searchEntrances),
      devices: await ofKind('equipment.read', searchDevices),
      event:
        reachOfLog === undefined
          ? null
          : await findNumbered(transaction, question, { organizationId, reach: reachOfLog, siteId }),
    }
  })
