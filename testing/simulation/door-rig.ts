/** A door with a journal and a lock on a simulated machine, for the tests of the door loop. */
import { compilePolicy, type EdgeEvent, type Policy } from '@loge/features/access/core'
import { DoorLoop, JOURNAL_LIMITS, openJournal, type Order, type OrderOutcome } from '@loge/edge'
import { instant, type Instant } from '@loge/kernel'
import { createHmac } from 'node:crypto'
import { NO_FAULTS, SimulatedDisk, type DiskFaults } from './disk.ts'
import { Machine, SIMULATION_EPOCH_MS } from './machine.ts'
import { chanceFrom } from './random.ts'
import { snapshotOf, type Right, type SitePlan } from './rights.ts'
import { Scheduler } from './scheduler.ts'

export const ENTRANCE = '00000000-0000-7000-8000-0000000000e1'
export const RIG_PLAN: SitePlan = {
  organizationId: '00000000-0000-7000-8000-000000000001',
  siteId: '00000000-0000-7000-8000-000000000002',
  siteKey: '5a'.repeat(32),
  doors: [{ entranceId: ENTRANCE, externalId: 'hall' }],
  coversFromMs: SIMULATION_EPOCH_MS,
  coversUntilMs: SIMULATION_EPOCH_MS + 30 * 86_400_000,
}

export const rightOf = (ref: string, value: string, more: Partial<Right> = {}): Right => ({
  ref,
  kind: 'card',
  value,
  entranceId: ENTRANCE,
  fromMs: SIMULATION_EPOCH_MS - 1_000,
  untilMs: null,
  hours: null,
  lost: false,
  suspended: false,
  ...more,
})

export class DoorRig {
  readonly scheduler = new Scheduler()
  readonly machine = new Machine(this.scheduler, chanceFrom(1))
  readonly disk = new SimulatedDisk()
  readonly orders: { readonly order: Order; readonly atMs: number }[] = []
  readonly faults: unknown[] = []
  carryOut: (order: Order) => Promise<OrderOutcome> = async () => ({ kind: 'sent' })
  serverNowAtMost: () => Instant | undefined = () =>
    instant(Math.round(SIMULATION_EPOCH_MS + this.scheduler.nowMs))
  /** Whether the edge believes its clock. */
  isClockTrusted = true
  policy: Policy | null
  doors!: DoorLoop
  events: (after?: number) => Promise<readonly EdgeEvent[]> = async () => []

  constructor(
    rights: readonly Right[],
    change: (snapshot: ReturnType<typeof snapshotOf>) => typeof snapshot = (s) => s,
  ) {
    this.policy = compilePolicy(change(snapshotOf(RIG_PLAN, rights, 7, SIMULATION_EPOCH_MS - 1_000)))
  }

  async start(faults: DiskFaults = NO_FAULTS): Promise<void> {
    const world = this.machine.world()
    const replayed: EdgeEvent[] = []
    const { journal } = await openJournal(this.disk.mount(faults), world, JOURNAL_LIMITS, (event) =>
      replayed.push(event),
    )
    this.events = (after = 0) => journal.read(after, 1_000)
    this.doors = new DoorLoop({
      world,
      time: () => ({ at: world.now(), trusted: this.isClockTrusted }),
      contactAt: () => null,
      serverNowAtMost: () => this.serverNowAtMost(),
      policy: () => this.policy,
      recorder: journal,
      driver: {
        carryOut: (order) => {
          this.orders.push({ order, atMs: this.scheduler.nowMs })
          return this.carryOut(order)
        },
      },
      digest: (input) =>
        createHmac('sha256', Buffer.from(RIG_PLAN.siteKey, 'hex')).update(input).digest('hex'),
      fault: (_where, error) => this.faults.push(error),
    })
    for (const event of replayed) this.doors.replay(event)
    await this.doors.start()
  }

  /** Power is gone, then back. */
  async restart(faults: DiskFaults = NO_FAULTS): Promise<void> {
    this.machine.kill()
    this.disk.losePower()
    await this.start(faults)
  }

  present(value: string, kind: Right['kind'] = 'card', externalId = 'hall'): void {
    const reader = { externalId, key: 'reader' }
    this.doors.hear({
      kind: 'credentialPresented',
      reader,
      credentialKind: kind,
      value,
      at: this.machine.world().now(),
    })
  }

  async run(ms: number): Promise<void> {
    await this.scheduler.runUntil(this.scheduler.nowMs + ms)
  }

  async types(): Promise<readonly string[]> {
    return (await this.events()).map((event) => event.type)
  }
}
