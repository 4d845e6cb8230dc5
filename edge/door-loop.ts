/**
 * The loop between equipment and decisions: every badge and every command takes its turn in the lane of its entrance;
 * its leaf and its exit button have lanes of their own. Nothing in here waits for the server.
 */
import {
  accessFacts,
  edgeFacts,
  type EdgeEvent,
  type LinkCommand,
  type SnapshotEntrance,
} from '@loge/features/access/core'
import type { ComponentRef } from '@loge/features/equipment/core'
import type { DriverReport } from './drivers/driver.ts'
import { CommandDesk } from './doors/commands.ts'
import { newDecisionId } from './doors/decision-id.ts'
import { DoorWatch, saysOpen } from './doors/door-watch.ts'
import { Lanes } from './doors/lanes.ts'
import { FireWatch } from './doors/fire-watch.ts'
import { Holds } from './doors/holds.ts'
import { LeftOpen } from './doors/left-open.ts'
import { LockAnswers } from './doors/lock-answers.ts'
import { partsOf, type Parts } from './doors/parts.ts'
import { Passages } from './doors/passages.ts'
import type { DoorPorts, LoopPorts } from './doors/ports.ts'
import { CredentialDesk } from './doors/present-credential.ts'
import { Unfinished } from './doors/unfinished.ts'
import { carryOut } from './doors/unlock.ts'

const TICK_MS = 1_000

const resetsOf = ({ externalId, key }: ComponentRef, entrances: readonly SnapshotEntrance[]): number => {
  const parts = entrances.flatMap((entrance) => entrance.parts)
  const own = parts.find(
    (part) => part.role === 'fireInput' && part.externalId === externalId && part.key === key,
  )
  return own?.resets ?? 0
}

type Reading = Extract<DriverReport, { kind: 'reading' | 'occurred' }>

export class DoorLoop {
  readonly #ports: LoopPorts
  readonly #lanes: Lanes
  readonly #credentials: CredentialDesk
  readonly #commands: CommandDesk
  readonly #watch: DoorWatch
  readonly #leftOpen: LeftOpen
  readonly #fires = new FireWatch()
  readonly #passages: Passages
  readonly #holds: Holds
  readonly #unfinished = new Unfinished()
  #parts: Parts
  #cancelTick: (() => void) | undefined

