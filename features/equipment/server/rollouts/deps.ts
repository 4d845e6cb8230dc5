/** What roll-outs stand on. */
import type { Actor } from '@loge/features/events/core'
import type { DeviceId, EntranceId, Instant, OrganizationId, RolloutId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { Problem } from '@loge/http'
import type { EquipmentDeps } from '../record.ts'
import type { Wish } from './judge.ts'
import type { StoredItem, StoredRollout } from './store.ts'

export interface Asking {
  readonly organizationId: OrganizationId
  readonly siteId: SiteId
  readonly actor: Actor
  readonly at: Instant
}

export interface RolloutDeps extends Pick<EquipmentDeps, 'database' | 'world'> {
  /** Entrances belong to a feature further right: which of them each device serves. */
  readonly entrancesByDevice: (
    transaction: Transaction,
    siteId: SiteId,
  ) => Promise<ReadonlyMap<DeviceId, readonly EntranceId[]>>
  /** Whether somebody may change equipment of the site now, as they might have when they asked for it. */
  readonly mayStillChange: (transaction: Transaction, who: Asking) => Promise<boolean>
}

export const noRollout = (): Problem => new Problem(404, 'not_found', 'There is no such roll-out.')

export const wishOf = ({ wants, setting }: Pick<StoredRollout, 'wants' | 'setting'>): Wish => {
  if (wants === 'firmware') return { wants }
  if (setting === null) throw new Error('a roll-out of a setting names it')
  return { wants, setting }
}

/** Ids and counts alone: what the log keeps of where a roll-out stands. */
export const standOf = (rolloutId: RolloutId, items: readonly Pick<StoredItem, 'state' | 'asked_at'>[]) => {
  const among = (isOne: (item: Pick<StoredItem, 'state' | 'asked_at'>) => boolean): number =>
    items.filter(isOne).length
  return {
    rolloutId,
    confirmed: among(({ state }) => state === 'in_force'),
    waiting: among(({ state }) => state === 'waiting' || state === 'stopped'),
    unconfirmed: among(
      ({ state, asked_at: askedAt }) =>
        askedAt !== null && ['drifted', 'failed', 'silent', 'unknown'].includes(state),
    ),
  }
}
