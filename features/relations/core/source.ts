/** Where what we hold about somebody comes from, and until when they must be told (GDPR art. 14). Pure. */
import { addPeriod, type Register, type SourceKind } from '@loge/features/law/core'
import { type CivilDay, ok, refuse, type Result } from '@loge/kernel'

export interface Source {
  /** Of the register in force. */
  readonly source: string
  readonly kind: SourceKind
  /** Which form, which service, which letter: so that it is found again. */
  readonly detail: string
  /** Who gave it, where it was not the person. */
  readonly supplier: string | null
  /** Where it stood, of what anybody may read. */
  readonly url: string | null
  readonly collectedOn: CivilDay
}

export type SourceRefusal =
  | 'source_unknown'
  | 'source_supplier_missing'
  | 'source_address_missing'
  | 'source_in_future'

/** What anybody told us about somebody else, or everybody may read: the person learns of it from us. */
export const isIndirect = (kind: SourceKind): boolean => kind === 'third_party' || kind === 'public'

export interface NewSource {
  readonly source: string
  readonly detail: string
  readonly supplier?: string | undefined
  readonly url?: string | undefined
  readonly collectedOn: CivilDay
  /** Nothing else of theirs is kept from which a period could count. */
  readonly isAlone?: true
}

/** A source the register does not name is none. */
export const acceptSource = (
  { sources }: Pick<Register, 'sources'>,
  asked: NewSource,
  today: CivilDay,
): Result<Source, SourceRefusal> => {
  const known = sources.find(({ id }) => id === asked.source)
  if (known === undefined) return refuse('source_unknown')
  const supplier = asked.supplier?.trim() ?? ''
  const url = asked.url?.trim() ?? ''
  if (known.kind === 'third_party' && supplier === '') return refuse('source_supplier_missing')
  if (known.kind === 'public' && url === '') return refuse('source_address_missing')
  if (asked.collectedOn > today) return refuse('source_in_future')
  return ok({
    source: known.id,
    kind: known.kind,
    detail: asked.detail,
    supplier: supplier === '' ? null : supplier,
    url: url === '' ? null : url,
    collectedOn: asked.collectedOn,
  })
}

/** A month at the latest, by the calendar (art. 14(3)(a)); null where the person told us themselves. */
export const noticeDueOn = ({ kind, collectedOn }: Pick<Source, 'kind' | 'collectedOn'>): CivilDay | null =>
  isIndirect(kind) ? addPeriod(collectedOn, { unit: 'month', count: 1 }) : null

/** The first source of the register that is the person themselves; a form is such a one. */
export const ownSource = (
  { sources, activities }: Pick<Register, 'sources' | 'activities'>,
  runs: string,
): string | undefined => {
  const listed = activities.filter((activity) => (activity.runs as readonly string[]).includes(runs))
  const own = listed.flatMap(({ sources: ids }) => ids)
  const people = sources.filter(({ kind }) => kind === 'person')
  return (people.find(({ id }) => own.includes(id)) ?? people[0])?.id
}
