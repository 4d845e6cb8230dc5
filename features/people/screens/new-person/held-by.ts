/** Who holds a home from a day on, of those who live there or will. */
import type { Person, Tenancy } from '../residents/queries.ts'

export interface Holder {
  readonly name: string
  /** The instant their stay ends; `null`: nobody has said. */
  readonly until: number | null
}

interface OfHome {
  readonly people: readonly Pick<Person, 'id' | 'givenName' | 'familyName'>[]
  readonly stays: readonly Pick<Tenancy, 'personId' | 'role' | 'movesInAt' | 'movesOutAt'>[]
}

/** `on` is a civil day or nothing readable yet: then whoever holds it at all is told. */
export const heldBy = ({ people, stays }: OfHome, on: string): readonly Holder[] => {
  // The end of that day anywhere: a stay that ends on it is over, or nearly.
  const from = Date.parse(`${on}T00:00:00Z`)
  return stays
    .filter(({ role }) => role === 'holder')
    .map(({ personId, movesOutAt }) => ({
      person: people.find(({ id }) => id === personId),
      until: movesOutAt === null ? null : Date.parse(movesOutAt),
    }))
    .filter(({ until }) => until === null || (!Number.isNaN(from) && until > from))
    .flatMap(({ person, until }) =>
      person === undefined ? [] : [{ name: `${person.givenName} ${person.familyName}`, until }],
    )
}
