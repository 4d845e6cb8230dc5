/** What every use case of equipment stands on, and how it adds facts to the log. */
import type { Actor, NewEvent, PayloadValue } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import {
  asId,
  formatId,
  newId,
  type DeviceId,
  type EdgeId,
  type EntranceId,
  type OrganizationId,
  type SiteId,
  type World,
} from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { equipmentFacts } from '../core/index.ts'

export interface EquipmentDeps {
  readonly database: Database
  readonly world: World
  /** Entrances belong to a feature further right; `undefined` when there is no such entrance. */
  readonly findEntrance: (
    transaction: Transaction,
    entranceId: EntranceId,
  ) => Promise<{ readonly siteId: SiteId } | undefined>
  /** Refuses to take a device out of service that a door needs now, as in a fire. */
  readonly requireSpare?: (
    transaction: Transaction,
    organizationId: OrganizationId,
    device: { readonly siteId: SiteId; readonly deviceId: DeviceId },
  ) => Promise<void>
}

/** What keeping devices and their settings needs of it. */
export type KeepingDeps = Pick<EquipmentDeps, 'database' | 'world'>

/** The edge that speaks, as its link proved it. */
export interface SpeakingEdge {
  readonly organizationId: OrganizationId
  readonly edgeId: EdgeId
  readonly siteId: SiteId
}

export interface Happened {
  readonly fact: keyof typeof equipmentFacts
  readonly siteId: SiteId
  readonly deviceId?: DeviceId | undefined
  readonly entranceId?: EntranceId | undefined
  readonly payload?: Readonly<Record<string, PayloadValue>>
}

export interface Recorder {
  readonly world: World
  readonly organizationId: OrganizationId
  readonly actor: Actor
}

export const edgeRecorder = (world: World, { organizationId, edgeId }: SpeakingEdge): Recorder => ({
  world,
  organizationId,
  actor: { kind: 'edge', id: edgeId },
})

export const record = (
  transaction: Transaction,
  { world, organizationId, actor }: Recorder,
  happened: readonly Happened[],
): Promise<void> =>
  appendEvents(
    transaction,
    world,
    organizationId,
    happened.map(
      ({ fact, siteId, deviceId, entranceId, payload = {} }): NewEvent => ({
        id: newId(world, 'event'),
        type: equipmentFacts[fact].type,
        occurredAt: world.now(),
        actor,
        siteId,
        ...(deviceId === undefined ? {} : { deviceId }),
        ...(entranceId === undefined ? {} : { entranceId }),
        payload,
      }),
    ),
  )

/** Only accounts and keys are kept by id beside what they did. */
export const actorIdOf = (actor: Actor): string | null =>
  actor.kind === 'account' || actor.kind === 'apiKey' ? actor.id : null

/** Who acted, by the id that is used everywhere on the wire. */
export const viewActor = (kind: Actor['kind'], id: string | null) => ({
  kind,
  id: id !== null && (kind === 'account' || kind === 'apiKey') ? formatId(kind, asId(kind, id)) : null,
})
