/** An edge joins over the real network: code, key, snapshot, badge, command, events in the log, alone and back. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { runEdge, type RunningEdge } from '@loge/edge'
import { accessFacts, edgeFacts } from '@loge/features/access/core'
import {
  createCredential,
  createEdgeLink,
  createEntrance,
  createProfile,
  grantAccess,
  loadEntrances,
  loadGrants,
  revokeGrant,
  type AccessDeps,
  type EdgeLink,
} from '@loge/features/access/server'
import { equipmentFacts } from '@loge/features/equipment/core'
import { adoptDevice, loadDevices, watchCommands } from '@loge/features/equipment/server'
import { eventFacts } from '@loge/features/events/core'
import { installCatalogue } from '@loge/features/events/server'
import { peopleFacts } from '@loge/features/people/core'
import { createPerson } from '@loge/features/people/server'
import { NOWHERE, placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import { createHttpServer, createIdempotencyStore, silentLogger, type HttpServer } from '@loge/http'
import {
  MINUTE_MS,
  newId,
  type DeviceId,
  type EntranceId,
  type OrganizationId,
  type SiteId,
} from '@loge/kernel'
import { realWorld as world } from '@loge/kernel/real-world'
import { Registry } from 'prom-client'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSimulatedDriver } from '../edge/drivers/simulated/driver.ts'
import { askCommand } from '../features/equipment/server/ask-command.ts'
import { loadCommands } from '../features/equipment/server/command-store.ts'
import { testDatabase, testOrganization, type TestDatabase } from './database.ts'

let database: TestDatabase
let http: HttpServer
let link: EdgeLink
let access: AccessDeps
let organizationId: OrganizationId
let siteId: SiteId
let forgetCatalogue: () => void
let serverUrl: string
let serverPort = 0
const SERVER_KEY = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
const errors: unknown[] = []
const folders: string[] = []
const running: RunningEdge[] = []
const said: string[] = []

const listen = async (): Promise<void> => {
  const key = createPrivateKey(SERVER_KEY)
  link = createEdgeLink({
    access,
    keys: {
      sign: (content) => sign(null, content, key),
      publicKey: createPublicKey(key).export({ type: 'spki', format: 'der' }),
    },
    onError: (error) => errors.push(error),
  })
  http = await createHttpServer({
    endpoints: link.endpoints,
    permissions: ['equipment.read', 'equipment.manage', 'edges.enrol'],
    authenticate: async () => ({
      kind: 'apiKey',
      organizationId,
      apiKeyId: newId(world, 'apiKey'),
      grants: ['equipment.read', 'edges.enrol'].map((permission) => ({
        permission,
        scope: { kind: 'organization' } as const,
      })),
    }),
    world,
    idempotency: createIdempotencyStore(database, world),
    logger: silentLogger,
    metrics: new Registry(),
    origin: 'http://127.0.0.1',
    version: 'test',
  })
  await http.listen({ host: '127.0.0.1', port: serverPort })
  await link.attach(http.fastify.server)
  serverPort = (http.fastify.server.address() as AddressInfo).port
  serverUrl = `http://127.0.0.1:${serverPort}`
}
beforeAll(async () => {
  database = await testDatabase()
  organizationId = await testOrganization(database)
  forgetCatalogue = installCatalogue([
    eventFacts,
    placesFacts,
    peopleFacts,
    accessFacts,
    edgeFacts,
    equipmentFacts,
  ])
  const turned = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0x5a)
  access = {
    database,
    world,
    seal: turned,
    open: turned,
    askCommand: async () => newId(world, 'command'),
  }
  const site = await createSite({ database, world }, systemCaller(organizationId, 'test'), {
    name: 'Résidence des Tilleuls',
    timeZone: 'Europe/Paris',
    holidayRegion: null,
    street: '12 rue Lamartine',
    postalCode: '44000',
    city: 'Nantes',
    country: 'FR',
  })
  siteId = site.id
  await listen()
})
afterAll(async () => {
  for (const one of running) await one.stop()
  await link.close()
  await http.close()
  forgetCatalogue()
  await database.close()
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

const caller = () => systemCaller(organizationId, 'test')

/** Looks until `found` answers something; every promise of the link has its own limit below the test's. */
const until = async <Value>(
  found: () => Promise<Value | undefined | false> | Value | undefined | false,
): Promise<Value> => {
  for (;;) {
    const value = await found()
    if (value !== undefined && value !== false) return value
    await world.sleep(20)
  }
}

