/** One edge put together from its parts: the same for a real machine and for a simulated one. */
import { edgeFacts, type NewEdgeEvent } from '@loge/features/access/core'
import type { Disk, Uptime, World } from '@loge/kernel'
import { takeCare } from './care.ts'
import { ClockTrust } from './clock-trust.ts'
import { DoorLoop } from './door-loop.ts'
import type { Recorder } from './doors/ports.ts'
import type { Driver, DriverReport } from './drivers/driver.ts'
import { EquipmentWatch } from './equipment-watch.ts'
import {
  JOURNAL_LIMITS,
  openJournal,
  type Appended,
  type Journal,
  type JournalLimits,
} from './journal/journal.ts'
import type { Recovered } from './journal/recover.ts'
import { SiteKey } from './site-key.ts'
import { SnapshotStore } from './snapshot-store.ts'
import { StateBoard } from './uplink/state-board.ts'
import type { Transport } from './uplink/transport.ts'
import { Uplink, type EdgeIdentity } from './uplink/uplink.ts'

export interface EdgePorts {
  readonly world: World & Uptime
  readonly disk: Disk
  readonly drivers: readonly Driver[]
  readonly transport: Transport
  readonly identity: EdgeIdentity
  readonly siteId: string
  readonly limits?: JournalLimits
  /** What was found damaged on the disk at start, for the log of this machine. */
  readonly damaged?: (what: string) => void
  /** Sees each event once it is durable. */
  readonly recorded?: (events: readonly NewEdgeEvent[]) => void
  readonly fault: (where: string, error: unknown) => void
}

export interface Edge {
  readonly doors: DoorLoop
  readonly uplink: Uplink
  readonly journal: Journal
  readonly snapshots: SnapshotStore
  readonly clock: ClockTrust
  readonly board: StateBoard
  stop(): Promise<void>
}

/** Orders go to the driver whose device it is; the first that knows the device answers. */
const carryOutBy =
  (drivers: readonly Driver[]): Driver['carryOut'] =>
  async (order) => {
    for (const driver of drivers) {
      const outcome = await driver.carryOut(order)
      if (outcome.kind === 'sent' || outcome.why !== 'device_unknown') return outcome
    }
    return { kind: 'refused', why: 'device_unknown' }
  }

const startedEvent = (clock: ClockTrust, snapshots: SnapshotStore, recovered: Recovered): NewEdgeEvent => {
  const { at, trusted } = clock.now()
  return {
    type: edgeFacts.started.type,
    occurredAt: at,
    clockTrusted: trusted,
    payload: {
      snapshotVersion: snapshots.version,
      tornBytes: recovered.tornBytes,
      damagedSegments: recovered.damages.length,
    },
  }
}

const withdrawnEvent = (clock: ClockTrust, snapshots: SnapshotStore): NewEdgeEvent => {
  const { at, trusted } = clock.now()
  const payload = { snapshotVersion: snapshots.version }
  return { type: edgeFacts.withdrawn.type, occurredAt: at, clockTrusted: trusted, payload }
}

/** The journal is opened after the loop that reads it back is made, so the recorder finds it late. */
class LateRecorder implements Recorder {
  journal: Journal | undefined
  uplink: Uplink | undefined
  readonly #recorded: EdgePorts['recorded']

  constructor(recorded: EdgePorts['recorded']) {
    this.#recorded = recorded
  }

  async append(events: readonly NewEdgeEvent[]): Promise<Appended> {
    if (this.journal === undefined) return { sequence: undefined, durable: false }
    const appended = await this.journal.append(events)
    if (appended.durable) this.#recorded?.(events)
    this.uplink?.nudge()
    return appended
  }

  hold(sequence: number): () => void {
    return this.journal?.hold(sequence) ?? (() => undefined)
  }
}

interface Parts {
  readonly clock: ClockTrust
  readonly siteKey: SiteKey
  readonly snapshots: SnapshotStore
  readonly recorder: LateRecorder
}

const doorsOf = (
  { world, drivers, fault }: EdgePorts,
  { clock, siteKey, snapshots, recorder }: Parts,
): DoorLoop =>
  new DoorLoop({
    world,
    time: () => clock.now(),
    contactAt: () => clock.contactAt,
    serverNowAtMost: () => clock.serverNowAtMost(),
    policy: () => snapshots.policy,
    recorder,
    driver: { carryOut: carryOutBy(drivers) },
    digest: (input) => siteKey.digest(input),
    fault,
  })

export const startEdge = async (ports: EdgePorts): Promise<Edge> => {
  const { world, disk, fault, drivers, transport, identity } = ports
  const clock = await ClockTrust.open(world, disk)
  const siteKey = await SiteKey.open(disk)
  const snapshots = await SnapshotStore.open(disk, { siteId: ports.siteId, verify: identity.verifyServer })
  const board = new StateBoard()
  const recorder = new LateRecorder(ports.recorded)
  const doors = doorsOf(ports, { clock, siteKey, snapshots, recorder })
  const { journal, recovered } = await openJournal(disk, world, ports.limits ?? JOURNAL_LIMITS, (event) =>
    doors.replay(event),
  )
  recorder.journal = journal
  const { damage } = snapshots
  if (damage !== undefined)
    ports.damaged?.(`the rights (${damage}): nobody enters until the server was asked`)
  if (recovered.damages.length > 0)
    ports.damaged?.(`${recovered.damages.length} files of the journal, set aside`)
  const uplink = new Uplink({
    world,
    transport,
    identity,
    journal,
    clock,
    snapshots,
    board,
    command: (command) => doors.command(command),
    snapshotChanged: () => doors.policyChanged(),
    withdrawn: async () => {
      const isFirst = !snapshots.isWithdrawn
      const kept = snapshots.withdraw()
      doors.policyChanged()
      if (isFirst) await recorder.append([withdrawnEvent(clock, snapshots)])
      await kept
    },
    keepSiteKey: (key) => siteKey.keep(key),
    fault,
  })
  recorder.uplink = uplink
  await doors.start()
  await recorder.append([startedEvent(clock, snapshots, recovered)])
  // Before the first word with the server, so that a clock it sets right is told.
  const stopCaring = takeCare({ world, journal, clock, recorder, fault })
  uplink.start()
  const equipment = new EquipmentWatch({
    world,
    time: () => clock.now(),
    partsOf: (externalId) => board.partsOf(externalId),
    isFireInput: (externalId) => doors.isFireInput(externalId),
    append: (events) => recorder.append(events),
    fault,
  })
  const hear = (report: DriverReport): void => {
    board.note(report, clock.now().at)
    doors.hear(report)
    equipment.hear(report)
    if (report.kind !== 'unknown') uplink.nudge()
  }
  await Promise.all(drivers.map((driver) => driver.start(hear)))
  const stop = async (): Promise<void> => {
    stopCaring()
    await Promise.all(drivers.map((driver) => driver.stop()))
    doors.stop()
    uplink.stop()
    await snapshots.close()
    await journal.close()
  }
  return { doors, uplink, journal, snapshots, clock, board, stop }
}
