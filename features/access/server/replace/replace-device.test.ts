/** New hardware, the same entrances. On the real database, through the real API. */
import { formatId, newId, type DeviceId, type SiteId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { describe, expect, test } from 'vitest'
import { adoptDoor, adoptTimed, announceDoor, announceTimed } from '../door-device.fixture.ts'
import {
  addSite,
  createEntrance,
  eachInItsHouse,
  entrancesIn,
  inside,
  part,
  whereIn,
} from '../device-house.fixture.ts'
import { readSnapshotVersion } from '../index.ts'

const house = eachInItsHouse()
const where = (site?: SiteId) => whereIn(house(), site)
const newSite = (name: string) => addSite(house(), name)
const wire = (id: DeviceId) => formatId('device', id)
const entranceOf = async (name: string, parts: readonly (readonly [DeviceId, string, string])[]) => {
  const answer = await createEntrance(
    house(),
    name,
    parts.map((one) => part(...one)),
  )
  expect(answer).toMatchObject({ status: 201 })
  return answer.body
}
const replace = async (id: DeviceId, body: object) => {
  const answer = await house().api.call('POST', `/devices/${wire(id)}/replacement`, {
    body: { reason: 'Water in the case', ...body },
  })
  return answer as { status: number; body: { id: string; entranceIds: string[] } }
}
const undo = (id: string) => house().api.call('POST', `/replacements/${id}/undo`)
const read = async (id: DeviceId) => (await house().api.call('GET', `/devices/${wire(id)}`)).body
const versionOf = async (): Promise<number> =>
  (await inside(house(), (transaction) => readSnapshotVersion(transaction, house().siteId)))?.version ?? 0
const partsOfDoors = async (): Promise<readonly string[]> =>
  (await entrancesIn(house())).flatMap(({ parts }) =>
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
    const { body: service } = await house().api.call('GET', `/devices/${wire(old)}/service`)
    expect(service).toMatchObject({
      parts: [],
      replacements: [{ id: body.id, replacedBy: { id: wire(next) } }],
    })
  })

  test('put back, is where it was, set as it was, and waits to be adopted when it did', async () => {
    const old = await adoptTimed(where(), 'old', 'delay')
    const next = await adoptTimed(where(), 'next', 'delay', { area: 'Workshop' })
    const waiting = await announceTimed(where(), 'waiting', 'delay')
    const want = async (id: DeviceId, value: number) =>
      house().api.call('PUT', `/devices/${wire(id)}/config`, {
        body: { values: { delay: value }, why: 'Somebody slow lives here' },
        ifMatch: '*',
      })
    expect(await want(old, 7)).toMatchObject({ status: 200 })
    expect(await want(next, 3)).toMatchObject({ status: 200 })
    const wantedOf = async (id: DeviceId): Promise<unknown> => {
      const { body } = await house().api.call('GET', `/devices/${wire(id)}/config`)
      return (body as { settings: { desired: { value: number } | null }[] }).settings.map(
        ({ desired }) => desired?.value ?? null,
      )
    }
    const adopted = await replace(old, { replacedBy: wire(next) })
    expect(await read(next)).toMatchObject({ name: 'old', location: { area: null } })
    expect(await wantedOf(next)).toEqual([7])
    expect(await undo(adopted.body.id)).toMatchObject({ status: 200 })
    expect(await read(next)).toMatchObject({
      state: 'adopted',
      name: 'next',
      location: { area: 'Workshop' },
    })
    expect(await wantedOf(next)).toEqual([3])

    const announced = await replace(old, { replacedBy: wire(waiting) })
    expect(await read(waiting)).toMatchObject({ state: 'adopted', name: 'old' })
    expect(await wantedOf(waiting)).toEqual([7])
    expect(await undo(announced.body.id)).toMatchObject({ status: 200 })
    expect(await read(waiting)).toMatchObject({ state: 'to_be_adopted', name: 'waiting', kind: null })
    expect(await wantedOf(waiting)).toEqual([null])
    expect(await replace(old, { replacedBy: wire(waiting) })).toMatchObject({ status: 201 })
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
    house().clock.aheadMs = 25 * 3_600_000
    expect(await undo(second.body.id)).toMatchObject({ status: 409, body: { code: 'undo_too_late' } })
    house().clock.aheadMs = 0
    const renamed = { name: 'Hall A', parts: [{ role: 'lock', deviceId: wire(next), componentKey: 'lock' }] }
    await house().api.call('PUT', `/entrances/${hall.id}`, { body: renamed, ifMatch: '*' })
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
    await refused(old, { replacedBy: wire(newId(realWorld, 'device')) }, 404, 'not_found')
    const wrong = { replacedBy: wire(waiting), standIns: { lock: 'reader' } }
    await refused(old, wrong, 422, 'replacement_parts_unfit')
    await entranceOf('Yard', [[next, 'lock', 'lock']])
    await refused(old, { replacedBy: wire(next) }, 409, 'replacement_not_possible')
    const machine = await announceDoor(where(), 'machine')
    await house().api.call('POST', `/devices/${wire(machine)}/adopt`, {
      body: { name: 'Washer', kind: 'machine' },
    })
    await refused(machine, { replacedBy: wire(next) }, 409, 'replacement_not_possible')
    await refused(machine, { replacedBy: wire(waiting) }, 409, 'replacement_not_possible')
    expect(await read(next)).toMatchObject({ state: 'adopted', name: 'next' })
    expect(await partsOfDoors()).toEqual(['old lock', 'next lock'])
    expect(await read(old)).toMatchObject({ state: 'adopted' })
    expect(await read(waiting)).toMatchObject({ state: 'to_be_adopted' })
  })

  test('is proposed only where it is free, of this house, and can do all the old one does', async () => {
    const [old, next] = [await adoptDoor(where(), 'old'), await adoptDoor(where(), 'next')]
    await entranceOf('Hall', [
      [old, 'reader', 'reader'],
      [old, 'lock', 'lock'],
    ])
    const waiting = await announceDoor(where(), 'waiting')
    await adoptDoor(where(await newSite('Chênes')), 'elsewhere')
    const busy = await adoptDoor(where(), 'busy')
    await entranceOf('Yard', [[busy, 'lock', 'lock']])
    const machine = await announceDoor(where(), 'machine')
    await house().api.call('POST', `/devices/${wire(machine)}/adopt`, {
      body: { name: 'Machine', kind: 'machine' },
    })
    const { body } = await house().api.call('GET', `/devices/${wire(old)}/service`)
    const { successors } = body as { successors: readonly { id: string; state: string }[] }
    expect(new Map(successors.map(({ id, state }) => [id, state]))).toEqual(
      new Map([
        [wire(next), 'adopted'],
        [wire(waiting), 'to_be_adopted'],
      ]),
    )
  })

  test('replaces what was retired already, which stays retired when that is undone', async () => {
    const [old, next] = [await adoptDoor(where(), 'old'), await adoptDoor(where(), 'next')]
    await entranceOf('Hall', [[old, 'lock', 'lock']])
    await house().api.call('DELETE', `/devices/${wire(old)}`, { ifMatch: '*' })
    const { body } = await replace(old, { replacedBy: wire(next) })
    expect(await partsOfDoors()).toEqual(['next lock'])
    expect(await undo(body.id)).toMatchObject({ status: 200 })
    expect(await read(old)).toMatchObject({ state: 'retired' })
    expect(await partsOfDoors()).toEqual([])
  })
})