  constructor(given: DoorPorts) {
    const ordered = (entranceId: string, forMs: number): void => this.#watch.opened(entranceId, forMs)
    const driver: DoorPorts['driver'] = {
      carryOut: (order) => given.driver.carryOut(this.#holds.keep(order)),
    }
    this.#passages = new Passages(given, this.#fires)
    const passages = this.#passages
    const recorder = passages.remembering(given.recorder)
    const ports = { ...given, driver, recorder, passages, answers: new LockAnswers(given.world), ordered }
    this.#ports = ports
    this.#parts = partsOf(ports.policy())
    this.#lanes = new Lanes((error) => ports.fault('door', error))
    this.#watch = new DoorWatch(ports)
    this.#leftOpen = new LeftOpen(ports, () => this.#parts)
    const opened = (entranceId: string, forMs: number): void => this.#opened(entranceId, forMs)
    this.#holds = new Holds({
      ...ports,
      opened,
      parts: () => this.#parts,
      fires: this.#fires,
      leftOpen: (entranceId) => this.#leftOpen.add(entranceId),
      locking: (entranceId) => this.#leftOpen.watch(entranceId),
      saysUnlocked: (entranceId) => ports.answers.saysUnlocked(entranceId),
    })
    const entered = (entranceId: string): void => this.#holds.entered(entranceId)
    this.#credentials = new CredentialDesk(ports, { opened, entered, parts: () => this.#parts })
    this.#commands = new CommandDesk(ports, () => this.#parts, opened, this.#credentials)
  }

  /** Shown every event of the journal before `start`. */
  replay(event: EdgeEvent): void {
    this.#unfinished.replay(event)
    this.#leftOpen.replay(event)
    this.#fires.replay(event)
    this.#passages.replay(event)
    this.#holds.replay(event)
    this.#commands.remember(event)
    this.#credentials.replay(event)
  }

  async start(): Promise<void> {
    this.#passages.begin()
    const unfinished = this.#unfinished.take(this.#ports.time())
    if (unfinished.length > 0) await this.#ports.recorder.append(unfinished)
    // Somebody the last life let in may pull the door only now: that is not force.
    for (const id of this.#leftOpen.entrances) this.#watch.opened(id, this.#parts.entrance(id)?.unlockMs ?? 0)
    this.#tickLater()
  }

  stop(): void {
    this.#cancelTick?.()
  }

  /** Another snapshot is in force. */
  policyChanged(): void {
    this.#parts = partsOf(this.#ports.policy())
    for (const entrance of this.#ports.policy()?.entrances ?? []) {
      this.#hearAgain(entrance)
      this.#keepHold(entrance)
    }
  }

  isFireInput(externalId: string): boolean {
    return this.#parts.isFireInput(externalId)
  }

  hear(report: DriverReport): void {
    switch (report.kind) {
      case 'credentialPresented': {
        const entranceId = this.#parts.of(report.reader)?.entrance.id
        const source = { ...(entranceId === undefined ? {} : { entranceId }), component: report.reader }
        const lane = entranceId ?? report.reader.externalId
        return this.#lanes.present(lane, source, () => this.#credentials.present(report))
      }
      case 'reading':
      case 'occurred':
        return this.#sensed(report)
      case 'withdrawn':
        return this.#passages.silent(report.externalId, this.#parts)
      case 'availability':
        return report.online ? undefined : this.#passages.silent(report.externalId, this.#parts)
      case 'announced':
      case 'unknown':
        return undefined
    }
  }

  command(command: LinkCommand): void {
    const lane = this.#commands.laneOf(command)
    const source = this.#parts.entrance(lane) === undefined ? {} : { entranceId: lane }
    this.#lanes.run(lane, source, () => this.#commands.carryOut(command))
  }

  #sensed(report: Reading): void {
    if (report.kind === 'reading') this.#mayBeFire(report)
    const part = this.#parts.of(report.component)
    if (part === undefined) return
    const { id, unlockMs } = part.entrance
    const open = report.kind === 'reading' ? saysOpen(report.value) : undefined
    const isStanding = report.kind === 'reading' && report.isStanding === true
    const source = { entranceId: id, component: report.component }
    if (part.role === 'lock' && report.kind === 'reading') {
      this.#ports.answers.lockSaid(id, report.value, isStanding)
      if (report.value === 'locked' && this.#holds.lockedAgain(id)) this.#keepHold(part.entrance)
      if (this.#ports.answers.saysUnlocked(id)) this.#holds.unlocked(id)
    }
    if (part.role === 'doorSensor' && open === true && !isStanding) this.#ports.answers.leafOpened(id)
    if (part.role === 'doorSensor' && open !== undefined) {
      this.#passages.leaf(id, open)
      this.#lanes.run(`leaf of ${id}`, source, () => this.#watch.sensed(id, open, isStanding))
    }
    // A button that was down before we listened was not pressed now.
    const pressed = report.kind === 'occurred' || (open === true && !isStanding)
    if (part.role === 'exitButton' && pressed)
      this.#lanes.run(`exit of ${id}`, source, () => this.#exit(id, unlockMs))
  }

  #mayBeFire({ component, value }: Extract<Reading, { kind: 'reading' }>): void {
    const isAlarmed = saysOpen(value)
    if (isAlarmed === undefined) return
    this.#fires.remember(component, isAlarmed)
    this.#fire(component, isAlarmed)
  }

  /** What an input said before anybody knew that it belongs to this door. */
  #hearAgain({ parts }: SnapshotEntrance): void {
    for (const { role, externalId, key } of parts) {
      const isAlarmed = role === 'fireInput' ? this.#fires.said({ externalId, key }) : undefined
      if (isAlarmed !== undefined) this.#fire({ externalId, key }, isAlarmed)
    }
  }

  /** Ordered before it is recorded: whoever must get out does not wait for a disk. */
  #fire(component: ComponentRef, isAlarmed: boolean): void {
    const own = this.#parts.releasedBy(component)
    const held = [...this.#fires.releasedBy(component)].flatMap((id) => this.#parts.entrance(id) ?? [])
    const entrances = [...new Set([...own, ...held])]
    if (entrances.length === 0) return
    const doors = isAlarmed ? own.map(({ id }) => id) : []
    const overAt = Math.max(0, ...(this.#ports.policy()?.entrances ?? []).map((one) => one.fireOverAt ?? 0))
    const payload = { resets: resetsOf(component, entrances), doors, overAt }
    if (!this.#fires.hear(component, isAlarmed, payload)) return
    for (const entrance of entrances) this.#keepHold(entrance)
    const { at, trusted } = this.#ports.time()
    const { type } = isAlarmed ? edgeFacts.fireDetected : edgeFacts.fireCleared
    const event = { type, occurredAt: at, clockTrusted: trusted, component, payload }
    this.#lanes.run('fire', { component }, async () => {
      await this.#ports.recorder.append([event])
    })
  }

  /** In a lane of its own: neither a slow lock nor a slow disk at its door keeps anybody inside. */
  #keepHold(entrance: SnapshotEntrance): void {
    this.#lanes.run(`hold of ${entrance.id}`, { entranceId: entrance.id }, () => this.#holds.tick(entrance))
  }

  #opened(entranceId: string, forMs: number): void {
    this.#watch.opened(entranceId, forMs)
    this.#ports.answers.opened(entranceId, forMs)
    this.#leftOpen.opened(entranceId, forMs)
  }

  /** Whoever is inside may leave, whatever the snapshot, the clock, the queue or the journal say. */
  async #exit(entranceId: string, forMs: number): Promise<void> {
    this.#opened(entranceId, forMs)
    const lock = this.#parts.lockOf(entranceId)
    const ordered =
      lock === undefined ? undefined : carryOut(this.#ports, { kind: 'unlock', component: lock, forMs })
    const { at, trusted } = this.#ports.time()
    const event = { occurredAt: at, clockTrusted: trusted, entranceId }
    await this.#ports.recorder.append([{ ...event, type: accessFacts.doorExitPressed.type, payload: {} }])
    const end = await ordered
    if (end === undefined || end.kind === 'sent') return
    const payload = {
      decisionId: newDecisionId(this.#ports.world),
      snapshotVersion: this.#ports.policy()?.version ?? 0,
      reason: end.kind === 'refused' ? end.why : end.kind,
    }
    await this.#ports.recorder.append([{ ...event, type: accessFacts.doorUnlockFailed.type, payload }])
  }

  #tickLater(): void {
    this.#cancelTick = this.#ports.world.after(TICK_MS, () => {
      for (const entrance of this.#ports.policy()?.entrances ?? []) {
        this.#keepHold(entrance)
        this.#lanes.run(entrance.id, { entranceId: entrance.id }, async () => {
          await this.#watch.tick(entrance)
          if (this.#holds.wanted(entrance) === null) await this.#leftOpen.tick(entrance)
        })
      }
      this.#tellDropped()
      this.#tickLater()
    })
  }

  #tellDropped(): void {
    const dropped = this.#lanes.takeDropped()
    if (dropped.length === 0) return
    const { at, trusted } = this.#ports.time()
    const events = dropped.map(({ count, ...source }) => ({
      type: edgeFacts.overloaded.type,
      occurredAt: at,
      clockTrusted: trusted,
      ...source,
      payload: { dropped: count },
    }))
    this.#lanes.run('edge', {}, async () => {
      await this.#ports.recorder.append(events)
    })
  }
}
