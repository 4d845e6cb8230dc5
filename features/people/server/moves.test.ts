/** Moves against the database: what is planned holds at the day, what is undone is as it was, and nobody lives twice. */
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import {
  createBuilding,
  createSite,
  createUnit,
  systemCaller,
  type Caller,
} from '@loge/features/places/server'
import { Problem } from '@loge/http'
import {
  DAY_MS,
  instant,
  type OrganizationId,
  type PersonId,
  type SiteId,
  type TenancyId,
  type UnitId,
  type World,
} from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization, type TestDatabase } from '@loge/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checklistOf, livesThereAt, peopleFacts, type Tenancy } from '../core/index.ts'
import { texts } from '../screens/texts.ts'
import { moveRoutes } from '../wire.ts'
import {
  changeTenancy,
  createPerson,
  findTenancies,
  planMove,
  takeDueMoves,
  undoMove,
  type NewMove,
} from './index.ts'
import { listMoves, tickMoveStep } from './settle-moves.ts'

const START = Date.UTC(2026, 10, 5, 8)
/** The first of December in Paris begins an hour before it does in Greenwich. */
const FIRST = instant(Date.UTC(2026, 10, 30, 23))
const SECOND = instant(FIRST + DAY_MS)

let database: TestDatabase
let organizationId: OrganizationId
let caller: Caller
let forget: () => void
let nowMs = START
let siteId: SiteId
let homes: readonly UnitId[]

const world: World = { ...realWorld, now: () => instant(nowMs) }
const dependencies = () => ({ database, world })

const problemOf = async (attempt: Promise<unknown>): Promise<string> => {
  const error: unknown = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Problem)) throw error ?? new Error('nothing was refused')
  return error.code
}

const plan = async (move: NewMove) => {
  const [first] = await planMove(dependencies(), caller, move)
  if (first === undefined) throw new Error('nobody moves')
  return first
}
const undo = (id: Parameters<typeof undoMove>[2]) => undoMove(dependencies(), caller, id)
const person = async (familyName: string): Promise<PersonId> =>
  (await createPerson(dependencies(), caller, { givenName: 'Ada', familyName })).id
const staysOf = (personId: PersonId): Promise<readonly Tenancy[]> =>
  database.transaction(organizationId, (transaction) => findTenancies(transaction, { personId }))
const livesIn = async (personId: PersonId, at: number): Promise<readonly UnitId[]> =>
  (await staysOf(personId)).filter((stay) => livesThereAt(stay, instant(at))).map(({ unitId }) => unitId)
const settle = () =>
  database.transaction(organizationId, (transaction) =>
    takeDueMoves(transaction, { dependencies: dependencies(), caller }),
  )

const settled = async (familyName: string, unitId: UnitId) => {
  const id = await person(familyName)
  await plan({ kind: 'in', on: '2026-01-15', unitId, people: [{ personId: id, role: 'holder' }] })
  await settle()
  const [stay] = await staysOf(id)
  return { personId: id, tenancyId: stay?.id as TenancyId }
}

beforeAll(async () => {
  forget = installCatalogue([placesFacts, peopleFacts])
  database = await testDatabase()
  organizationId = await testOrganization(database)
  caller = systemCaller(organizationId, 'test')
  const address = { street: '', postalCode: '', city: 'Nantes', country: 'FR' }
  const zone = { timeZone: 'Europe/Paris', holidayRegion: 'FR' }
  ;({ id: siteId } = await createSite(dependencies(), caller, { name: 'Tilleuls', ...zone, ...address }))
  const building = await createBuilding(dependencies(), caller, { siteId, name: 'C' })
  const made: UnitId[] = []
  for (const name of ['C 1', 'C 2', 'C 3']) {
    const unit = { buildingId: building.id, floorId: null, name, kind: 'home' } as const
    made.push((await createUnit(dependencies(), caller, unit)).id)
  }
  homes = made
})
beforeEach(() => {
  nowMs = START
})
afterAll(async () => {
  forget()
  await database.close()
})

