/**
 * Rights to look at again: somebody may enter a private place where they do not live, and at most one in ten of the
 * others of their kind may. Kinds are those of the grants: visitors, residents, staff.
 */
import type { AccessGrantId, EntranceId, Instant, PersonId, UnitId } from '@loge/kernel'
import type { LeaseClass } from './snapshot.ts'
import { type Community, holdersOf, type StandingGrant, type StandingProfile } from './standing.ts'

export interface GrantOfKind extends StandingGrant {
  readonly leaseClass: LeaseClass
}

export interface PrivateRights extends Community {
  readonly grants: readonly GrantOfKind[]
  readonly profiles: ReadonlyMap<StandingProfile['id'], StandingProfile>
  /** Of each private entrance, the home behind it, if that is known. */
  readonly privateEntrances: ReadonlyMap<EntranceId, UnitId | null>
  readonly homesOf: ReadonlyMap<PersonId, ReadonlySet<UnitId>>
}

const ONE_IN = 10

const NO_HOMES: ReadonlySet<UnitId> = new Set()

const addTo = <Key, Value>(sets: Map<Key, Set<Value>>, key: Key, value: Value): void => {
  const known = sets.get(key)
  if (known === undefined) sets.set(key, new Set([value]))
  else known.add(value)
}

const isInForce = ({ validFrom, validUntil }: StandingGrant, now: Instant): boolean =>
  validFrom <= now && (validUntil === null || validUntil > now)

const entrancesOf = ({ profiles }: PrivateRights, { accessProfileId }: StandingGrant) =>
  (profiles.get(accessProfileId)?.lines ?? []).flatMap(({ entranceIds }) => entranceIds)

/** Everyone of a kind, and of those who may enter each private place. */
const countKinds = (rights: PrivateRights, now: Instant) => {
  const everyone = new Map<LeaseClass, Set<PersonId>>()
  const entering = new Map<string, Set<PersonId>>()
  for (const grant of rights.grants) {
    if (!isInForce(grant, now)) continue
    const privateOnes = entrancesOf(rights, grant).filter((id) => rights.privateEntrances.has(id))
    for (const { personId, from, until } of holdersOf(grant, rights)) {
      if (from > now || (until !== null && until <= now)) continue
      addTo(everyone, grant.leaseClass, personId)
      for (const entranceId of privateOnes) addTo(entering, `${grant.leaseClass} ${entranceId}`, personId)
    }
  }
  return { everyone, entering }
}

/** The grants to look at again, each with the private entrances that are why. */
export const findExcessive = (
  rights: PrivateRights,
  now: Instant,
): ReadonlyMap<AccessGrantId, readonly EntranceId[]> => {
  const { everyone, entering } = countKinds(rights, now)
  const homesOf = (personId: PersonId) => rights.homesOf.get(personId) ?? NO_HOMES
  const isExcessive = (personId: PersonId, entranceId: EntranceId, kind: LeaseClass): boolean => {
    const home = rights.privateEntrances.get(entranceId)
    if (home === undefined) return false
    const homes = homesOf(personId)
    if (home !== null && homes.has(home)) return false
    const others = (everyone.get(kind)?.size ?? 0) - 1
    const alike = [...(entering.get(`${kind} ${entranceId}`) ?? [])].filter(
      (other) => other !== personId && ![...homesOf(other)].some((unit) => homes.has(unit)),
    )
    return others > 0 && alike.length * ONE_IN <= others
  }
  const found = new Map<AccessGrantId, readonly EntranceId[]>()
  for (const grant of rights.grants) {
    const { to, leaseClass } = grant
    if (to.kind !== 'person' || !isInForce(grant, now)) continue
    const why = [...new Set(entrancesOf(rights, grant))].filter((id) =>
      isExcessive(to.personId, id, leaseClass),
    )
    if (why.length > 0) found.set(grant.id, why)
  }
  return found
}
