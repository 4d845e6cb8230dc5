/** Review campaigns through the real API on the real database: opened, decided by several, undone, closed, proven. */
import { type AccountId, DAY_MS, formatId, newId, type PersonId, type UnitId } from '@loge/kernel'
import { testApi, type TestApi } from '@loge/testing'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  addGrant,
  addProfile,
  apply,
  ask,
  furnishedTests,
  type House,
  per,
  site,
  undo,
  whoEnters,
} from '../changes/house.fixture.ts'
import { accessEndpoints } from '../routes.ts'

const furnished = furnishedTests()
let house: House
let hall: string
let lea: House
let max: House
let leaId: AccountId
let maxId: AccountId
let leaPerson: PersonId
let second: PersonId
let profile: string

const PERMISSIONS = ['access.read', 'access.manage', 'people.read']
const granted = (permissions: readonly string[]) =>
  permissions.map((permission) => ({ permission, scope: { kind: 'organization' } as const }))

/** At the site of the house. */
const giveRole = async (
  accountId: AccountId,
  permissions: readonly string[],
  expiresAt: Date | null = null,
): Promise<void> => {
  const { database, organizationId, deps, clock } = house
  const roleId = newId(deps.world, 'role')
  await database.transaction(organizationId, async (transaction) => {
    await sql`insert into role (organization_id, id, code, name, permissions, scopes, built_in)
      values (${organizationId}, ${roleId}, ${formatId('role', roleId)}, 'Revue', ${permissions}, '{site}', false)`.execute(
      transaction,
    )
    await sql`insert into role_assignment (organization_id, id, account_id, role_id, scope, site_id, given_at, expires_at)
      values (${organizationId}, ${newId(deps.world, 'roleAssignment')}, ${accountId}, ${roleId}, 'site',
        ${house.siteId}, ${new Date(clock.nowMs)}, ${expiresAt})`.execute(transaction)
  })
}

/** The same house, as one who has an account in it would call it. */
const asAccount = async (personId: PersonId, permissions = PERMISSIONS): Promise<[House, AccountId]> => {
  const { database, organizationId, deps, clock } = house
  const accountId = newId(deps.world, 'account')
  await database.transaction(organizationId, (transaction) =>
    sql`insert into account (organization_id, id, person_id, email, status, created_at) values (${organizationId},
      ${accountId}, ${personId}, ${`${accountId}@example.org`}, 'active', ${new Date(clock.nowMs)})`.execute(
      transaction,
    ),
  )
  const endpoints = accessEndpoints(deps)
  const { world } = deps
  const grants = granted(permissions)
  const api: TestApi = await testApi({
    database,
    world,
    organizationId,
    endpoints,
    grants,
    personId,
    accountId,
  })
  return [{ ...house, api }, accountId]
}

interface Campaign {
  readonly id: string
  readonly items: number
  readonly counts: Readonly<Record<string, number>>
  readonly reminder: string | null
  readonly nextOn: string | null
  readonly closeReason: string | null
}
interface Item {
  readonly number: number
  readonly state: string
  readonly to: { readonly kind: string; readonly personId?: string | null } | null
  readonly profileName: string
  readonly listed: readonly string[]
  readonly mayDecide: string
  readonly decision: { readonly id: string; readonly by: { readonly name: string | null } } | null
}

const input = (more: object = {}) => ({
  siteIds: [site(house)],
  reason: 'Revue annuelle',
  dueOn: '2026-12-15',
  ...more,
})
const open = async (more: object = {}, by = lea): Promise<Campaign> => {
  const { opened } = await ask<{ opened: readonly Campaign[] }>(
    by,
    ['POST', '/access-campaigns'],
    input(more),
  )
  if (opened[0] === undefined) throw new Error('one was opened')
  return opened[0]
}
const read = (id: string) => ask<Campaign>(lea, ['GET', `/access-campaigns/${id}`])
const items = async (id: string, by = lea) =>
  (await ask<{ data: readonly Item[] }>(by, ['GET', `/access-campaigns/${id}/items?limit=200`])).data
const itemOf = async (id: string, personId: PersonId): Promise<Item> => {
  const found = (await items(id)).find(({ to }) => to?.personId === per(personId))
  if (found === undefined) throw new Error('it is in the campaign')
  return found
}
const states = async (id: string) => (await read(id)).counts

