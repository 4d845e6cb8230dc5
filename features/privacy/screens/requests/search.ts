/** What the address of the desk says: which case is looked at. */
export interface DeskSearch {
  readonly id?: string
}

export const readDeskSearch = (raw: Record<string, unknown>): DeskSearch =>
  typeof raw['id'] === 'string' && /^prq_[0-9a-f]{32}$/.test(raw['id']) ? { id: raw['id'] } : {}
