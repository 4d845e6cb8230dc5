/** What was ordered at each entrance and stands at an instant, past, present or future. */
import type { EntranceId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type EmergencyHere, emergencyHere } from '../../core/index.ts'
import type { When } from '../as-of.ts'
import type { StoredEntrance } from '../entrance-store.ts'
import { loadEmergencies, ordersAt } from './store.ts'

export const loadEmergenciesHere = async (
  transaction: Transaction,
  entrances: readonly StoredEntrance[],
  { at, asOf }: When,
): Promise<ReadonlyMap<EntranceId, EmergencyHere>> => {
  const siteIds = [...new Set(entrances.map(({ siteId }) => siteId))]
  const emergencies = await loadEmergencies(transaction, { siteIds, standing: { from: at, asOf } })
  const ofSite = Map.groupBy(emergencies, ({ siteId }) => siteId)
  return new Map(
    entrances.flatMap(({ id, siteId, lockedDown }) => {
      const here = emergencyHere({ lockedDown, ...ordersAt(ofSite.get(siteId) ?? [], id) }, at, at)
      return here === null ? [] : [[id, here] as const]
    }),
  )
}