interface Decide {
  readonly items: readonly number[]
  readonly decision: string
  readonly lastDay?: string
  readonly reason?: string
}
/** As the screen does it: previewed first where a right changes. */
const decide = async (by: House, id: string, body: Decide) => {
  const path = `/access-campaigns/${id}/decisions`
  const { reason, ...asked } = body
  if (body.decision === 'keep') return ask<{ id: string }>(by, ['POST', path], body)
  const { basedOn } = await ask<{ basedOn: string }>(by, ['POST', `${path}/preview`], asked, 200)
  return ask<{ id: string }>(by, ['POST', path], { ...body, reason: reason ?? 'Revue', basedOn })
}
const refusal = async (by: House, path: string, body?: object) => {
  const answer = await by.api.call('POST', path, body === undefined ? {} : { body })
  const { code, errors } = answer.body as { code?: string; errors?: readonly { pointer: string }[] }
  return errors === undefined || errors.length === 0
    ? [answer.status, code]
    : [answer.status, code, errors.map(({ pointer }) => pointer)]
}

beforeEach(async () => {
  const made = furnished()
  house = made.house
  hall = made.hall
  const [one, other, third] = house.residents
  if (one === undefined || other === undefined || third === undefined) throw new Error('three live here')
  leaPerson = one
  second = other
  ;[lea, leaId] = await asAccount(one)
  ;[max, maxId] = await asAccount(third)
  await giveRole(leaId, PERMISSIONS)
  profile = await addProfile(house, 'Cave', [{ entranceIds: [hall], scheduleId: null }])
  await addGrant(house, profile, { kind: 'person', personId: per(leaPerson) })
  await addGrant(house, profile, { kind: 'person', personId: per(second) })
})

describe('a campaign', () => {
  test('has one item for each right in force, and none of what comes later', async () => {
    const campaign = await open()
    expect(campaign).toMatchObject({ items: 3, counts: { open: 3 }, reminder: null, nextOn: '2027-11-05' })
    house.clock.nowMs += 1
    await addGrant(house, profile, { kind: 'person', personId: per(house.residents[2] ?? second) })
    expect(await states(campaign.id)).toMatchObject({ open: 3 })
    expect((await items(campaign.id)).map(({ mayDecide }) => mayDecide).toSorted()).toEqual([
      'own',
      'yes',
      'yes',
    ])
  })

  test('of some lists has what is on them alone, and why', async () => {
    expect(await refusal(lea, '/access-campaigns', input({ covers: ['expiring'] }))).toEqual([
      422,
      'campaign_empty',
    ])
    const validUntil = new Date(house.clock.nowMs + 10 * DAY_MS).toISOString()
    const soon = {
      siteId: site(house),
      accessProfileId: profile,
      to: { kind: 'person', personId: per(second) },
    }
    await ask(house, ['POST', '/access-grants'], { ...soon, validUntil, reason: 'Travaux' })
    const campaign = await open({ covers: ['expiring', 'orphaned'] })
    expect(campaign).toMatchObject({ items: 1, nextOn: null })
    expect(await items(campaign.id)).toMatchObject([{ listed: ['expiring'], profileName: 'Cave' }])
  })

  test.each([
    ['due yesterday', () => ({ dueOn: '2026-11-04' }), 'campaign_due_past'],
    [
      'of a reviewer nobody knows',
      () => ({
        reviewers: [{ accountId: formatId('account', newId(house.deps.world, 'account')), buildingId: null }],
      }),
      'account_unknown',
    ],
    [
      'with a reviewer of a building alone',
      () => ({
        reviewers: [
          { accountId: formatId('account', leaId), buildingId: formatId('building', house.buildingId) },
        ],
      }),
      'campaign_site_uncovered',
    ],
    [
      'of a building elsewhere',
      () => ({
        reviewers: [
          {
            accountId: formatId('account', leaId),
            buildingId: formatId('building', newId(house.deps.world, 'building')),
          },
        ],
      }),
      'building_unknown',
    ],
  ])('%s is not opened', async (_what, more, code) => {
    expect(await refusal(lea, '/access-campaigns', input(more()))).toEqual([422, code])
  })

  test('is opened once at a time, and by a person', async () => {
    await open()
    expect(await refusal(lea, '/access-campaigns', input())).toEqual([409, 'campaign_open_already'])
    expect(await refusal(house, '/access-campaigns', input())).toEqual([403, 'account_required'])
  })

  test('is also about what a home has, and reviewed for its building', async () => {
    const profile = await addProfile(house, 'Remises', [{ entranceIds: [hall], scheduleId: null }])
    const { rows } = await house.database.transaction(house.organizationId, (transaction) =>
      sql<{ id: UnitId }>`select id from unit order by name limit 1`.execute(transaction),
    )
    const unitId = formatId('unit', rows[0]?.id as UnitId)
    await addGrant(house, profile, { kind: 'home', unitId })
    const { id } = await open()
    expect((await items(id)).find(({ profileName }) => profileName === 'Remises')).toMatchObject({
      to: { kind: 'home', unitId },
      buildingId: formatId('building', house.buildingId),
    })
  })

  test('reminds as its day comes and passes, in the calendar of the site', async () => {
    const { id } = await open({ dueOn: '2026-11-19' })
    expect((await read(id)).reminder).toBe('soon')
    // 22:59 and 23:00 UTC: the day ends at midnight in Paris.
    house.clock.nowMs = Date.UTC(2026, 10, 19, 22, 59)
    expect((await read(id)).reminder).toBe('soon')
    house.clock.nowMs = Date.UTC(2026, 10, 19, 23, 0)
    expect((await read(id)).reminder).toBe('overdue')
  })
})

