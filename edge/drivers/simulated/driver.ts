/** A bus in memory: the same port as real equipment, for deterministic simulations and tests. */
import type { CredentialKind } from '@loge/features/access/core'
import {
  type ComponentRef,
  type DeviceDescription,
  normaliseCredential,
  type ReadingValue,
} from '@loge/features/equipment/core'
import type { Clock, Instant, Timers } from '@loge/kernel'
import { sentTo, type Driver, type DriverReport, type Order, type OrderOutcome } from '../driver.ts'
import { createRelocks } from '../relock.ts'
import { canCarryOut } from './capability.ts'

export interface CarriedOut {
  readonly order: Order
  readonly at: Instant
}

/** The equipment's side of the bus. */
export interface SimulatedBus {
  announce(device: DeviceDescription): void
  withdraw(externalId: string): void
  setOnline(externalId: string, online: boolean): void
  present(reader: ComponentRef, credentialKind: CredentialKind, raw: string): void
  read(component: ComponentRef, value: ReadingValue): void
  occur(component: ComponentRef, event: string): void
  /** Bytes nobody understands. */
  disturb(topic: string, why: string, bytes: number): void
  /** Nothing passes until `restore`; what devices say meanwhile is lost, as on a real bus. */
  cut(): void
  restore(): void
  /** What devices were told, oldest first. */
  readonly carriedOut: readonly CarriedOut[]
  /** Called for each order a device receives, so that it can answer with readings. */
  onOrder(react: (order: Order) => void): void
}

export interface SimulatedDriver extends Driver {
  readonly bus: SimulatedBus
}

interface Simulation {
  readonly devices: Map<string, DeviceDescription>
  readonly offline: Set<string>
  readonly carriedOut: CarriedOut[]
  readonly reactions: ((order: Order) => void)[]
  hear: ((report: DriverReport) => void) | undefined
  connected: boolean
  since: Instant
}

const simulatedBus = (state: Simulation, world: Clock): SimulatedBus => {
  const say = (report: DriverReport): void => {
    if (state.connected) state.hear?.(report)
  }
  const setConnected = (connected: boolean): void => {
    if (state.connected !== connected) state.since = world.now()
    state.connected = connected
  }
  return {
    announce: (device) => {
      state.devices.set(device.externalId, device)
      say({ kind: 'announced', device })
    },
    withdraw: (externalId) => {
      if (state.devices.delete(externalId)) say({ kind: 'withdrawn', externalId })
    },
    setOnline: (externalId, online) => {
      if (online) state.offline.delete(externalId)
      else state.offline.add(externalId)
      say({ kind: 'availability', externalId, online })
    },
    present: (reader, credentialKind, raw) => {
      const value = normaliseCredential(credentialKind, raw)
      if (value !== undefined)
        say({ kind: 'credentialPresented', reader, credentialKind, value, at: world.now() })
    },
    read: (component, value) => say({ kind: 'reading', component, value, at: world.now() }),
    occur: (component, event) => say({ kind: 'occurred', component, event, at: world.now() }),
    disturb: (topic, why, bytes) => say({ kind: 'unknown', topic, why, bytes, count: 1 }),
    cut: () => setConnected(false),
    restore: () => {
      setConnected(true)
      // Descriptions and availability are retained on a real bus, so a listener that returns hears them again.
      for (const device of state.devices.values()) say({ kind: 'announced', device })
      for (const externalId of state.offline) say({ kind: 'availability', externalId, online: false })
    },
    carriedOut: state.carriedOut,
    onOrder: (react) => {
      state.reactions.push(react)
    },
  }
}

const refusal = (state: Simulation, order: Order): OrderOutcome | undefined => {
  if (!state.connected || !state.hear) return { kind: 'refused', why: 'bus_down' }
  const device = state.devices.get(order.component.externalId)
  if (!device) return { kind: 'refused', why: 'device_unknown' }
  const component = device.components.find(({ key }) => key === order.component.key)
  if (!component) return { kind: 'refused', why: 'component_unknown' }
  if (!canCarryOut(component, order)) return { kind: 'refused', why: 'not_capable' }
  return state.offline.has(device.externalId) ? { kind: 'refused', why: 'device_offline' } : undefined
}

export const createSimulatedDriver = (world: Clock & Timers): SimulatedDriver => {
  const state: Simulation = {
    devices: new Map(),
    offline: new Set(),
    carriedOut: [],
    reactions: [],
    hear: undefined,
    connected: true,
    since: world.now(),
  }

  const send = (order: Order): OrderOutcome => {
    const refused = refusal(state, order)
    if (refused) return refused
    state.carriedOut.push({ order, at: world.now() })
    for (const react of state.reactions) react(order)
    if (order.kind === 'wipe') {
      bus.withdraw(order.component.externalId)
      return { kind: 'sent' }
    }
    const component = state.devices
      .get(order.component.externalId)
      ?.components.find(({ key }) => key === order.component.key)
    return component === undefined ? { kind: 'sent' } : sentTo(component)
  }
  const relocks = createRelocks(world, async (component) => send({ kind: 'lock', component }))
  const bus = simulatedBus(state, world)

  return {
    protocol: 'simulated',
    bus,
    start: async (hear) => {
      state.hear = hear
      if (state.connected) bus.restore()
    },
    carryOut: async (order) => {
      const outcome = send(order)
      if (outcome.kind === 'sent' && order.kind === 'unlock') relocks.schedule(order.component, order.forMs)
      if (outcome.kind === 'sent' && order.kind === 'lock') relocks.forget(order.component)
      return outcome
    },
    health: () => ({ connected: state.connected, since: state.since }),
    stop: async () => {
      await relocks.finish()
      state.hear = undefined
    },
  }
}
