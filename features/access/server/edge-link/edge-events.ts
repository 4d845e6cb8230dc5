/** From what an edge recorded to facts of the log: opaque references become persons, device names become devices. */
import type { NewEvent } from '@loge/features/events/core'
import { loadDevices } from '@loge/features/equipment/server'
import { asId, isUuid, newId, type DeviceId, type PersonId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { RightsOfSites, SiteOfEdge } from './deps.ts'
import type { ArrivedEvent } from './edge-link-store.ts'

interface Known {
  readonly persons: ReadonlyMap<string, PersonId>
  readonly devices: ReadonlyMap<string, DeviceId>
}

const look = async (
  transaction: Transaction,
  rights: RightsOfSites,
  site: SiteOfEdge,
  events: readonly ArrivedEvent[],
): Promise<Known> => {
  const refs = [...new Set(events.flatMap(({ subjectRef }) => subjectRef ?? []))]
  const externalIds = [
    ...new Set(events.flatMap(({ component }) => component?.externalId.replaceAll('\u0000', '') ?? [])),
  ]
  const persons =
    refs.length === 0 ? new Map<string, PersonId>() : await rights.persons(transaction, site.siteId, refs)
  const devices =
    externalIds.length === 0 ? [] : await loadDevices(transaction, { edgeId: site.edgeId, externalIds })
  return { persons, devices: new Map(devices.map((device) => [device.external_id, device.id])) }
}

const factOf =
  (world: World, site: SiteOfEdge, { persons, devices }: Known) =>
  (event: ArrivedEvent): NewEvent => {
    const { entranceId, subjectRef, component, throughSequence, fromBacklog } = event
    const personId = subjectRef === undefined ? undefined : persons.get(subjectRef)
    const deviceId = component === undefined ? undefined : devices.get(component.externalId)
    return {
      id: newId(world, 'event'),
      type: event.type,
      occurredAt: event.occurredAt,
      actor: { kind: 'edge', id: site.edgeId },
      siteId: site.siteId,
      ...(entranceId === undefined || !isUuid(entranceId)
        ? {}
        : { entranceId: asId('entrance', entranceId) }),
      ...(deviceId === undefined ? {} : { deviceId }),
      ...(personId === undefined ? {} : { personId }),
      payload: event.payload,
      edge: {
        id: site.edgeId,
        sequence: event.sequence,
        clockTrusted: event.clockTrusted,
        ...(throughSequence === undefined ? {} : { throughSequence }),
        ...(fromBacklog === true ? { fromBacklog } : {}),
      },
    }
  }

export const factsOf = async (
  transaction: Transaction,
  { world, rights }: { readonly world: World; readonly rights: RightsOfSites },
  site: SiteOfEdge,
  events: readonly ArrivedEvent[],
): Promise<readonly NewEvent[]> =>
  events.map(factOf(world, site, await look(transaction, rights, site, events)))
