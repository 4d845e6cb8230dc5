/** Rights that name nobody: of whoever lives in one home, and of whoever holds a role of the house, then and now. */
import { DAY_MS, formatId, HOUR_MS, type Id, instant, newId, type PersonId, type UnitId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { insertTestPerson } from '@loge/testing'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import {
  addGrant,
  apply,
  furnishedTests,
  type House,
  per,
  preview,
  refusal,
  site,
  THURSDAY,
  undo,
  versionOf,
  whoEnters,
} from './changes/house.fixture.ts'
import { followEvent } from './follow-left.ts'

const furnished = furnishedTests()
let house: House
let garage: string
let byDay: string
let atAnyHour: string
let first: PersonId

beforeEach(async () => {
  ;({ house, garage, byDay, first } = furnished())
  const answer = await house.api.call('POST', '/access-profiles', {
    body: { siteId: site(house), name: 'Garage', lines: [{ entranceIds: [garage], scheduleId: null }] },
  })
  atAnyHour = (answer.body as { readonly id: string }).id
})

const run = (query: ReturnType<typeof sql>): Promise<unknown> =>
  house.database.transaction(house.organizationId, (transaction) => query.execute(transaction))

const addRole = async (code: string, scopes: readonly string[]): Promise<Id<'role'>> => {
  const id = newId(realWorld, 'role')
  await run(sql`insert into role (organization_id, id, code, permissions, scopes, built_in, name)
    values (${house.organizationId}, ${id}, ${code}, '{}', ${[...scopes]}::text[], false, ${code})`)
  return id
}

/** Somebody who lives elsewhere and has an account. */
const addColleague = async (): Promise<{ readonly person: PersonId; readonly account: Id<'account'> }> => {
  const [person, account] = [newId(realWorld, 'person'), newId(realWorld, 'account')]
  const { organizationId } = house
  await run(insertTestPerson({ organizationId, id: person, givenName: 'Noor', familyName: 'Colleague' }))
  await run(sql`insert into account (organization_id, id, person_id, email, status, created_at)
    values (${house.organizationId}, ${account}, ${person}, ${`${account}@tilleuls.example`}, 'active', now())`)
  return { person, account }
}

interface Given {
  readonly givenAt?: number
  readonly endedAt?: number
  readonly expiresAt?: number
  readonly elsewhere?: boolean
}

const giveRole = (account: Id<'account'>, role: Id<'role'>, given: Given = {}): Promise<unknown> => {
  const at = (ms: number | undefined) => (ms === undefined ? null : new Date(ms))
  const siteId = given.elsewhere === true ? newId(realWorld, 'site') : house.siteId
  return run(sql`insert into role_assignment
    (organization_id, id, account_id, role_id, scope, site_id, given_at, ended_at, expires_at) values
    (${house.organizationId}, ${newId(realWorld, 'roleAssignment')}, ${account}, ${role}, 'site', ${siteId},
      ${at(given.givenAt ?? THURSDAY - DAY_MS)}, ${at(given.endedAt)}, ${at(given.expiresAt)})`)
}

const iso = (ms: number): string => new Date(ms).toISOString()
const toRole = (roleId: Id<'role'>) => ({ kind: 'role', roleId: formatId('role', roleId) })
const enters = async (at?: number) => whoEnters(house, garage, at === undefined ? undefined : iso(at))

const unitOf = async (personId: PersonId): Promise<string> => {
  const { rows } = await house.database.transaction(house.organizationId, (transaction) =>
    sql<{ unit_id: UnitId }>`select unit_id from tenancy where person_id = ${personId}`.execute(transaction),
  )
  return formatId('unit', rows[0]?.unit_id as UnitId)
}

test('of a role follow whoever holds it, at any instant, and end with it by themselves', async () => {
  const caretaker = await addRole('caretaker', ['site', 'organization'])
  await addGrant(house, atAnyHour, toRole(caretaker))
  expect(await enters()).toEqual([])
  const { person, account } = await addColleague()
  const { version } = { version: await versionOf(house) }
  await giveRole(account, caretaker, { expiresAt: THURSDAY + 2 * DAY_MS })
  await followEvent(house.deps, house.organizationId, { type: 'account.role_given' })
  expect(await versionOf(house)).toBe(version + 1)
  expect(await enters()).toEqual([per(person)])
  expect(await enters(THURSDAY + 2 * DAY_MS - 1)).toEqual([per(person)])
  expect(await enters(THURSDAY + 2 * DAY_MS)).toEqual([])
})

test('of a role that was taken from somebody do not open any more, and did', async () => {
  const caretaker = await addRole('caretaker', ['site'])
  await addGrant(house, atAnyHour, toRole(caretaker))
  const { person, account } = await addColleague()
  await giveRole(account, caretaker)
  house.clock.nowMs += HOUR_MS
  expect(await enters()).toEqual([per(person)])
  house.clock.nowMs += HOUR_MS
  await run(sql`update role_assignment set ended_at = ${new Date(house.clock.nowMs)}`)
  await followEvent(house.deps, house.organizationId, { type: 'account.role_taken' })
  expect(await enters()).toEqual([])
  expect(await enters(THURSDAY + HOUR_MS)).toEqual([per(person)])
})

test('of a role are of nobody who holds it at another site, nor by what is their own', async () => {
  const caretaker = await addRole('caretaker', ['site'])
  await addGrant(house, atAnyHour, toRole(caretaker))
  const { account } = await addColleague()
  await giveRole(account, caretaker, { elsewhere: true })
  await followEvent(house.deps, house.organizationId, { type: 'account.role_given' })
  expect(await enters()).toEqual([])
  const resident = await addRole('resident', ['own'])
  const input = { siteId: site(house), accessProfileId: atAnyHour, reason: 'Ronde' }
  expect(await refusal(house, '/access-grants', { ...input, to: toRole(resident) })).toEqual([
    422,
    'role_unfit',
  ])
  expect(await refusal(house, '/access-grants', { ...input, to: toRole(newId(realWorld, 'role')) })).toEqual([
    422,
    'role_unfit',
  ])
})

test('of one home are of whoever lives there, and not of the neighbours', async () => {
  const unitId = await unitOf(first)
  const edit = { kind: 'grant', accessProfileId: atAnyHour, to: { kind: 'home', unitId } }
  const shown = await preview(house, edit)
  expect(shown.gains).toMatchObject([{ entranceId: garage, people: 1, personIds: [per(first)] }])
  const made = await apply(house, [edit])
  expect(await enters()).toEqual([per(first)])
  const out = new Date(THURSDAY + DAY_MS)
  await run(sql`update tenancy set moves_out_at = ${out} where person_id = ${first}`)
  await followEvent(house.deps, house.organizationId, { type: 'tenancy.changed', siteId: house.siteId })
  expect(await enters(instant(THURSDAY + DAY_MS))).toEqual([])
  await undo(house, made.id)
  expect(await enters()).toEqual([])
  const elsewhere = formatId('unit', newId(realWorld, 'unit'))
  expect(
    await refusal(house, '/access-changes/preview', {
      siteId: site(house),
      edits: [{ ...edit, to: { kind: 'home', unitId: elsewhere } }],
    }),
  ).toEqual([422, 'home_unknown'])
})

test('are revoked, and given again as they were', async () => {
  const caretaker = await addRole('caretaker', ['site'])
  const given = await addGrant(house, atAnyHour, toRole(caretaker))
  const unitId = await unitOf(first)
  await addGrant(house, byDay, { kind: 'home', unitId })
  const granted = async () => {
    const { body } = await house.api.call('GET', `/access-grants?siteId=${site(house)}&limit=50`)
    return (body as { data: { to: object }[] }).data.map(({ to }) => to)
  }
  const all = [{ kind: 'residents', buildingId: null }, toRole(caretaker), { kind: 'home', unitId }]
  expect(await granted()).toEqual(expect.arrayContaining(all))
  const made = await apply(house, [{ kind: 'revoke', id: given }])
  expect(await granted()).not.toContainEqual(toRole(caretaker))
  await undo(house, made.id)
  expect(await granted()).toContainEqual(toRole(caretaker))
})
