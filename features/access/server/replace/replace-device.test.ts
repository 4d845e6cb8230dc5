/** New hardware, the same entrances. On the real database, through the real API. */
import { formatId, newId, type DeviceId, type Instant, type OrganizationId, type SiteId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { equipmentFacts } from '@loge/features/equipment/core'
import { equipmentEndpoints } from '@loge/features/equipment/server'
import { eventFacts } from '@loge/features/events/core'
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import { testApi, testDatabase, testOrganization, type TestApi, type TestDatabase } from '@loge/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accessFacts } from '../../core/index.ts'
import { adoptDoor, announceDoor } from '../door-device.fixture.ts'
import { accessEndpoints, buildSnapshot, readSnapshotVersion, type AccessDeps } from '../index.ts'

let passed = 0
const world = { ...realWorld, now: () => (realWorld.now() + passed) as Instant }
let database: TestDatabase
let organizationId: OrganizationId
let siteId: SiteId
let deps: AccessDeps
let api: TestApi
let forgetCatalogue: () => void

const ADDRESS = {
  timeZone: 'Europe/Paris',
  holidayRegion: null,
  street: '12 rue Lamartine',
  postalCode: '44000',
  city: 'Nantes',
  country: 'FR',
} as const

const newSite = async (name: string): Promise<SiteId> =>
  (await createSite({ database, world }, systemCaller(organizationId, 'test'), { ...ADDRESS, name })).id
const where = (site = siteId) => ({ database, world, organizationId, siteId: site })

beforeAll(async () => {
  database = await testDatabase()
  forgetCatalogue = installCatalogue([eventFacts, placesFacts, equipmentFacts, accessFacts])
})
beforeEach(async () => {
  passed = 0
  organizationId = await testOrganization(database)
  siteId = await newSite('Tilleuls')
  const same = (bytes: Uint8Array): Uint8Array => bytes
  deps = { database, world, seal: same, open: same, askCommand: async () => newId(world, 'command') }
  await api?.close()
  const equipment = equipmentEndpoints({ database, world, findEntrance: async () => undefined })
  api = await testApi({
    database,
    world,
    organizationId,
    endpoints: [...accessEndpoints(deps), ...equipment],
  })
})
afterAll(async () => {
  forgetCatalogue()
  await api.close()
  await database.close()
})

const wire = (id: DeviceId) => formatId('device', id)
const entranceOf = async (name: string, parts: readonly (readonly [DeviceId, string, string])[]) => {
  const body = {
    siteId: formatId('site', siteId),
    name,
    parts: parts.map(([id, role, componentKey]) => ({ role, deviceId: wire(id), componentKey })),
  }
  const answer = await api.call('POST', '/entrances', { body })
  expect(answer).toMatchObject({ status: 201 })
  return answer.body as { id: string }
}
const replace = async (id: DeviceId, body: object) => {
  const answer = await api.call('POST', `/devices/${wire(id)}/replacement`, {
    body: { reason: 'Water in the case', ...body },
  })
  return answer as { status: number; body: { id: string; entranceIds: string[] } }
}
const undo = (id: string) => api.call('POST', `/replacements/${id}/undo`)
const read = async (id: DeviceId) => (await api.call('GET', `/devices/${wire(id)}`)).body
const versionOf = async (): Promise<number> =>
  (await database.transaction(organizationId, (transaction) => readSnapshotVersion(transaction, siteId)))
    ?.version ?? 0
const partsOfDoors = async (): Promise<readonly string[]> =>
  (await buildSnapshot(deps, { organizationId, siteId })).entrances.flatMap(({ parts }) =>
    parts.map(({ externalId, key }) => `${externalId} ${key}`),
  )

describe('equipment that takes the place of other equipment', () => {
  test('serves every entrance the old one served, in one version, under its name', async () => {
    const old = await adoptDoor(where(), 'old')
    const next = await announceDoor(where(), 'next')
    const hall = await entranceOf('Hall', [
      [old, 'reader', 'reader'],
      [old, 'lock', 'lock'],
    ])
    const yard = await entranceOf('Yard', [[old, 'fireInput', 'smoke']])
    const before = await versionOf()
    const { status, body } = await replace(old, { replacedBy: wire(next) })
    expect(status).toBe(201)
    expect(new Set(body.entranceIds)).toEqual(new Set([hall.id, yard.id]))
    expect(await versionOf()).toBe(before + 1)
    expect(await partsOfDoors()).toEqual(['next reader', 'next lock', 'next smoke'])
    expect(await read(next)).toMatchObject({ state: 'adopted', name: 'old', kind: 'door' })
    expect(await read(old)).toMatchObject({ state: 'retired' })
    const { body: service } = await api.call('GET', `/devices/${wire(old)}/service`)
    expect(service).toMatchObject({
      parts: [],
      replacements: [{ id: body.id, replacedBy: { id: wire(next) } }],
    })
  })

  test('gives the place back within a day, and not when a door was changed since', async () => {
    const [old, next] = [await adoptDoor(where(), 'old'), await adoptDoor(where(), 'next')]
    const hall = await entranceOf('Hall', [[old, 'lock', 'lock']])
    const first = await replace(old, { replacedBy: wire(next) })
    expect(await undo(first.body.id)).toMatchObject({ status: 200, body: { undoUntil: null } })
    expect(await partsOfDoors()).toEqual(['old lock'])
    expect(await read(old)).toMatchObject({ state: 'adopted', name: 'old' })
    expect(await read(next)).toMatchObject({ state: 'adopted', name: 'next' })
    expect(await undo(first.body.id)).toMatchObject({ status: 409, body: { code: 'replacement_overtaken' } })

    const second = await replace(old, { replacedBy: wire(next) })
    passed = 25 * 3_600_000
    expect(await undo(second.body.id)).toMatchObject({ status: 409, body: { code: 'undo_too_late' } })
    passed = 0
    const renamed = { name: 'Hall A', parts: [{ role: 'lock', deviceId: wire(next), componentKey: 'lock' }] }
    await api.call('PUT', `/entrances/${hall.id}`, { body: renamed, ifMatch: '*' })
    expect(await undo(second.body.id)).toMatchObject({ status: 409, body: { code: 'replacement_overtaken' } })
    expect(await partsOfDoors()).toEqual(['next lock'])
  })

  test('is refused when it is not of the house, is in use, or cannot do the same, and then nothing has moved', async () => {
    const [old, next] = [await adoptDoor(where(), 'old'), await adoptDoor(where(), 'next')]
    await entranceOf('Hall', [[old, 'lock', 'lock']])
    const elsewhere = await adoptDoor(where(await newSite('Chênes')), 'elsewhere')
    const waiting = await announceDoor(where(), 'waiting')
    const refused = async (id: DeviceId, body: object, status: number, code: string) =>
      expect(await replace(id, body)).toMatchObject({ status, body: { code } })
    await refused(old, { replacedBy: wire(old) }, 409, 'replacement_not_possible')
    await refused(old, { replacedBy: wire(elsewhere) }, 409, 'replacement_not_possible')
    await refused(waiting, { replacedBy: wire(next) }, 409, 'device_not_adopted')
    await refused(old, { replacedBy: wire(newId(world, 'device')) }, 404, 'not_found')
    const wrong = { replacedBy: wire(waiting), standIns: { lock: 'reader' } }
    await refused(old, wrong, 422, 'replacement_parts_unfit')
    await entranceOf('Yard', [[next, 'lock', 'lock']])
    await refused(old, { replacedBy: wire(next) }, 409, 'part_taken')
    expect(await partsOfDoors()).toEqual(['old lock', 'next lock'])
    expect(await read(old)).toMatchObject({ state: 'adopted' })
    expect(await read(waiting)).toMatchObject({ state: 'to_be_adopted' })
  })

  test('replaces what was retired already, which stays retired when that is undone', async () => {
    const [old, next] = [await adoptDoor(where(), 'old'), await adoptDoor(where(), 'next')]
    await entranceOf('Hall', [[old, 'lock', 'lock']])
    await api.call('DELETE', `/devices/${wire(old)}`, { ifMatch: '*' })
    const { body } = await replace(old, { replacedBy: wire(next) })
    expect(await partsOfDoors()).toEqual(['next lock'])
    expect(await undo(body.id)).toMatchObject({ status: 200 })
    expect(await read(old)).toMatchObject({ state: 'retired' })
    expect(await partsOfDoors()).toEqual([])
  })
})
