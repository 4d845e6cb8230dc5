/** The link's store in memory, for the deterministic simulation: what it holds outlives a crash of the server's process. */
import { asId, type Instant } from '@loge/kernel'
import {
  edgeFacts,
  lastSequenceOf,
  type EdgeEvent,
  type EdgeHealth,
  type LinkCommand,
  type Snapshot,
  type SnapshotRefusal,
} from '../../core/index.ts'
import type { DeviceDescription } from '@loge/features/equipment/core'
import { fileEvent } from '@loge/features/events/core'
import type { Arrival, EdgeLinkStore, LinkedEdge, Welcome } from './edge-link-store.ts'

export interface StoredEdgeEvent {
  readonly event: EdgeEvent
  readonly receivedAt: Instant
  readonly late: boolean
  /** When the line it came by was opened. */
  readonly lineSince: Instant
}

/** Everything kept about one edge. */
export interface EdgeRecord {
  edge: LinkedEdge
  withdrawn: boolean
  readonly siteKey: string
  connection: number
  connected: boolean
  lineSince: Instant
  journalId: string | undefined
  journalBase: number
  acknowledgedUntil: number
  health: EdgeHealth | undefined
  sentVersion: number
  appliedVersion: number
  refusals: { readonly version: number; readonly reason: SnapshotRefusal }[]
  readonly events: StoredEdgeEvent[]
  readonly devices: Map<string, DeviceDescription>
  readonly online: Map<string, boolean>
  readonly readings: Map<string, string | number | boolean | null>
  unknownPayloads: number
  readonly commands: Map<string, { readonly command: LinkCommand; outcome: string | undefined }>
  snapshot: Snapshot | undefined
}

export class MemoryEdgeLinkStore implements EdgeLinkStore {
  readonly records = new Map<string, EdgeRecord>()
  readonly #now: () => Instant
  /** Waits like a database would; a crash of the server's process may fall into it. */
  readonly #pause: () => Promise<void>

  constructor(now: () => Instant, pause: () => Promise<void> = () => Promise.resolve()) {
    this.#now = now
    this.#pause = pause
  }

  add(edge: LinkedEdge, siteKey: string): EdgeRecord {
    const record: EdgeRecord = {
      edge,
      withdrawn: false,
      siteKey,
      connection: 0,
      connected: false,
      lineSince: this.#now(),
      journalId: undefined,
      journalBase: 0,
      acknowledgedUntil: 0,
      health: undefined,
      sentVersion: 0,
      appliedVersion: 0,
      refusals: [],
      events: [],
      devices: new Map(),
      online: new Map(),
      readings: new Map(),
      unknownPayloads: 0,
      commands: new Map(),
      snapshot: undefined,
    }
    this.records.set(edge.edgeId, record)
    return record
  }

  find: EdgeLinkStore['find'] = async (organizationId, edgeId) => {
    await this.#pause()
    const found = this.records.get(edgeId)?.edge
    return found?.organizationId === organizationId ? found : undefined
  }

  connected = async (edge: LinkedEdge, arrival: Arrival): Promise<Welcome> => {
    await this.#pause()
    const record = this.#of(edge)
    if (record.journalId !== arrival.journalId) {
      record.journalId = arrival.journalId
      record.journalBase = record.acknowledgedUntil
    }
    record.connection += 1
    record.connected = true
    record.lineSince = this.#now()
    record.health = arrival.health
    const { connection, siteKey, acknowledgedUntil, journalBase } = record
    return { connection, siteKey, acknowledgedUntil, journalBase }
  }

  disconnected: EdgeLinkStore['disconnected'] = async (edge, connection) => {
    await this.#pause()
    const record = this.#of(edge)
    if (record.connection === connection) record.connected = false
  }

  heard: EdgeLinkStore['heard'] = async (edge, connection, health) => {
    await this.#pause()
    const record = this.#of(edge)
    if (record.connection === connection) record.health = health
  }

  accept: EdgeLinkStore['accept'] = async (edge, events) => {
    await this.#pause()
    const record = this.#of(edge)
    for (const { fromBacklog = false, ...event } of events) {
      if (event.sequence > record.acknowledgedUntil + 1 || lastSequenceOf(event) <= record.acknowledgedUntil)
        continue
      const receivedAt = this.#now()
      const { late } = fileEvent({ ...event, receivedAt, fromBacklog })
      record.events.push({ event, receivedAt, late, lineSince: record.lineSince })
      record.acknowledgedUntil = lastSequenceOf(event)
      this.#endCommand(record, event)
    }
    // Stored, not yet answered: the other moment a crash may fall into.
    await this.#pause()
    return record.acknowledgedUntil
  }

  withdrawn: EdgeLinkStore['withdrawn'] = async (edge) => {
    await this.#pause()
    this.#of(edge).withdrawn = true
  }

  snapshot: EdgeLinkStore['snapshot'] = async (edge) => {
    await this.#pause()
    return this.#of(edge).snapshot
  }

  snapshotSent: EdgeLinkStore['snapshotSent'] = async (edge, version) => {
    await this.#pause()
    this.#of(edge).sentVersion = version
  }

  snapshotApplied: EdgeLinkStore['snapshotApplied'] = async (edge, version) => {
    await this.#pause()
    const record = this.#of(edge)
    record.appliedVersion = Math.max(record.appliedVersion, version)
  }

  snapshotRefused: EdgeLinkStore['snapshotRefused'] = async (edge, version, reason) => {
    await this.#pause()
    this.#of(edge).refusals.push({ version, reason })
  }

  announced: EdgeLinkStore['announced'] = async (edge, devices, withdrawn) => {
    await this.#pause()
    const record = this.#of(edge)
    for (const externalId of withdrawn) record.devices.delete(externalId)
    for (const device of devices) record.devices.set(device.externalId, device)
    return { refused: [], room: 1_000 }
  }

  availability: EdgeLinkStore['availability'] = async (edge, reports) => {
    await this.#pause()
    for (const { externalId, online } of reports) this.#of(edge).online.set(externalId, online)
  }

  readings: EdgeLinkStore['readings'] = async (edge, readings) => {
    await this.#pause()
    for (const { component, value } of readings) {
      this.#of(edge).readings.set(`${component.externalId}/${component.key}`, value)
    }
  }

  unknownPayloads: EdgeLinkStore['unknownPayloads'] = async (edge, payloads) => {
    await this.#pause()
    for (const { count } of payloads) this.#of(edge).unknownPayloads += count
  }

  commands: EdgeLinkStore['commands'] = async (edge) => {
    await this.#pause()
    return [...this.#of(edge).commands.values()].flatMap(({ command, outcome }) =>
      outcome === undefined ? [command] : [],
    )
  }

  #of(edge: LinkedEdge): EdgeRecord {
    const record = this.records.get(asId('edge', edge.edgeId))
    if (record === undefined) throw new Error('an edge that was never added')
    return record
  }

  #endCommand(record: EdgeRecord, event: EdgeEvent): void {
    const ended = event.commandId === undefined ? undefined : record.commands.get(event.commandId)
    const outcome = event.payload['outcome']
    if (event.type !== edgeFacts.commandSettled.type || ended === undefined || typeof outcome !== 'string')
      return
    ended.outcome ??= outcome
  }
}
