/** One building: its edge, its disk, its doors. What the locks really did is written down here, by nobody's leave. */
import {
  startEdge,
  type Driver,
  type DriverReport,
  type Edge,
  type EdgeIdentity,
  type Order,
  type OrderOutcome,
  type Transport,
} from '@loge/edge'
import type { NewEdgeEvent } from '@loge/features/access/core'
import { instant } from '@loge/kernel'
import { diskError, SimulatedDisk, type DiskFaults } from './disk.ts'
import type { Machine } from './machine.ts'
import { SMOKE, type Carried, type SitePlan } from './rights.ts'
import { UNLOCK_MS } from './seen.ts'

/** What a lock was really told, in true time. */
export interface Deed {
  readonly atMs: number
  readonly entranceId: string
  readonly forMs: number
  /** The version of the rights by which the edge acted. */
  readonly version: number
}

/** A leaf pulled open, by whoever, in true time. */
export interface Opening {
  readonly atMs: number
  readonly entranceId: string
  /** Nobody had unlocked it for whoever pulled. */
  readonly isForced: boolean
  /** Its lock stood open. */
  readonly wasUnlocked: boolean
  /** The edge lived and could write all the time that it takes to tell. */
  readonly undisturbed: boolean
}

export interface DiskWeather {
  error: 'ENOSPC' | 'EIO' | undefined
  slowestMs: number
}

/** How an edge reaches the server and proves itself there. */
export interface Connection {
  readonly transport: Transport
  readonly identity: EdgeIdentity
}

/** As if the edge took no notice of deadlines: each is moved far into the future on its way. */
const withoutDeadlines = (transport: Transport): Transport => ({
  connect: (events) =>
    transport.connect({
      ...events,
      heard: (text) =>
        events.heard(
          text.replaceAll(/"deadline":(\d+)/g, (_all, at: string) => `"deadline":${Number(at) + 86_400_000}`),
        ),
    }),
})

/** As if the journal forgot that it had written. */
const doubleAppends = ({ journal }: Edge): void => {
  const append = journal.append.bind(journal)
  journal.append = async (events) => {
    await append(events)
    return append(events)
  }
}

/** As if a code were looked up however many were tried before it. */
const neverWait = ({ journal }: Edge): void => {
  const append = journal.append.bind(journal)
  journal.append = (events) =>
    append(
      events.map((event) =>
        event.payload['reason'] === 'too_many_attempts'
          ? { ...event, payload: { ...event.payload, reason: 'credential_unknown' } }
          : event,
      ),
    )
}

/** Small segments, so that dropping and rolling over happen within a simulated day. */
const LIMITS = { segmentBytes: 24 * 1024, totalBytes: 3 * 1024 * 1024, waitingEvents: 5_000 }

export class Building {
  readonly machine: Machine
  readonly plan: SitePlan
  readonly disk = new SimulatedDisk()
  readonly diskWeather: DiskWeather = { error: undefined, slowestMs: 2 }
  readonly deeds: Deed[] = []
  /** When each lock was told to lock, in true time. */
  readonly lockings: Pick<Deed, 'atMs' | 'entranceId'>[] = []
  /** How long each lock stands open, in true time. */
  readonly #openUntilMs = new Map<string, number>()
  /** When each lock was asked to unlock, whatever came of it. */
  readonly unlocksAsked: Deed[] = []
  /** Everything the journal said is durable, in any life. */
  readonly promised: NewEdgeEvent[] = []
  readonly faults: string[] = []
  edge: Edge | undefined
  /** When this life of the edge began, in true time. */
  startedAtMs = 0
  /** Locks answer; their driver never does; they refuse; or the bus takes orders no lock hears. */
  locks: 'well' | 'silent' | 'refusing' | 'deaf' = 'well'
  /** Faults put in on purpose, which the oracle must notice. */
  deadlinesIgnored = false
  opensForEverybody = false
  recordsTwice = false
  neverLocks = false
  sensesNothing = false
  codesNeverWait = false
  smokeUnheard = false
  trustsAnySignature = false
  forgetsItsNewest = false
  /** Smoke in the hall. */
  isSmoky = false
  #hear: ((report: DriverReport) => void) | undefined
  readonly #connection: () => Connection

  constructor(machine: Machine, plan: SitePlan, connection: () => Connection) {
    this.machine = machine
    this.plan = plan
    this.#connection = connection
  }