const part = { deviceClass: null, unit: null, setting: null, unsupportedReason: null }
const DOOR = {
  externalId: 'hall',
  protocol: 'simulated' as const,
  name: 'Hall',
  manufacturer: null,
  model: null,
  hardwareVersion: null,
  softwareVersion: null,
  suggestedArea: null,
  components: [
    {
      ...part,
      key: 'reader',
      kind: 'tag' as const,
      name: 'Reader',
      capabilities: ['presentCredential' as const],
    },
    {
      ...part,
      key: 'lock',
      kind: 'lock' as const,
      name: 'Lock',
      capabilities: ['unlock' as const, 'lock' as const],
    },
  ],
}

/** Orders to its devices wait while it is shut. */
class Gate {
  #open = Promise.withResolvers<void>()

  constructor() {
    this.#open.resolve()
  }

  shut(): () => void {
    this.#open = Promise.withResolvers<void>()
    return this.#open.resolve
  }

  pass(): Promise<void> {
    return this.#open.promise
  }
}

const joined = async (code: string | undefined, folder?: string) => {
  const place = folder ?? (await mkdtemp(join(tmpdir(), 'loge-edge-')))
  if (folder === undefined) folders.push(place)
  const driver = createSimulatedDriver(world)
  const gate = new Gate()
  const edge = await runEdge({
    folder: place,
    serverUrl,
    mqttUrl: 'mqtt://127.0.0.1:1',
    mqttUsername: undefined,
    mqttPassword: undefined,
    statusPort: 0,
    simulated: true,
    enrolmentCode: code,
    world,
    say: (line) => said.push(line),
    drivers: [{ ...driver, carryOut: (order) => gate.pass().then(() => driver.carryOut(order)) }],
  })
  running.push(edge)
  return { edge, bus: driver.bus, gate, folder: place }
}

const newCode = async (): Promise<string> =>
  (await link.issueEnrolment(caller(), { siteId, name: 'Cellar' })).code

const logged = (type: string) =>
  database.transaction(organizationId, async (transaction) => {
    const { rows } = await sql<{ payload: Record<string, unknown>; late: boolean; person_id: string | null }>`
      select payload, late, person_id from event where type = ${type} order by edge_sequence`.execute(
      transaction,
    )
    return rows
  })

const getEdges = async () => {
  const answer = await http.inject({
    method: 'GET',
    url: '/api/v1/edges',
    headers: { authorization: 'Bearer test' },
  })
  return answer.json<{
    data: {
      id: string
      state: string
      revision: number
      withdrawnAt: string | null
      snapshotVersion: number | null
      backlog: number | null
    }[]
  }>().data
}

