/** What one row of a spreadsheet says: each cell read as its column means, or an error of that cell. */
import type { UnitKind } from '@loge/features/places/core'
import {
  acceptDetails,
  type Civility,
  type PersonDetails,
  type RelationKind,
  type TenancyRole,
} from '@loge/features/people/core'
import { normaliseValue, type LeaseClass } from '@loge/features/access/core'
import { unguardCell, type CivilDay, type Instant, searchForm } from '@loge/kernel'
import { CELL_WORDS } from './cell-words.ts'
import { readDate, type DateOrder, type DateProblem } from './dates.ts'
import { DATE_FIELDS, FIELDS, type FieldName, type Mapping } from './fields.ts'

export type CellProblem =
  | DateProblem
  | 'missing'
  | 'too_long'
  | 'word_unknown'
  | 'email_wrong'
  | 'telephone_wrong'
  | 'country_wrong'
  | 'card_wrong'
  | 'formula_error'
  | 'site_unknown'
  | 'building_unknown'
  | 'floor_unknown'
  | 'unit_unknown'
  | 'person_unknown'
  | 'person_unclear'
  | 'profile_unknown'
  | 'entrance_unknown'
  | 'schedule_unknown'
  | 'role_unknown'
  | 'card_taken'
  | 'tenancy_overlaps'
  | 'relation_overlaps'
  | 'ends_before_it_begins'
  | 'nothing_to_do'

/** `field` names the cell; `null` is the row as a whole. */
export interface CellError {
  readonly field: FieldName | null
  readonly code: CellProblem
  /** What the cell is against: where and when this person lives already. */
  readonly stay?: ErrorStay
}

export interface ErrorStay {
  readonly home: string
  readonly from: Instant
  readonly until: Instant | null
}

/** What was found in the file besides text: said, never silent. */
export type CellNote = 'formula' | 'formula_error' | 'merged' | 'too_long'
export type RowNote = 'formula' | 'merged' | 'excel_serial' | 'home_held' | 'dates_of_file'

/** A date, or an exact moment when the file says one. */
export type Moment =
  | { readonly kind: 'day'; readonly day: CivilDay }
  | { readonly kind: 'instant'; readonly at: Instant }

export interface RawRow {
  /** As the spreadsheet numbers it: the header is 1. */
  readonly number: number
  readonly cells: readonly string[]
  /** By column. */
  readonly notes: Readonly<Record<string, CellNote>>
}

export interface ReadSettings {
  readonly mapping: Mapping
  /** What each column of dates proves, or what was answered. */
  readonly orders: { readonly [Field in FieldName]?: DateOrder | undefined }
}

type Texts = { readonly [Field in FieldName]?: string }

export interface RowSays {
  readonly number: number
  readonly texts: Texts
  readonly unitKind: UnitKind | undefined
  readonly civility: Civility | undefined
  readonly language: 'en' | 'fr' | undefined
  readonly role: TenancyRole | undefined
  readonly relation: RelationKind | undefined
  readonly lease: LeaseClass | undefined
  readonly email: string | undefined
  readonly mobile: string | undefined
  readonly landline: string | undefined
  readonly country: string | undefined
  readonly card: string | undefined
  readonly moments: { readonly [Field in FieldName]?: Moment }
  readonly notes: readonly RowNote[]
  readonly errors: readonly CellError[]
}

const CELL_LONGEST = 500
const LONGEST: Readonly<Partial<Record<FieldName, number>>> = {
  givenName: 100,
  familyName: 100,
  street: 200,
  postalCode: 20,
  city: 100,
  email: 254,
  building: 120,
  floor: 120,
  unit: 120,
  profile: 200,
}

const COUNTRIES: ReadonlyMap<string, string> = new Map([
  ['france', 'FR'],
  ['suisse', 'CH'],
  ['switzerland', 'CH'],
  ['belgique', 'BE'],
  ['belgium', 'BE'],
  ['luxembourg', 'LU'],
  ['allemagne', 'DE'],
  ['germany', 'DE'],
  ['italie', 'IT'],
  ['italy', 'IT'],
  ['espagne', 'ES'],
  ['spain', 'ES'],
  ['portugal', 'PT'],
  ['royaume uni', 'GB'],
  ['united kingdom', 'GB'],
  ['monaco', 'MC'],
])

const EMAIL = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}$/
/** As we write an instant ourselves. */
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})\.(\d{3})(?:Z|([+-])(\d{2}):(\d{2}))$/

const DAY_MS = 86_400_000
/** How far the clock of the place is before UTC. */
const offsetOf = (match: RegExpExecArray): number =>
  (match[6] === '-' ? -1 : 1) * (Number(match[7] ?? 0) * 60 + Number(match[8] ?? 0)) * 60_000

