/** Every device that was announced, from which topics, and who listens to which topic. Bounded in every direction. */
import {
  type ComponentBinding,
  describeDevice,
  type DescribedDevice,
  type DeviceDescription,
  type DiscoveredPart,
  type DiscoveryTopic,
  type Input,
  readDiscovery,
} from '@loge/features/equipment/core'

export interface Listener {
  readonly externalId: string
  readonly key: string
  readonly binding: ComponentBinding
  readonly inputs: readonly Input[]
}

export interface CatalogueChange {
  readonly announced: DeviceDescription | null
  readonly withdrawn: string | null
  readonly refused: string | null
}

export interface Catalogue {
  accept(topic: string, discovery: DiscoveryTopic, payload: string): CatalogueChange
  device(externalId: string): DescribedDevice | undefined
  listeners(topic: string): readonly Listener[]
  /** Topics that somebody listens to. */
  topics(): IterableIterator<string>
}

export interface CatalogueLimits {
  /** Discovery topics. */
  readonly sources: number
  /** Topics with state or availability. */
  readonly topics: number
}

const LIMITS: CatalogueLimits = { sources: 20_000, topics: 40_000 }
const UNCHANGED: CatalogueChange = { announced: null, withdrawn: null, refused: null }
const refused = (why: string): CatalogueChange => ({ ...UNCHANGED, refused: why })

const topicsOf = ({
  bindings,
}: DescribedDevice): ReadonlyMap<string, readonly [string, ComponentBinding][]> => {
  const topics = new Map<string, [string, ComponentBinding][]>()
  for (const entry of bindings) {
    const { inputs, availability } = entry[1]
    const named = [...inputs, ...(availability?.sources ?? [])].map(({ topic }) => topic)
    for (const topic of new Set(named)) topics.set(topic, [...(topics.get(topic) ?? []), entry])
  }
  return topics
}

export const createCatalogue = (limits: CatalogueLimits = LIMITS): Catalogue => {
  const sources = new Map<string, { readonly payload: string; readonly part: DiscoveredPart }>()
  /** externalId → the discovery topics it is announced on. */
  const announcedOn = new Map<string, Set<string>>()
  const devices = new Map<string, DescribedDevice>()
  const listening = new Map<string, Map<string, readonly Listener[]>>()

  const ignore = (externalId: string, device: DescribedDevice | undefined): void => {
    for (const topic of device ? topicsOf(device).keys() : []) {
      const listeners = listening.get(topic)
      listeners?.delete(externalId)
      if (listeners?.size === 0) listening.delete(topic)
    }
  }

  const listen = (externalId: string, device: DescribedDevice): void => {
    for (const [topic, components] of topicsOf(device)) {
      const listeners = components.map(([key, binding]) => ({
        externalId,
        key,
        binding,
        inputs: binding.inputs.filter((input) => input.topic === topic),
      }))
      const byDevice = listening.get(topic) ?? new Map<string, readonly Listener[]>()
      listening.set(topic, byDevice.set(externalId, listeners))
    }
  }

  /** Describes a device anew from all that is said of it; null when nothing is said any more. */
  const redescribe = (externalId: string): DeviceDescription | null => {
    const topics = [...(announcedOn.get(externalId) ?? [])].sort()
    const [first, ...rest] = topics.flatMap((topic) => sources.get(topic)?.part ?? [])
    ignore(externalId, devices.get(externalId))
    if (!first) {
      devices.delete(externalId)
      announcedOn.delete(externalId)
      return null
    }
    const device = describeDevice([first, ...rest])
    devices.set(externalId, device)
    listen(externalId, device)
    return device.description
  }

  const forget = (topic: string): string | null => {
    const source = sources.get(topic)
    if (!source) return null
    sources.delete(topic)
    announcedOn.get(source.part.identity.externalId)?.delete(topic)
    return source.part.identity.externalId
  }

  const describe = (topic: string, payload: string, part: DiscoveredPart): CatalogueChange => {
    const { externalId } = part.identity
    // A topic that now announces another device no longer announces the first.
    const before = forget(topic)
    sources.set(topic, { payload, part })
    announcedOn.set(externalId, (announcedOn.get(externalId) ?? new Set<string>()).add(topic))
    const withdrawn = before !== null && before !== externalId && redescribe(before) === null ? before : null
    return { ...UNCHANGED, announced: redescribe(externalId), withdrawn }
  }

  return {
    accept: (topic, discovery, payload) => {
      const known = sources.get(topic)
      if (known?.payload === payload) return UNCHANGED
      const read = readDiscovery(discovery, payload)
      if (read.kind === 'refused') return refused(read.why)
      if (read.kind === 'migrating') return UNCHANGED
      if (read.kind === 'removed') {
        const externalId = forget(topic)
        if (externalId === null) return UNCHANGED
        const description = redescribe(externalId)
        return { ...UNCHANGED, announced: description, withdrawn: description ? null : externalId }
      }
      if (!known && sources.size >= limits.sources) return refused('too many devices are announced')
      if (listening.size >= limits.topics) return refused('too many topics are used')
      return describe(topic, payload, read.part)
    },
    device: (externalId) => devices.get(externalId),
    listeners: (topic) => [...(listening.get(topic)?.values() ?? [])].flat(),
    topics: () => listening.keys(),
  }
}
