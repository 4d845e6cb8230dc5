/**
 * The whole product in one process: PostgreSQL, the server with its pages, a broker, an edge, and doors that announce
 * themselves on it. Only the machine between them is left out. For specs that need things to really happen.
 */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runEdge, type RunningEdge } from '@loge/edge'
import { adoptDevice, loadDevices, type StoredDevice } from '@loge/features/equipment/server'
import { installCatalogue } from '@loge/features/events/server'
import { listPlaces, systemCaller } from '@loge/features/places/server'
import { silentLogger } from '@loge/http'
import {
  asId,
  formatId,
  instant,
  type OrganizationId,
  type SiteId,
  type Uptime,
  type World,
} from '@loge/kernel'
import { realDisk, realWorld } from '@loge/kernel/real-world'
import { startBroker, type Broker } from '../../edge/broker/broker.ts'
import { restore } from '../../server/backup/restore.ts'
import { readConfiguration, type Configuration } from '../../server/configuration.ts'
import { everyFact } from '../../server/facts.ts'
import { ensureOrganization, makeEnrolmentCode, makeSignInLink } from '../../server/first-run.ts'
import type { Installation } from '../../server/installation.ts'
import { loadKeys } from '../../server/keys.ts'
import { type RunningServer, runServer } from '../../server/run-server.ts'
import { makeParts } from '../../server/server-parts.ts'
import { emptyDatabase, testDatabase } from '../database.ts'
import { freePort } from '../free-port.ts'
import { externalIdOf } from '../residence/discovery.ts'
import { makeDoor } from '../residence/equipment/door.ts'
import type { Equipment } from '../residence/equipment/equipment.ts'
import { installDoor } from '../residence/install/doors.ts'
import { LiveDevice } from '../residence/live-device.ts'
import { ENTRANCES, type SimulatedEntrance } from '../residence/residence.ts'
import { openDatabase } from '@loge/storage'
import { builtConsole } from './build.ts'

const entranceOf = (key: string): SimulatedEntrance => {
  const entrance = ENTRANCES.find((one) => one.key === key)
  if (entrance === undefined) throw new Error(`the residence has no ${key}`)
  return entrance
}

interface HouseWorld extends World, Uptime {
  pass(ms: number): void
  /** How far it is ahead of the machine's own clock. */
  readonly aheadMs: number
}

/** The machine's own clock, until time is let pass. */
const makeWorld = (): HouseWorld => {
  let passed = 0
  return {
    ...realWorld,
    now: () => instant(realWorld.now() + passed),
    monotonicMs: () => realWorld.monotonicMs() + passed,
    uptimeMs: () => realWorld.uptimeMs() + passed,
    pass: (ms) => {
      passed += ms
    },
    get aheadMs() {
      return passed
    },
  }
}

interface Around {
  readonly world: HouseWorld
  readonly folder: string
  readonly configuration: Configuration
  readonly installation: Installation
  readonly organizationId: OrganizationId
  readonly pages: string
  readonly broker: Broker
  readonly edge: RunningEdge
  readonly siteId: SiteId
  readonly forgetCatalogue: () => void
}

export class House {
  #around: Around
  readonly #doors: LiveDevice[] = []
  #server: RunningServer | undefined

  constructor(around: Around, server: RunningServer) {
    this.#around = around
    this.#server = server
  }

  get origin(): string {
    return this.#around.configuration.origin
  }

