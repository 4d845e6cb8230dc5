/** A site whose equipment is announced, adopted, put at doors and taken away, through the real API: for tests of that. */
import { equipmentFacts } from '@loge/features/equipment/core'
import { equipmentEndpoints } from '@loge/features/equipment/server'
import { eventFacts } from '@loge/features/events/core'
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import { addMs, formatId, newId, type DeviceId, type OrganizationId, type SiteId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import type { Transaction } from '@loge/storage'
import { testApi, testDatabase, testOrganization, type TestApi, type TestDatabase } from '@loge/testing'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { accessFacts, edgeFacts } from '../core/index.ts'
import { buildSnapshot } from './build-snapshot.ts'
import type { AccessDeps } from './deps.ts'
import { requireNoFireOf } from './emergency/fire-holds.ts'
import { accessEndpoints } from './routes.ts'

const ADDRESS = {
  timeZone: 'Europe/Paris',
  holidayRegion: null,
  street: '12 rue Lamartine',
  postalCode: '44000',
  city: 'Nantes',
  country: 'FR',
} as const

export interface DeviceHouse {
  readonly database: TestDatabase
  readonly organizationId: OrganizationId
  readonly siteId: SiteId
  readonly deps: AccessDeps
  readonly api: TestApi
  /** How far its clock is ahead of the machine's. */
  readonly clock: { aheadMs: number }
}

const openHouse = async (database: TestDatabase): Promise<DeviceHouse> => {
  const clock = { aheadMs: 0 }
  const world = { ...realWorld, now: () => addMs(realWorld.now(), clock.aheadMs) }
  const organizationId = await testOrganization(database)
  const siteId = await addSite({ database, deps: { world }, organizationId }, 'Tilleuls')
  const same = (bytes: Uint8Array): Uint8Array => bytes
  const askCommand = async () => newId(world, 'command')
  const deps = { database, world, seal: same, open: same, askCommand }
  const equipment = equipmentEndpoints({
    database,
    world,
    findEntrance: async () => undefined,
    requireSpare: requireNoFireOf,
  })
  const endpoints = [...accessEndpoints(deps), ...equipment]
  const api = await testApi({ database, world, organizationId, endpoints })
  return { database, organizationId, siteId, deps, api, clock }
}

/** A house of its own for each test of a file; what it returns is the house of the test that runs. */
export const eachInItsHouse = (): (() => DeviceHouse) => {
  let database: TestDatabase | undefined
  let house: DeviceHouse | undefined
  let forgetCatalogue = (): void => undefined
  beforeAll(async () => {
    database = await testDatabase()
    forgetCatalogue = installCatalogue([eventFacts, placesFacts, equipmentFacts, accessFacts, edgeFacts])
  })
  beforeEach(async () => {
    await house?.api.close()
    house = await openHouse(database ?? expect.fail('there is no database'))
  })
  afterAll(async () => {
    forgetCatalogue()
    await house?.api.close()
    await database?.close()
  })
  return () => house ?? expect.fail('there is no house yet')
}

export const addSite = async (
  {
    database,
    deps,
    organizationId,
  }: Pick<DeviceHouse, 'database' | 'organizationId'> & {
    readonly deps: Pick<AccessDeps, 'world'>
  },
  name: string,
): Promise<SiteId> => {
  const caller = systemCaller(organizationId, 'test')
  return (await createSite({ database, world: deps.world }, caller, { ...ADDRESS, name })).id
}

/** For the fixtures of devices. */
export const whereIn = ({ database, deps, organizationId, siteId }: DeviceHouse, site = siteId) => ({
  database,
  world: deps.world,
  organizationId,
  siteId: site,
})

export const inside = <Value>(
  { database, organizationId }: DeviceHouse,
  work: (transaction: Transaction) => Promise<Value>,
): Promise<Value> => database.transaction(organizationId, work)

export const part = (deviceId: DeviceId, role: string, componentKey = role) => ({
  role,
  deviceId: formatId('device', deviceId),
  componentKey,
})

export const createEntrance = async (
  { api, siteId }: DeviceHouse,
  name: string,
  parts: readonly object[],
): Promise<{ status: number; body: { id: string; code?: string; revision: number } }> => {
  const body = { siteId: formatId('site', siteId), name, parts }
  const answer = await api.call('POST', '/entrances', { body })
  return answer as { status: number; body: { id: string; code?: string; revision: number } }
}

export const entrancesIn = async ({ deps, organizationId, siteId }: DeviceHouse) =>
  (await buildSnapshot(deps, { organizationId, siteId })).entrances
