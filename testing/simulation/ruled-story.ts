/**
 * What happens in a house with rules, by chance from a seed: people come, pull doors, let them stand open, press buttons;
 * power and clocks fail, smoke rises, orders stand. After each step what the edge decided is compared with the oracle.
 */
import type { EdgeEvent, Snapshot } from '@loge/features/access/core'
import { compilePolicy } from '@loge/features/access/core'
import { addMs } from '@loge/kernel'
import { DoorRig } from './door-rig.ts'
import { SIMULATION_EPOCH_MS } from './machine.ts'
import { PassageOracle, type Expected, type Time, type ToldAgainst } from './oracle-passages.ts'
import { chanceFrom, type Chance } from './random.ts'
import { SMOKE, snapshotOfHouse, type DoorPlan, type SitePlan } from './rights.ts'
import { CAR, changeRuledHouse, type Change, firstOfRuledHouse, planRuledHouse, SHOP } from './ruled-house.ts'

const STEPS = 160
const WAYS_IN: ReadonlySet<string> = new Set(['ramp', 'gate', 'lab'])
const PLAIN: ReadonlySet<string> = new Set([SHOP, 'floor-0', 'floor-1'])
/** Everything that follows at once has followed. */
const AT_ONCE_MS = 20
/** The loop has looked at every door. */
const A_LOOK_MS = 1_100
/** Longer than it takes to tell that a door was forced. */
const TOLD_AS_FORCED_MS = 2_600

export interface RuledReport {
  readonly seed: number
  readonly decisions: number
  /** How often each rule stood in the way, or was only recorded. */
  readonly seen: Readonly<Record<string, number>>
  readonly wrong: readonly string[]
  readonly trace: readonly string[]
}

/** A fault put into the rights on their way to the door: the oracle must notice. */
export type Misreading = (snapshot: Snapshot) => Snapshot

const againstTexts = (told: readonly ToldAgainst[]): readonly string[] =>
  told.map(({ rule, zoneId, why }) => `${rule} of ${zoneId ?? 'the door'}: ${why}`).toSorted()

const REASONS: ReadonlySet<unknown> = new Set(['already_inside', 'other_door_open', 'second_person_awaited'])
const reasonOf = ({ payload: { reason } }: EdgeEvent): string =>
  REASONS.has(reason) ? String(reason) : 'right'

export class RuledStory {
  readonly #chance: Chance
  readonly #plan: SitePlan
  readonly #rig: DoorRig
  readonly #oracle: PassageOracle
  readonly #misread: Misreading
  readonly #wrong: string[] = []
  readonly #trace: string[] = []
  readonly #seen: Record<string, number> = {}
  readonly #leaves = new Map<string, boolean>()
  readonly #offline = new Set<string>()
  #broken: string | undefined
  #isSmoky = false
  #isHeld = false
  #version = 7
  #read = 0
  #decisions = 0

  constructor(seed: number, misread: Misreading = (snapshot) => snapshot) {
    this.#chance = chanceFrom(seed, 77)
    this.#plan = planRuledHouse(this.#chance)
    this.#misread = misread
    const first = firstOfRuledHouse(this.#chance, this.#plan)
    this.#rig = new DoorRig([], () => misread(snapshotOfHouse(this.#plan, first, this.#version)))
    this.#oracle = new PassageOracle(
      first,
      (entranceId) => this.#plan.doors.find((door) => door.entranceId === entranceId)?.hasNoContact !== true,
    )
    this.#rig.carryOut = async ({ component }) =>
      component.externalId === this.#broken ? { kind: 'refused', why: 'device_offline' } : { kind: 'sent' }
  }