  async start(): Promise<void> {
    const { transport, identity } = this.#connection()
    const life = this.machine.life
    const edge = await startEdge({
      world: this.machine.world(),
      disk: this.disk.mount(this.#diskFaults()),
      drivers: [this.#driver()],
      transport: this.deadlinesIgnored ? withoutDeadlines(transport) : transport,
      identity,
      siteId: this.plan.siteId,
      limits: LIMITS,
      recorded: (events) => this.promised.push(...events),
      fault: (where, error) =>
        this.faults.push(`${where}: ${error instanceof Error ? error.message : String(error)}`),
    })
    if (life !== this.machine.life) return
    this.edge = edge
    this.startedAtMs = this.machine.scheduler.nowMs
    if (this.recordsTwice) doubleAppends(edge)
    if (this.codesNeverWait) neverWait(edge)
  }

  openUntilMs(entranceId: string): number {
    return this.#openUntilMs.get(entranceId) ?? 0
  }

  /** The detector in the hall says so. */
  smoke(isSmoky: boolean): void {
    this.isSmoky = isSmoky
    if (!this.smokeUnheard) this.#say(SMOKE, isSmoky ? 'on' : 'off')
  }

  /** Power is gone. */
  crash(): void {
    this.machine.kill()
    this.edge = undefined
    this.#hear = undefined
    this.disk.losePower(this.#diskFaults())
  }

  present(entranceId: string, what: Pick<Carried, 'kind' | 'value'>): void {
    const door = this.plan.doors.find((candidate) => candidate.entranceId === entranceId)
    if (this.opensForEverybody)
      this.deeds.push({ atMs: this.machine.scheduler.nowMs, entranceId, forMs: UNLOCK_MS, version: 0 })
    this.presentAt(door?.externalId ?? '', what)
  }

  /** At any reader, whether somebody adopted it or not. */
  presentAt(externalId: string, { kind, value }: Pick<Carried, 'kind' | 'value'>): void {
    this.#hear?.({
      kind: 'credentialPresented',
      reader: { externalId, key: 'reader' },
      credentialKind: kind,
      value,
      at: instant(0),
    })
  }

  moveLeaf(entranceId: string, isOpen: boolean): void {
    const externalId = this.plan.doors.find((door) => door.entranceId === entranceId)?.externalId ?? ''
    if (!this.sensesNothing) this.#say({ externalId, key: 'doorSensor' }, isOpen)
  }

  #diskFaults(): DiskFaults {
    const { machine, diskWeather } = this
    const life = machine.life
    return {
      before: async (operation) => {
        if (machine.life !== life) return new Promise(() => undefined)
        await machine.wait(machine.chance.next() * diskWeather.slowestMs)
        const isWriting = operation !== 'read' && operation !== 'list' && operation !== 'remove'
        if (diskWeather.error !== undefined && isWriting) throw diskError(diskWeather.error)
      },
      torn: (bytes) => ({ kept: machine.chance.integer(0, bytes), garbled: machine.chance.isTrue(0.5) }),
    }
  }

  #driver(): Driver {
    return {
      protocol: 'simulated',
      start: async (hear) => {
        this.#hear = hear
        const value = this.isSmoky && !this.smokeUnheard
        hear({ kind: 'reading', component: SMOKE, value, isStanding: true, at: instant(0) })
      },
      carryOut: (order) => this.#carryOut(order),
      health: () => ({ connected: true, since: instant(0) }),
      stop: async () => undefined,
    }
  }

  async #carryOut(order: Order): Promise<OrderOutcome> {
    const door = this.plan.doors.find(({ externalId }) => externalId === order.component.externalId)
    const version = this.edge?.snapshots.version ?? 0
    const told = { atMs: this.machine.scheduler.nowMs, entranceId: door?.entranceId ?? '', version }
    if (order.kind === 'unlock') this.unlocksAsked.push({ ...told, forMs: order.forMs })
    if (this.locks === 'refusing') return { kind: 'refused', why: 'device_offline' }
    if (this.locks === 'deaf') return { kind: 'sent', reports: true }
    if (order.kind === 'unlock') {
      this.deeds.push({ ...told, forMs: order.forMs })
      this.#openUntilMs.set(told.entranceId, told.atMs + order.forMs)
    }
    if (order.kind === 'lock' && !this.neverLocks) {
      this.lockings.push(told)
      this.#openUntilMs.set(told.entranceId, told.atMs)
    }
    if (this.locks === 'silent') return new Promise(() => undefined)
    this.#say(order.component, order.kind === 'unlock' ? 'unlocked' : 'locked')
    if (order.kind === 'unlock') this.#sayLocked(order.component, told.entranceId)
    await this.machine.wait(this.machine.chance.next() * 60)
    return { kind: 'sent', reports: true }
  }

  /** When its time is over, unless it was opened for longer meanwhile. */
  #sayLocked(component: Order['component'], entranceId: string): void {
    const untilMs = this.openUntilMs(entranceId)
    if (untilMs === Infinity) return
    this.machine.after(untilMs - this.machine.scheduler.nowMs, () => {
      if (this.openUntilMs(entranceId) === untilMs) this.#say(component, 'locked')
    })
  }

  #say(component: Order['component'], value: string | boolean): void {
    this.#hear?.({ kind: 'reading', component, value, at: instant(0) })
  }
}
