/** Where what we hold about somebody comes from, and until when they must be told (GDPR art. 14). Pure. */
import { addPeriod, type Register, type SourceKind, type SourceWay } from '@loge/features/law/core'
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
  | 'source_script_missing'

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

/** What kind a source is that reached us this way, where the register does not say which of its own it is. */
const KIND_OF_WAY: Readonly<Partial<Record<SourceWay, SourceKind>>> = {
  agency: 'third_party',
  public: 'public',
  service: 'observed',
}

type Sources = Pick<Register, 'sources' | 'activities'>

/** The one the register names for this way; else the first of its kind, of what the activity uses if it uses one. */
export const sourceBy = (
  { sources, activities }: Sources,
  way: SourceWay,
  runs?: string,
): string | undefined => {
  const named = sources.find(({ by }) => by?.includes(way))
  if (named !== undefined) return named.id
  const listed = activities.filter((activity) =>
    (activity.runs as readonly (string | undefined)[]).includes(runs),
  )
  const own = listed.flatMap(({ sources: ids }) => ids)
  const kind = KIND_OF_WAY[way] ?? 'person'
  const fitting = sources.filter((one) => one.kind === kind && one.by === undefined)
  const ofKind = sources.filter((one) => one.kind === kind)
  return (
    fitting.find(({ id }) => own.includes(id)) ??
    fitting[0] ??
    ofKind.find(({ id }) => own.includes(id)) ??
    ofKind[0]
  )?.id
}

export interface OriginDetail {
  /** Which form and which version of it, which script, which list. */
  readonly detail?: string | undefined
  readonly supplier?: string | undefined
  readonly url?: string | undefined
}

/** What whoever entered a datum said of where it comes from. */
export interface ToldOrigin extends OriginDetail {
  readonly way: SourceWay
  readonly collectedOn: CivilDay
}

const DETAIL: Readonly<Record<SourceWay, string>> = {
  self: 'told to staff',
  staff: 'told to staff',
  oral: 'an answer to a script',
  household: 'told by the same home',
  agency: 'supplied',
  paperForm: 'paper form: residents, version 1',
  import: 'a list',
  public: 'a public page',
  mail: 'a message that came in',
  ownForm: 'form: my data, version 1',
  siteForm: 'public form',
  newsletter: 'public form: newsletter',
  application: 'public form: application',
  service: 'Loge',
}

/** An answer keyed in by somebody is nothing without the questions they asked. */
export const originOf = (
  register: Sources,
  { way, detail, ...said }: ToldOrigin,
): Result<NewSource, SourceRefusal> => {
  if (way === 'oral' && (detail ?? '').trim() === '') return refuse('source_script_missing')
  const source = sourceBy(register, way)
  return source === undefined
    ? refuse('source_unknown')
    : ok({ source, detail: detail?.trim() || DETAIL[way], ...said })
}
