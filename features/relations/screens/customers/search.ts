/** What the address says: whose files are listed, and which one is looked at. */
const KINDS = ['customer', 'prospect', 'contact', 'visitor', 'supplied'] as const
export type Kind = (typeof KINDS)[number]

/** Met at a show, or named by its organiser. */
export type ShowKind = Extract<Kind, 'visitor' | 'supplied'>
export const isOfShow = (kind: Kind): kind is ShowKind => kind === 'visitor' || kind === 'supplied'

/** Under which permissions each is kept. */
const NEEDS = {
  customer: ['customers.manage'],
  prospect: ['prospects.manage'],
  contact: ['customers.manage'],
  visitor: ['shows.manage'],
  supplied: ['prospects.manage', 'shows.manage'],
} as const satisfies Record<Kind, readonly string[]>

export const kindsFor = (may: (permission: string) => boolean): readonly Kind[] =>
  KINDS.filter((kind) => NEEDS[kind].every((permission) => may(permission)))

export interface CustomersSearch {
  readonly kind?: Kind
  readonly id?: string
}

const isKind = (value: unknown): value is Kind => KINDS.some((kind) => kind === value)

export const readCustomersSearch = ({ kind, id }: Record<string, unknown>): CustomersSearch => ({
  ...(isKind(kind) ? { kind } : {}),
  ...(typeof id === 'string' && /^[a-z]{3}_[0-9a-f]{32}$/.test(id) ? { id } : {}),
})
