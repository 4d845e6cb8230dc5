/** From bytes on a topic to reports. Knows no connection, so hostile messages are tested without one. */
import {
  type ComponentRef,
  DISCOVERY_PREFIX,
  type Interpretation,
  readDiscoveryTopic,
  type ReadingValue,
} from '@loge/features/equipment/core'
import { type Clock, type Timers, unreachable } from '@loge/kernel'
import type { DriverReport } from '../driver.ts'
import { Catalogue, type Listener } from './catalogue.ts'
import { createFading, type Fading } from './fading.ts'
import { createReach, type Reach } from './reach.ts'
import { createUnknowns, type Unknowns } from './unknowns.ts'

const STATE_BYTES = 65_536
const DISCOVERY_BYTES = 262_144

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const decode = (payload: Uint8Array): string | undefined => {
  try {
    return utf8.decode(payload)
  } catch {
    return undefined
  }
}

interface Message {
  readonly topic: string
  readonly bytes: number
  readonly retained: boolean
}

type Hear = (report: DriverReport) => void

export class Listening {
  readonly catalogue = new Catalogue()
  readonly reach: Reach = createReach()
  readonly #world: Clock & Timers
  readonly #hear: Hear
  readonly #unknowns: Unknowns
  readonly #fading: Fading
  readonly #lastReach = new Map<string, boolean>()

  constructor(world: Clock & Timers, hear: Hear) {
    this.#world = world
    this.#hear = hear
    this.#unknowns = createUnknowns(world, hear)
    this.#fading = createFading(world)
  }

  receive(topic: string, payload: Uint8Array, retained: boolean): void {
    const isDiscovery = topic.startsWith(`${DISCOVERY_PREFIX}/`) && topic.endsWith('/config')
    if (isDiscovery) this.#receiveDiscovery(topic, payload)
    else this.#receiveState(topic, payload, retained)
  }

  /** Counts what could not be read or done. */
  count(topic: string, why: string, bytes: number): void {
    this.#unknowns.count(topic, why, bytes)
  }

  stop(): void {
    this.#unknowns.stop()
    this.#fading.stop()
  }

  #receiveDiscovery(topic: string, bytes: Uint8Array): void {
    const discovery = readDiscoveryTopic(topic)
    if (!discovery) return this.count(topic, 'not_discovery_topic', bytes.length)
    const payload = bytes.length > DISCOVERY_BYTES ? undefined : decode(bytes)
    if (payload === undefined) return this.count(topic, 'announcement_unreadable', bytes.length)
    const { announced, withdrawn, refused } = this.catalogue.accept(topic, discovery, payload)
    if (refused !== null) this.count(topic, refused, bytes.length)
    if (withdrawn !== null) {
      this.reach.forget(withdrawn)
      this.#lastReach.delete(withdrawn)
      this.#hear({ kind: 'withdrawn', externalId: withdrawn })
    }
    if (announced !== null) this.#hear({ kind: 'announced', device: announced })
  }

  #receiveState(topic: string, bytes: Uint8Array, retained: boolean): void {
    const listeners = this.catalogue.listeners(topic)
    if (listeners.length === 0) return this.count(topic, 'nobody_listens', bytes.length)
    const payload = bytes.length > STATE_BYTES ? undefined : decode(bytes)
    if (payload === undefined) return this.count(topic, 'message_unreadable', bytes.length)
    for (const listener of listeners) {
      const { externalId, key, binding } = listener
      if (this.reach.hear(externalId, key, binding, { topic, payload })) this.#reportReach(externalId)
      for (const input of listener.inputs) {
        if (retained && input.liveOnly) this.count(topic, 'kept_message', bytes.length)
        else this.#report(listener, input.interpret(payload), { topic, bytes: bytes.length, retained })
      }
    }
  }

  #reportReach(externalId: string): void {
    const device = this.catalogue.device(externalId)
    const online = device && this.reach.device(externalId, device)
    if (online === undefined || this.#lastReach.get(externalId) === online) return
    this.#lastReach.set(externalId, online)
    this.#hear({ kind: 'availability', externalId, online })
  }

  #report(listener: Listener, said: Interpretation, { topic, bytes, retained }: Message): void {
    const component: ComponentRef = { externalId: listener.externalId, key: listener.key }
    const at = this.#world.now()
    switch (said.kind) {
      case 'reading': {
        const read = (value: ReadingValue): void =>
          this.#hear({ kind: 'reading', component, value, at: this.#world.now() })
        if (retained) this.#hear({ kind: 'reading', component, value: said.value, isStanding: true, at })
        else read(said.value)
        return this.#fading.renew(listener, said.value, read)
      }
      case 'credential': {
        const { credentialKind, value } = said
        return this.#hear({ kind: 'credentialPresented', reader: component, credentialKind, value, at })
      }
      case 'occurred':
        return this.#hear({ kind: 'occurred', component, event: said.event, at })
      case 'unreadable':
        return this.count(topic, said.why, bytes)
      case 'nothing':
        return undefined
      default:
        return unreachable(said)
    }
  }
}