describe('a decision', () => {
  test('keeps, ends at the end of a day, and takes back, by the one way in which rights change', async () => {
    const { id } = await open()
    const right = await itemOf(id, second)
    const { id: ended } = await decide(lea, id, {
      items: [right.number],
      decision: 'end',
      lastDay: '2026-11-20',
    })
    expect(await itemOf(id, second)).toMatchObject({
      state: 'ended',
      decision: { id: ended, by: { name: 'Ada Resident 1' } },
    })
    expect(await whoEnters(house, hall, '2026-11-20T22:59:00Z')).toContain(per(second))
    expect(await whoEnters(house, hall, '2026-11-20T23:00:00Z')).not.toContain(per(second))
    const own = await itemOf(id, leaPerson)
    await decide(max, id, { items: [own.number], decision: 'revoke' })
    expect(await whoEnters(house, hall, '2026-11-05T22:00:00Z')).not.toContain(per(leaPerson))
    const changes = await ask<{ data: readonly object[] }>(lea, ['GET', '/access-changes'])
    expect(changes.data).toHaveLength(2)
    expect(await states(id)).toMatchObject({ open: 1, ended: 1, revoked: 1 })
  })

  test('is nobody’s of their own right, and of several at once all or none', async () => {
    const { id } = await open()
    const all = (await items(id)).map(({ number }) => number)
    const own = await itemOf(id, leaPerson)
    const path = `/access-campaigns/${id}/decisions`
    const because = [`/items/${own.number}`]
    expect(await refusal(lea, path, { items: all, decision: 'keep' })).toEqual([
      403,
      'campaign_own_right',
      because,
    ])
    expect(await states(id)).toMatchObject({ open: 3 })
    await decide(max, id, { items: all, decision: 'keep' })
    expect(await states(id)).toMatchObject({ open: 0, kept: 3 })
  })

  test('of two at once, one wins and the other is told of what', async () => {
    const { id } = await open()
    const { number } = await itemOf(id, second)
    const path = `/access-campaigns/${id}/decisions`
    const both = await Promise.all(
      [lea, max].map((by) => by.api.call('POST', path, { body: { items: [number], decision: 'keep' } })),
    )
    expect(both.map(({ status }) => String(status)).toSorted()).toEqual(['201', '409'])
    const late = both.find(({ status }) => status === 409)?.body
    expect(late).toMatchObject({ code: 'campaign_item_decided', errors: [{ pointer: `/items/${number}` }] })
    expect((await states(id))['kept']).toBe(1)
  })

  test('to keep what is on a list says why', async () => {
    const validUntil = new Date(house.clock.nowMs + 10 * DAY_MS).toISOString()
    const soon = {
      siteId: site(house),
      accessProfileId: profile,
      to: { kind: 'person', personId: per(second) },
    }
    await ask(house, ['POST', '/access-grants'], { ...soon, validUntil, reason: 'Travaux' })
    const { id } = await open({ covers: ['expiring'] })
    const path = `/access-campaigns/${id}/decisions`
    const body = { items: [1], decision: 'keep' }
    expect(await refusal(lea, path, body)).toEqual([422, 'campaign_reason_needed', ['/items/1']])
    await decide(lea, id, { ...body, reason: 'Chantier prolongé' })
    expect(await states(id)).toMatchObject({ kept: 1 })
  })

  test('is undone until the campaign is closed, also after days, and from the changes', async () => {
    const { id } = await open()
    const { number } = await itemOf(id, second)
    const first = await decide(lea, id, { items: [number], decision: 'revoke' })
    house.clock.nowMs += 3 * DAY_MS
    await ask(lea, ['POST', `/access-campaigns/${id}/decisions/${first.id}/undo`], undefined, 204)
    expect(await itemOf(id, second)).toMatchObject({ state: 'open', decision: null })
    expect(await whoEnters(house, hall)).toContain(per(second))
    expect(await refusal(lea, `/access-campaigns/${id}/decisions/${first.id}/undo`)).toEqual([
      409,
      'campaign_decision_undone',
    ])
    await decide(lea, id, { items: [number], decision: 'revoke' })
    const { data } = await ask<{ data: readonly { id: string }[] }>(lea, ['GET', '/access-changes'])
    const change = data[0]?.id ?? ''
    expect(await refusal(house, `/access-changes/${change}/undo`)).toEqual([403, 'account_required'])
    await undo(max, change)
    expect((await itemOf(id, second)).state).toBe('open')
  })

  test('of one’s own right is not undone by oneself either', async () => {
    const { id } = await open()
    const { number } = await itemOf(id, leaPerson)
    const { id: decision } = await decide(max, id, { items: [number], decision: 'revoke' })
    const because = [`/items/${number}`]
    expect(await refusal(lea, `/access-campaigns/${id}/decisions/${decision}/undo`)).toEqual([
      403,
      'campaign_own_right',
      because,
    ])
  })

  test('is asked only of who may take it', async () => {
    const powerless = (position: number) => [422, 'campaign_reviewer_powerless', [`/reviewers/${position}`]]
    const whole = (accountId: AccountId) => ({ accountId: formatId('account', accountId), buildingId: null })
    const ofBuilding = (accountId: AccountId) => ({
      accountId: formatId('account', accountId),
      buildingId: formatId('building', house.buildingId),
    })
    const naming = { reviewers: [whole(leaId), ofBuilding(maxId)] }
    // No role at all, then one that only looks, then one that is over: none of them could decide.
    expect(await refusal(lea, '/access-campaigns', input(naming))).toEqual(powerless(1))
    await giveRole(maxId, ['access.read'])
    expect(await refusal(lea, '/access-campaigns', input(naming))).toEqual(powerless(1))
    await giveRole(maxId, PERMISSIONS, new Date(house.clock.nowMs))
    expect(await refusal(lea, '/access-campaigns', input(naming))).toEqual(powerless(1))
    const { id } = await open()
    const reviewers = `/access-campaigns/${id}/reviewers`
    expect(await refusal(lea, reviewers, { reviewers: [whole(maxId)] })).toEqual(powerless(0))
    await giveRole(maxId, PERMISSIONS)
    await ask(lea, ['POST', reviewers], naming, 200)
  })

  test('is not held up by a reviewer who lost the right to change rights: it says so, and others decide', async () => {
    const named = [{ accountId: formatId('account', leaId), buildingId: null }]
    const { id } = await open({ reviewers: named })
    expect(await read(id)).toMatchObject({ reviewers: [{ mayReview: true }] })
    await house.database.transaction(house.organizationId, (transaction) =>
      sql`update role_assignment set ended_at = given_at where account_id = ${leaId}`.execute(transaction),
    )
    expect(await read(id)).toMatchObject({ reviewers: [{ mayReview: false }] })
    const { number } = await itemOf(id, second)
    expect((await items(id, max)).find((one) => one.number === number)?.mayDecide).toBe('yes')
    await decide(max, id, { items: [number], decision: 'keep' })
    const path = `/access-campaigns/${id}/reviewers`
    expect(await refusal(max, path, { reviewers: [], inPlaceOf: [] })).toEqual([
      409,
      'campaign_reviewers_changed',
    ])
    await ask(max, ['POST', path], { reviewers: [], inPlaceOf: named }, 200)
  })

  test('is for those who were named', async () => {
    const { id } = await open({ reviewers: [{ accountId: formatId('account', leaId), buildingId: null }] })
    const { number } = await itemOf(id, second)
    const path = `/access-campaigns/${id}/decisions`
    const body = { items: [number], decision: 'keep' }
    expect(await refusal(max, path, body)).toEqual(expect.arrayContaining([403, 'campaign_not_reviewer']))
    await ask(lea, ['POST', `/access-campaigns/${id}/reviewers`], { reviewers: [] }, 200)
    await decide(max, id, { items: [number], decision: 'keep' })
  })

  test('has no object once the right is gone, and one is not lost for coming back', async () => {
    const { id } = await open()
    const { number } = await itemOf(id, second)
    const grant = (
      await ask<{ data: readonly { id: string; to: { personId?: string } }[] }>(house, [
        'GET',
        '/access-grants',
      ])
    ).data.find(({ to }) => to.personId === per(second))
    const made = await apply(house, [{ kind: 'revoke', id: grant?.id }])
    expect(await itemOf(id, second)).toMatchObject({ state: 'gone' })
    expect(
      await refusal(lea, `/access-campaigns/${id}/decisions`, { items: [number], decision: 'keep' }),
    ).toEqual(expect.arrayContaining([409, 'campaign_right_gone']))
    await undo(house, made.id)
    expect(await itemOf(id, second)).toMatchObject({ state: 'open' })
  })
})