describe('moving in', () => {
  test('gives the home from midnight of the day at the site, and is known before [S0-19 1/3]', async () => {
    const [home] = homes as [UnitId]
    const personId = await person('Okafor')
    const move = await plan({
      kind: 'in',
      on: '2026-12-01',
      unitId: home,
      people: [{ personId, role: 'holder' }],
    })
    expect(move).toMatchObject({ state: 'planned', happensAt: FIRST })
    expect(await livesIn(personId, FIRST - 1)).toEqual([])
    expect(await livesIn(personId, FIRST)).toEqual([home])
  })

  test('happens by itself when its day has come, once', async () => {
    const [home] = homes as [UnitId]
    const personId = await person('Roux')
    const { id } = await plan({
      kind: 'in',
      on: '2026-12-01',
      unitId: home,
      people: [{ personId, role: 'holder' }],
    })
    expect((await settle()).map((move) => move.id)).not.toContain(id)
    nowMs = FIRST
    const happened = (await settle()).filter((move) => move.id === id)
    expect(happened).toMatchObject([{ state: 'happened', settledAt: FIRST }])
    expect(happened.flatMap((move) => checklistOf(move)).find(({ key }) => key === 'rights')?.done).toBe(true)
    expect((await settle()).map((move) => move.id)).not.toContain(id)
    expect(await problemOf(undo(id))).toBe('move_happened')
  })

  test('undone, leaves nobody there and its history behind', async () => {
    const [home] = homes as [UnitId]
    const personId = await person('Undone')
    const move = await plan({
      kind: 'in',
      on: '2026-12-01',
      unitId: home,
      people: [{ personId, role: 'holder' }],
    })
    nowMs += 1000
    expect(await undo(move.id)).toMatchObject({ state: 'undone' })
    expect(await staysOf(personId)).toEqual([])
    expect(await undo(move.id)).toMatchObject({ state: 'undone', version: 2 })
    const then = await database.transaction(organizationId, (transaction) =>
      findTenancies(transaction, { personId, asOf: instant(START) }),
    )
    expect(then).toHaveLength(1)
  })

  test('of a household is of all or of nobody', async () => {
    const [home] = homes as [UnitId]
    const first = await person('First')
    const { personId: second } = await settled('Second', home)
    const both = [first, second].map((personId) => ({ personId, role: 'housemate' as const }))
    expect(await problemOf(plan({ kind: 'in', on: '2026-12-01', unitId: home, people: both }))).toBe(
      'tenancy_overlaps',
    )
    expect(await staysOf(first)).toEqual([])
  })

  test('comes with being entered, in one act, also by staff of that site alone', async () => {
    const [home] = homes as [UnitId]
    const staff: Caller = {
      ...caller,
      reach: { wholeOrganization: false, siteIds: [siteId], ownPersonId: undefined },
    }
    const enter = (on: string, by = staff) =>
      createPerson(dependencies(), by, {
        givenName: 'Lucie',
        familyName: 'Nouvelle',
        moveIn: { unitId: home, role: 'minor', on },
      })
    const { id } = await enter('2026-12-01')
    expect(await livesIn(id, FIRST)).toEqual([home])
    const elsewhere = { ...staff, reach: { ...staff.reach, siteIds: [organizationId as unknown as SiteId] } }
    expect(await problemOf(enter('2026-12-01', elsewhere))).toBe('unit_unknown')
  })

  test('to a second home leaves the first as it is', async () => {
    const [one, two] = homes as [UnitId, UnitId]
    const { personId } = await settled('Twice', one)
    await plan({ kind: 'in', on: '2026-12-01', unitId: two, people: [{ personId, role: 'owner' }] })
    expect((await livesIn(personId, FIRST)).toSorted()).toEqual([one, two].toSorted())
  })

  test('of two people with the same name is of two people', async () => {
    const [one, two] = homes as [UnitId, UnitId]
    const first = await settled('Namesake', one)
    const second = await settled('Namesake', two)
    expect(first.personId).not.toBe(second.personId)
    expect(await livesIn(first.personId, START)).toEqual([one])
  })
})

describe('moving out', () => {
  test('keeps the whole last day, and undone is as it was', async () => {
    const [home] = homes as [UnitId]
    const { personId, tenancyId } = await settled('Leaves', home)
    const move = await plan({ kind: 'out', on: '2026-12-01', tenancyIds: [tenancyId] })
    expect(await livesIn(personId, SECOND - 1)).toEqual([home])
    expect(await livesIn(personId, SECOND)).toEqual([])
    expect(await problemOf(plan({ kind: 'out', on: '2026-12-05', tenancyIds: [tenancyId] }))).toBe(
      'move_already_planned',
    )
    await undo(move.id)
    expect(await livesIn(personId, SECOND)).toEqual([home])
    expect(await plan({ kind: 'out', on: '2026-12-05', tenancyIds: [tenancyId] })).toMatchObject({
      state: 'planned',
    })
  })

  test('before moving in is refused', async () => {
    const { tenancyId } = await settled('Backwards', homes[0] as UnitId)
    expect(await problemOf(plan({ kind: 'out', on: '2025-12-01', tenancyIds: [tenancyId] }))).toBe(
      'tenancy_ends_before_it_begins',
    )
  })

  test('is not undone over a date somebody corrected by hand since', async () => {
    const { tenancyId } = await settled('Corrected', homes[0] as UnitId)
    const move = await plan({ kind: 'out', on: '2026-12-01', tenancyIds: [tenancyId] })
    const changes = { movesOutAt: instant(SECOND + DAY_MS) }
    await changeTenancy(dependencies(), caller, { id: tenancyId, ifMatch: '2', changes })
    expect(await problemOf(undo(move.id))).toBe('move_overtaken')
  })

  test('planned twice at once is planned once', async () => {
    const { tenancyId } = await settled('Together', homes[0] as UnitId)
    const leave = () => plan({ kind: 'out', on: '2026-12-01', tenancyIds: [tenancyId] }).then(() => 'planned')
    const outcomes = await Promise.all([leave(), leave()].map((one) => one.catch((error: unknown) => error)))
    expect(outcomes.filter((outcome) => outcome === 'planned')).toHaveLength(1)
  })
})

