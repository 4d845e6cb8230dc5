/** What the address of breaches says: which one is looked at. */
export interface BreachSearch {
  readonly id?: string
}

export const readBreachSearch = (raw: Record<string, unknown>): BreachSearch =>
  typeof raw['id'] === 'string' && /^brc_[0-9a-f]{32}$/.test(raw['id']) ? { id: raw['id'] } : {}
