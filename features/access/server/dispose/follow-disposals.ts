/** What becomes of equipment that went: its edge, once it is reached, is asked again; what is heard again is open again. */
import { asksWipeAgain, type DisposalNow } from '@loge/features/equipment/core'
import { askWipe, loadDevices, type SpeakingEdge, type StoredDevice } from '@loge/features/equipment/server'
import type { DeviceId } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { accessFacts } from '../../core/index.ts'
import type { AccessDeps } from '../deps.ts'
import { recordAll } from '../record.ts'
import {
  lockOpenDisposals,
  markAskedAgain,
  markHeardAgain,
  outcomesOf,
  type StoredDisposal,
} from './store.ts'

/** Taken in again after an earlier disposal, it may go once more. */
export const isBackInUse = (one: StoredDisposal, device: StoredDevice | undefined): boolean =>
  device !== undefined && device.adopted_at !== null && device.adopted_at > one.started_at

export interface Standing {
  readonly device: StoredDevice | undefined
  readonly now: DisposalNow
}

export const readStanding = async (
  transaction: Transaction,
  disposals: readonly StoredDisposal[],
): Promise<(one: StoredDisposal) => Standing> => {
  const outcomes = await outcomesOf(transaction, disposals)
  const ids = disposals.map(({ device_id: id }): DeviceId => id)
  const devices = new Map((await loadDevices(transaction, { ids })).map((one) => [one.id, one]))
  return (one) => {
    const device = devices.get(one.device_id)
    const { command_id: commandId, started_at: startedAt, attempts } = one
    const now = {
      startedAt,
      confirmedAt: one.confirmed_at,
      heardAgainAt: one.heard_again_at,
      order:
        commandId === null
          ? null
          : { outcome: outcomes.get(commandId) ?? null, askedAt: one.asked_again_at ?? startedAt, attempts },
      withdrawnAt: device?.withdrawn_at ?? null,
      online: device?.online ?? null,
      isBackInUse: isBackInUse(one, device),
    }
    return { device, now }
  }
}

type Deps = Pick<AccessDeps, 'world'> & { readonly database: Database }

/** Before an edge that is reached now takes its orders. */
export const askWipesAgain = async (
  transaction: Transaction,
  deps: Deps,
  { organizationId, edgeId }: SpeakingEdge,
): Promise<void> => {
  const open = await lockOpenDisposals(transaction, edgeId)
  if (open.length === 0) return
  const standing = await readStanding(transaction, open)
  const asker = { organizationId, actor: { kind: 'system', id: 'disposal' } } as const
  const at = deps.world.now()
  for (const one of open) {
    const { device, now } = standing(one)
    if (device === undefined || !asksWipeAgain(now, at)) continue
    const commandId = await askWipe(transaction, deps, asker, { device, reason: one.reason })
    if (commandId !== null) await markAskedAgain(transaction, one, { commandId, at })
  }
}

/** A person's word that it was wiped, and then it speaks: whatever was done, it was not that. */
export const reopenDisposals = async (
  transaction: Transaction,
  deps: Pick<AccessDeps, 'world'>,
  { organizationId, edgeId }: SpeakingEdge,
  externalIds: readonly string[],
): Promise<void> => {
  const reopened = await markHeardAgain(transaction, { edgeId, externalIds }, deps.world.now())
  await recordAll(
    transaction,
    deps,
    { organizationId, actor: { kind: 'edge', id: edgeId } },
    reopened.map(({ id, device_id: deviceId, site_id: siteId }) => ({
      fact: accessFacts.deviceHeardAfterDisposal,
      siteId,
      deviceId,
      payload: { disposalId: id },
    })),
  )
}
