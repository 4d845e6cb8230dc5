/** The stay of a row: already known, longer or shorter than known, new, or impossible. */
import { decideTenancy, type Tenancy, type TenancyRefusal } from '@loge/features/people/core'
import type { Instant } from '@loge/kernel'
import type { Choice, Known, PlanDefaults } from './acts.ts'
import { beginningOf, endOf, type Draft } from './draft.ts'
import type { Somebody } from './plan-people.ts'
import type { NamedUnit, RowPlace } from './plan-places.ts'

interface Wanted {
  readonly movesInAt: Instant
  readonly movesOutAt: Instant | null
}

/** The stay as the database has it; one this file opens is not changed by a later row of it. */
const isHeld = (stay: Somebody['stays'][number]): stay is Tenancy => 'version' in stay

const wantedOf = (draft: Draft, { site }: RowPlace, { movesInOn }: PlanDefaults): Wanted | undefined => {
  const { moments } = draft.row
  const movesInAt =
    beginningOf(moments.movesIn, site) ?? (movesInOn === null ? null : site.startOf(movesInOn))
  if (movesInAt === null) {
    if (!draft.isWrong('movesIn')) draft.refuse('movesIn', 'missing')
    return undefined
  }
  return { movesInAt, movesOutAt: endOf(moments.movesOut, site) }
}

interface Refused {
  /** The cell an overlap is said of. */
  readonly field: 'movesIn' | 'movesOut'
  readonly wanted: Wanted
  readonly unit: NamedUnit
  readonly others: Somebody['stays']
  readonly refusal: TenancyRefusal
}

/** Says of an overlap with what: whoever corrects the file has to know. */
const refuseStay = (draft: Draft, { field, wanted, unit, others, refusal }: Refused): void => {
  if (refusal === 'tenancy_ends_before_it_begins') draft.refuse('movesOut', 'ends_before_it_begins')
  else {
    const met = others.find((stay) => !decideTenancy(wanted, [stay]).ok)
    const stay =
      met === undefined ? undefined : { home: unit.name, from: met.movesInAt, until: met.movesOutAt }
    draft.refuse(field, 'tenancy_overlaps', stay)
  }
}

const open = (
  draft: Draft,
  known: Known,
  where: { unit: NamedUnit; person: Somebody; wanted: Wanted },
): void => {
  const { unit, person, wanted } = where
  const here = person.stays.filter(({ unitId }) => unitId === unit.id)
  const decided = decideTenancy(wanted, here)
  if (!decided.ok) {
    refuseStay(draft, { field: 'movesIn', wanted, unit, others: here, refusal: decided.refusal })
    return
  }
  const tenancy = {
    id: known.newId('tenancy'),
    personId: person.id,
    unitId: unit.id,
    siteId: unit.siteId,
    role: draft.row.role ?? 'holder',
    ...wanted,
  }
  const isHeld = known
    .holdersOf(unit.id)
    .some((one) => one.personId !== person.id && !decideTenancy(wanted, [one]).ok)
  // Two may hold it together; that it was let already is said, so that it is meant.
  if (tenancy.role === 'holder' && isHeld) draft.notes.push('home_held')
  person.stays.push(tenancy)
  draft.acts.push({ does: 'openTenancy', tenancy })
}

interface Changed {
  readonly held: Tenancy
  readonly unit: NamedUnit
  readonly wanted: Pick<Wanted, 'movesOutAt'> & Partial<Wanted>
}

const change = (draft: Draft, person: Somebody, { held, unit, wanted }: Changed): void => {
  const role = draft.row.role
  const changes = {
    ...(wanted.movesInAt === undefined || wanted.movesInAt === held.movesInAt
      ? {}
      : { movesInAt: wanted.movesInAt }),
    ...(role === undefined || role === held.role ? {} : { role }),
    ...(wanted.movesOutAt === null || wanted.movesOutAt === held.movesOutAt
      ? {}
      : { movesOutAt: wanted.movesOutAt }),
  }
  if (Object.keys(changes).length === 0) return
  const after = { ...held, ...changes }
  const others = person.stays.filter((stay) => stay.unitId === held.unitId && stay.id !== held.id)
  const decided = decideTenancy(after, others)
  if (!decided.ok) {
    refuseStay(draft, { field: 'movesOut', wanted: after, unit, others, refusal: decided.refusal })
    return
  }
  person.stays.splice(person.stays.indexOf(held), 1, after)
  draft.acts.push({ does: 'changeTenancy', before: held, changes })
}

interface Meeting {
  readonly here: Somebody['stays']
  readonly unit: NamedUnit
  readonly wanted: Wanted
  readonly choice: Choice | undefined
}

/**
 * They live there already, by other dates: whether the file is to change these is asked, never decided. `false`: it is
 * no such row, or somebody said that it is another stay.
 */
const meets = (draft: Draft, person: Somebody, { here, unit, wanted, choice }: Meeting): boolean => {
  const met = here.filter((stay) => !decideTenancy({ ...wanted, movesOutAt: null }, [stay]).ok)
  const [held] = met
  if (held === undefined || met.length > 1 || !isHeld(held) || choice?.kind === 'new') return false
  if (wanted.movesOutAt !== null && wanted.movesOutAt <= Math.max(wanted.movesInAt, held.movesInAt))
    return false
  if (choice?.kind === 'merge') {
    draft.notes.push('dates_of_file')
    change(draft, person, { held, unit, wanted })
  } else draft.candidates = [{ person: person.row ?? person.id, reason: 'same_stay' }]
  return true
}

interface Where {
  readonly place: RowPlace
  readonly person: Somebody
  readonly defaults: PlanDefaults
  readonly choice: Choice | undefined
}

export const planTenancy = (draft: Draft, known: Known, { place, person, defaults, choice }: Where): void => {
  const { unit } = place
  const { moments } = draft.row
  if (unit === undefined) {
    // A stay needs a home; dates without one were meant for something.
    if (moments.movesIn !== undefined || moments.movesOut !== undefined) draft.refuse('unit', 'missing')
    return
  }
  // A row that only says who somebody of this home is repeats what is held.
  const here = person.stays.filter(({ unitId }) => unitId === unit.id)
  if (
    moments.movesIn === undefined &&
    !draft.isWrong('movesIn') &&
    here.length === 1 &&
    here[0] !== undefined
  ) {
    const [held] = here
    if (isHeld(held))
      change(draft, person, { held, unit, wanted: { movesOutAt: endOf(moments.movesOut, place.site) } })
    return
  }
  const wanted = wantedOf(draft, place, defaults)
  if (wanted === undefined) return
  const held = here.filter(isHeld).find(({ movesInAt }) => movesInAt === wanted.movesInAt)
  if (held !== undefined) change(draft, person, { held, unit, wanted })
  else if (!meets(draft, person, { here, unit, wanted, choice })) open(draft, known, { unit, person, wanted })
}
