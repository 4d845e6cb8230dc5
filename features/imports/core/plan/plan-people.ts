/** Who a row is about. A person is never taken for another silently: a name that is held already is proposed. */
import { sortNameOf, type PersonDetails, type Tenancy } from '@loge/features/people/core'
import { parseId, type PersonId, type UnitId } from '@loge/kernel'
import type { RowSays } from '../row.ts'
import type { Act, Candidate, Choice, HeldRelation, Known, NewTenancy } from './acts.ts'
import type { Draft } from './draft.ts'

type Stay = Tenancy | NewTenancy
/** Of the house, or of an earlier row. */
type KnownRelation = HeldRelation | Omit<HeldRelation, 'id' | 'version'>

/** Somebody as they will be once the rows before are done. */
export interface Somebody {
  readonly id: PersonId
  details: PersonDetails
  readonly stays: Stay[]
  readonly relations: KnownRelation[]
  /** The row that brings them; `undefined`: they are held already. */
  readonly row: number | undefined
  readonly reference: string | undefined
  /** What this import already does to them, to add to. */
  act: Extract<Act, { does: 'createPerson' | 'changePerson' }> | undefined
  readonly version: number
}

const NOTHING: Omit<PersonDetails, 'givenName' | 'familyName'> = {
  civility: null,
  bornOn: null,
  street: null,
  postalCode: null,
  city: null,
  country: null,
  email: null,
  landline: null,
  mobile: null,
  language: null,
}