  /** Where copies of everything lie. */
  get backups(): string {
    return join(this.#around.folder, 'backups')
  }

  /** As when a disk is unplugged. */
  loseBackupFolder(): Promise<void> {
    return rm(this.backups, { recursive: true })
  }

  /** A one-time link of the administrator. */
  signInLink(): Promise<string> {
    const { installation, configuration, organizationId } = this.#around
    return makeSignInLink(installation, configuration, organizationId)
  }

  /** A door of the residence gets current and cable, and announces itself. */
  connectDoor(key: string): Promise<LiveDevice> {
    return this.connect(makeDoor(entranceOf(key)))
  }

  /** Any piece of equipment announces itself. */
  async connect(equipment: Equipment): Promise<LiveDevice> {
    const url = `mqtt://127.0.0.1:${this.#around.broker.port}`
    const device = new LiveDevice(this.#around.world, { url }, equipment)
    this.#doors.push(device)
    await device.connect()
    return device
  }

  /** The same, adopted. */
  async install(equipment: Equipment): Promise<LiveDevice> {
    const { configuration, installation, organizationId, world } = this.#around
    const device = await this.connect(equipment)
    const { id, name } = await this.#announced(equipment.spec.key)
    const deps = makeParts({ configuration, installation, logger: silentLogger, world })
    await adoptDevice(deps, systemCaller(organizationId, 'spec'), id, { name, kind: 'sensor', location: {} })
    return device
  }

  /** The same, adopted and joined to an entrance that the edge knows. */
  async installDoor(key: string): Promise<{ readonly door: LiveDevice; readonly entrance: string }> {
    const { configuration, installation, organizationId, siteId, edge, world } = this.#around
    const door = await this.connectDoor(key)
    const device = await this.#announced(key)
    const deps = makeParts({ configuration, installation, logger: silentLogger, world })
    const caller = systemCaller(organizationId, 'spec')
    const movedIn = { siteId, buildings: new Map(), people: new Map() }
    const id = await installDoor({ deps, caller, movedIn }, entranceOf(key), device)
    while (edge.edge.snapshots.policy?.entrances.some((one) => one.id === id) !== true) await world.sleep(20)
    return { door, entrance: formatId('entrance', id) }
  }

  /** Somebody types wrong codes at the reader of an entrance until none is taken any more. */
  async guessCodes(entrance: string): Promise<void> {
    const { edge, world } = this.#around
    const { snapshots, journal, doors } = edge.edge
    const known = snapshots.policy?.entrances ?? []
    const door = known.find(({ id }) => formatId('entrance', asId('entrance', id)) === entrance)
    const part = door?.parts.find(({ role }) => role === 'reader')
    if (part === undefined) throw new Error(`no reader at ${entrance}`)
    const reader = { externalId: part.externalId, key: part.key }
    const before = journal.state.durableUntil
    const isBlocked = async () =>
      (await journal.read(before, 1_000)).some(({ type }) => type === 'door.codes_blocked')
    for (let code = 730_001; !(await isBlocked()); code += 1) {
      const heard = journal.state.durableUntil
      doors.hear({
        kind: 'credentialPresented',
        reader,
        credentialKind: 'pin',
        value: String(code),
        at: world.now(),
      })
      // A disk that is slow lets no time pass in the house: the block, and links, would be over before they are seen.
      while (journal.state.durableUntil === heard) await world.sleep(20)
      // The pauses between slips pass on the clocks of the house.
      world.pass(5_000)
    }
  }

  /** As `loge uplink cut` does it. */
  async setUplink(cut: boolean): Promise<void> {
    await fetch(`http://127.0.0.1:${this.#around.edge.statusPort}/uplink`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ cut }),
    })
  }

  /** The edge has written something down that the server does not know yet. */
  async untilEdgeHasNews(): Promise<void> {
    const { edge, world } = this.#around
    while (edge.edge.uplink.health().backlog === 0) await world.sleep(20)
  }

  get aheadMs(): number {
    return this.#around.world.aheadMs
  }

  /** The clocks of the server and of the edge move on. Nobody waits for it. */
  letTimePass(ms: number): void {
    this.#around.world.pass(ms)
  }

  async stopServer(): Promise<void> {
    await this.#server?.close()
    this.#server = undefined
  }

  async startServer(): Promise<void> {
    this.#server = await runServer(this.#around)
  }

  /** The machine of the server is lost; the newest copy is put back on another, as `loge restore` does it. The edge stays. */
  async restoreElsewhere(): Promise<void> {
    const { folder, installation, configuration, world } = this.#around
    const copies = (await readdir(this.backups)).filter((name) => name.endsWith('.tar'))
    await this.stopServer()
    await installation.close()
    const empty = await emptyDatabase()
    const dataDir = join(folder, 'restored')
    await restore({
      configuration: { ...configuration, dataDir, databaseUrl: empty.ownerUrl },
      path: join(this.backups, copies.sort().at(-1) ?? ''),
      passphrase: undefined,
      keysFile: undefined,
      world,
      say: () => undefined,
    })
    const database = await openDatabase({ url: empty.url, maxConnections: 5 })
    const keys = await loadKeys(dataDir)
    const close = () => database.close()
    this.#around = {
      ...this.#around,
      installation: { ...installation, ...empty, databaseUrl: empty.url, database, keys, close },
    }
    await this.startServer()
  }

  async close(): Promise<void> {
    const { folder, installation, broker, edge, forgetCatalogue } = this.#around
    for (const door of this.#doors) await door.stop()
    await edge.stop()
    await this.stopServer()
    await broker.stop()
    await installation.close()
    forgetCatalogue()
    await rm(folder, { recursive: true, force: true })
  }

  async #announced(key: string): Promise<StoredDevice> {
    const { installation, organizationId, siteId, world } = this.#around
    for (;;) {
      const devices = await installation.database.transaction(organizationId, (transaction) =>
        loadDevices(transaction, { siteId }),
      )
      const device = devices.find((one) => one.external_id === externalIdOf(key))
      if (device !== undefined) return device
      await world.sleep(20)
    }
  }
}

