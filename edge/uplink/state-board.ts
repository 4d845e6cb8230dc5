/** The latest that devices said, by component. It is not history: of two values only the newer one goes up. */
import type {
  AvailabilityReport,
  EdgeMessage,
  ReadingReport,
  ServerMessage,
} from '@loge/features/access/core'
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
import { Announcements, MOST_DEVICES } from './announcements.ts'
import { Latest } from './latest.ts'

/** Equipment is hostile input: what lies beyond these bounds is not kept. */
const MOST_COMPONENTS = 20_000
const MOST_UNKNOWN = 500

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
  readonly #announcements = new Announcements((externalId) => this.#dropped(externalId))
  readonly #availability = new Latest<AvailabilityReport>(MOST_DEVICES)
  readonly #readings = new Latest<ReadingReport>(MOST_COMPONENTS)
  readonly #untold = new UnknownTally()
  #unknown = 0

  get unknownPayloads(): number {
    return this.#unknown
  }

  get devices(): readonly { readonly device: DeviceDescription; readonly online: boolean | undefined }[] {
    return this.#announcements.devices.map((device) => ({
      device,
      online: this.#availability.values.get(device.externalId)?.online,
    }))
  }

  /** The parts of a device with what they last said; `undefined` before it announced itself. */
  partsOf(externalId: string): readonly ReportingComponent[] | undefined {
    return this.#announcements.device(externalId)?.components.map((part) => {
      const said = this.#readings.values.get(keyOf({ externalId, key: part.key }))
      return { ...part, reading: said === undefined ? null : { value: said.value, at: said.at } }
    })
  }

  note(report: DriverReport, now: Instant): void {
    switch (report.kind) {
      case 'announced':
        return this.#announcements.announce(report.device)
      case 'withdrawn':
        this.#availability.delete(report.externalId)
        return this.#announcements.withdraw(report.externalId)
      case 'availability':
        this.#availability.set(report.externalId, {
          externalId: report.externalId,
          online: report.online,
          at: now,
        })
        return undefined
      case 'reading': {
        const { component, value, at } = report
        this.#readings.set(keyOf(component), { component, value, at })
        return undefined
      }
      case 'unknown':
        return this.#count(report)
      case 'credentialPresented':
      case 'occurred':
        return undefined
    }
  }

  /** Another connection: the server may have missed anything. */
  tellAgain(): void {
    this.#announcements.tellAgain()
    this.#availability.changeAll()
    this.#readings.changeAll()
  }

  /** What there is to tell, in messages of bounded size; nothing twice. */
  takeMessages(): readonly EdgeMessage[] {
    const messages: EdgeMessage[] = []
    for (let more = true; more; ) {
      const announcements = this.#announcements.take()
      const reports = this.#availability.take()
      const readings = this.#readings.take()
      if (announcements !== undefined) messages.push(announcements)
      if (reports.length > 0) messages.push({ kind: 'availability', reports })
      const payloads = this.#untold.take()
      if (readings.length > 0) messages.push({ kind: 'readings', readings })
      if (payloads.length > 0) messages.push({ kind: 'unknownPayloads', payloads })
      more = announcements !== undefined || reports.length + readings.length > 0
    }
    return messages
  }

  /** What became of announcements that were told. */
  answered(answer: Extract<ServerMessage, { kind: 'announced' }>): void {
    this.#announcements.answered(answer)
  }

  /** From time to time: whether there is room by now for a device that was refused. */
  ask(): void {
    this.#announcements.ask()
  }

  #dropped(topic: string): void {
    this.#count({ topic, why: 'too_many_devices', bytes: 0, count: 1 })
  }

  #count(payload: UnknownPayload): void {
    this.#unknown += payload.count
    this.#untold.add(payload)
  }
}
