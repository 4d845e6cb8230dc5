/** What the address says: whose files are listed, and which one is looked at. */
const KINDS = ['customer', 'prospect', 'contact'] as const
export type Kind = (typeof KINDS)[number]

/** Under which permission each is kept. */
export const NEEDS = {
  customer: 'customers.manage',
  prospect: 'prospects.manage',
  contact: 'customers.manage',
} as const satisfies Record<Kind, string>

export const kindsFor = (may: (permission: string) => boolean): readonly Kind[] =>
  KINDS.filter((kind) => may(NEEDS[kind]))

export interface CustomersSearch {
  readonly kind?: Kind
  readonly id?: string
}

const isKind = (value: unknown): value is Kind => KINDS.some((kind) => kind === value)

export const readCustomersSearch = ({ kind, id }: Record<string, unknown>): CustomersSearch => ({
  ...(isKind(kind) ? { kind } : {}),
  ...(typeof id === 'string' && /^[a-z]{3}_[0-9a-f]{32}$/.test(id) ? { id } : {}),
})