/** Only what the row says: an empty cell leaves alone what is held. */
const saidOf = ({
  texts,
  civility,
  email,
  mobile,
  landline,
  country,
  language,
}: RowSays): Partial<PersonDetails> => {
  const said = {
    givenName: texts.givenName,
    familyName: texts.familyName,
    civility,
    street: texts.street,
    postalCode: texts.postalCode,
    city: texts.city,
    country,
    email,
    landline,
    mobile,
    language,
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
}

const differs = (details: PersonDetails, said: Partial<PersonDetails>): boolean =>
  Object.entries(said).some(([field, value]) => details[field as keyof PersonDetails] !== value)

const referenceOf = ({ texts }: RowSays): string | undefined => texts.reference

const namesSomebody = ({ texts }: RowSays): boolean =>
  texts.givenName !== undefined || texts.familyName !== undefined || texts.reference !== undefined

/** Said of the people of this row but nobody's name. */
const PERSONAL = [
  'email',
  'mobile',
  'landline',
  'civility',
  'role',
  'card',
  'movesIn',
  'movesOut',
  'relation',
] as const

export class PeoplePlanner {
  readonly #known: Known
  readonly #byId = new Map<PersonId, Somebody>()
  readonly #byName = new Map<string, Somebody[]>()
  readonly #byReference = new Map<string, Somebody>()
  readonly #byRow = new Map<number, Somebody>()

  constructor(known: Known) {
    this.#known = known
    for (const { id, details, version, tenancies, relations } of known.people)
      this.#add({
        id,
        details,
        stays: [...tenancies],
        relations: [...relations],
        row: undefined,
        reference: undefined,
        act: undefined,
        version,
      })
  }

  /** The person of the row; `undefined` when it names none, when it is wrong, or while it is not decided who it is. */
  plan(draft: Draft, unitId: UnitId | undefined, choice: Choice | undefined): Somebody | undefined {
    const { row } = draft
    if (!namesSomebody(row)) {
      if (PERSONAL.some((field) => row.texts[field] !== undefined)) draft.refuse('familyName', 'missing')
      return undefined
    }
    draft.said = true
    const somebody = this.#who(draft, unitId, choice)
    if (somebody === undefined) return undefined
    this.#byRow.set(row.number, somebody)
    this.#change(draft, somebody)
    return somebody
  }

  #add(somebody: Somebody): void {
    this.#byId.set(somebody.id, somebody)
    const name = sortNameOf(somebody.details)
    const alike = this.#byName.get(name)
    if (alike === undefined) this.#byName.set(name, [somebody])
    else alike.push(somebody)
    if (somebody.reference !== undefined) this.#byReference.set(somebody.reference, somebody)
    if (somebody.row !== undefined) this.#byRow.set(somebody.row, somebody)
  }

  #byOwnReference(reference: string | undefined): Somebody | undefined {
    if (reference === undefined) return undefined
    const id = parseId('person', reference)
    return (id === undefined ? undefined : this.#byId.get(id)) ?? this.#byReference.get(reference)
  }

  #who(draft: Draft, unitId: UnitId | undefined, choice: Choice | undefined): Somebody | undefined {
    const { row } = draft
    const referred = this.#byOwnReference(referenceOf(row))
    if (referred !== undefined) return referred
    if (row.texts.familyName === undefined || row.texts.givenName === undefined) {
      for (const field of ['familyName', 'givenName'] as const)
        if (row.texts[field] === undefined && !draft.isWrong(field)) draft.refuse(field, 'missing')
      return undefined
    }
    if (choice?.kind === 'merge') {
      const { person } = choice
      const chosen = typeof person === 'number' ? this.#byRow.get(person) : this.#byId.get(person)
      return chosen ?? draft.refuse('familyName', 'person_unknown')
    }
    const alike = choice?.kind === 'new' ? [] : this.#alike(row)
    if (alike.length === 0) return this.#create(draft)
    const known = alike.find((somebody) => this.#saysNothingNew(row, unitId, somebody))
    if (known !== undefined) return known
    draft.candidates = alike.map((somebody) => this.#candidate(row, unitId, somebody))
    return undefined
  }

  /** Those of this name, but for those whom the file itself tells apart by another reference. */
  #alike(row: RowSays): readonly Somebody[] {
    const named = { ...NOTHING, givenName: row.texts.givenName ?? '', familyName: row.texts.familyName ?? '' }
    const reference = referenceOf(row)
    return (this.#byName.get(sortNameOf(named)) ?? []).filter(
      (other) => reference === undefined || other.reference === undefined,
    )
  }

  #candidate(row: RowSays, unitId: UnitId | undefined, somebody: Somebody): Candidate {
    return {
      person: somebody.row ?? somebody.id,
      reason: this.#evidence(row, unitId, somebody) ?? 'same_name',
    }
  }

  #evidence(
    { email, mobile }: RowSays,
    unitId: UnitId | undefined,
    { details, stays }: Somebody,
  ): Exclude<Candidate['reason'], 'same_name' | 'same_stay'> | undefined {
    if (email !== undefined && email.toLowerCase() === details.email?.toLowerCase()) return 'same_email'
    if (mobile !== undefined && mobile === details.mobile) return 'same_mobile'
    return unitId !== undefined && stays.some((stay) => stay.unitId === unitId) ? 'same_home' : undefined
  }

  /** More than the name says who it is, and the row tells nothing that is not held: taking them for the same alters nothing. */
  #saysNothingNew(row: RowSays, unitId: UnitId | undefined, somebody: Somebody): boolean {
    const homeKnown = unitId === undefined || somebody.stays.some((stay) => stay.unitId === unitId)
    const moves = row.moments.movesIn !== undefined || row.moments.movesOut !== undefined
    return (
      somebody.row === undefined &&
      homeKnown &&
      !(moves && unitId === undefined) &&
      row.texts.profile === undefined &&
      row.texts.relation === undefined &&
      row.texts.card === undefined &&
      this.#evidence(row, unitId, somebody) !== undefined &&
      !differs(somebody.details, saidOf(row))
    )
  }

  #create(draft: Draft): Somebody {
    const { row } = draft
    const id = this.#known.newId('person')
    const details = {
      ...NOTHING,
      givenName: row.texts.givenName ?? '',
      familyName: row.texts.familyName ?? '',
      ...saidOf(row),
    }
    const act = { does: 'createPerson' as const, id, details }
    draft.acts.push(act)
    const somebody: Somebody = {
      id,
      details,
      stays: [],
      relations: [],
      row: row.number,
      reference: referenceOf(row),
      act,
      version: 0,
    }
    this.#add(somebody)
    return somebody
  }

  #change(draft: Draft, somebody: Somebody): void {
    const said = saidOf(draft.row)
    if (!differs(somebody.details, said)) return
    const before = somebody.details
    somebody.details = { ...before, ...said }
    if (somebody.act === undefined) {
      const { id, version } = somebody
      somebody.act = { does: 'changePerson', id, version, before, details: somebody.details }
      draft.acts.push(somebody.act)
    } else somebody.act.details = somebody.details
  }
}