  async tell(seed: number): Promise<RuledReport> {
    await this.#rig.start()
    for (let step = 0; step < STEPS; step += 1) {
      await this.#step()
      const pauseMs = this.#chance.pick([1_200, 1_200, 3_000, 6_000, 12_000, 25_000])
      await this.#rig.run(pauseMs)
      await this.#judgeShop()
    }
    for (const fault of this.#rig.faults) this.#wrong.push(`fault: ${String(fault)}`)
    return { seed, decisions: this.#decisions, seen: this.#seen, wrong: this.#wrong, trace: this.#trace }
  }

  get #time(): Time {
    return {
      atMs: SIMULATION_EPOCH_MS + Math.round(this.#rig.scheduler.nowMs),
      isKnown: this.#rig.isClockTrusted,
    }
  }

  async #step(): Promise<void> {
    const { doors } = this.#plan
    // What keeps every rule from standing in the way lasts a few steps.
    if (this.#isSmoky && this.#chance.isTrue(0.4)) return this.#smoke()
    const isStanding = this.#oracle.version.doors.some(({ emergencies }) => emergencies.length > 0)
    if (isStanding && this.#chance.isTrue(0.25)) return this.#change('end')
    const ruled = doors.filter(({ externalId }) => !PLAIN.has(externalId))
    const door = this.#chance.pick(this.#chance.isTrue(0.75) ? ruled : doors)
    const act = this.#chance.integer(1, 100)
    if (act <= 62) return this.#come(door)
    if (act <= 70) return this.#moveLeaf(door)
    if (act <= 74) return this.#say(door)
    if (act <= 78) return this.#press(door)
    if (act <= 82) return this.#command(door)
    if (act <= 84) return this.#smoke()
    if (act <= 89) return this.#change(this.#chance.pick(['forget', 'mode', 'order']))
    if (act <= 93) return this.#restart()
    if (act <= 95) return this.#hearing(door)
    if (act <= 98) {
      this.#rig.isClockTrusted = !this.#rig.isClockTrusted
      return
    }
    this.#broken = this.#broken === undefined ? door.externalId : undefined
  }

  /** Its contact fell silent while it stood open: whether anybody goes through it nobody can say. */
  #isUnclear({ entranceId, externalId }: DoorPlan): boolean {
    return this.#offline.has(externalId) && this.#leaves.get(entranceId) === true
  }

  /** Somebody comes, asks, and mostly goes through if they may. */
  async #come(door: DoorPlan, who?: string): Promise<void> {
    if (this.#isUnclear(door)) return
    const reader = door.reader ?? door.externalId
    const { carried } = this.#oracle.version
    const value = who ?? (this.#chance.isTrue(0.05) ? '04FF000001' : this.#chance.pick(carried).value)
    const time = this.#time
    const asked = this.#plan.doors.filter((one) => (one.reader ?? one.externalId) === reader)
    const expected = new Map(
      asked.map(({ entranceId }) => [
        entranceId,
        this.#oracle.present({ kind: 'card', value }, entranceId, time),
      ]),
    )
    this.#tell(`${value} at ${reader}: ${JSON.stringify([...expected])}`)
    this.#rig.present(value, 'card', reader)
    await this.#rig.run(AT_ONCE_MS)
    this.#decisions += 1
    const told = `${value} at ${reader} at ${time.atMs - SIMULATION_EPOCH_MS}`
    this.#judge(told, expected, await this.#news())
    for (const { entranceId, externalId } of asked) {
      const decided = expected.get(entranceId)
      if (decided?.opens === true) this.#oracle.opens(value, entranceId, time, externalId !== this.#broken)
      else if (decided?.reason === 'second_person_awaited') this.#oracle.waits(value, entranceId, time)
    }
    if (expected.get(door.entranceId)?.opens !== true) return
    if (this.#chance.isTrue(0.75)) await this.#goThrough(door)
    // Whoever went in hands their badge to the next.
    if (WAYS_IN.has(door.externalId) && this.#chance.isTrue(0.4)) {
      const ways = this.#plan.doors.filter(({ externalId }) => WAYS_IN.has(externalId))
      return this.#come(this.#chance.pick(ways), value)
    }
  }

  async #goThrough(door: DoorPlan): Promise<void> {
    await this.#rig.run(this.#chance.integer(300, 9_500))
    if (door.hasNoContact === true || this.#leaves.get(door.entranceId) === true) return
    await this.#moveLeaf(door)
    if (this.#chance.isTrue(0.8)) await this.#moveLeaf(door)
  }

  #judge(told: string, expected: ReadonlyMap<string, Expected>, news: readonly EdgeEvent[]): void {
    const decided = [...expected]
    const opens = decided.filter(([, { opens: may }]) => may).map(([entranceId]) => entranceId)
    const opened = news.filter(
      ({ type, payload }) => type === 'door.unlock_ordered' && payload['cause'] === 'credential',
    )
    this.#same(
      `${told}: opened`,
      opened.map(({ entranceId = '' }) => entranceId).toSorted(),
      opens.toSorted(),
    )
    for (const [entranceId, end] of decided) {
      if (!end.opens) continue
      const against = news.filter(
        (event) => event.type === 'door.against_rule' && event.entranceId === entranceId,
      )
      this.#same(`${told}: against`, this.#againstOf(against), againstTexts(end.against))
      for (const { rule } of end.against) this.#count(`${rule} recorded`)
    }
    const refused = news.filter(({ type }) => type === 'door.refused').map(reasonOf)
    const reasons = decided.flatMap(([, end]) => (end.opens ? [] : [end.reason]))
    // At a lift only that somebody else is waited for is told of a floor while others open; else what came closest.
    const awaited = reasons.filter((reason) => reason === 'second_person_awaited')
    const closest = reasons.find((reason) => reason !== 'right') ?? reasons[0]
    const toTell = awaited.length > 0 ? awaited : opens.length > 0 || closest === undefined ? [] : [closest]
    this.#same(`${told}: refused`, refused, toTell)
    for (const reason of toTell) this.#count(reason)
  }

  #againstOf(events: readonly EdgeEvent[]): readonly string[] {
    return againstTexts(
      events.map(({ payload: { rule, zoneId, why } }) => ({
        rule: String(rule),
        zoneId: zoneId === null ? null : String(zoneId),
        why: String(why),
      })),
    )
  }

  #tell(line: string): void {
    const { atMs, isKnown } = this.#time
    this.#trace.push(`${atMs - SIMULATION_EPOCH_MS} ms${isKnown ? '' : ' (by no clock)'}: ${line}`)
  }

  #same(told: string, seen: readonly string[], expected: readonly string[]): void {
    if (seen.join() !== expected.join())
      this.#wrong.push(`${told}: ${seen.join(', ') || 'nothing'}, not ${expected.join(', ') || 'nothing'}`)
  }

