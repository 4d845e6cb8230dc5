/** The latest that devices said, by component. It is not history: of two values only the newer one goes up. */
import type { AvailabilityReport, EdgeMessage, ReadingReport } from '@loge/features/access/core'
import {
  boundUnknown,
  OTHER_TOPICS,
  type ComponentRef,
  type DeviceDescription,
  type ReportingComponent,
  type UnknownPayload,
} from '@loge/features/equipment/core'
import type { Instant } from '@loge/kernel'
import type { DriverReport } from '../drivers/driver.ts'

/** Equipment is hostile input: what lies beyond these bounds is not kept. */
const MOST_DEVICES = 2_000
const MOST_COMPONENTS = 20_000
const PER_MESSAGE = 500
const MOST_UNKNOWN = 500

/** A map that forgets nothing of what it has and takes nothing beyond its bound, with what changed since it was told. */
class Latest<Value> {
  readonly values = new Map<string, Value>()
  readonly #changed = new Set<string>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  set(key: string, value: Value): void {
    if (!this.values.has(key) && this.values.size >= this.#most) return
    this.values.set(key, value)
    this.#changed.add(key)
  }

  delete(key: string): void {
    this.values.delete(key)
    this.#changed.delete(key)
  }

  changeAll(): void {
    for (const key of this.values.keys()) this.#changed.add(key)
  }

  take(): readonly Value[] {
    const keys = [...this.#changed].slice(0, PER_MESSAGE)
    for (const key of keys) this.#changed.delete(key)
    return keys.flatMap((key) => {
      const value = this.values.get(key)
      return value === undefined ? [] : [value]
    })
  }
}

/** What could not be read, counted by topic and reason until it is told. */
class UnknownTally {
  #counts = new Map<string, UnknownPayload>()

  add(report: UnknownPayload): void {
    const bounded = boundUnknown(report)
    const nameOf = ({ topic, why }: UnknownPayload): string => `${why} ${topic}`
    const isKept = this.#counts.has(nameOf(bounded)) || this.#counts.size < MOST_UNKNOWN
    const payload = isKept ? bounded : { ...bounded, topic: OTHER_TOPICS }
    const before = this.#counts.get(nameOf(payload))
    this.#counts.set(nameOf(payload), {
      ...payload,
      bytes: Math.max(before?.bytes ?? 0, payload.bytes),
      count: (before?.count ?? 0) + payload.count,
    })
  }

  take(): readonly UnknownPayload[] {
    const counts = [...this.#counts.values()]
    this.#counts = new Map()
    return counts
  }
}

const keyOf = ({ externalId, key }: ComponentRef): string => `${externalId}\n${key}`

export class StateBoard {
  readonly #devices = new Latest<DeviceDescription>(MOST_DEVICES)
  readonly #availability = new Latest<AvailabilityReport>(MOST_DEVICES)
  readonly #readings = new Latest<ReadingReport>(MOST_COMPONENTS)
  #withdrawn: string[] = []
  readonly #untold = new UnknownTally()
  #unknown = 0

  get unknownPayloads(): number {
    return this.#unknown
  }

  get devices(): readonly { readonly device: DeviceDescription; readonly online: boolean | undefined }[] {
    return [...this.#devices.values.values()].map((device) => ({
      device,
      online: this.#availability.values.get(device.externalId)?.online,
    }))
  }

  /** The parts of a device with what they last said; `undefined` before it announced itself. */
  partsOf(externalId: string): readonly ReportingComponent[] | undefined {
    return this.#devices.values.get(externalId)?.components.map((part) => {
      const said = this.#readings.values.get(keyOf({ externalId, key: part.key }))
      return { ...part, reading: said === undefined ? null : { value: said.value, at: said.at } }
    })
  }

  note(report: DriverReport, now: Instant): void {
    switch (report.kind) {
      case 'announced':
        // It is back: of the two only what was said last counts.
        this.#withdrawn = this.#withdrawn.filter((externalId) => externalId !== report.device.externalId)
        return this.#devices.set(report.device.externalId, report.device)
      case 'withdrawn':
        this.#devices.delete(report.externalId)
        this.#availability.delete(report.externalId)
        this.#withdrawn = [...this.#withdrawn, report.externalId].slice(-PER_MESSAGE)
        return undefined
      case 'availability':
        return this.#availability.set(report.externalId, {
          externalId: report.externalId,
          online: report.online,
          at: now,
        })
      case 'reading': {
        const { component, value, at } = report
        return this.#readings.set(keyOf(component), { component, value, at })
      }
      case 'unknown':
        this.#unknown += report.count
        this.#untold.add(report)
        return undefined
      case 'credentialPresented':
      case 'occurred':
        return undefined
    }
  }

  /** Another connection: the server may have missed anything. */
  tellAgain(): void {
    this.#devices.changeAll()
    this.#availability.changeAll()
    this.#readings.changeAll()
  }

  /** What there is to tell, in messages of bounded size; nothing twice. */
  takeMessages(): readonly EdgeMessage[] {
    const messages: EdgeMessage[] = []
    for (let more = true; more; ) {
      const devices = this.#devices.take()
      const reports = this.#availability.take()
      const readings = this.#readings.take()
      const withdrawn = this.#withdrawn
      this.#withdrawn = []
      if (devices.length + withdrawn.length > 0) messages.push({ kind: 'announcements', devices, withdrawn })
      if (reports.length > 0) messages.push({ kind: 'availability', reports })
      const payloads = this.#untold.take()
      if (readings.length > 0) messages.push({ kind: 'readings', readings })
      if (payloads.length > 0) messages.push({ kind: 'unknownPayloads', payloads })
      more = devices.length + reports.length + readings.length > 0
    }
    return messages
  }
}