const doorWithABadge = async (deviceId: DeviceId): Promise<EntranceId> => {
  const equipment = { database, world, findEntrance: async () => undefined }
  await adoptDevice(equipment, caller(), deviceId, { name: 'Hall', kind: 'door', location: {} })
  const entrance = await createEntrance(access, caller(), {
    siteId,
    name: 'Hall',
    number: null,
    location: NOWHERE,
    kind: 'common',
    parts: [
      { role: 'reader', deviceId, componentKey: 'reader' },
      { role: 'lock', deviceId, componentKey: 'lock' },
    ],
    unlockMs: 5_000,
    heldOpenMs: 60_000,
    failMode: 'secure',
    accepts: ['card'],
    holdOpenScheduleId: null,
  })
  const person = await createPerson({ database, world }, caller(), { givenName: 'Ada', familyName: 'Okafor' })
  const profile = await createProfile(access, caller(), {
    siteId,
    name: 'Residents',
    lines: [{ entranceIds: [entrance.id], scheduleId: null }],
  })
  await grantAccess(access, caller(), {
    siteId,
    accessProfileId: profile.id,
    to: { kind: 'person', personId: person.id },
    leaseClass: 'resident',
    validUntil: null,
    reason: 'lives here',
  })
  await createCredential(access, caller(), {
    siteId,
    personId: person.id,
    kind: 'card',
    value: '04A1B2C3',
    validUntil: null,
  })
  return entrance.id
}

