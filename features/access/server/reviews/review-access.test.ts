/** Rights to look at again, found through the real API. */
import { appendEvents } from '@loge/features/events/server'
import { createPerson } from '@loge/features/people/server'
import { systemCaller } from '@loge/features/places/server'
import { type AccessGrantId, DAY_MS, instant, newId, parseId, type PersonId } from '@loge/kernel'
import type { TestDatabase } from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accessFacts } from '../../core/index.ts'
import {
  addEntrance,
  addGrant,
  addProfile,
  apply,
  ask,
  type House,
  openHouse,
  openTests,
  per,
  site,
} from '../changes/house.fixture.ts'

let database: TestDatabase
let close: () => Promise<void>
let house: House
let profile: string
let first: PersonId
let second: PersonId

beforeAll(async () => {
  ;({ database, close } = await openTests())
})
beforeEach(async () => {
  house = await openHouse(database)
  const hall = await addEntrance(house, 'Hall')
  profile = await addProfile(house, 'Résidents', [{ entranceIds: [hall], scheduleId: null }])
  const [one, other] = house.residents
  if (one === undefined || other === undefined) throw new Error('two live here')
  first = one
  second = other
})
afterAll(() => close())

interface Reviewed {
  readonly id: string
  readonly lastUsedAt: string | null
  readonly entranceIds: readonly string[]
}

const review = async (kind: string, more = ''): Promise<readonly Reviewed[]> => {
  const path = `/access-reviews?siteId=${site(house)}&kind=${kind}${more}`
  return (await ask<{ readonly data: readonly Reviewed[] }>(house, ['GET', path])).data
}
const ids = async (kind: string) => (await review(kind)).map(({ id }) => id)
const toPerson = (personId: PersonId) => ({ kind: 'person', personId: per(personId) })
const give = (personId: PersonId, until: number | null = null) =>
  ask<{ readonly id: string }>(house, ['POST', '/access-grants'], {
    siteId: site(house),
    accessProfileId: profile,
    to: toPerson(personId),
    validUntil: until === null ? null : new Date(until).toISOString(),
    reason: 'Emménagement',
  })

const enterBy = (grantId: string, personId: PersonId) =>
  database.transaction(house.organizationId, (transaction) => {
    const { world } = house.deps
    const accessGrantId: AccessGrantId | undefined = parseId('accessGrant', grantId)
    return appendEvents(transaction, world, house.organizationId, [
      {
        id: newId(world, 'event'),
        type: accessFacts.doorOpened.type,
        occurredAt: instant(house.clock.nowMs),
        actor: { kind: 'unknown' },
        siteId: house.siteId,
        personId,
        payload: { accessGrantId: accessGrantId ?? '' },
      },
    ])
  })

test('what ends within thirty days is expiring, and no longer once it was taken back', async () => {
  const soon = await give(first, house.clock.nowMs + 10 * DAY_MS)
  await give(second, house.clock.nowMs + 40 * DAY_MS)
  await give(second)
  expect(await ids('expiring')).toEqual([soon.id])
  await apply(house, [{ kind: 'revoke', id: soon.id }])
  expect(await ids('expiring')).toEqual([])
})

test('what nobody entered by for ninety days was never used', async () => {
  const unused = await give(first)
  house.clock.nowMs += 1
  const inUse = await give(second)
  house.clock.nowMs += 80 * DAY_MS
  expect(await ids('never_used')).toEqual([])
  await enterBy(inUse.id, second)
  house.clock.nowMs += 11 * DAY_MS
  const fresh = await give(first)
  expect(await ids('never_used')).toEqual([unused.id])
  expect(fresh.id).not.toBe(unused.id)
  house.clock.nowMs += 80 * DAY_MS
  expect(await review('never_used')).toMatchObject([
    { id: unused.id, lastUsedAt: null },
    { id: inUse.id, lastUsedAt: '2027-01-01T00:00:00.000Z' },
  ])
})

test('a right of somebody without a home or a role here is orphaned', async () => {
  const caller = systemCaller(house.organizationId, 'test')
  const stranger = await createPerson(house.deps, caller, { givenName: 'Cy', familyName: 'Dubois' })
  await give(first)
  const orphan = await give(stranger.id)
  expect(await ids('orphaned')).toEqual([orphan.id])
  await database.transaction(house.organizationId, async (transaction) => {
    const account = newId(house.deps.world, 'account')
    const role = newId(house.deps.world, 'role')
    const now = new Date(house.clock.nowMs)
    await sql`insert into account (organization_id, id, person_id, email, status, created_at)
      values (${house.organizationId}, ${account}, ${stranger.id}, 'cy@example.org', 'active', ${now})`.execute(
      transaction,
    )
    await sql`insert into role (organization_id, id, code, name, permissions, scopes, built_in)
      values (${house.organizationId}, ${role}, 'porter', 'Gardien', '{}', '{site}', false)`.execute(
      transaction,
    )
    await sql`insert into role_assignment (organization_id, id, account_id, role_id, scope, site_id, given_at)
      values (${house.organizationId}, ${newId(house.deps.world, 'roleAssignment')}, ${account}, ${role}, 'site',
        ${house.siteId}, ${now})`.execute(transaction)
  })
  expect(await ids('orphaned')).toEqual([])
})

test('a private place that only one resident may enter is excessive, and named', async () => {
  const { id: cellar } = await ask<{ readonly id: string }>(house, ['POST', '/entrances'], {
    siteId: site(house),
    name: 'Cave',
    kind: 'private',
  })
  await addGrant(house, profile, { kind: 'residents', buildingId: null })
  const cave = await addProfile(house, 'Cave', [{ entranceIds: [cellar], scheduleId: null }])
  const given = await addGrant(house, cave, toPerson(first))
  expect(await review('excessive')).toMatchObject([{ id: given, entranceIds: [cellar] }])
  await addGrant(house, cave, toPerson(second))
  expect(await review('excessive')).toEqual([])
})

test('a long review comes page by page', async () => {
  for (let number = 0; number < 3; number += 1) await give(first, house.clock.nowMs + DAY_MS)
  const seen: string[] = []
  let cursor = ''
  for (let page = 0; page < 3; page += 1) {
    const path = `/access-reviews?siteId=${site(house)}&kind=expiring&limit=1${cursor}`
    const { data, nextCursor } = await ask<{ data: readonly Reviewed[]; nextCursor: string | null }>(house, [
      'GET',
      path,
    ])
    seen.push(...data.map(({ id }) => id))
    cursor = `&cursor=${nextCursor}`
  }
  expect([new Set(seen).size, cursor]).toEqual([3, '&cursor=null'])
})
