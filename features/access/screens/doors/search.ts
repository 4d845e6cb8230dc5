/** What of doors and equipment is shown, as an address. */
export const SHOWS = ['needs', 'silent', 'pending', 'adopt'] as const
export type Show = (typeof SHOWS)[number]

export const SORTS = ['name', 'state', 'heard', 'power'] as const
export type Sort = (typeof SORTS)[number]

export const GROUNDS = 'grounds'

export interface DoorSearch {
  readonly show?: Show
  /** A building, or what is in none. */
  readonly building?: string
  readonly entrance?: string
  readonly device?: string
  /** Within each kind; left out: by number. */
  readonly sort?: Sort
  readonly down?: true
}

const isId = (kind: string, value: unknown): value is string =>
  typeof value === 'string' && new RegExp(`^${kind}_[0-9a-f]{32}$`).test(value)

export const readDoorSearch = (raw: Readonly<Record<string, unknown>>): DoorSearch => {
  const show = SHOWS.find((known) => known === raw['show'])
  const sort = SORTS.find((known) => known === raw['sort'])
  return {
    ...(show === undefined ? {} : { show }),
    ...(isId('bld', raw['building']) || raw['building'] === GROUNDS ? { building: raw['building'] } : {}),
    ...(isId('ent', raw['entrance']) ? { entrance: raw['entrance'] } : {}),
    ...(sort === undefined ? {} : { sort, ...(raw['down'] === true ? { down: true } : {}) }),
    ...(isId('dev', raw['device']) && !isId('ent', raw['entrance']) ? { device: raw['device'] } : {}),
  }
}

export const isInBuilding = (
  building: string | undefined,
  { buildingId }: { readonly buildingId: string | null },
): boolean => building === undefined || (buildingId ?? GROUNDS) === building

/** The filters of the list, without the piece that is open. */
export const filtersOf = ({ show, building, sort, down }: DoorSearch): DoorSearch => ({
  ...(show === undefined ? {} : { show }),
  ...(building === undefined ? {} : { building }),
  ...(sort === undefined ? {} : { sort }),
  ...(down === undefined ? {} : { down }),
})
