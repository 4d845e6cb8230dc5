/** The building, floor and home a row names: those that stand, or new ones. */
import type { Building, Floor, Unit } from '@loge/features/places/core'
import type { SiteId } from '@loge/kernel'
import type { Known, KnownSite, PlanDefaults } from './acts.ts'
import { ByName } from './by-name.ts'
import { designationOf } from './designation.ts'
import type { Draft } from './draft.ts'

type NamedBuilding = Omit<Building, 'version'>
type NamedFloor = Omit<Floor, 'version'>
export type NamedUnit = Omit<Unit, 'version'>

export interface RowPlace {
  readonly site: KnownSite
  readonly unit: NamedUnit | undefined
}

/** What a row can say only of a place. */
const PLACED = [
  'building',
  'floor',
  'unit',
  'card',
  'profile',
  'entrances',
  'residentsOf',
  'holdersOf',
] as const

const GROUND = /^(rdc|rez|rez de chaussee|ground|ground floor|g)$/
const BELOW = /^(?:ss|sous sol|basement|s) ?(\d{1,2})?$/

/** `3e étage` is 3, `RDC` 0, `SS1` −1. */
export const levelOf = (name: string): number | undefined => {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\w-]+/g, ' ')
    .trim()
  const words = plain.replaceAll('-', ' ')
  if (GROUND.test(words)) return 0
  const below = BELOW.exec(words)
  if (below !== null) return -Number(below[1] ?? 1)
  const level = /^(-?\d{1,3})(?:$|\D)/.exec(plain)
  const value = level === null ? undefined : Number(level[1])
  return value !== undefined && value >= -20 && value <= 200 ? value : undefined
}

export class PlacePlanner {
  readonly #known: Known
  readonly #defaults: PlanDefaults
  readonly #sites = new ByName<KnownSite>()
  readonly #siteById: ReadonlyMap<SiteId, KnownSite>
  readonly #buildings = new ByName<NamedBuilding>()
  readonly #floors = new ByName<NamedFloor>()
  readonly #units = new ByName<NamedUnit>()

  constructor(known: Known, defaults: PlanDefaults) {
    this.#known = known
    this.#defaults = defaults
    this.#siteById = new Map(known.sites.map((site) => [site.id, site]))
    for (const site of known.sites) this.#sites.add('', site.name, site)
    for (const building of known.buildings) this.#buildings.add(building.siteId, building.name, building)
    for (const floor of known.floors) this.#floors.add(floor.buildingId, floor.name, floor)
    for (const unit of known.units) this.#units.add(unit.buildingId, unit.name, unit)
  }

  /** `undefined` when the row is of no site; where it needs one, an error says so. */
  plan(draft: Draft): RowPlace | undefined {
    const site = this.#site(draft)
    if (site === undefined) return undefined
    const building = this.#building(draft, site)
    const unit = building === undefined ? undefined : this.#unit(draft, building)
    if (building === undefined && draft.building === null && draft.row.texts.unit !== undefined)
      draft.refuse('building', 'missing')
    return { site, unit }
  }

  findBuilding(site: KnownSite, name: string): NamedBuilding | undefined {
    return this.#buildings.find(site.id, name)
  }

  findUnit({ id }: Pick<NamedBuilding, 'id'>, name: string): NamedUnit | undefined {
    return this.#units.find(id, name)
  }

  #site(draft: Draft): KnownSite | undefined {
    const name = draft.row.texts.site
    if (name !== undefined) return this.#sites.find('', name) ?? draft.refuse('site', 'site_unknown')
    const { siteId } = this.#defaults
    const only = this.#known.sites.length === 1 ? this.#known.sites[0] : undefined
    const site = siteId === null ? only : this.#siteById.get(siteId)
    if (site === undefined && PLACED.some((field) => draft.row.texts[field] !== undefined))
      draft.refuse('site', 'missing')
    return site
  }

  #building(draft: Draft, { id: siteId }: KnownSite): NamedBuilding | undefined {
    const name = draft.row.texts.building
    if (name === undefined) return undefined
    draft.said = true
    const found = this.#buildings.find(siteId, name)
    if (found !== undefined) return found
    const answer = this.#defaults.buildings.find((one) => one.siteId === siteId && one.said === name)
    const meant = this.#known.buildings.find(({ id }) => id === answer?.buildingId)
    if (meant !== undefined) {
      this.#buildings.add(siteId, name, meant)
      return meant
    }
    const alike = answer?.buildingId === null ? [] : this.#alike(siteId, name)
    if (alike.length > 0) {
      draft.building = {
        siteId,
        said: name,
        buildings: alike.map(({ id, name: called }) => ({ id, name: called })),
      }
      return undefined
    }
    const building = { id: this.#known.newId('building'), siteId, name }
    this.#buildings.add(siteId, name, building)
    draft.acts.push({ does: 'createBuilding', building })
    return building
  }

  /** Those that stand and may be what is said, written another way. */
  #alike(siteId: SiteId, name: string): readonly NamedBuilding[] {
    const said = designationOf(name)
    return this.#known.buildings.filter(
      (known) => known.siteId === siteId && said !== '' && designationOf(known.name) === said,
    )
  }

  #floor(draft: Draft, building: NamedBuilding): NamedFloor | undefined {
    const name = draft.row.texts.floor
    if (name === undefined) return undefined
    const found = this.#floors.find(building.id, name)
    if (found !== undefined) return found
    const level = levelOf(name)
    if (level === undefined) return draft.refuse('floor', 'floor_unknown')
    const { siteId, id: buildingId } = building
    const floor = { id: this.#known.newId('floor'), siteId, buildingId, name, level }
    this.#floors.add(buildingId, name, floor)
    draft.acts.push({ does: 'createFloor', floor })
    return floor
  }

  #unit(draft: Draft, building: NamedBuilding): NamedUnit | undefined {
    const name = draft.row.texts.unit
    const floor = this.#floor(draft, building)
    if (name === undefined) return undefined
    const found = this.#units.find(building.id, name)
    if (found !== undefined) return found
    const unit: NamedUnit = {
      id: this.#known.newId('unit'),
      siteId: building.siteId,
      buildingId: building.id,
      floorId: floor?.id ?? null,
      name,
      kind: draft.row.unitKind ?? 'home',
    }
    this.#units.add(building.id, name, unit)
    draft.acts.push({ does: 'createUnit', unit })
    return unit
  }
}
