/** Remembers who said that a component can be reached, and judges component and device. */
import { type ComponentBinding, type DescribedDevice, judgeAvailability } from '@loge/features/equipment/core'

interface Words {
  readonly byTopic: Map<string, boolean>
  latest: boolean | undefined
}

export interface Reach {
  /** Takes a message on an availability topic; true when it said something. */
  hear(externalId: string, key: string, binding: ComponentBinding, message: ReachMessage): boolean
  /** Undefined while nobody has said. */
  component(externalId: string, key: string, binding: ComponentBinding): boolean | undefined
  /** A device can be reached while any of its components can. */
  device(externalId: string, device: DescribedDevice): boolean | undefined
  forget(externalId: string): void
}

export interface ReachMessage {
  readonly topic: string
  readonly payload: string
}

export const createReach = (): Reach => {
  const devices = new Map<string, Map<string, Words>>()

  const wordsOf = (externalId: string, key: string): Words => {
    const components = devices.get(externalId) ?? new Map<string, Words>()
    devices.set(externalId, components)
    const words = components.get(key) ?? { byTopic: new Map<string, boolean>(), latest: undefined }
    components.set(key, words)
    return words
  }

  const component: Reach['component'] = (externalId, key, { availability }) => {
    if (!availability) return undefined
    const words = devices.get(externalId)?.get(key)
    return judgeAvailability(availability, (topic) => words?.byTopic.get(topic), words?.latest)
  }

  return {
    component,
    hear: (externalId, key, { availability }, { topic, payload }) => {
      const said = availability?.sources
        .filter((source) => source.topic === topic)
        .map((source) => source.interpret(payload))
        .find((word) => word !== null)
      if (said === undefined || said === null) return false
      const words = wordsOf(externalId, key)
      words.byTopic.set(topic, said)
      words.latest = said
      return true
    },
    device: (externalId, { bindings }) => {
      const judged = [...bindings]
        .filter(([, { availability }]) => availability !== null)
        .map(([key, binding]) => component(externalId, key, binding))
      if (judged.includes(true)) return true
      return judged.length === 0 || judged.includes(undefined) ? undefined : false
    },
    forget: (externalId) => void devices.delete(externalId),
  }
}
