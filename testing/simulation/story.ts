/** What happens to a residence, by chance from the seed: people, rights, orders from afar, and every kind of trouble. */
import type { Snapshot } from '@loge/features/access/core'
import { instant } from '@loge/kernel'
import type { Building, Opening } from './building.ts'
import { SIMULATION_EPOCH_MS, type Machine } from './machine.ts'
import type { Weather } from './network.ts'
import { codeOf, firstVersion, nextVersion } from './house-life.ts'
import { snapshotOfHouse, type Carried, type Version } from './rights.ts'
import type { AskedCommand, Glance, Presentation } from './seen.ts'
import { forge, keepCopy, putBack, rot } from './spoil.ts'
import type { SimulatedServer } from './server.ts'

export interface House {
  readonly name: string
  readonly edgeId: string
  readonly building: Building
  readonly weather: Weather
  readonly presentations: Presentation[]
  readonly commands: AskedCommand[]
  readonly openings: Opening[]
  readonly glances: Glance[]
  /** What a fault put in on purpose makes of the rights on their way to the door. */
  distort: (snapshot: Snapshot) => Snapshot
  readonly versions: Version[]
  /** True times at which its process died. */
  readonly deaths: number[]
  /** Which life of its edge was seen last. */
  lastLife: Building['edge']
  /** A copy of the rights as they once were on its disk. */
  oldRights: Uint8Array | undefined
}

const MINUTE = 60_000
/** Codes tried one after the other: fast enough to be slowed, long enough to be locked out. */
const GUESSES = 10
const GUESS_EVERY_MS = 650
/** A reader that nobody adopted. */
export const STRANGER = 'stranger'
/** Who was let in by the life before may still pull the door: nobody can tell that from force. */
const KNOWS_ITS_DOORS_MS = 15_000

export class Story {
  readonly #director: Machine
  readonly #server: SimulatedServer
  readonly #houses: readonly House[]
  readonly #tell: (line: string) => void
  #ended = false
  #commandCount = 0

  constructor(
    director: Machine,
    server: SimulatedServer,
    houses: readonly House[],
    tell: (line: string) => void,
  ) {
    this.#director = director
    this.#server = server
    this.#houses = houses
    this.#tell = tell
  }

  begin(): void {
    for (const house of this.#houses) {
      this.#changeRights(house)
      for (const { entranceId } of house.building.plan.doors) {
        this.#again(22_000, 3 * MINUTE, () => this.#come(house, entranceId))
        this.#again(2 * MINUTE, 20 * MINUTE, () => this.#pull(house, entranceId, true))
      }
      this.#again(2 * MINUTE, 10 * MINUTE, () => this.#changeRights(house))
      this.#again(MINUTE, 8 * MINUTE, () => this.#presentAtStranger(house))
      this.#again(20 * MINUTE, 90 * MINUTE, () => this.#smoke(house))
      this.#again(30_000, 6 * MINUTE, () => this.#command(house))
      this.#again(2 * MINUTE, 20 * MINUTE, () => this.#trouble(house))
    }
    this.#again(10 * MINUTE, 60 * MINUTE, () => this.#serverCrash())
  }

  /** Everything that was broken works again; nothing new happens. */
  heal(): void {
    this.#ended = true
    this.#server.restart()
    for (const { building, weather } of this.#houses) {
      Object.assign(weather, { cut: false, lost: 0, doubled: 0, slowestMs: 40 })
      Object.assign(building.diskWeather, { error: undefined, slowestMs: 2 })
      building.locks = 'well'
      building.machine.wallErrorMs = 0
      building.smoke(false)
    }
  }

