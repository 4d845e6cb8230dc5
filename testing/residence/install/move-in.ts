/** Before anything is connected: the places of the residence, and the people who live and work there. */
import {
  changeOrganization,
  createBuilding,
  createFloor,
  createSite,
  createUnit,
  readOrganization,
  type Caller,
  type PlacesDependencies,
} from '@loge/features/places/server'
import { createPerson } from '@loge/features/people/server'
import {
  addMs,
  DAY_MS,
  type BuildingId,
  type FloorId,
  type PersonId,
  type SiteId,
  type UnitId,
} from '@loge/kernel'
import {
  LEVELS,
  type Residence,
  type SimulatedPerson,
  type SimulatedPlace,
  type Staircase,
} from '../residence.ts'

interface Built {
  readonly id: BuildingId
  /** By level. */
  readonly floors: ReadonlyMap<number, FloorId>
}

export interface MovedIn {
  readonly siteId: SiteId
  readonly buildings: ReadonlyMap<Staircase, Built>
  /** By the key of the simulated person or member of staff. */
  readonly people: ReadonlyMap<string, PersonId>
}

const ADDRESS = { street: '12 rue Lamartine', postalCode: '44000', city: 'Nantes', country: 'FR' } as const

const nameOrganization = async (deps: PlacesDependencies, caller: Caller, name: string): Promise<void> => {
  const organization = await readOrganization(deps, caller)
  await changeOrganization(deps, caller, {
    id: organization.id,
    ifMatch: String(organization.version),
    changes: { name },
  })
}

const buildStaircase = async (
  deps: PlacesDependencies,
  caller: Caller,
  {
    siteId,
    staircase,
    residence,
  }: { readonly siteId: SiteId; readonly staircase: Staircase; readonly residence: Residence },
): Promise<Built & { readonly units: readonly (readonly [string, UnitId])[] }> => {
  const building = await createBuilding(deps, caller, { siteId, name: `Bâtiment ${staircase}` })
  const units: (readonly [string, UnitId])[] = []
  const floors = new Map<number, FloorId>()
  const isHere = ({ place }: { readonly place: SimulatedPlace }, level: number) =>
    place.staircase === staircase && place.level === level
  for (const [level, name] of LEVELS) {
    const homes = residence.homes.filter((home) => home.staircase === staircase && home.floor === level)
    if (homes.length === 0 && !residence.entrances.some((entrance) => isHere(entrance, level))) continue
    const floor = await createFloor(deps, caller, { buildingId: building.id, name, level })
    floors.set(level, floor.id)
    for (const home of homes) {
      const unit = await createUnit(deps, caller, {
        buildingId: building.id,
        floorId: floor.id,
        name: home.label,
        kind: 'home',
      })
      units.push([home.label, unit.id])
    }
  }
  return { id: building.id, floors, units }
}

/** Since when they live there is told by the number of their key: some for weeks, most for years. */
const DAYS_SINCE = [40, 200, 500, 900, 1_500, 2_600] as const

const moveIn = (deps: PlacesDependencies, caller: Caller, person: SimulatedPerson, unitId: UnitId) => {
  const number = Number(person.key.replaceAll(/\D/g, ''))
  const movesInAt = addMs(deps.world.now(), -DAY_MS * (DAYS_SINCE[number % DAYS_SINCE.length] ?? 200))
  return createPerson(deps, caller, {
    civility: person.civility,
    givenName: person.givenName,
    familyName: person.familyName,
    language: person.language,
    email: person.email,
    mobile: person.mobile,
    landline: person.landline,
    ...ADDRESS,
    source: 'staff',
    tenancy: { unitId, role: person.role, movesInAt, movesOutAt: null },
  })
}

export const settleIn = async (
  deps: PlacesDependencies,
  caller: Caller,
  residence: Residence,
): Promise<MovedIn> => {
  await nameOrganization(deps, caller, residence.name)
  const site = await createSite(deps, caller, {
    name: residence.name,
    timeZone: 'Europe/Paris',
    holidayRegion: 'FR',
    ...ADDRESS,
  })
  const buildings = new Map<Staircase, Built>()
  const units = new Map<string, UnitId>()
  for (const staircase of ['A', 'B', 'C'] as const) {
    const {
      id,
      floors,
      units: homes,
    } = await buildStaircase(deps, caller, {
      siteId: site.id,
      staircase,
      residence,
    })
    buildings.set(staircase, { id, floors })
    for (const [label, unitId] of homes) units.set(label, unitId)
  }
  const people = new Map<string, PersonId>()
  for (const person of residence.people) {
    const unitId = units.get(person.home)
    if (unitId === undefined) throw new Error(`there is no home ${person.home}`)
    people.set(person.key, (await moveIn(deps, caller, person, unitId)).id)
  }
  for (const { key, civility, givenName, familyName } of residence.staff) {
    people.set(
      key,
      (await createPerson(deps, caller, { civility, givenName, familyName, language: 'fr', source: 'staff' }))
        .id,
    )
  }
  return { siteId: site.id, buildings, people }
}
