/** One residence of two buildings and their server, from one seed to a verdict. */
import { asId, DAY_MS } from '@loge/kernel'
import { Building } from './building.ts'
import { keyFrom, verifyText } from './keys.ts'
import { Machine, SIMULATION_EPOCH_MS } from './machine.ts'
import { fairWeather, SimulatedNetwork } from './network.ts'
import { judge, judgePlacement } from './oracle.ts'
import { chanceFrom } from './random.ts'
import type { SitePlan } from './rights.ts'
import { Scheduler } from './scheduler.ts'
import { SimulatedServer } from './server.ts'
import { Story, type House } from './story.ts'

const ORGANIZATION = '00000000-0000-7000-8000-0000000000aa'
/** Long enough for the longest back-off, and for everything that waits to arrive. */
const HEALING_MS = 10 * 60_000
const LOOK_EVERY_MS = 5_000

/** A fault put into the code on purpose: the oracle must notice each of them. */
export type Mutation = (house: House) => void

export interface SimulationPlan {
  readonly seed: number
  readonly days: number
  readonly mutate?: Mutation
}

export interface SimulationReport {
  readonly seed: number
  readonly wrong: readonly string[]
  readonly trace: readonly string[]
  readonly presentations: number
  readonly opened: number
  readonly commands: number
  readonly logged: number
  readonly crashes: number
  readonly outcomes: Readonly<Record<string, number>>
}

const idOf = (kind: number, number: number): string =>
  `00000000-0000-7000-8000-${String(kind * 100 + number).padStart(12, '0')}`

const planOf = (number: number, siteKey: string, days: number): SitePlan => ({
  organizationId: ORGANIZATION,
  siteId: idOf(1, number),
  siteKey,
  doors: [1, 2].map((door) => ({ entranceId: idOf(2, number * 10 + door), externalId: `door-${door}` })),
  coversFromMs: SIMULATION_EPOCH_MS - DAY_MS,
  coversUntilMs: SIMULATION_EPOCH_MS + (days + 2) * DAY_MS,
  hearsSmoke: true,
})

export interface Ground {
  readonly seed: number
  readonly days: number
  readonly scheduler: Scheduler
  readonly server: SimulatedServer
  readonly network: SimulatedNetwork
}

export const raise = (number: number, { seed, days, scheduler, server, network }: Ground): House => {
  const machine = new Machine(scheduler, chanceFrom(seed, 10 + number))
  const key = keyFrom(machine.chance)
  const siteKey = Buffer.from(machine.chance.bytes(32)).toString('hex')
  const plan = planOf(number, siteKey, days)
  const edgeId = asId('edge', idOf(3, number))
  const organizationId = asId('organization', ORGANIZATION)
  const siteId = asId('site', plan.siteId)
  server.store.add({ organizationId, siteId, edgeId, publicKey: key.publicKey, revoked: false }, siteKey)
  const weather = fairWeather()
  const building: Building = new Building(machine, plan, () => ({
    transport: network.transport(weather, machine),
    identity: {
      organizationId: ORGANIZATION,
      edgeId,
      sign: key.sign,
      verifyServer: (text, signature) =>
        building.trustsAnySignature || verifyText(server.publicKey, text, signature),
    },
  }))
  return {
    name: `building ${number}`,
    edgeId,
    building,
    weather,
    presentations: [],
    commands: [],
    openings: [],
    glances: [],
    distort: (snapshot) => snapshot,
    lastLife: undefined,
    oldRights: undefined,
    versions: [],
    deaths: [],
  }
}

const lookAtPlacements = (house: House, server: SimulatedServer): readonly string[] => {
  const confirmed = server.store.records.get(house.edgeId)?.appliedVersion ?? 0
  return judgePlacement(house.name, confirmed, house.building.edge?.snapshots.version)
}

const judgeEnd = (house: House, server: SimulatedServer): readonly string[] => {
  const record = server.store.records.get(house.edgeId)
  const { building, name, presentations, commands, versions } = house
  const wrong: string[] = []
  if (record?.appliedVersion !== versions.length) {
    wrong.push(`${name}: healed, but version ${versions.length} is not in force (${record?.appliedVersion})`)
  }
  const state = building.edge?.journal.state
  if (state === undefined || state.durableUntil !== record?.acknowledgedUntil) {
    wrong.push(
      `${name}: healed, but the log has ${record?.acknowledgedUntil} of ${state?.durableUntil} events`,
    )
  }
  const outcomes = new Map([...(record?.commands ?? [])].map(([id, { outcome }]) => [id, outcome]))
  const log = record?.events ?? []
  const seen = {
    name,
    presentations,
    deeds: building.deeds,
    lockings: building.lockings,
    commands,
    openings: house.openings,
    glances: house.glances,
    unlocksAsked: building.unlocksAsked,
    promised: building.promised,
    log,
    outcomes,
  }
  return [...wrong, ...judge(seen, versions)]
}

const summarize = (
  houses: readonly House[],
  server: SimulatedServer,
): Omit<SimulationReport, 'seed' | 'wrong' | 'trace'> => {
  const records = [...server.store.records.values()]
  const outcomes: Record<string, number> = {}
  for (const { outcome } of records.flatMap((record) => [...record.commands.values()])) {
    outcomes[outcome ?? 'none'] = (outcomes[outcome ?? 'none'] ?? 0) + 1
  }
  const sum = (count: (house: House) => number): number =>
    houses.reduce((total, house) => total + count(house), 0)
  return {
    presentations: sum((house) => house.presentations.length),
    opened: sum((house) => house.building.deeds.length),
    commands: sum((house) => house.commands.length),
    crashes: sum((house) => house.deaths.length),
    logged: records.reduce((total, record) => total + record.events.length, 0),
    outcomes,
  }
}

export const simulate = async ({ seed, days, mutate }: SimulationPlan): Promise<SimulationReport> => {
  const scheduler = new Scheduler()
  const machine = (stream: number): Machine => new Machine(scheduler, chanceFrom(seed, stream))
  const server = new SimulatedServer(machine(1), keyFrom(chanceFrom(seed, 2)))
  const network = new SimulatedNetwork(scheduler, chanceFrom(seed, 3), server)
  const houses = [1, 2].map((number) => raise(number, { seed, days, scheduler, server, network }))
  const trace: string[] = []
  const story = new Story(machine(4), server, houses, (line) =>
    trace.push(`${Math.round(scheduler.nowMs / 1_000)} s ${line}`),
  )
  const wrong: string[] = []
  for (const house of houses) {
    mutate?.(house)
    void house.building.start()
  }
  story.begin()
  const endMs = days * DAY_MS
  for (let atMs = 0; atMs < endMs; atMs += LOOK_EVERY_MS) {
    await scheduler.runUntil(atMs)
    story.look()
    for (const house of houses) wrong.push(...lookAtPlacements(house, server))
  }
  story.heal()
  for (let atMs = endMs; atMs < endMs + HEALING_MS; atMs += LOOK_EVERY_MS) {
    await scheduler.runUntil(atMs)
    story.look()
  }
  for (const house of houses) wrong.push(...judgeEnd(house, server))
  for (const fault of server.faults) wrong.push(`server: ${String(fault)}`)
  return { seed, wrong: [...new Set(wrong)], trace, ...summarize(houses, server) }
}
