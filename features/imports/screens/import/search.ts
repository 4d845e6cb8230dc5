/** What the address of the page says: which import is looked at. */
export interface ImportSearch {
  readonly id?: string
}

export const readImportSearch = (raw: Record<string, unknown>): ImportSearch =>
  typeof raw['id'] === 'string' && /^imp_[0-9a-f]{32}$/.test(raw['id']) ? { id: raw['id'] } : {}