describe('closing', () => {
  test('asks why when something is undecided, and then nothing changes any more [S1-39 partly, S4-96 partly]', async () => {
    const { id } = await open()
    const { number } = await itemOf(id, second)
    const { id: decision } = await decide(lea, id, { items: [number], decision: 'revoke' })
    expect(await refusal(lea, `/access-campaigns/${id}/close`)).toEqual(
      expect.arrayContaining([400, 'input_invalid']),
    )
    expect(await refusal(lea, `/access-campaigns/${id}/close`, {})).toEqual([409, 'campaign_undecided'])
    const closed = await ask<Campaign>(
      lea,
      ['POST', `/access-campaigns/${id}/close`],
      { reason: 'Départ du gestionnaire' },
      200,
    )
    expect(closed).toMatchObject({
      closeReason: 'Départ du gestionnaire',
      counts: { open: 0, undecided: 2, revoked: 1 },
    })
    expect(await refusal(lea, `/access-campaigns/${id}/decisions/${decision}/undo`)).toEqual([
      409,
      'campaign_closed',
    ])
    const { data } = await ask<{ data: readonly { id: string }[] }>(lea, ['GET', '/access-changes'])
    expect(await refusal(lea, `/access-changes/${data[0]?.id}/undo`)).toEqual([409, 'campaign_closed'])
    expect(await refusal(lea, `/access-campaigns/${id}/reviewers`, { reviewers: [] })).toEqual([
      409,
      'campaign_closed',
    ])
    house.clock.nowMs = Date.UTC(2027, 9, 6, 9)
    expect(await read(id)).toMatchObject({ reminder: 'next', nextOn: '2027-11-05' })
  })

  test('leaves a file that says who decided what, and whose it was to who may read people', async () => {
    const { id } = await open()
    await decide(max, id, {
      items: (await items(id)).map(({ number }) => number),
      decision: 'keep',
      reason: '=2+2',
    })
    await ask(lea, ['POST', `/access-campaigns/${id}/close`], {}, 200)
    const file = async (by: House) =>
      String((await by.api.call('GET', `/access-campaigns/${id}/file?language=fr`)).body)
    const told = await file(lea)
    expect(told).toContain("maintenu;;Ada Resident 3;2026-11-05 10:00:00;'=2+2")
    expect(told.trim().split('\r\n')).toHaveLength(4)
    expect(told).toContain(per(second))
    const [stranger] = await asAccount(second, ['access.read'])
    expect(await file(stranger)).not.toContain('per_')
    expect(JSON.stringify(await items(id, stranger))).not.toContain('per_')
  })
})
