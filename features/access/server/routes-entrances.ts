/** The routes of entrances, joined to what answers them. */
import { mayReadPeople } from '@loge/features/events/server'
import { callerOf } from '@loge/features/places/server'
import { createCursor, serve, toPage, versionTag } from '@loge/http'
import type { EntranceId, Instant, PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { z } from 'zod'
import { accessRoutes as routes } from '../wire.ts'
import { askWhoMayEnter, explainAccess, type PersonMayEnter } from './ask.ts'
import { whenAsked } from './as-of.ts'
import type { AccessDeps } from './deps.ts'
import { loadEntrances, type StoredEntrance } from './entrance-store.ts'
import { changeEntrance, createEntrance, notFound, removeEntrance, setLockDown } from './keep-entrance.ts'
import { loadCodesBlocked } from './codes-blocked.ts'
import { loadEmergenciesHere } from './emergency/here.ts'
import { foldedPerson } from './fold.ts'
import { readEvidence, readInForce } from './evidence.ts'
import { explainEvent } from './explain-event.ts'
import { inspectEntrance } from './inspect-entrance.ts'
import { openEntrance, releaseCodes } from './open-entrance.ts'
import { inForceAt, listPlacements } from './placements.ts'
import { type AskingCall, isOwn, reachesSite, requireSite, sitesWithin } from './reach.ts'
import { loadUnconfirmed } from './unconfirmed.ts'
import { viewCount, viewLockdown, viewEntrance, viewExplanation, viewMayEnter } from './views.ts'

const cursor = createCursor(
  'entrances',
  z.custom<EntranceId>((value) => typeof value === 'string'),
)

const whoCursor = createCursor(
  'who',
  // The person, or to who may not read people how many came before: a cursor can be read.
  z.union([z.custom<PersonId>((value) => typeof value === 'string'), z.number().int().min(0)]),
)

interface WhichEntrance {
  readonly id: EntranceId
  readonly asOf?: Instant | undefined
}

/** The entrance as it is, or as it was recorded at an instant. */
const storedIn = async (transaction: Transaction, { id, asOf }: WhichEntrance): Promise<StoredEntrance> => {
  const [entrance] = await loadEntrances(transaction, { ids: [id], asOf })
  if (entrance === undefined) throw notFound()
  return entrance
}

/** The same, unseen beyond the caller's reach. */
const findEntrance = async (
  transaction: Transaction,
  { reach }: Pick<AskingCall, 'reach'>,
  which: WhichEntrance,
): Promise<StoredEntrance> => {
  const entrance = await storedIn(transaction, which)
  requireSite(reach, entrance.siteId)
  return entrance
}

const requireEntrance = async (deps: AccessDeps, call: AskingCall, id: EntranceId): Promise<void> => {
  await deps.database.transaction(call.organizationId, (transaction) =>
    findEntrance(transaction, call, { id }),
  )
}

const shown = (deps: AccessDeps, call: AskingCall, entrance: StoredEntrance) =>
  deps.database.transaction(call.organizationId, async (transaction) => {
    const placements = await listPlacements(transaction, [entrance.siteId], deps.world.now())
    call.header('ETag', versionTag(entrance.revision))
    const unconfirmed = (await loadUnconfirmed(transaction, [entrance.id])).get(entrance.id)
    const blocked = await loadCodesBlocked(transaction, [entrance], deps.world.now())
    const ordered = await loadEmergenciesHere(transaction, [entrance], whenAsked(undefined, deps.world.now()))
    return viewEntrance(entrance, {
      placement: inForceAt(placements, entrance.siteId),
      unconfirmed,
      codesBlocked: blocked.get(entrance.id),
      emergency: ordered.get(entrance.id),
    })
  })

const keeping = (deps: AccessDeps) => [
  serve(routes.listEntrances, ({ organizationId, reach, query }) =>
    deps.database.transaction(organizationId, async (transaction) => {
      const siteIds = sitesWithin(reach, query.siteId)
      const after = cursor.decode(query.cursor)
      const { buildingId, limit } = query
      const rows = await loadEntrances(transaction, { siteIds, buildingId, after, limit: limit + 1 })
      const page = toPage(rows, limit, { cursor, positionOf: ({ id }) => id })
      const placements = await listPlacements(transaction, siteIds, deps.world.now())
      const unconfirmed = await loadUnconfirmed(
        transaction,
        page.data.map(({ id }) => id),
      )
      const blocked = await loadCodesBlocked(transaction, page.data, deps.world.now())
      const ordered = await loadEmergenciesHere(
        transaction,
        page.data,
        whenAsked(undefined, deps.world.now()),
      )
      const view = (row: StoredEntrance) =>
        viewEntrance(row, {
          placement: inForceAt(placements, row.siteId),
          unconfirmed: unconfirmed.get(row.id),
          codesBlocked: blocked.get(row.id),
          emergency: ordered.get(row.id),
        })
      return { ...page, data: page.data.map(view) }
    }),
  ),
  serve(routes.createEntrance, async (call) => {
    requireSite(call.reach, call.body.siteId)
    return shown(deps, call, await createEntrance(deps, callerOf(call), call.body))
  }),
  serve(routes.readEntrance, async (call) => {
    const { organizationId, params, query } = call
    const entrance = await deps.database.transaction(organizationId, (transaction) =>
      findEntrance(transaction, call, { id: params.id, asOf: whenAsked(query.at, deps.world.now()).asOf }),
    )
    return shown(deps, call, entrance)
  }),
  serve(routes.changeEntrance, async (call) => {
    const { params, ifMatch, body: input } = call
    await requireEntrance(deps, call, params.id)
    return shown(deps, call, await changeEntrance(deps, callerOf(call), { id: params.id, ifMatch, input }))
  }),
  serve(routes.removeEntrance, async (call) => {
    await requireEntrance(deps, call, call.params.id)
    return removeEntrance(deps, callerOf(call), { id: call.params.id, ifMatch: call.ifMatch })
  }),
]

const acting = (deps: AccessDeps) => [
  serve(routes.inspectEntrance, async (call) => {
    await requireEntrance(deps, call, call.params.id)
    return inspectEntrance(deps, callerOf(call), { id: call.params.id, finding: call.body.finding })
  }),
  serve(routes.lockDownEntrance, async (call) => {
    const { id } = call.params
    await requireEntrance(deps, call, id)
    return shown(
      deps,
      call,
      await setLockDown(deps, callerOf(call), { id, lockedDown: true, reason: call.body.reason }),
    )
  }),
  serve(routes.releaseEntrance, async (call) => {
    const { id } = call.params
    await requireEntrance(deps, call, id)
    return shown(
      deps,
      call,
      await setLockDown(deps, callerOf(call), { id, lockedDown: false, reason: call.body.reason }),
    )
  }),
  serve(routes.openEntrance, async (call) => {
    const { reach, params, body, language } = call
    const { id } = params
    const { siteId } = await deps.database.transaction(call.organizationId, (transaction) =>
      storedIn(transaction, { id }),
    )
    const opening = { id, reason: body.reason, language }
    if (reachesSite(reach, siteId)) return openEntrance(deps, callerOf(call), opening)
    if (reach.ownPersonId === undefined) throw notFound()
    return openEntrance(deps, callerOf(call), { ...opening, byRightOf: reach.ownPersonId })
  }),
]

const releasing = (deps: AccessDeps) =>
  serve(routes.releaseCodes, async (call) => {
    await requireEntrance(deps, call, call.params.id)
    return releaseCodes(deps, callerOf(call), { id: call.params.id, reason: call.body.reason })
  })

const asking = (deps: AccessDeps) => [
  serve(routes.explainEntrance, async (call) => {
    const { organizationId, params, query } = call
    const when = whenAsked(query.at, deps.world.now())
    const { id: entranceId, siteId } = await deps.database.transaction(organizationId, (transaction) =>
      storedIn(transaction, { id: params.id, asOf: when.asOf }),
    )
    if (!reachesSite(call.reach, siteId) && !isOwn(call.reach, query.person)) throw notFound()
    const question = { organizationId, siteId, when, entranceId, personId: query.person }
    const explanation = await explainAccess(deps, question)
    const view = viewExplanation(when.at, explanation)
    const rest = await deps.database.transaction(organizationId, async (transaction) => ({
      evidence: await readEvidence(transaction, deps, {
        organizationId,
        siteId,
        when,
        grantIds: view.lines.map((line) => line.accessGrantId),
        profileIds: view.lines.map((line) => line.accessProfileId),
        scheduleIds: view.lines.flatMap((line) => line.scheduleId ?? []),
      }),
      inForce: await readInForce(transaction, { organizationId, siteId, when }),
    }))
    return { ...view, ...rest }
  }),
  serve(routes.explainEvent, (call) => explainEvent(deps, call, call.params.id)),
  serve(routes.whoMayEnter, async (call) => {
    const { organizationId, params, query } = call
    const when = whenAsked(query.at, deps.world.now())
    const { entranceId, siteId, inForce } = await deps.database.transaction(
      organizationId,
      async (transaction) => {
        const { id, siteId } = await findEntrance(transaction, call, { id: params.id, asOf: when.asOf })
        return {
          entranceId: id,
          siteId,
          inForce: await readInForce(transaction, { organizationId, siteId, when }),
        }
      },
    )
    const after = whoCursor.decode(query.cursor)
    const { limit } = query
    const question = { organizationId, siteId, when, entranceId, after, limit }
    const { total, byProfile, lockdown, data } = await askWhoMayEnter(deps, question)
    const isKnown = mayReadPeople(call, siteId)
    const before = typeof after === 'number' ? after : 0
    const positionOf = ({ personId }: PersonMayEnter) => (isKnown ? personId : before + limit)
    const page = toPage(data, limit, { cursor: whoCursor, positionOf })
    return {
      at: when.at,
      total,
      byProfile: byProfile.map(viewCount),
      inForce,
      lockdown: lockdown === null ? null : viewLockdown(lockdown),
      ...page,
      data: page.data.map((one) => ({
        ...viewMayEnter(one),
        personId: foldedPerson(call, siteId, one.personId),
      })),
    }
  }),
]

export const entranceEndpoints = (deps: AccessDeps) => [
  ...keeping(deps),
  ...acting(deps),
  releasing(deps),
  ...asking(deps),
]
