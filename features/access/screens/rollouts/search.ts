/** What is changed on which devices, as an address. */
export interface RolloutsSearch {
  /** The one that is open. */
  readonly rollout?: string
}

export const WANTS = ['setting', 'firmware'] as const
export type Wants = (typeof WANTS)[number]

export interface StartSearch {
  readonly wants?: Wants
  /** Ids, one after the other. */
  readonly devices?: string
}

const isId = (kind: string, value: unknown): value is string =>
  typeof value === 'string' && new RegExp(`^${kind}_[0-9a-f]{32}$`).test(value)

export const readRolloutsSearch = (raw: Readonly<Record<string, unknown>>): RolloutsSearch =>
  isId('rlo', raw['rollout']) ? { rollout: raw['rollout'] } : {}

export const readStartSearch = (raw: Readonly<Record<string, unknown>>): StartSearch => {
  const wants = WANTS.find((one) => one === raw['wants'])
  const devices = typeof raw['devices'] === 'string' ? raw['devices'].split('.') : []
  const known = devices.filter((id) => isId('dev', id))
  return {
    ...(wants === undefined ? {} : { wants }),
    ...(known.length === 0 ? {} : { devices: known.join('.') }),
  }
}

export const devicesOf = ({ devices }: StartSearch): readonly string[] => devices?.split('.') ?? []
export const devicesIn = (ids: Iterable<string>): string => [...ids].join('.')