describe('moving to another home', () => {
  test('has both for the day, then the new one; undone, the old one alone', async () => {
    const [old, next] = homes as [UnitId, UnitId]
    const { personId, tenancyId } = await settled('Transfer', old)
    const transfer = { kind: 'transfer', on: '2026-12-01', tenancyIds: [tenancyId] } as const
    expect(await problemOf(plan({ ...transfer, unitId: old }))).toBe('move_same_home')
    const move = await plan({ ...transfer, unitId: next })
    expect((await livesIn(personId, FIRST)).toSorted()).toEqual([old, next].toSorted())
    expect(await livesIn(personId, SECOND)).toEqual([next])
    await undo(move.id)
    expect(await livesIn(personId, SECOND)).toEqual([old])
  })
})

describe('a planned move', () => {
  test('is ticked step by step, listed for its person, and hidden from staff of another site', async () => {
    const { personId, tenancyId } = await settled('Steps', homes[2] as UnitId)
    const { id } = await plan({ kind: 'out', on: '2026-12-01', tenancyIds: [tenancyId] })
    const tick = (done: boolean) => tickMoveStep(dependencies(), caller, { id, key: 'badgeBack', done })
    expect(await tick(true)).toMatchObject({ stepsDone: ['badgeBack'], version: 2 })
    expect(await tick(true)).toMatchObject({ version: 2 })
    expect(await tick(false)).toMatchObject({ stepsDone: [], version: 3 })
    const first = await listMoves(dependencies(), caller, { limit: 1, personId })
    expect(first.data).toMatchObject([{ kind: 'in', state: 'happened' }])
    const rest = await listMoves(dependencies(), caller, {
      limit: 5,
      personId,
      cursor: first.nextCursor ?? undefined,
    })
    expect(rest.data.map((move) => move.id)).toEqual([id])
    const elsewhere: Caller = {
      ...caller,
      reach: {
        wholeOrganization: false,
        siteIds: [organizationId as unknown as SiteId],
        ownPersonId: undefined,
      },
    }
    expect(await problemOf(undoMove(dependencies(), elsewhere, id))).toBe('move_unknown')
    expect((await listMoves(dependencies(), elsewhere, { limit: 5 })).data).toEqual([])
  })

  test('is no way for a resident to give themselves a home', async () => {
    const { personId, tenancyId } = await settled('Own', homes[2] as UnitId)
    const own: Caller = { ...caller, reach: { wholeOrganization: false, siteIds: [], ownPersonId: personId } }
    expect(
      await problemOf(
        planMove(dependencies(), own, { kind: 'out', on: '2026-12-01', tenancyIds: [tenancyId] }),
      ),
    ).toBe('permission_denied')
  })
})

test('every refusal of a move has words in both languages', () => {
  const codes = Object.values(moveRoutes).flatMap((route) => ('problems' in route ? route.problems : []))
  for (const language of ['en', 'fr'] as const)
    expect(codes.filter((code) => !(`problem.${code}` in texts[language]))).toEqual([])
})

test('on a day that is over is planned only by who says that it happened then, and never in a far century', async () => {
  const { tenancyId } = await settled('Overly', homes[2] as UnitId)
  const out = (on: string, inThePast: boolean) =>
    plan({ kind: 'out', on, inThePast, tenancyIds: [tenancyId] })
  expect(await problemOf(out('2026-11-04', false))).toBe('move_day_past')
  expect(await problemOf(out('9999-12-31', true))).toBe('move_day_far')
  expect(await out('2026-11-04', true)).toMatchObject({ on: '2026-11-04' })
})