  #count(what: string): void {
    this.#seen[what] = (this.#seen[what] ?? 0) + 1
  }

  async #news(): Promise<readonly EdgeEvent[]> {
    const news = await this.#rig.events(this.#read)
    this.#read = news.at(-1)?.sequence ?? this.#read
    for (const { type } of news) {
      if (type === 'door.hold_open_began') this.#isHeld = true
      if (type === 'door.hold_open_ended') this.#isHeld = false
    }
    return news
  }

  #hear(externalId: string, value: boolean, isStanding = false): void {
    const component = { externalId, key: 'doorSensor' }
    const at = this.#rig.machine.world().now()
    const standing = isStanding ? { isStanding } : {}
    this.#rig.doors.hear({ kind: 'reading', component, value, at, ...standing })
  }

  async #moveLeaf({ entranceId, externalId, hasNoContact }: DoorPlan): Promise<void> {
    if (hasNoContact === true || this.#offline.has(externalId)) return
    const isOpen = this.#leaves.get(entranceId) !== true
    this.#leaves.set(entranceId, isOpen)
    this.#tell(`${externalId} ${isOpen ? 'opens' : 'closes'}`)
    this.#oracle.leaf(entranceId, isOpen, this.#time)
    this.#hear(externalId, isOpen)
    await this.#rig.run(TOLD_AS_FORCED_MS)
  }

  /** A contact says once more what it said already, as many do every now and then. */
  #say({ entranceId, externalId, hasNoContact }: DoorPlan): void {
    if (hasNoContact === true || this.#offline.has(externalId)) return
    this.#tell(`${externalId} says again how it stands`)
    this.#hear(externalId, this.#leaves.get(entranceId) === true)
  }

  async #press(door: DoorPlan): Promise<void> {
    const { entranceId, externalId, reader } = door
    const zones = this.#oracle.version.doors.find((one) => one.entranceId === entranceId)?.passage?.zones
    // Where a rule refuses nobody may leave by a button: the settings do not allow it.
    if (reader === CAR || zones?.some(({ antiPassback }) => antiPassback?.mode === 'refused') === true) return
    this.#tell(`button at ${externalId}`)
    this.#oracle.press(entranceId, this.#time)
    const component = { externalId, key: 'exitButton' }
    this.#rig.doors.hear({ kind: 'occurred', component, event: 'press', at: this.#rig.machine.world().now() })
    await this.#rig.run(AT_ONCE_MS)
  }

  async #command(door: DoorPlan): Promise<void> {
    if (this.#isUnclear(door)) return
    const { entranceId, externalId } = door
    const time = this.#time
    this.#version += 1
    const id = `00000000-0000-7000-8000-${String(this.#version).padStart(12, '0')}`
    const deadline = addMs(this.#rig.machine.world().now(), 60_000)
    await this.#news()
    this.#tell(`command at ${externalId}`)
    const expected = this.#oracle.command(entranceId, time, externalId !== this.#broken)
    this.#rig.doors.command({ id, deadline, action: { kind: 'openEntrance', entranceId } })
    await this.#rig.run(AT_ONCE_MS)
    const against = (await this.#news()).filter(({ type }) => type === 'door.against_rule')
    this.#same(`command at ${externalId}: against`, this.#againstOf(against), againstTexts(expected))
    for (const { rule } of expected) this.#count(`${rule} recorded`)
  }

  async #smoke(): Promise<void> {
    this.#isSmoky = !this.#isSmoky
    this.#tell(this.#isSmoky ? 'smoke' : 'no smoke')
    this.#oracle.smoke(this.#isSmoky)
    const at = this.#rig.machine.world().now()
    this.#rig.doors.hear({ kind: 'reading', component: SMOKE, value: this.#isSmoky, at })
    await this.#rig.run(AT_ONCE_MS)
  }

  async #change(act: Change): Promise<void> {
    this.#version += 1
    const next = changeRuledHouse(this.#chance, this.#oracle.version, { act, atMs: this.#time.atMs })
    this.#tell(`version ${this.#version}`)
    this.#oracle.change(next)
    this.#rig.policy = compilePolicy(this.#misread(snapshotOfHouse(this.#plan, next, this.#version)))
    this.#rig.doors.policyChanged()
    await this.#rig.run(AT_ONCE_MS)
  }

  /** Its power is cut; whatever is heard at a start is heard again. */
  async #restart(): Promise<void> {
    if (this.#chance.isTrue(0.3)) this.#rig.isClockTrusted = !this.#rig.isClockTrusted
    this.#tell('power gone and back')
    await this.#news()
    await this.#rig.restart()
    this.#isHeld = false
    for (const { entranceId, externalId, hasNoContact } of this.#plan.doors) {
      if (this.#offline.has(externalId))
        this.#rig.doors.hear({ kind: 'availability', externalId, online: false })
      else if (hasNoContact !== true) this.#hear(externalId, this.#leaves.get(entranceId) === true, true)
    }
    await this.#rig.run(A_LOOK_MS)
    this.#oracle.restart(this.#time)
  }

  /** A device is not heard any more, or is again. */
  async #hearing({ entranceId, externalId, hasNoContact }: DoorPlan): Promise<void> {
    if (hasNoContact === true) return
    const isBack = this.#offline.delete(externalId)
    if (!isBack) this.#offline.add(externalId)
    this.#tell(`${externalId} is ${isBack ? 'heard again' : 'silent'}`)
    this.#rig.doors.hear({ kind: 'availability', externalId, online: isBack })
    if (isBack) {
      const isOpen = this.#leaves.get(entranceId) === true
      this.#oracle.stands(entranceId, isOpen)
      this.#hear(externalId, isOpen, true)
    } else this.#oracle.silent(entranceId)
    await this.#rig.run(AT_ONCE_MS)
  }

  /** Whether the shop is held open by its hours, as the log tells it. */
  async #judgeShop(): Promise<void> {
    const entranceId = this.#plan.doors.find(({ externalId }) => externalId === SHOP)?.entranceId ?? ''
    await this.#news()
    const isToBe = this.#oracle.isHeldByHours(entranceId, this.#time)
    if (isToBe) this.#count('held open since the first')
    this.#same(
      `the shop at ${this.#time.atMs - SIMULATION_EPOCH_MS}`,
      [this.#isHeld ? 'held open' : 'shut'],
      [isToBe ? 'held open' : 'shut'],
    )
  }
}

export const tellRuledStory = (seed: number, misread?: Misreading): Promise<RuledReport> =>
  new RuledStory(seed, misread).tell(seed)
