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
import { sha256 } from '@loge/kernel/real-world'

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

export interface CatalogueLimits {
  /** Discovery topics. */
  readonly sources: number
  /** Of all announcements together, as they were sent: however few they are, the edge keeps room for its doors. */
  readonly bytes: number
  /** Topics with state or availability. */
  readonly topics: number
}

const LIMITS: CatalogueLimits = { sources: 20_000, bytes: 16 * 1024 * 1024, topics: 40_000 }
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

/** What an announcement said, and by what to know it when it is said again. */
interface Source {
  readonly hash: string
  readonly bytes: number
  readonly part: DiscoveredPart
}

export class Catalogue {
  readonly #limits: CatalogueLimits
  readonly #sources = new Map<string, Source>()
  #bytes = 0
  /** externalId → the discovery topics it is announced on. */
  readonly #announcedOn = new Map<string, Set<string>>()
  readonly #devices = new Map<string, DescribedDevice>()
  readonly #listening = new Map<string, Map<string, readonly Listener[]>>()

  constructor(limits: CatalogueLimits = LIMITS) {
    this.#limits = limits
  }

  accept(topic: string, discovery: DiscoveryTopic, payload: string): CatalogueChange {
    const known = this.#sources.get(topic)
    const hash = sha256(payload)
    if (known?.hash === hash) return UNCHANGED
    const read = readDiscovery(discovery, payload)
    if (read.kind === 'refused') return refused(read.why)
    if (read.kind === 'migrating') return UNCHANGED
    if (read.kind === 'removed') return this.#remove(topic)
    if (!known && this.#sources.size >= this.#limits.sources) return refused('too_many_devices')
    if (this.#listening.size >= this.#limits.topics) return refused('too_many_topics')
    const bytes = Buffer.byteLength(payload)
    if (this.#bytes - (known?.bytes ?? 0) + bytes > this.#limits.bytes)
      return refused('announcements_too_large')
    return this.#describe(topic, { hash, bytes, part: read.part })
  }

  device(externalId: string): DescribedDevice | undefined {
    return this.#devices.get(externalId)
  }

  listeners(topic: string): readonly Listener[] {
    return [...(this.#listening.get(topic)?.values() ?? [])].flat()
  }

  /** What a broker keeps of a device and of no other: its states first, its announcements last. */
  keptTopics(externalId: string): readonly string[] {
    const device = this.#devices.get(externalId)
    const states = [...(device?.bindings.values() ?? [])].flatMap(({ inputs, availability }) => [
      ...inputs.filter(({ liveOnly }) => !liveOnly).map(({ topic }) => topic),
      ...(availability?.sources ?? []).map(({ topic }) => topic),
    ])
    const own = states.filter((topic) => this.#listening.get(topic)?.size === 1)
    return [...new Set(own), ...(this.#announcedOn.get(externalId) ?? [])]
  }

  /** Topics that somebody listens to. */
  topics(): IterableIterator<string> {
    return this.#listening.keys()
  }

  #describe(topic: string, source: Source): CatalogueChange {
    const { externalId } = source.part.identity
    // A topic that now announces another device no longer announces the first.
    const before = this.#forget(topic)
    this.#sources.set(topic, source)
    this.#bytes += source.bytes
    this.#announcedOn.set(externalId, (this.#announcedOn.get(externalId) ?? new Set<string>()).add(topic))
    const isWithdrawn = before !== null && before !== externalId && this.#redescribe(before) === null
    return { ...UNCHANGED, announced: this.#redescribe(externalId), withdrawn: isWithdrawn ? before : null }
  }

  #remove(topic: string): CatalogueChange {
    const externalId = this.#forget(topic)
    if (externalId === null) return UNCHANGED
    const description = this.#redescribe(externalId)
    return { ...UNCHANGED, announced: description, withdrawn: description ? null : externalId }
  }

  #forget(topic: string): string | null {
    const source = this.#sources.get(topic)
    if (!source) return null
    const { externalId } = source.part.identity
    this.#sources.delete(topic)
    this.#bytes -= source.bytes
    this.#announcedOn.get(externalId)?.delete(topic)
    return externalId
  }

  /** Describes a device anew from all that is said of it; null when nothing is said any more. */
  #redescribe(externalId: string): DeviceDescription | null {
    const topics = [...(this.#announcedOn.get(externalId) ?? [])].sort()
    const [first, ...rest] = topics.flatMap((topic) => this.#sources.get(topic)?.part ?? [])
    this.#ignore(externalId)
    if (!first) {
      this.#devices.delete(externalId)
      this.#announcedOn.delete(externalId)
      return null
    }
    const device = describeDevice([first, ...rest])
    this.#devices.set(externalId, device)
    this.#listen(externalId, device)
    return device.description
  }

  #ignore(externalId: string): void {
    const device = this.#devices.get(externalId)
    for (const topic of device ? topicsOf(device).keys() : []) {
      const listeners = this.#listening.get(topic)
      listeners?.delete(externalId)
      if (listeners?.size === 0) this.#listening.delete(topic)
    }
  }

  #listen(externalId: string, device: DescribedDevice): void {
    for (const [topic, components] of topicsOf(device)) {
      const listeners = components.map(([key, binding]) => ({
        externalId,
        key,
        binding,
        inputs: binding.inputs.filter((input) => input.topic === topic),
      }))
      const byDevice = this.#listening.get(topic) ?? new Map<string, readonly Listener[]>()
      this.#listening.set(topic, byDevice.set(externalId, listeners))
    }
  }
}
