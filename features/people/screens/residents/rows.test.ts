/** Who is listed, under which home, found by what and in which order. */
import { describe, expect, test } from 'vitest'
import type { PersonLine, Tenancy, Unit } from './queries.ts'
import { chooseResidents, countComing, countShown, describeResidents, textOfResident } from './rows.ts'
import { readResidentsSearch } from './search.ts'

const NOW = Date.UTC(2026, 10, 5)
const DAY = 86_400_000
const iso = (day: number) => new Date(NOW + day * DAY).toISOString()

const person = (id: string, name: string): PersonLine => {
  const [givenName = '', familyName = ''] = name.split(' ')
  return { civility: null, id, givenName, familyName, version: 1 }
}
const unit = (id: string, name: string, buildingId: string): Unit => ({
  id,
  name,
  buildingId,
  siteId: 'sit_1',
  kind: 'home',
  floorId: null,
  version: 1,
})
const stay = (personId: string, unitId: string, from: number, more: Partial<Tenancy> = {}): Tenancy => ({
  id: `${personId}-${unitId}-${from}`,
  personId,
  unitId,
  siteId: 'sit_1',
  role: 'holder',
  movesInAt: iso(from),
  movesOutAt: null,
  version: 1,
  recordedAt: iso(0),
  supersededAt: null,
  ...more,
})

const rows = describeResidents(
  {
    people: [
      person('antoine', 'Antoine Girard'),
      person('lucie', 'Lucie Girard'),
      person('noe', 'Noé Lefèvre'),
      person('other', 'Noe Lefevre'),
      person('owner', 'Inès Belkacem'),
      person('gone', 'Léo Roux'),
      person('staff', 'Joaquim Teixeira'),
    ],
    units: [unit('c33', 'C 33', 'bld_c'), unit('c4', 'C 4', 'bld_c'), unit('a10', 'A 10', 'bld_a')],
    tenancies: [
      stay('antoine', 'c33', -100),
      stay('lucie', 'c33', -100, { role: 'minor' }),
      stay('owner', 'c33', -900, { role: 'owner' }),
      stay('owner', 'a10', -900),
      stay('noe', 'c4', 20),
      stay('other', 'a10', -50, { movesOutAt: iso(10) }),
      stay('gone', 'c4', -300, { movesOutAt: iso(-20) }),
    ],
  },
  NOW,
)
const ids = (search: Parameters<typeof chooseResidents>[1]) =>
  chooseResidents(rows, search)
    .map(({ id }) => id)
    .toSorted()

describe('the list of residents', () => {
  test('holds who lives here or will, without those who left and those without a home', () => {
    expect(ids({})).toEqual(['antoine', 'lucie', 'noe', 'other', 'owner'])
    expect(countShown(rows, 'here')).toBe(5)
    // Noé moves in later: the title does not count him among those of today.
    expect(countComing(rows)).toBe(1)
  })

  test.each([
    ['moving', ['noe', 'other']],
    ['former', ['gone']],
    ['nowhere', ['staff']],
  ] as const)('narrows to %s', (show, expected) => {
    expect(ids({ show })).toEqual(expected)
  })

  test('shows somebody with several homes once, in each building', () => {
    expect(ids({ building: 'bld_a' })).toEqual(['other', 'owner'])
    expect(rows.find(({ id }) => id === 'owner')?.homes.map(({ unit: name }) => name)).toEqual([
      'A 10',
      'C 33',
    ])
  })

  test('counts a household without the owner who lives elsewhere', () => {
    expect(rows.find(({ id }) => id === 'antoine')?.household).toBe(2)
  })

  test('tells that two people are called the same, even when one is spelled without accents', () => {
    expect(rows.filter(({ isNamesake }) => isNamesake).map(({ id }) => id)).toEqual(['noe', 'other'])
  })
})

test('each home is a line of its own, so that words of several are not taken for one', () => {
  expect(rows.map(textOfResident)).toContain('belkacem ines Inès Belkacem\nA 10\nC 33')
})

test('anything may stand in the address; what is no filter is left out', () => {
  expect(readResidentsSearch({ q: 'Roux', building: 'x', show: 'all', sort: 'home', down: 'yes' })).toEqual({
    sort: 'home',
  })
})
