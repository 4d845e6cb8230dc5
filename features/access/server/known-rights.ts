/**
 * The rights of a site, compiled and kept, so that a question costs its answer and not the reading of every right.
 * What is kept answers only while nothing changed since it was read: each question asks the database first.
 */
import type { PersonId } from '@loge/kernel'
import { type Database, forPurpose } from '@loge/storage'
import { sql } from 'kysely'
import {
  compilePolicy,
  type EntranceIndex,
  indexEntrances,
  type Policy,
  type Snapshot,
} from '../core/index.ts'
import { type When, whenAsked } from './as-of.ts'
import { buildRights, dayOf, type RightsOfSite, type Site } from './build-snapshot.ts'
import type { AccessDeps } from './deps.ts'
import type { StoredEntrance } from './entrance-store.ts'
import { readSince } from './follow-left.ts'

export interface KnownRights {
  readonly policy: Policy
  readonly index: EntranceIndex
  /** Of each subject of the policy, by position. */
  readonly personIds: readonly PersonId[]
  /** The position of a person in the policy. */
  readonly subjectOf: ReadonlyMap<PersonId, number>
  readonly entrances: ReadonlyMap<string, StoredEntrance>
}

interface Kept {
  readonly snapshot: Snapshot
  readonly rights: KnownRights
  /** Until this moment of the database nothing had changed; moves on each time that is asked. */
  seen: string
}

/** Past days, days to come and several sites at once; of 10,000 persons at 500 entrances one weighs about 25 MB. */
const MOST_KEPT = 8

const compile = ({ snapshot, personIds, entrances, seen }: RightsOfSite): Kept => {
  // Every instant of the day is asked from the same policy, and none of them is before it was made.
  const policy = compilePolicy({ ...snapshot, madeAt: dayOf(snapshot.madeAt) })
  return {
    snapshot,
    seen,
    rights: {
      policy,
      index: indexEntrances(policy),
      personIds,
      subjectOf: new Map(personIds.map((personId, position) => [personId, position])),
      entrances: new Map(entrances.map((entrance) => [entrance.id, entrance])),
    },
  }
}

type Deps = Pick<AccessDeps, 'database' | 'world'>

class KeptRights {
  readonly #kept = new Map<string, Promise<Kept>>()

  async at(deps: Deps, site: Site, when: When): Promise<Kept> {
    // What was recorded by a past instant differs from one instant to the next; what stands now holds all day long.
    const which = when.asOf === undefined ? `on ${dayOf(when.at)}` : `at ${when.asOf}`
    const key = `${site.organizationId} ${site.siteId} ${which}`
    for (let known = this.#kept.get(key); known !== undefined; known = this.#kept.get(key)) {
      const kept = await known
      if (await this.#stands(deps, site, kept)) {
        this.#keep(key, known)
        return kept
      }
      // Unless another question has begun to read it anew meanwhile, this one does.
      if (this.#kept.get(key) === known) this.#kept.delete(key)
    }
    const read = buildRights(deps, site, when).then(compile)
    this.#keep(key, read)
    // A failure is answered to whoever asked, and kept for nobody.
    read.catch(() => this.#kept.get(key) === read && this.#kept.delete(key))
    return read
  }

  async #stands({ database }: Deps, { organizationId, siteId }: Site, kept: Kept): Promise<boolean> {
    const since = await database.transaction(organizationId, (transaction) =>
      readSince(transaction, siteId, kept.seen),
    )
    if (since.leftChanged || since.version !== kept.snapshot.version) return false
    kept.seen = since.seen
    return true
  }

  #keep(key: string, kept: Promise<Kept>): void {
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest)
  }
}

/** One for each database, whoever asks: the routes, an opening by right, the link with the edges. */
const keepers = new WeakMap<Database, KeptRights>()

const keeperOf = ({ database }: Deps): KeptRights => {
  const keeper = keepers.get(database) ?? new KeptRights()
  keepers.set(database, keeper)
  return keeper
}

/** Kept is what doors decide by, whoever asked for it first. */
const keptAt = (deps: Deps, site: Site, when: When): Promise<Kept> =>
  forPurpose('door', () => keeperOf(deps).at(deps, site, when))

/** Whom whoever asks does not see, although doors know them (GDPR art. 18). */
const hiddenPeople = ({ database }: Deps, { organizationId }: Site): Promise<ReadonlySet<string>> =>
  database.transaction(organizationId, async (transaction) => {
    const { rows } = await sql<{ ids: readonly string[] }>`
      select hidden_ids()::text[] as ids`.execute(transaction)
    return new Set(rows[0]?.ids)
  })

export interface SeenRights extends KnownRights {
  readonly hidden: ReadonlySet<string>
}

/** The rights with which a question about this instant is answered. */
export const rightsAt = async (deps: Deps, site: Site, when: When): Promise<SeenRights> => {
  const [{ rights }, hidden] = await Promise.all([keptAt(deps, site, when), hiddenPeople(deps, site)])
  return { ...rights, hidden }
}

/** What an edge of the site needs now. */
export const snapshotNow = async (deps: Deps, site: Site): Promise<Snapshot> =>
  (await keptAt(deps, site, whenAsked(undefined, deps.world.now()))).snapshot
