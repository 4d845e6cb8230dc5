/** The routes of disposal, joined to what answers them. */
import { decideDisposal } from '@loge/features/equipment/core'
import type { StoredDevice } from '@loge/features/equipment/server'
import { callerOf } from '@loge/features/places/server'
import { createCursor, Problem, serve, toPage } from '@loge/http'
import type { DisposalId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { z } from 'zod'
import { disposeRoutes as routes, type DisposalView } from '../../dispose-wire.ts'
import type { AccessDeps } from '../deps.ts'
import { loadEntrances } from '../entrance-store.ts'
import { notFound } from '../keep-entrance.ts'
import { serves } from '../replace/store.ts'
import { confirmByHand, currentDisposal, findDevice, takeOut } from './dispose-device.ts'
import { readStanding } from './follow-disposals.ts'
import { loadDisposals, lockDisposal, type StoredDisposal } from './store.ts'

const cursor = createCursor(
  'disposals',
  z.custom<DisposalId>((value) => typeof value === 'string'),
)

const view = async (
  transaction: Transaction,
  deps: AccessDeps,
  disposals: readonly StoredDisposal[],
): Promise<DisposalView[]> => {
  const now = deps.world.now()
  const standing = await readStanding(transaction, disposals)
  const entranceIds = disposals.flatMap(({ entrance_ids: own }) => own)
  const entrances = await loadEntrances(transaction, { ids: entranceIds })
  const names = new Map(entrances.map(({ id, name }) => [id, name]))
  return disposals.map((one) => {
    const { device, now: stands } = standing(one)
    return {
      id: one.id,
      siteId: one.site_id,
      device: { id: one.device_id, name: device?.name ?? '' },
      reason: one.reason,
      ...decideDisposal(stands, now),
      entrances: one.entrance_ids.map((id) => ({ id, name: names.get(id) ?? '' })),
      settings: one.settings,
      startedAt: one.started_at,
      attempts: one.command_id === null ? 0 : one.attempts,
      confirmedAt: one.confirmed_at,
      note: one.note,
      heardAgainAt: one.heard_again_at,
    }
  })
}

const viewOne = async (
  transaction: Transaction,
  deps: AccessDeps,
  one: StoredDisposal | undefined,
): Promise<DisposalView> => {
  const [seen] = one === undefined ? [] : await view(transaction, deps, [one])
  if (seen === undefined) throw notFound()
  return seen
}

/** What goes with it. */
const planOf = async (transaction: Transaction, device: StoredDevice) => {
  const entrances = await loadEntrances(transaction, { siteIds: [device.site_id] })
  const parts = device.components.filter(({ present }) => present)
  return {
    entrances: entrances
      .filter((entrance) => serves(entrance, device.id))
      .map(({ id, name, parts: own }) => ({
        id,
        name,
        roles: own.filter(({ deviceId }) => deviceId === device.id).map(({ role }) => role),
      })),
    settings: device.components.filter(({ desired }) => desired !== null).length,
    texts: parts.flatMap(({ kind, name, reading }) =>
      kind === 'text' && typeof reading?.value === 'string' && reading.value !== ''
        ? [{ name, text: reading.value }]
        : [],
    ),
    isThere: device.online !== false && device.withdrawn_at === null,
  }
}

export const disposeEndpoints = (deps: AccessDeps) => [
  serve(routes.readDisposal, ({ organizationId, params, reach }) =>
    deps.database.transaction(organizationId, async (transaction) => {
      const device = await findDevice(transaction, { reach }, params.id)
      const current = await currentDisposal(transaction, device)
      const disposal = current === undefined ? null : await viewOne(transaction, deps, current)
      return { ...(await planOf(transaction, device)), disposal }
    }),
  ),
  serve(routes.disposeDevice, async (call) => {
    const { organizationId, reach } = call
    const id = await takeOut(deps, callerOf(call), { id: call.params.id, reason: call.body.reason })
    return deps.database.transaction(organizationId, async (transaction) =>
      viewOne(transaction, deps, (await loadDisposals(transaction, { id, reach }))[0]),
    )
  }),
  serve(routes.listDisposals, ({ organizationId, query, reach }) => {
    const { limit, cursor: from, siteId } = query
    return deps.database.transaction(organizationId, async (transaction) => {
      const before = cursor.decode(from)
      const rows = await loadDisposals(transaction, { siteId, reach, before, limit: limit + 1 })
      const page = toPage(rows, limit, { cursor, positionOf: ({ id }) => id })
      return { ...page, data: await view(transaction, deps, page.data) }
    })
  }),
  serve(routes.confirmDisposal, (call) =>
    deps.database.transaction(call.organizationId, async (transaction) => {
      const one = await lockDisposal(transaction, call.params.id, call.reach)
      if (one === undefined) throw notFound()
      const { state } = await viewOne(transaction, deps, one)
      if (state !== 'by_hand' && state !== 'waiting')
        throw new Problem(
          409,
          'disposal_not_by_hand',
          'It is being cleared, was cleared, or somebody said so already: there is nothing to do by hand.',
        )
      await confirmByHand(transaction, deps, callerOf(call), { one, note: call.body.note })
      return viewOne(transaction, deps, await lockDisposal(transaction, one.id, call.reach))
    }),
  ),
]
