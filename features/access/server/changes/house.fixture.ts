/** A small residence with its API, for the tests of rights changes. */
import { eventFacts } from '@loge/features/events/core'
import { installCatalogue } from '@loge/features/events/server'
import { equipmentFacts } from '@loge/features/equipment/core'
import { peopleFacts } from '@loge/features/people/core'
import { createPerson } from '@loge/features/people/server'
import { placesFacts } from '@loge/features/places/core'
import {
  createBuilding,
  createSite,
  createUnit,
  placesEndpoints,
  systemCaller,
} from '@loge/features/places/server'
import { scheduleFacts } from '@loge/features/schedules/core'
import { scheduleEndpoints } from '@loge/features/schedules/server'
import {
  type BuildingId,
  DAY_MS,
  formatId,
  instant,
  newId,
  type OrganizationId,
  type PersonId,
  type SiteId,
  type World,
} from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testApi, testDatabase, testOrganization, type TestApi, type TestDatabase } from '@loge/testing'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { accessFacts, edgeFacts } from '../../core/index.ts'
import type { RightsPreview } from '../../wire.ts'
import type { AccessDeps } from '../deps.ts'
import { accessEndpoints } from '../routes.ts'
import { readSnapshotVersion } from '../snapshot-version.ts'

/** Thursday, 10:00 in Paris. */
export const THURSDAY = Date.UTC(2026, 10, 5, 9)

export interface House {
  readonly database: TestDatabase
  readonly organizationId: OrganizationId
  readonly siteId: SiteId
  readonly buildingId: BuildingId
  readonly residents: readonly PersonId[]
  readonly deps: AccessDeps
  readonly api: TestApi
  /** The clock of this house. */
  readonly clock: { nowMs: number }
}

export interface Made {
  readonly id: string
  readonly revision: number
}

/** What a preview is on the wire. */
export interface ShownPreview extends Pick<RightsPreview, 'basedOn' | 'totals'> {
  readonly gains: readonly ShownChange[]
  readonly losses: readonly ShownChange[]
  readonly doors: readonly { readonly entranceId: string; readonly told: string }[]
  readonly warnings: readonly { readonly edit: number; readonly code: string }[]
}
export interface ShownChange {
  readonly entranceId: string
  readonly people: number
  readonly personIds: readonly string[]
  readonly before: { readonly kind: string } | null
  readonly after: { readonly kind: string } | null
}

export const openTests = async () => {
  const database = await testDatabase()
  const forget = installCatalogue([
    eventFacts,
    placesFacts,
    peopleFacts,
    scheduleFacts,
    equipmentFacts,
    accessFacts,
    edgeFacts,
  ])
  return {
    database,
    close: async () => {
      forget()
      await database.close()
    },
  }
}

const RESIDENTS = 3

/** One building with three homes, somebody in each. */
export const openHouse = async (database: TestDatabase): Promise<House> => {
  const clock = { nowMs: THURSDAY }
  const world: World = { ...realWorld, now: () => instant(clock.nowMs) }
  const organizationId = await testOrganization(database)
  const caller = systemCaller(organizationId, 'test')
  const { id: siteId } = await createSite({ database, world }, caller, {
    name: 'Résidence des Tilleuls',
    timeZone: 'Europe/Paris',
    holidayRegion: null,
    street: '12 rue Lamartine',
    postalCode: '44000',
    city: 'Nantes',
    country: 'FR',
  })
  const { id: buildingId } = await createBuilding({ database, world }, caller, { siteId, name: 'A' })
  const residents: PersonId[] = []
  for (let number = 1; number <= RESIDENTS; number += 1) {
    const unit = await createUnit({ database, world }, caller, {
      buildingId,
      name: `A${number}`,
      kind: 'home',
      floorId: null,
    })
    const movesInAt = instant(THURSDAY - DAY_MS)
    const tenancy = { unitId: unit.id, role: 'holder' as const, movesInAt, movesOutAt: null }
    const made = await createPerson({ database, world }, caller, {
      givenName: 'Ada',
      familyName: `Resident ${number}`,
      tenancy,
    })
    residents.push(made.id)
  }
  const turned = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0x5a)
  const deps: AccessDeps = {
    database,
    world,
    seal: turned,
    open: turned,
    askCommand: async () => newId(world, 'command'),
  }
  const endpoints = [
    ...accessEndpoints(deps),
    ...scheduleEndpoints({ database, world }),
    ...placesEndpoints({ database, world, findHomes: async () => [] }),
  ]
  const api = await testApi({ database, world, organizationId, endpoints })
  return { database, organizationId, siteId, buildingId, residents, deps, api, clock }
}

/** Calls and expects this status; a refusal comes back by its code. */
export const ask = async <Body>(
  { api }: House,
  [method, path]: readonly [method: string, path: string],
  body?: object,
  status = method === 'POST' ? 201 : 200,
): Promise<Body> => {
  const answer = await api.call(method, path, body === undefined ? {} : { body })
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status })
  return answer.body as Body
}