const readInstant = (text: string): Moment | undefined => {
  const match = INSTANT.exec(text)
  const read = match === null ? undefined : readDate(match[1] ?? '', undefined)
  if (match === null || read?.ok !== true) return undefined
  const [hours, minutes, seconds, ms] = [2, 3, 4, 5].map((part) => Number(match[part]))
  const at =
    read.day * DAY_MS +
    (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1_000 +
    (ms ?? 0) -
    offsetOf(match)
  return { kind: 'instant', at: at as Instant }
}

/** Collects what one row says and what is wrong with it. */
class Reader {
  readonly errors: CellError[] = []
  readonly notes = new Set<RowNote>()
  readonly texts: { [Field in FieldName]?: string } = {}
  readonly #raw: RawRow
  readonly #settings: ReadSettings

  constructor(raw: RawRow, settings: ReadSettings) {
    this.#raw = raw
    this.#settings = settings
    for (const field of FIELDS) this.#take(field)
  }

  #take(field: FieldName): void {
    const column = this.#settings.mapping[field]
    if (column === undefined) return
    const note = this.#raw.notes[column]
    if (note === 'formula' || note === 'merged') this.notes.add(note)
    const text = unguardCell(this.#raw.cells[column] ?? '').trim()
    if (note === 'formula_error') this.refuse(field, 'formula_error')
    else if (note === 'too_long' || text.length > (LONGEST[field] ?? CELL_LONGEST))
      this.refuse(field, 'too_long')
    else if (text !== '') this.texts[field] = text
  }

  refuse(field: FieldName, code: CellProblem): undefined {
    this.errors.push({ field, code })
    return undefined
  }

  word<Value>(field: FieldName, words: ReadonlyMap<string, Value>): Value | undefined {
    const text = this.texts[field]
    if (text === undefined) return undefined
    return words.get(searchForm(text)) ?? this.refuse(field, 'word_unknown')
  }

  country(): string | undefined {
    const text = this.texts.country
    if (text === undefined) return undefined
    if (/^[A-Za-z]{2}$/.test(text)) return text.toUpperCase()
    return COUNTRIES.get(searchForm(text)) ?? this.refuse('country', 'country_wrong')
  }

  email(): string | undefined {
    const text = this.texts.email
    if (text === undefined) return undefined
    return EMAIL.test(text) ? text : this.refuse('email', 'email_wrong')
  }

  telephone(field: 'mobile' | 'landline', country: string | undefined): string | undefined {
    const text = this.texts[field]
    if (text === undefined) return undefined
    const accepted = acceptDetails({ ...NOBODY, country: country ?? null, [field]: text })
    return accepted.ok ? (accepted.value[field] ?? undefined) : this.refuse(field, 'telephone_wrong')
  }

  card(): string | undefined {
    const text = this.texts.card
    if (text === undefined) return undefined
    const value = normaliseValue('card', text)
    return value.ok ? value.value : this.refuse('card', 'card_wrong')
  }

  moments(): RowSays['moments'] {
    const read: { [Field in FieldName]?: Moment } = {}
    for (const field of DATE_FIELDS) {
      const text = this.texts[field]
      if (text === undefined) continue
      const exact = readInstant(text)
      if (exact !== undefined) {
        read[field] = exact
        continue
      }
      const date = readDate(INSTANT.exec(text)?.[1] ?? text, this.#settings.orders[field])
      if (!date.ok) this.refuse(field, date.problem)
      else {
        if (date.serial) this.notes.add('excel_serial')
        read[field] = { kind: 'day', day: date.day }
      }
    }
    return read
  }
}

const NOBODY: PersonDetails = {
  civility: null,
  bornOn: null,
  givenName: '',
  familyName: '',
  street: null,
  postalCode: null,
  city: null,
  country: null,
  email: null,
  landline: null,
  mobile: null,
  language: null,
}

export const readRow = (raw: RawRow, settings: ReadSettings): RowSays => {
  const reader = new Reader(raw, settings)
  const country = reader.country()
  const said = {
    unitKind: reader.word('unitKind', CELL_WORDS.unitKind),
    civility: reader.word('civility', CELL_WORDS.civility),
    language: reader.word('language', CELL_WORDS.language),
    role: reader.word('role', CELL_WORDS.role),
    relation: reader.word('relation', CELL_WORDS.relation),
    lease: reader.word('lease', CELL_WORDS.lease),
    email: reader.email(),
    mobile: reader.telephone('mobile', country),
    landline: reader.telephone('landline', country),
    country,
    card: reader.card(),
    moments: reader.moments(),
  }
  return { number: raw.number, texts: reader.texts, ...said, notes: [...reader.notes], errors: reader.errors }
}

/** Nothing in any cell. */
export const isBlank = ({ cells }: Pick<RawRow, 'cells'>): boolean =>
  cells.every((cell) => cell.trim() === '')
