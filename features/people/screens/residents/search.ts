/** Which residents are shown, in which order, as an address. */
export const SHOWS = ['moving', 'former', 'nowhere'] as const
export type Show = (typeof SHOWS)[number]
export const SORTS = ['name', 'home', 'since'] as const
export type Sort = (typeof SORTS)[number]

export interface ResidentsSearch {
  readonly q?: string
  readonly building?: string
  /** Left out: who lives here or owns a home. */
  readonly show?: Show
  /** Left out: by name. */
  readonly sort?: Sort
  readonly down?: true
}

const LONGEST = 100

/** Anything may stand in an address; what is not a filter is left out. */
export const readResidentsSearch = (raw: Readonly<Record<string, unknown>>): ResidentsSearch => {
  const show = SHOWS.find((known) => known === raw['show'])
  const sort = SORTS.find((known) => known === raw['sort'])
  const q = typeof raw['q'] === 'string' || typeof raw['q'] === 'number' ? String(raw['q']) : ''
  const building = raw['building']
  return {
    ...(q === '' ? {} : { q: q.slice(0, LONGEST) }),
    ...(typeof building === 'string' && /^bld_[0-9a-f]{32}$/.test(building) ? { building } : {}),
    ...(show === undefined ? {} : { show }),
    ...(sort === undefined || sort === 'name' ? {} : { sort }),
    ...(raw['down'] === true ? { down: true } : {}),
  }
}
