/** What happens to a residence, by chance from the seed: people, rights, orders from afar, and every kind of trouble. */
import { instant } from '@loge/kernel'
import type { Building, Opening } from './building.ts'
import { SIMULATION_EPOCH_MS, type Machine } from './machine.ts'
import type { Weather } from './network.ts'
import { UNLOCK_MS, type AskedCommand, type Presentation } from './oracle.ts'
import { snapshotOf, type Right, type Version } from './rights.ts'
import type { SimulatedServer } from './server.ts'

export interface House {
  readonly name: string
  readonly edgeId: string
  readonly building: Building
  readonly weather: Weather
  readonly presentations: Presentation[]
  readonly commands: AskedCommand[]
  readonly openings: Opening[]
  readonly versions: Version[]
  /** True times at which its process died. */
  readonly deaths: number[]
}

const MINUTE = 60_000
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
      this.#changeRights(house, () => this.#firstRights(house))
      for (const { entranceId } of house.building.plan.doors) {
        this.#again(20_000, 3 * MINUTE, () => this.#present(house, entranceId))
        this.#again(2 * MINUTE, 20 * MINUTE, () => this.#pull(house, entranceId, true))
      }
      this.#again(2 * MINUTE, 15 * MINUTE, () => this.#changeRights(house, () => this.#anotherRight(house)))
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

  #newRight(house: House, number: number): Right {
    const { chance } = this.#director
    const { entranceId } = chance.pick(house.building.plan.doors)
    const from = SIMULATION_EPOCH_MS + this.#nowMs
    const firstHour = chance.integer(0, 22)
    return {
      ref: `person-${number}`,
      kind: 'card',
      value: `04AA${String(number).padStart(6, '0')}`,
      entranceId,
      fromMs: from + (chance.isTrue(0.2) ? chance.integer(0, 30 * MINUTE) : -1_000),
      untilMs: chance.isTrue(0.3) ? from + chance.integer(MINUTE, 120 * MINUTE) : null,
      hours: chance.isTrue(0.3) ? [firstHour, chance.integer(firstHour + 1, 23)] : null,
      lost: false,
      suspended: false,
    }
  }

  #firstRights(house: House): readonly Right[] {
    return Array.from({ length: 8 }, (_, number) => this.#newRight(house, number))
  }

  #anotherRight(house: House): readonly Right[] {
    const { chance } = this.#director
    const rights = house.versions.at(-1)?.rights ?? []
    const chosen = chance.pick(rights)
    const changed: Right = { ...chosen, [chance.pick(['lost', 'suspended'] as const)]: chance.isTrue(0.5) }
    if (chance.isTrue(0.3)) return [...rights, this.#newRight(house, rights.length)]
    return rights.map((right) => (right === chosen ? changed : right))
  }

  #changeRights(house: House, change: () => readonly Right[]): void {
    const rights = change()
    const madeAtMs = SIMULATION_EPOCH_MS + this.#nowMs
    house.versions.push({ madeAtMs, rights })
    const version = house.versions.length
    const record = this.#server.store.records.get(house.edgeId)
    if (record !== undefined) {
      record.snapshot = snapshotOf(house.building.plan, rights, version, madeAtMs)
    }
    this.#server.wake()
  }

  /** Then waits long enough that the next badge at this door cannot be taken for this one. */
  #present(house: House, entranceId: string): void {
    const { building } = house
    const { chance } = this.#director
    const known = house.versions.flatMap(({ rights }) => rights.map(({ value }) => value))
    const value = chance.isTrue(0.15) ? '04FF999999' : chance.pick(known)
    const { edge } = building
    const atMs = this.#nowMs
    if (edge === undefined) return
    const first = edge.snapshots.version
    const clock = [edge.clock.now()]
    const wasWell = building.locks === 'well'
    building.present(entranceId, { kind: 'card', value })
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
    const at = house.openings.push({ atMs, entranceId, isForced, undisturbed: false }) - 1
    building.moveLeaf(entranceId, true)
    this.#director.after(4_000, () => building.moveLeaf(entranceId, false))
    this.#director.after(10_000, () => {
      const lived =
        edge !== undefined &&
        building.edge === edge &&
        edge.snapshots.version > 0 &&
        (!isForced || building.startedAtMs < atMs - KNOWS_ITS_DOORS_MS)
      const undisturbed = lived && couldWrite && building.diskWeather.error === undefined
      house.openings[at] = { atMs, entranceId, isForced, undisturbed }
    })
  }

  #command(house: House): void {
    const { chance } = this.#director
    const { entranceId } = chance.pick(house.building.plan.doors)
    this.#commandCount += 1
    const id = `00000000-0000-7000-8000-${String(this.#commandCount).padStart(12, '0')}`
    const deadlineMs = this.#nowMs + chance.integer(1_000, 60_000)
    const forMs = 2 * UNLOCK_MS + this.#commandCount
    house.commands.push({ id, entranceId, deadlineMs, forMs })
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

  #crash(house: House): void {
    house.deaths.push(this.#nowMs)
    house.building.crash()
    this.#director.after(this.#director.chance.integer(500, 45_000), () => this.#boot(house))
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
