/** What the address says: which part of the desk, and which message is looked at. */
export const PARTS = ['messages', 'applications', 'newsletter', 'toTell'] as const
export type Part = (typeof PARTS)[number]

export interface OutsideSearch {
  readonly part?: Part
  readonly id?: string
}

const isPart = (value: unknown): value is Part => PARTS.some((part) => part === value)

export const readOutsideSearch = (raw: Record<string, unknown>): OutsideSearch => {
  const { part, id } = raw
  return {
    ...(isPart(part) && part !== 'messages' ? { part } : {}),
    ...(typeof id === 'string' && /^[a-z]{3}_[0-9a-f]{32}$/.test(id) ? { id } : {}),
  }
}
