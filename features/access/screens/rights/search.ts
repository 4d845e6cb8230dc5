/** What of the rights is shown, as an address that can be shared. */
const LISTS = ['schedules', 'changes', 'review'] as const
export const REVIEW_KINDS = ['expiring', 'never_used', 'orphaned', 'excessive'] as const

export interface RightsSearch {
  /** The chosen square. */
  readonly group?: string
  readonly entrance?: string
  /** Left out: at this moment. */
  readonly at?: string
  /** Whose effective hours are shown: `2026-11`. */
  readonly month?: string
  readonly list?: (typeof LISTS)[number]
  /** Why rights are looked at again. */
  readonly review?: (typeof REVIEW_KINDS)[number]
}

const isId = (kind: string, value: unknown): value is string =>
  typeof value === 'string' && new RegExp(`^${kind}_[0-9a-f]{32}$`).test(value)

const instantText = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value))
    ? new Date(value).toISOString()
    : undefined

export const readRightsSearch = (raw: Readonly<Record<string, unknown>>): RightsSearch => {
  const at = instantText(raw['at'])
  const { month } = raw
  const list = LISTS.find((one) => one === raw['list'])
  const review = REVIEW_KINDS.find((one) => one === raw['review'])
  return {
    ...(isId('apr', raw['group']) ? { group: raw['group'] } : {}),
    ...(isId('ent', raw['entrance']) ? { entrance: raw['entrance'] } : {}),
    ...(at === undefined ? {} : { at }),
    ...(typeof month === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? { month } : {}),
    ...(list === undefined ? {} : { list }),
    ...(review === undefined ? {} : { review }),
  }
}
