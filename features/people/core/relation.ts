/** What somebody is to us, each kind with a purpose and a time of keeping of its own: none is merged into another. */
import type { ActivityId, Instant, PersonId, RelationId, Result } from '@loge/kernel'
import { ok, refuse } from '@loge/kernel'
import type { DataSource } from './person.ts'
import type { Tenancy, TenancyRole } from './tenancy.ts'

/** What is no home: works here, asks to work here, is somebody the residence calls on, or works with it. */
export const relationKinds = ['staff', 'candidate', 'contact', 'partner'] as const
export type RelationKind = (typeof relationKinds)[number]

/** Homes make the first four, by their role. */
export type PersonKind = 'resident' | 'household' | 'minor' | 'owner' | RelationKind

export interface Relation {
  readonly id: RelationId
  readonly personId: PersonId
  readonly kind: RelationKind
  readonly source: DataSource
  /** Civil days, the last one included; null: nobody has said when it ends. */
  readonly startsOn: string
  readonly endsOn: string | null
  readonly version: number
}

export type RelationRefusal = 'relation_ends_before_it_begins' | 'relation_overlaps'

type Period = Pick<Relation, 'startsOn' | 'endsOn'>

/** Days written like this are ordered as texts are. */
const overlap = (one: Period, other: Period): boolean =>
  (other.endsOn === null || one.startsOn <= other.endsOn) &&
  (one.endsOn === null || other.startsOn <= one.endsOn)

/** `others` are the same person's relations, without the one being changed. Another kind never stands in the way. */
export const decideRelation = <Asked extends Period & Pick<Relation, 'kind'>>(
  asked: Asked,
  others: readonly (Period & Pick<Relation, 'kind'>)[],
): Result<Asked, RelationRefusal> => {
  if (asked.endsOn !== null && asked.endsOn < asked.startsOn) return refuse('relation_ends_before_it_begins')
  return others.some((other) => other.kind === asked.kind && overlap(asked, other))
    ? refuse('relation_overlaps')
    : ok(asked)
}

const KIND_OF: Readonly<Record<TenancyRole, PersonKind>> = {
  holder: 'resident',
  housemate: 'household',
  minor: 'minor',
  owner: 'owner',
}

/** The purpose of each kind; `law` says on which ground and for how long. */
export const activityOf: Readonly<Record<PersonKind, ActivityId>> = {
  resident: 'residence_management',
  household: 'residence_management',
  minor: 'residence_management',
  owner: 'residence_management',
  staff: 'staff_management',
  candidate: 'recruitment',
  contact: 'outside_contacts',
  partner: 'outside_contacts',
}

export interface HeldKind {
  readonly kind: PersonKind
  readonly is: 'present' | 'coming' | 'past'
}

const ORDER = { present: 0, coming: 1, past: 2 } as const

interface Held {
  readonly tenancies: readonly Pick<Tenancy, 'role' | 'movesInAt' | 'movesOutAt'>[]
  readonly relations: readonly (Period & Pick<Relation, 'kind'>)[]
}

const whenOf = (isAhead: boolean, isOver: boolean): HeldKind['is'] =>
  isAhead ? 'coming' : isOver ? 'past' : 'present'

/** Each kind once, as it is closest to now: the present before what comes and what was. */
export const kindsOf = (
  { tenancies, relations }: Held,
  { now, today }: { readonly now: Instant; readonly today: string },
): readonly HeldKind[] => {
  const all: readonly HeldKind[] = [
    ...tenancies.map(({ role, movesInAt, movesOutAt }) => ({
      kind: KIND_OF[role],
      is: whenOf(movesInAt > now, movesOutAt !== null && movesOutAt <= now),
    })),
    ...relations.map(({ kind, startsOn, endsOn }) => ({
      kind,
      is: whenOf(startsOn > today, endsOn !== null && endsOn < today),
    })),
  ]
  const closest = new Map<PersonKind, HeldKind>()
  for (const held of all) {
    const known = closest.get(held.kind)
    if (known === undefined || ORDER[held.is] < ORDER[known.is]) closest.set(held.kind, held)
  }
  return [...closest.values()].toSorted((one, other) => ORDER[one.is] - ORDER[other.is])
}
