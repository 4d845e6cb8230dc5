/** What of doors and equipment is shown, as an address. */
export const SHOWS = ['needs', 'silent', 'pending', 'adopt'] as const
export type Show = (typeof SHOWS)[number]

export const GROUNDS = 'grounds'

export interface DoorSearch {
  readonly show?: Show
  /** A building, or what is in none. */
  readonly building?: string
  readonly entrance?: string
  readonly device?: string
}

const isId = (kind: string, value: unknown): value is string =>
  typeof value === 'string' && new RegExp(`^${kind}_[0-9a-f]{32}$`).test(value)

export const readDoorSearch = (raw: Readonly<Record<string, unknown>>): DoorSearch => {
  const show = SHOWS.find((known) => known === raw['show'])
  return {
    ...(show === undefined ? {} : { show }),
    ...(isId('bld', raw['building']) || raw['building'] === GROUNDS ? { building: raw['building'] } : {}),
    ...(isId('ent', raw['entrance']) ? { entrance: raw['entrance'] } : {}),
    ...(isId('dev', raw['device']) && !isId('ent', raw['entrance']) ? { device: raw['device'] } : {}),
  }
}

export const isInBuilding = (
  building: string | undefined,
  { buildingId }: { readonly buildingId: string | null },
): boolean => building === undefined || (buildingId ?? GROUNDS) === building

/** The filters of the list, without the piece that is open. */
export const filtersOf = ({ show, building }: DoorSearch): DoorSearch => ({
  ...(show === undefined ? {} : { show }),
  ...(building === undefined ? {} : { building }),
})
