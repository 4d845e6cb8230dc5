/** Which residents are shown, in which order, as an address. What is typed to find one is a name, and stands in none. */
export const SHOWS = ['moving', 'former', 'nowhere'] as const
export type Show = (typeof SHOWS)[number]
export const SORTS = ['name', 'home', 'since'] as const
export type Sort = (typeof SORTS)[number]

export interface ResidentsSearch {
  readonly building?: string
  /** Left out: who lives here or owns a home. */
  readonly show?: Show
  /** Left out: by name. */
  readonly sort?: Sort
  readonly down?: true
}

/** Anything may stand in an address; what is not a filter is left out. */
export const readResidentsSearch = (raw: Readonly<Record<string, unknown>>): ResidentsSearch => {
  const show = SHOWS.find((known) => known === raw['show'])
  const sort = SORTS.find((known) => known === raw['sort'])
  const building = raw['building']
  return {
    ...(typeof building === 'string' && /^bld_[0-9a-f]{32}$/.test(building) ? { building } : {}),
    ...(show === undefined ? {} : { show }),
    ...(sort === undefined || sort === 'name' ? {} : { sort }),
    ...(raw['down'] === true ? { down: true } : {}),
  }
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What is typed to find a resident: kept by this browser for the way back, sent to nobody. */
    readonly find?: string
  }
}