  #again(leastMs: number, mostMs: number, work: () => void): void {
    this.#director.after(this.#director.chance.integer(leastMs, mostMs), () => {
      if (this.#ended) return
      work()
      this.#again(leastMs, mostMs, work)
    })
  }

  #later(leastMs: number, mostMs: number, work: () => void): void {
    this.#director.after(this.#director.chance.integer(leastMs, mostMs), work)
  }

  get #nowMs(): number {
    return this.#director.scheduler.nowMs
  }

  #changeRights(house: House): void {
    const { plan } = house.building
    const ground = {
      chance: this.#director.chance,
      plan,
      atMs: SIMULATION_EPOCH_MS + this.#nowMs,
      parity: this.#houses.indexOf(house),
    }
    const before = house.versions.at(-1)
    const number = house.versions.length + 1
    const next = before === undefined ? firstVersion(ground) : nextVersion(ground, before, number)
    house.versions.push(next)
    const record = this.#server.store.records.get(house.edgeId)
    if (record !== undefined) record.snapshot = house.distort(snapshotOfHouse(plan, next, number))
    this.#server.wake()
  }

  /** Somebody comes to a door, now and then after somebody who tries codes. */
  #come(house: House, entranceId: string): void {
    const { chance } = this.#director
    const known = house.versions.at(-1)?.carried ?? []
    if (chance.isTrue(0.05)) {
      for (let guess = 0; guess < GUESSES; guess += 1)
        this.#director.after(guess * GUESS_EVERY_MS, () =>
          house.building.present(entranceId, {
            kind: 'pin',
            value: String(700_001 + chance.integer(0, 9_999)),
          }),
        )
      const codes = known.filter(({ kind }) => kind === 'pin')
      this.#director.after(GUESSES * GUESS_EVERY_MS, () =>
        this.#present(house, entranceId, chance.pick(codes)),
      )
      return
    }
    // The digits of somebody of the other house, a card nobody knows, or what is known here.
    if (chance.isTrue(0.05)) {
      const value = codeOf(chance.integer(0, 12))
      return this.#present(house, entranceId, { kind: 'pin', value })
    }
    if (chance.isTrue(0.1)) return this.#present(house, entranceId, { kind: 'card', value: '04FF999999' })
    this.#present(house, entranceId, chance.pick(known))
  }

  /** At a reader that announced itself and that nobody adopted. */
  #presentAtStranger({ building, versions }: House): void {
    building.presentAt(STRANGER, this.#director.chance.pick(versions.at(-1)?.carried ?? []))
  }

  #smoke({ building }: House): void {
    building.smoke(true)
    this.#later(10_000, 4 * MINUTE, () => {
      // Now and then the lock does not hear that it is over.
      if (this.#director.chance.isTrue(0.2)) this.#deafen(building)
      building.smoke(false)
    })
  }

  /** What the doors look like now; called every few seconds. */
  look(): void {
    for (const house of this.#houses) {
      const { building, glances } = house
      const { edge, isSmoky } = building
      if (edge === undefined) {
        house.lastLife = undefined
        continue
      }
      const undisturbed = house.lastLife === edge && building.locks === 'well' && edge.snapshots.version > 0
      house.lastLife = edge
      for (const { entranceId } of building.plan.doors)
        glances.push({
          atMs: this.#nowMs,
          entranceId,
          version: edge.snapshots.version,
          clock: edge.clock.now(),
          isSmoky,
          openUntilMs: building.openUntilMs(entranceId),
          undisturbed,
        })
    }
  }

  /** Then waits long enough that the next badge at this door cannot be taken for this one. */
  #present(house: House, entranceId: string, { kind, value }: Pick<Carried, 'kind' | 'value'>): void {
    const { building } = house
    const { edge } = building
    const atMs = this.#nowMs
    if (edge === undefined) return
    const first = edge.snapshots.version
    const clock = [edge.clock.now()]
    const wasWell = building.locks === 'well'
    building.present(entranceId, { kind, value })
    const look = (): void => {
      if (building.edge === edge && this.#nowMs < atMs + 14_000) {
        clock.push(edge.clock.now())
        this.#director.after(1_000, look)
      }
    }
    look()
    this.#director.after(2_000, () => {
      const isLetIn = building.deeds.some((deed) => deed.entranceId === entranceId && deed.atMs >= atMs)
      if (isLetIn) this.#pull(house, entranceId, false)
    })
    this.#director.after(14_000, () => {
      const isAlive = building.edge === edge && !house.deaths.some((diedAt) => diedAt >= atMs)
      const last = building.edge === edge ? edge.snapshots.version : house.versions.length
      house.presentations.push({
        atMs,
        entranceId,
        kind,
        value,
        versions: Array.from({ length: Math.max(1, last - first + 1) }, (_, index) => first + index),
        clock,
        undisturbed: isAlive && wasWell && building.locks === 'well' && first > 0,
      })
    })
  }

  /** A leaf is pulled open and falls shut: by somebody who was let in, or by force. */
  #pull(house: House, entranceId: string, isForced: boolean): void {
    const { building } = house
    const atMs = this.#nowMs
    if (house.openings.some((one) => one.entranceId === entranceId && one.atMs > atMs - 12_000)) return
    const { edge } = building
    const couldWrite = building.diskWeather.error === undefined
    const wasUnlocked = building.openUntilMs(entranceId) > atMs
    const opening = { atMs, entranceId, isForced, wasUnlocked }
    const at = house.openings.push({ ...opening, undisturbed: false }) - 1
    building.moveLeaf(entranceId, true)
    this.#director.after(4_000, () => building.moveLeaf(entranceId, false))
    this.#director.after(10_000, () => {
      const lived =
        edge !== undefined &&
        building.edge === edge &&
        edge.snapshots.version > 0 &&
        (!isForced || building.startedAtMs < atMs - KNOWS_ITS_DOORS_MS)
      const undisturbed = lived && couldWrite && building.diskWeather.error === undefined
      house.openings[at] = { ...opening, undisturbed }
    })
  }

  #command(house: House): void {
    const { chance } = this.#director
    const { entranceId } = chance.pick(house.building.plan.doors)
    this.#commandCount += 1
    const id = `00000000-0000-7000-8000-${String(this.#commandCount).padStart(12, '0')}`
    const deadlineMs = this.#nowMs + chance.integer(1_000, 60_000)
    // Shorter than any step of a hold.
    const forMs = 100 + (this.#commandCount % 800)
    house.commands.push({ id, entranceId, askedAtMs: this.#nowMs, deadlineMs, forMs })
    const command = {
      id,
      deadline: instant(SIMULATION_EPOCH_MS + deadlineMs),
      action: { kind: 'openEntrance' as const, entranceId, forMs },
    }
    this.#server.store.records.get(house.edgeId)?.commands.set(id, { command, outcome: undefined })
    this.#server.wake()
  }

  #trouble(house: House): void {
    const { building, weather, name } = house
    const { chance } = this.#director
    const kind = chance.pick([
      'cut',
      'storm',
      'crash',
      'crash',
      'disk',
      'slowDisk',
      'clock',
      'boot1970',
      'bootAhead',
      'locks',
    ] as const)
    this.#tell(`${name}: ${kind}`)
    switch (kind) {
      case 'cut':
        weather.cut = true
        return this.#later(5_000, 25 * MINUTE, () => (weather.cut = false))
      case 'storm':
        Object.assign(weather, { lost: 0.25, doubled: 0.25, slowestMs: 15_000 })
        return this.#later(MINUTE, 8 * MINUTE, () =>
          Object.assign(weather, { lost: 0, doubled: 0, slowestMs: 40 }),
        )
      case 'crash':
        return this.#crash(house)
      case 'disk':
        building.diskWeather.error = chance.pick(['ENOSPC', 'EIO'] as const)
        return this.#later(5_000, 3 * MINUTE, () => (building.diskWeather.error = undefined))
      case 'slowDisk':
        building.diskWeather.slowestMs = 400
        return this.#later(10_000, 3 * MINUTE, () => (building.diskWeather.slowestMs = 2))
      case 'clock':
        building.machine.wallErrorMs = chance.pick([-3_600_000, 2 * 365 * 86_400_000, 30_000])
        return this.#later(MINUTE, 10 * MINUTE, () => (building.machine.wallErrorMs = 0))
      case 'boot1970':
        building.machine.wallErrorMs = -SIMULATION_EPOCH_MS
        this.#crash(house)
        return this.#later(2 * MINUTE, 10 * MINUTE, () => (building.machine.wallErrorMs = 0))
      case 'bootAhead':
        building.machine.wallErrorMs = 300 * 86_400_000
        this.#crash(house)
        return this.#later(2 * MINUTE, 10 * MINUTE, () => (building.machine.wallErrorMs = 0))
      case 'locks':
        building.locks = chance.pick(['silent', 'refusing', 'deaf', 'deaf'] as const)
        return this.#later(10_000, MINUTE, () => (building.locks = 'well'))
    }
  }

  #deafen(building: Building): void {
    building.locks = 'deaf'
    this.#later(10_000, MINUTE, () => (building.locks = 'well'))
  }

  #crash(house: House): void {
    house.deaths.push(this.#nowMs)
    house.building.crash()
    if (house.oldRights === undefined || this.#director.chance.isTrue(0.3))
      house.oldRights = keepCopy(house.building.disk)
    else this.#spoil(house)
    this.#director.after(this.#director.chance.integer(500, 45_000), () => this.#boot(house))
  }

  /** While there is no power somebody may be at the disk. */
  #spoil({ building, oldRights, edgeId }: House): void {
    const { disk } = building
    const { chance } = this.#director
    const real = this.#server.store.records.get(edgeId)?.snapshot
    const act = chance.pick(['rot', 'rot', 'putBack', 'forge', 'nothing', 'nothing'] as const)
    this.#tell(`${building.plan.siteId}: ${act}`)
    if (act === 'rot') rot(disk, chance)
    if (act === 'putBack' && oldRights !== undefined) putBack(disk, oldRights, building.forgetsItsNewest)
    if (act === 'forge' && real !== undefined) forge(disk, real, chance)
  }

  /** A disk that fails may keep an edge from starting; whoever supervises it tries again. */
  #boot(house: House): void {
    const life = house.building.machine.life
    house.building.start().catch(() => {
      if (house.building.machine.life !== life) return
      house.building.machine.kill()
      this.#director.after(5_000, () => this.#boot(house))
    })
  }

  #serverCrash(): void {
    this.#tell('server: crash')
    this.#server.crash()
    this.#later(1_000, 2 * MINUTE, () => this.#server.restart())
  }
}
