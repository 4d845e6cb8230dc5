/** Which component plays which part at which entrance, by the snapshot in force. */
import type { Policy, SnapshotEntrance, SnapshotPart } from '@loge/features/access/core'
import type { ComponentRef } from '@loge/features/equipment/core'

export interface Part {
  readonly entrance: SnapshotEntrance
  readonly role: SnapshotPart['role']
}

export interface Parts {
  of(component: ComponentRef): Part | undefined
  /** The entrances that this component lets people out of when it says fire. */
  releasedBy(component: ComponentRef): readonly SnapshotEntrance[]
  /** Some component of this device lets people out of some entrance. */
  isFireInput(externalId: string): boolean
  /** The entrances somebody asks for at this reader: one, or each floor of a lift with its reader in the car. */
  askedAt(reader: ComponentRef): readonly SnapshotEntrance[]
  lockOf(entranceId: string): ComponentRef | undefined
  /** The entrances whose leaf this device watches. */
  sensedBy(externalId: string): readonly string[]
  entrance(entranceId: string): SnapshotEntrance | undefined
}

const keyOf = ({ externalId, key }: ComponentRef): string => `${externalId}\n${key}`

export const partsOf = (policy: Policy | null): Parts => {
  const parts = new Map<string, Part>()
  const entrances = new Map<string, SnapshotEntrance>()
  const released = new Map<string, SnapshotEntrance[]>()
  const asked = new Map<string, SnapshotEntrance[]>()
  for (const entrance of policy?.entrances ?? []) {
    entrances.set(entrance.id, entrance)
    for (const part of entrance.parts) {
      if (part.role === 'fireInput')
        released.set(keyOf(part), [...(released.get(keyOf(part)) ?? []), entrance])
      else parts.set(keyOf(part), { entrance, role: part.role })
      if (part.role === 'reader') asked.set(keyOf(part), [...(asked.get(keyOf(part)) ?? []), entrance])
    }
  }
  return {
    of: (component) => parts.get(keyOf(component)),
    askedAt: (reader) => asked.get(keyOf(reader)) ?? [],
    releasedBy: (component) => released.get(keyOf(component)) ?? [],
    isFireInput: (externalId) =>
      [...entrances.values()].some(({ parts: own }) =>
        own.some((part) => part.role === 'fireInput' && part.externalId === externalId),
      ),
    lockOf: (entranceId) => {
      const lock = entrances.get(entranceId)?.parts.find((part) => part.role === 'lock')
      return lock === undefined ? undefined : { externalId: lock.externalId, key: lock.key }
    },
    sensedBy: (externalId) =>
      [...entrances.values()]
        .filter((entrance) =>
          entrance.parts.some((part) => part.role === 'doorSensor' && part.externalId === externalId),
        )
        .map(({ id }) => id),
    entrance: (entranceId) => entrances.get(entranceId),
  }
}
