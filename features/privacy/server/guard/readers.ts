/** How many different people each caller has read of late. */
import type { Route } from '@loge/http/contract'
import type { Clock } from '@loge/kernel'

/** Under these, an answer is about people by name. */
const WATCHED: ReadonlySet<string> = new Set([
  'people.read',
  'people.manage',
  'accounts.read',
  'accounts.manage',
  'relations.read',
  'relations.manage',
  'customers.manage',
  'prospects.manage',
  'shows.manage',
  'applications.manage',
])

/** Who lives where, by name alone: whoever opens the page of residents reads a whole house at once, and should. */
const EVERYDAY: ReadonlySet<string> = new Set(['/people', '/tenancies', '/relations'])

const PEOPLE = /"(?:id|personId)":"(per_[0-9a-f]{32})"/g

interface Limit {
  readonly people: number
  readonly withinMs: number
}

export const createReaders = (clock: Pick<Clock, 'now'>, { people, withinMs }: Limit) => {
  /** By caller: when each person was last read. */
  const readers = new Map<string, Map<string, number>>()

  const recentOf = (reader: string): Map<string, number> => {
    const now = clock.now()
    const seen = readers.get(reader) ?? new Map<string, number>()
    for (const [person, at] of seen) if (now - at >= withinMs) seen.delete(person)
    return seen
  }

  return {
    /** Whether it opens files of people. */
    watches: ({ permission, path }: Pick<Route, 'permission' | 'path'>): boolean =>
      WATCHED.has(permission) && !EVERYDAY.has(path),
    /** How long until no more than the limit were read within the time that counts. */
    waitOf: (reader: string): number => {
      const times = [...recentOf(reader).values()].toSorted((a, b) => a - b)
      const last = times[times.length - people - 1]
      return last === undefined ? 0 : last + withinMs - clock.now()
    },
    /** The number of people, where this answer is the one that went beyond the limit. */
    note: (reader: string, body: string): number | undefined => {
      for (const [id, seen] of readers) if (recentOf(id).size === 0 && seen.size === 0) readers.delete(id)
      const seen = recentOf(reader)
      const before = seen.size
      const now = clock.now()
      for (const [, person = ''] of body.matchAll(PEOPLE)) seen.set(person, now)
      if (seen.size > 0) readers.set(reader, seen)
      return before <= people && seen.size > people ? seen.size : undefined
    },
  }
}