const openInstallation = async (folder: string): Promise<Installation> => {
  const database = await testDatabase()
  const { url: databaseUrl, ownerUrl } = database
  const keys = await loadKeys(folder)
  return { database, databaseUrl, ownerUrl, keys, place: folder, close: () => database.close() }
}

export interface HouseKind {
  /** Where its letters go; without one it has no mail server. */
  readonly smtpUrl?: string
  /** Off: a real installation, that starts with nobody. */
  readonly simulation: 'on' | 'off'
}

export const openHouse = async (
  { simulation, smtpUrl = '' }: HouseKind = { simulation: 'on' },
): Promise<House> => {
  const world = makeWorld()
  const folder = await mkdtemp(join(tmpdir(), 'loge-house-'))
  const forgetCatalogue = installCatalogue(everyFact)
  const port = String(await freePort())
  const { configuration } = readConfiguration(
    {
      LOGE_DATA_DIR: folder,
      LOGE_HTTP_PORT: port,
      LOGE_BACKUP_DIR: 'backups',
      LOGE_SIMULATION: simulation,
      LOGE_SMTP_URL: smtpUrl,
    },
    folder,
  )
  await mkdir(join(folder, 'backups'))
  const [installation, pages, disk] = await Promise.all([
    openInstallation(folder),
    builtConsole(),
    realDisk(join(folder, 'broker')),
  ])
  const organization = await ensureOrganization(installation)
  const server = await runServer({ configuration, installation, pages, world })
  const broker = await startBroker({ host: '127.0.0.1', port: 0, world, disk })
  const edge = await runEdge({
    folder: join(folder, 'edge'),
    serverUrl: `http://127.0.0.1:${port}`,
    mqttUrl: `mqtt://127.0.0.1:${broker.port}`,
    mqttUsername: undefined,
    mqttPassword: undefined,
    statusPort: 0,
    simulated: true,
    enrolmentCode: await makeEnrolmentCode(installation, configuration, organization.id),
    world,
    say: () => undefined,
  })
  const caller = systemCaller(organization.id, 'spec')
  const places = await listPlaces({ database: installation.database, world }, caller, {
    kind: 'site',
    query: { limit: 1 },
  })
  const [site] = places.data
  if (site === undefined) throw new Error('the edge was enrolled, so there is a site')
  const organizationId = organization.id
  const built = { folder, configuration, installation, organizationId, pages, broker, edge }
  return new House({ ...built, world, siteId: site.id, forgetCatalogue }, server)
}