export const site = ({ siteId }: House): string => formatId('site', siteId)
export const per = (id: PersonId): string => formatId('person', id)

export const addEntrance = async (house: House, name: string): Promise<string> =>
  (await ask<Made>(house, ['POST', '/entrances'], { siteId: site(house), name })).id

export const addProfile = async (house: House, name: string, lines: readonly object[]): Promise<string> =>
  (await ask<Made>(house, ['POST', '/access-profiles'], { siteId: site(house), name, lines })).id

export const addGrant = async (house: House, accessProfileId: string, to: object): Promise<string> =>
  (
    await ask<Made>(house, ['POST', '/access-grants'], {
      siteId: site(house),
      accessProfileId,
      to,
      reason: 'Emménagement',
    })
  ).id

export const week = (from: string, until: string) => ({
  name: 'Heures de bureau',
  effect: 'allow',
  weekly: [{ days: [1, 2, 3, 4, 5], from, until }],
  holidays: null,
  exceptions: [],
})

export const addSchedule = async (house: House, schedule: object): Promise<string> =>
  (await ask<Made>(house, ['POST', '/schedules'], schedule)).id

export const preview = (house: House, ...edits: readonly object[]): Promise<ShownPreview> =>
  ask(house, ['POST', '/access-changes/preview'], { siteId: site(house), edits }, 200)

/** The same, when it is refused: by which code. */
export const refusal = async (house: House, path: string, body?: object): Promise<readonly unknown[]> => {
  const answer = await house.api.call('POST', path, body === undefined ? {} : { body })
  return [answer.status, (answer.body as { readonly code: string }).code]
}

export interface ChangeMade {
  readonly id: string
  readonly version: number
  readonly undoUntil: string
  readonly touched: readonly { readonly accessProfileId: string | null }[]
}

/** Made on what stands, unless told otherwise. */
export const apply = async (
  house: House,
  edits: readonly object[],
  basedOn?: string,
): Promise<ChangeMade> => {
  const body = { siteId: site(house), edits, reason: 'Réunion' }
  const seen = basedOn ?? (await preview(house, ...edits)).basedOn
  return ask(house, ['POST', '/access-changes'], { ...body, basedOn: seen })
}

export const undo = (house: House, id: string): Promise<ChangeMade> =>
  ask(house, ['POST', `/access-changes/${id}/undo`], undefined, 200)

export const versionOf = async ({ database, organizationId, siteId }: House): Promise<number> => {
  const known = await database.transaction(organizationId, (transaction) =>
    readSnapshotVersion(transaction, siteId),
  )
  return known?.version ?? 0
}

/** Who may enter here, now or then, by id. */
export const whoEnters = async (
  house: House,
  entranceId: string,
  at?: string,
): Promise<readonly string[]> => {
  const query = `limit=200${at === undefined ? '' : `&at=${at}`}`
  const first = await ask<{
    readonly data: readonly { readonly personId: string }[]
    nextCursor: string | null
  }>(house, ['GET', `/entrances/${entranceId}/who?${query}`])
  const found = [...first.data]
  let { nextCursor } = first
  while (nextCursor !== null) {
    const next = await ask<typeof first>(house, [
      'GET',
      `/entrances/${entranceId}/who?${query}&cursor=${nextCursor}`,
    ])
    found.push(...next.data)
    nextCursor = next.nextCursor
  }
  return found.map(({ personId }) => personId)
}

export interface Furnished {
  readonly house: House
  readonly hall: string
  readonly garage: string
  /** The hours of the profile. */
  readonly office: string
  /** The hall at those hours, which whoever lives here has by this grant. */
  readonly byDay: string
  readonly toEverybody: string
  readonly first: PersonId
}

/** To be called once at the top of a file: before each test a house of its own, with a hall that residents enter by day. */
export const furnishedTests = (): (() => Furnished) => {
  let tests: Awaited<ReturnType<typeof openTests>> | undefined
  let furnished: Furnished | undefined
  beforeAll(async () => {
    tests = await openTests()
  })
  beforeEach(async () => {
    if (tests === undefined) throw new Error('the database comes first')
    const house = await openHouse(tests.database)
    const [first] = house.residents
    if (first === undefined) throw new Error('somebody lives here')
    const hall = await addEntrance(house, 'Hall')
    const garage = await addEntrance(house, 'Garage')
    const office = await addSchedule(house, week('08:00', '18:00'))
    const byDay = await addProfile(house, 'Résidents', [{ entranceIds: [hall], scheduleId: office }])
    const toEverybody = await addGrant(house, byDay, { kind: 'residents', buildingId: null })
    furnished = { house, hall, garage, office, byDay, toEverybody, first }
  })
  afterAll(() => tests?.close())
  return () => {
    if (furnished === undefined) throw new Error('a house is furnished before each test')
    return furnished
  }
}