describe('an edge', () => {
  it('joins with a code, learns who may enter, opens, obeys and tells, also about the time it was alone [S0-18 1/2, S0-85 2/2]', async () => {
    const { edge, bus, folder } = await joined(await newCode())
    bus.announce(DOOR)
    const device = await until(async () => {
      const found = await database.transaction(organizationId, (transaction) =>
        loadDevices(transaction, { siteId }),
      )
      return found[0]
    })
    const entranceId = await doorWithABadge(device.id)
    await until(() => edge.edge.snapshots.policy?.credentials.ids.length === 1)

    bus.present({ externalId: 'hall', key: 'reader' }, 'card', '04A1B2C3')
    await until(() => bus.carriedOut.some(({ order }) => order.kind === 'unlock'))
    const [opened] = await until(async () => {
      const found = await logged('door.opened')
      return found.length > 0 && found
    })
    expect(opened).toMatchObject({ late: false, payload: { outcome: 'sent', kind: 'card' } })
    expect(opened?.person_id).not.toBeNull()

    await askCommand({ database, world, findEntrance: async () => ({ siteId }) }, caller(), {
      action: { kind: 'openEntrance', entranceId },
      deadlineMs: 10_000,
      reason: 'parcel',
    })
    const [ended] = await until(async () => {
      const found = await logged('command.ended')
      return found.length > 0 && found
    })
    expect(ended?.payload).toMatchObject({ outcome: 'done' })

    const page = `http://127.0.0.1:${edge.statusPort}`
    const wish = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"cut":true}' }
    expect((await fetch(`${page}/uplink`, wish)).status).toBe(200)
    await until(async () => (await getEdges())[0]?.state === 'alone')
    // Whatever becomes of the service, its doors go on for whoever may enter.
    const unlocked = () => bus.carriedOut.filter(({ order }) => order.kind === 'unlock').length
    const before = unlocked()
    bus.present({ externalId: 'hall', key: 'reader' }, 'card', '04A1B2C3')
    await until(() => unlocked() > before)
    bus.present({ externalId: 'hall', key: 'reader' }, 'card', '0BADCAFE')
    await until(() => edge.edge.uplink.health().backlog > 0)
    const told = await (await fetch(page, { headers: { 'accept-language': 'fr' } })).text()
    expect(told).toContain('Seul depuis')
    expect(told).toContain('celles de la résidence (Europe/Paris)')
    await fetch(`${page}/uplink`, { ...wish, body: '{"cut":false}' })
    const [refused] = await until(async () => {
      const found = await logged('door.refused')
      return found.length > 0 && found
    })
    expect(refused?.payload).toMatchObject({ reason: 'credential_unknown' })

    await edge.stop()
    running.splice(running.indexOf(edge), 1)
    const again = await joined(undefined, folder)
    expect(again.edge.edge.snapshots.policy?.credentials.ids).toHaveLength(1)
    await until(async () => (await logged('edge.started')).length === 2)
    expect(await logged('edge.gap_detected')).toEqual([])
    expect(errors).toEqual([])
  })

  it('never opens a door late: not one it did not hear of in time, not one it came to too late', async () => {
    for (const one of running.splice(0)) await one.stop()
    const { edge, bus, gate } = await joined(await newCode())
    bus.announce(DOOR)
    await until(() => edge.edge.snapshots.policy?.credentials.ids.length === 1)
    const [hall] = await database.transaction(organizationId, (transaction) =>
      loadEntrances(transaction, { siteIds: [siteId] }),
    )
    if (hall === undefined) throw new Error('the hall has no entrance')
    const open = (deadlineMs: number) =>
      askCommand({ database, world, findEntrance: async () => ({ siteId }) }, caller(), {
        action: { kind: 'openEntrance', entranceId: hall.id },
        deadlineMs,
        reason: 'parcel',
      })
    const endOf = (id: string) =>
      until(async () => (await logged('command.ended')).find(({ payload }) => payload['commandId'] === id))
    const unlocks = () => bus.carriedOut.filter(({ order }) => order.kind === 'unlock').length
    const stopWatching = watchCommands({ database, world }, (error) => errors.push(error))

    edge.edge.uplink.setCut(true)
    await until(async () => (await getEdges()).every(({ state }) => state !== 'connected'))
    const unheard = await open(1_000)
    expect((await endOf(unheard.id)).payload).toMatchObject({
      outcome: 'unreachable',
      reason: 'no_edge_took_it',
    })
    expect(world.now()).toBeGreaterThanOrEqual(unheard.deadlineAt)
    edge.edge.uplink.setCut(false)
    await until(() => edge.edge.uplink.status.connected)
    expect((await endOf((await open(10_000)).id)).payload).toMatchObject({ outcome: 'done' })
    expect(unlocks()).toBe(1)

    const release = gate.shut()
    bus.present({ externalId: 'hall', key: 'reader' }, 'card', '04A1B2C3')
    const waiting = await open(1_000)
    await until(async () => {
      const [command] = await database.transaction(organizationId, (transaction) =>
        loadCommands(transaction, { id: waiting.id }),
      )
      return command?.state === 'sent' && world.now() > waiting.deadlineAt
    })
    release()
    expect((await endOf(waiting.id)).payload).toMatchObject({ outcome: 'expired' })
    expect(unlocks()).toBe(2)
    stopWatching()
    expect(errors).toEqual([])
  })

  it('is refused with a code that was used, or is made up', async () => {
    const code = await newCode()
    await joined(code)
    await expect(joined(code)).rejects.toMatchObject({ code: 'enrolment_code_invalid' })
    await expect(joined('nonsense')).rejects.toMatchObject({ code: 'enrolment_code_invalid' })
    await expect(joined(undefined)).rejects.toMatchObject({ code: 'enrolment_code_missing' })
  })

  it('taken out of service opens for nobody, says so, and comes back with its journal by a new code', async () => {
    for (const one of running.splice(0)) await one.stop()
    const { edge, bus, folder } = await joined(await newCode())
    bus.announce(DOOR)
    await until(() => edge.edge.snapshots.policy?.credentials.ids.length === 1)
    const known = (await getEdges()).at(-1)
    const id = known?.id ?? ''
    const self = async () => (await getEdges()).find((one) => one.id === id)
    const revoke = (revision: number) =>
      http.inject({
        method: 'DELETE',
        url: `/api/v1/edges/${id}`,
        headers: { authorization: 'Bearer test', 'if-match': `"${revision}"` },
      })
    expect((await revoke(99)).statusCode).toBe(412)
    expect((await revoke(known?.revision ?? 0)).statusCode).toBe(204)
    await until(async () => (await self())?.withdrawnAt)
    expect(await self()).toMatchObject({ state: 'revoked' })
    await until(async () => (await logged('edge.withdrawn')).length === 1)
    await until(() => edge.edge.uplink.status.lastTrouble === 'edge_revoked')
    expect(edge.edge.uplink.status.connected).toBe(false)

    const badge = (at: typeof bus) => at.present({ externalId: 'hall', key: 'reader' }, 'card', '04A1B2C3')
    const recordedAt = async ({
      edge: at,
      bus: itsBus,
    }: Pick<Awaited<ReturnType<typeof joined>>, 'edge' | 'bus'>) => {
      const before = at.edge.journal.state.durableUntil
      badge(itsBus)
      await until(() => at.edge.journal.state.durableUntil > before)
    }
    await recordedAt({ edge, bus })
    await edge.stop()
    running.splice(running.indexOf(edge), 1)
    const again = await joined(undefined, folder)
    again.bus.announce(DOOR)
    await recordedAt(again)
    const page = await fetch(`http://127.0.0.1:${again.edge.statusPort}`, {
      headers: { 'accept-language': 'fr' },
    })
    expect(await page.text()).toContain('mis hors service')
    expect([...bus.carriedOut, ...again.bus.carriedOut]).toEqual([])
    await again.edge.stop()
    running.splice(running.indexOf(again.edge), 1)

    const back = await joined(await newCode(), folder)
    const refusals = await until(async () => {
      const found = await logged('door.refused')
      return found.filter(({ payload }) => payload['reason'] === 'edge_withdrawn').length === 2 && found
    })
    expect(refusals.at(-1)).toMatchObject({ late: true })
    expect(await self()).toMatchObject({ state: 'connected', withdrawnAt: null, revision: 3 })
    expect(await logged('edge.gap_detected')).toEqual([])
    back.bus.announce(DOOR)
    badge(back.bus)
    await until(() => back.bus.carriedOut.some(({ order }) => order.kind === 'unlock'))
  })

  it('says in its log and on its page that both copies of the rights are damaged', async () => {
    const { edge, folder } = await joined(await newCode())
    await until(() => edge.edge.snapshots.version > 0)
    await edge.stop()
    running.splice(running.indexOf(edge), 1)
    for (const name of ['snapshot.current', 'snapshot.mirror']) await writeFile(join(folder, name), 'damaged')
    await joined(undefined, folder)
    expect(said.filter((line) => line.startsWith('damaged on the disk: the rights'))).toHaveLength(1)
  })

  it('has its folder for itself', async () => {
    const { folder } = await joined(await newCode())
    await expect(joined(undefined, folder)).rejects.toThrow(/another edge works in/)
  })

  it('lets in by a right, refuses within a minute once it is taken back, and the log tells both [S0-22]', async () => {
    for (const one of running.splice(0)) await one.stop()
    const { edge, bus } = await joined(await newCode())
    bus.announce(DOOR)
    await until(() => edge.edge.snapshots.policy?.credentials.ids.length === 1)
    const told = async (type: string) => (await logged(type)).length
    const opened = await told('door.opened')
    const present = () => bus.present({ externalId: 'hall', key: 'reader' }, 'card', '04A1B2C3')
    present()
    await until(async () => (await told('door.opened')) > opened)

    const inside = <Value>(work: Parameters<typeof database.transaction<Value>>[1]) =>
      database.transaction(organizationId, work)
    const [grant] = await inside((transaction) => loadGrants(transaction, { siteIds: [siteId] }))
    if (grant === undefined) throw new Error('nobody has a right')
    const held = edge.edge.snapshots.version
    const revokedAt = world.now()
    await revokeGrant(access, caller(), { id: grant.id, reason: 'moved out' })
    await until(() => edge.edge.snapshots.version > held)
    expect(world.now() - revokedAt).toBeLessThan(MINUTE_MS)
    present()
    const why = await until(async () =>
      (await logged('door.refused')).find(({ payload }) => payload['reason'] === 'no_grant_here'),
    )
    expect(why).toMatchObject({ late: false })
    expect(why.person_id).not.toBeNull()
    expect(await told('door.opened')).toBe(opened + 1)
  })
})
