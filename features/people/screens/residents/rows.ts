/** One line of the list for each person: their homes, who lives there with them, and what they are there. */
import { searchForm } from '@loge/kernel'
import type { HeldKind } from '../../core/index.ts'
import { kindsHeld } from '../relations/held.ts'
import type { Relation } from '../relations/queries.ts'
import type { PersonLine, Tenancy, Unit } from './queries.ts'
import type { ResidentsSearch, Show } from './search.ts'

export interface Home {
  readonly tenancyId: string
  readonly unitId: string
  readonly unit: string
  readonly buildingId: string | undefined
  readonly role: Tenancy['role']
  readonly since: number
  readonly until: number | null
  readonly is: 'coming' | 'present' | 'past'
}

export interface ResidentRow {
  readonly id: string
  readonly name: string
  readonly sortName: string
  /** The closest first. */
  readonly homes: readonly Home[]
  /** What they are besides: staff, a candidate, a contact; ended ones too. */
  readonly besides: readonly HeldKind[]
  /** How many live in the first of them, this person among them. */
  readonly household: number
  /** Somebody else is called the same: the home tells them apart. */
  readonly isNamesake: boolean
}

export interface Known {
  readonly people: readonly PersonLine[]
  readonly tenancies: readonly Tenancy[]
  readonly units: readonly Unit[]
  readonly relations?: readonly Relation[]
}

/** What somebody is found by: their name on one line, each of their homes on its own. */
export const textOfResident = ({ name, sortName, homes }: ResidentRow): string =>
  [`${sortName} ${name}`, ...homes.map(({ unit }) => unit)].join('\n')

const ORDER = { present: 0, coming: 1, past: 2 } as const

/** The present before what comes and what was, where somebody lives before what they own, the latest first. */
export const closestFirst = (one: Home, other: Home): number =>
  ORDER[one.is] - ORDER[other.is] ||
  Number(one.role === 'owner') - Number(other.role === 'owner') ||
  other.since - one.since

const whenOf = (since: number, until: number | null, now: number): Home['is'] =>
  since > now ? 'coming' : until !== null && until <= now ? 'past' : 'present'

export const homeOf = (tenancy: Tenancy, unit: Unit | undefined, now: number): Home => {
  const since = Date.parse(tenancy.movesInAt)
  const until = tenancy.movesOutAt === null ? null : Date.parse(tenancy.movesOutAt)
  return {
    tenancyId: tenancy.id,
    unitId: tenancy.unitId,
    unit: unit?.name ?? '…',
    buildingId: unit?.buildingId,
    role: tenancy.role,
    since,
    until,
    is: whenOf(since, until, now),
  }
}

/** An owner who does not live there is no part of the household. */
const livesIn = ({ is, role }: Home): boolean => is === 'present' && role !== 'owner'

export const describeResidents = (
  { people, tenancies, units, relations = [] }: Known,
  now: number,
): readonly ResidentRow[] => {
  const relationsOf = Map.groupBy(relations, ({ personId }) => personId)
  const unitOf = new Map(units.map((unit) => [unit.id, unit]))
  const homesOf = new Map<string, Home[]>()
  const livingIn = new Map<string, number>()
  for (const tenancy of tenancies) {
    const home = homeOf(tenancy, unitOf.get(tenancy.unitId), now)
    const homes = homesOf.get(tenancy.personId)
    if (homes === undefined) homesOf.set(tenancy.personId, [home])
    else homes.push(home)
    if (livesIn(home)) livingIn.set(home.unitId, (livingIn.get(home.unitId) ?? 0) + 1)
  }
  const sortNames = people.map((person) => searchForm(`${person.familyName} ${person.givenName}`))
  const called = new Map<string, number>()
  for (const sortName of sortNames) called.set(sortName, (called.get(sortName) ?? 0) + 1)
  return people.map((person, index) => {
    const homes = (homesOf.get(person.id) ?? []).sort(closestFirst)
    const sortName = sortNames[index] ?? ''
    return {
      id: person.id,
      name: `${person.givenName} ${person.familyName}`,
      sortName,
      homes,
      besides: kindsHeld({ tenancies: [], relations: relationsOf.get(person.id) ?? [] }, now),
      household: homes[0] === undefined ? 0 : (livingIn.get(homes[0].unitId) ?? 0),
      isNamesake: (called.get(sortName) ?? 0) > 1,
    }
  })
}

const isMoving = ({ is, until }: Home): boolean => is === 'coming' || (is === 'present' && until !== null)

const FITS: Readonly<Record<Show | 'here', (row: ResidentRow) => boolean>> = {
  here: ({ homes }) => homes.some(({ is }) => is !== 'past'),
  moving: ({ homes }) => homes.some(isMoving),
  former: ({ homes }) => homes.length > 0 && homes.every(({ is }) => is === 'past'),
  nowhere: ({ homes }) => homes.length === 0,
}

/** Who is only on the way is here for the filter, and not for a count of today. */
export const countComing = (rows: readonly ResidentRow[]): number =>
  rows.filter(
    ({ homes }) => homes.some(({ is }) => is === 'coming') && !homes.some(({ is }) => is === 'present'),
  ).length

export const countShown = (rows: readonly ResidentRow[], show: Show | 'here'): number =>
  rows.filter(FITS[show]).length

export const chooseResidents = (
  rows: readonly ResidentRow[],
  { building, show }: Pick<ResidentsSearch, 'building' | 'show'>,
): readonly ResidentRow[] => {
  const fits = FITS[show ?? 'here']
  const isIn = ({ homes }: ResidentRow) => homes.some(({ buildingId }) => buildingId === building)
  return rows.filter((row) => fits(row) && (building === undefined || isIn(row)))
}
