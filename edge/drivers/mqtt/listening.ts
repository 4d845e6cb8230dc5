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
import { type Catalogue, createCatalogue, type Listener } from './catalogue.ts'
import { createReach, type Reach } from './reach.ts'
import { createUnknowns } from './unknowns.ts'

const STATE_BYTES = 65_536
const DISCOVERY_BYTES = 262_144

export interface Listening {
  readonly catalogue: Catalogue
  readonly reach: Reach
  receive(topic: string, payload: Uint8Array, retained: boolean): void
  /** Counts what could not be read or done. */
  count(topic: string, why: string, bytes: number): void
  stop(): void
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const decode = (payload: Uint8Array): string | undefined => {
  try {
    return utf8.decode(payload)
  } catch {
    return undefined
  }
}

/** Readings that turn into another one unless they are renewed. */
const createFading = (world: Timers) => {
  const waiting = new Map<string, () => void>()
  return {
    renew: (
      { externalId, key, binding }: Listener,
      value: ReadingValue,
      report: (value: ReadingValue) => void,
    ): void => {
      const name = JSON.stringify([externalId, key])
      waiting.get(name)?.()
      waiting.delete(name)
      const { fade } = binding
      if (!fade || (fade.from !== 'any' && fade.from !== value)) return
      const work = (): void => {
        waiting.delete(name)
        report(fade.to)
      }
      waiting.set(name, world.after(fade.afterMs, work))
    },
    stop: (): void => {
      for (const cancel of waiting.values()) cancel()
      waiting.clear()
    },
  }
}

export const createListening = (world: Clock & Timers, hear: (report: DriverReport) => void): Listening => {
  const catalogue = createCatalogue()
  const reach = createReach()
  const unknowns = createUnknowns(world, hear)
  const fading = createFading(world)
  const lastReach = new Map<string, boolean>()

  const reportReach = (externalId: string): void => {
    const device = catalogue.device(externalId)
    const online = device && reach.device(externalId, device)
    if (online === undefined || lastReach.get(externalId) === online) return
    lastReach.set(externalId, online)
    hear({ kind: 'availability', externalId, online })
  }

  const report = (listener: Listener, said: Interpretation, topic: string, bytes: number): void => {
    const component: ComponentRef = { externalId: listener.externalId, key: listener.key }
    const at = world.now()
    switch (said.kind) {
      case 'reading': {
        const read = (value: ReadingValue): void =>
          hear({ kind: 'reading', component, value, at: world.now() })
        read(said.value)
        return fading.renew(listener, said.value, read)
      }
      case 'credential': {
        const { credentialKind, value } = said
        return hear({ kind: 'credentialPresented', reader: component, credentialKind, value, at })
      }
      case 'occurred':
        return hear({ kind: 'occurred', component, event: said.event, at })
      case 'unreadable':
        return unknowns.count(topic, said.why, bytes)
      case 'nothing':
        return undefined
      default:
        return unreachable(said)
    }
  }

  const receiveDiscovery = (topic: string, bytes: Uint8Array): void => {
    const discovery = readDiscoveryTopic(topic)
    const payload = bytes.length > DISCOVERY_BYTES ? undefined : decode(bytes)
    if (!discovery) return unknowns.count(topic, 'not a discovery topic', bytes.length)
    if (payload === undefined)
      return unknowns.count(topic, 'the announcement is too large or no text', bytes.length)
    const { announced, withdrawn, refused } = catalogue.accept(topic, discovery, payload)
    if (refused !== null) unknowns.count(topic, refused, bytes.length)
    if (withdrawn !== null) {
      reach.forget(withdrawn)
      lastReach.delete(withdrawn)
      hear({ kind: 'withdrawn', externalId: withdrawn })
    }
    if (announced !== null) hear({ kind: 'announced', device: announced })
  }

  const receiveState = (topic: string, bytes: Uint8Array, retained: boolean): void => {
    const listeners = catalogue.listeners(topic)
    const payload = bytes.length > STATE_BYTES ? undefined : decode(bytes)
    if (listeners.length === 0) return unknowns.count(topic, 'nobody listens to this topic', bytes.length)
    if (payload === undefined)
      return unknowns.count(topic, 'the message is too large or no text', bytes.length)
    for (const listener of listeners) {
      const { externalId, key, binding } = listener
      if (reach.hear(externalId, key, binding, { topic, payload })) reportReach(externalId)
      for (const input of listener.inputs) {
        if (retained && input.liveOnly)
          unknowns.count(topic, 'a kept message cannot open or press anything', bytes.length)
        else report(listener, input.interpret(payload), topic, bytes.length)
      }
    }
  }

  return {
    catalogue,
    reach,
    receive: (topic, payload, retained) => {
      const isDiscovery = topic.startsWith(`${DISCOVERY_PREFIX}/`) && topic.endsWith('/config')
      if (isDiscovery) receiveDiscovery(topic, payload)
      else receiveState(topic, payload, retained)
    },
    count: (topic, why, bytes) => unknowns.count(topic, why, bytes),
    stop: () => {
      unknowns.stop()
      fading.stop()
    },
  }
}
