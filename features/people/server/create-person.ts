/** Adds a person, and the home they move into when it is given. */
import type { Caller } from '@loge/features/places/server'
import type { Register } from '@loge/features/law/core'
import { type Id, newId, parseCivilDay, type PersonId, type UnitId } from '@loge/kernel'
import { insertRow, type Transaction } from '@loge/storage'
import {
  acceptBirthDate,
  acceptDetails,
  acceptFormDate,
  noteSources,
  sortNameOf,
  type DataSource,
  type NewSource,
  type OriginDetail,
  type Person,
  type PersonDetails,
  type TenancyRole,
} from '../core/index.ts'
import { addRelation, type NewRelation } from './keep-relation.ts'
import { addTenancy, type NewTenancy } from './open-tenancy.ts'
import { keepOrigin, keepOriginBy } from './origins/keep-origin.ts'
import { planIn } from './plan-move.ts'
import { personShape } from './person-rows.ts'
import { permissionDenied, personRefused } from './problems.ts'
import { latestToday, record, todayUtc, type Asked, type PeopleDependencies } from './record.ts'

type Named = Pick<PersonDetails, 'givenName' | 'familyName'>

export interface MoveIn {
  readonly on: string
  readonly unitId: UnitId
  readonly role: TenancyRole
}

export interface NewPerson extends Named, Partial<Omit<PersonDetails, keyof Named>> {
  /** Who told us; staff, unless it is said. */
  readonly source?: DataSource | undefined
  /** Which form or script, who supplied it, or where it stands. */
  readonly origin?: OriginDetail | undefined
  /** Of a form on paper. */
  readonly formReceivedOn?: string | null | undefined
  readonly tenancy?: Omit<NewTenancy, 'personId'> | undefined
  /** Or the home they move into on a day, with its checklist. */
  readonly moveIn?: MoveIn | undefined
  /** What they are besides. */
  readonly relation?: NewRelation | undefined
}

const detailsOf = (input: NewPerson): PersonDetails => ({
  civility: input.civility ?? null,
  givenName: input.givenName,
  familyName: input.familyName,
  bornOn: input.bornOn ?? null,
  street: input.street ?? null,
  postalCode: input.postalCode ?? null,
  city: input.city ?? null,
  country: input.country ?? null,
  email: input.email ?? null,
  landline: input.landline ?? null,
  mobile: input.mobile ?? null,
  language: input.language ?? null,
})

/** Where they come from, as the register in force calls it, for whoever knows. */
interface From {
  readonly register: Register
  readonly source: NewSource
}

const keepFrom = async (
  transaction: Transaction,
  { dependencies: { world }, caller: { organizationId, actor } }: Asked,
  {
    personId,
    input,
    from,
  }: { readonly personId: PersonId; readonly input: NewPerson; readonly from: From | undefined },
): Promise<Id<'provenance'>> => {
  const keeping = { transaction, world, organizationId, actor }
  if (from !== undefined) return keepOrigin({ ...keeping, register: from.register }, personId, from.source)
  const { source: way = 'staff', origin, formReceivedOn } = input
  const collectedOn = parseCivilDay(formReceivedOn ?? '') ?? todayUtc(world)
  const [id] = await keepOriginBy(keeping, [personId], { way, ...origin, collectedOn })
  return id ?? newId(world, 'provenance')
}

/** Inside the transaction of whoever has more to do with them. */
export const addPersonFrom = async (
  transaction: Transaction,
  asked: Asked,
  input: NewPerson,
  from?: From,
): Promise<{ readonly person: Person; readonly provenanceId: Id<'provenance'> }> => {
  const accepted = acceptDetails(detailsOf(input))
  if (!accepted.ok) throw personRefused(accepted.refusal)
  const details = accepted.value
  const today = latestToday(asked.dependencies.world)
  const born = acceptBirthDate(details, today)
  if (!born.ok) throw personRefused(born.refusal)
  const source = input.source ?? 'staff'
  const formDate = acceptFormDate(source, input.formReceivedOn ?? null, today)
  if (!formDate.ok) throw personRefused(formDate.refusal)
  const row: Person = {
    ...details,
    id: newId(asked.dependencies.world, 'person'),
    sortName: sortNameOf(details),
    sources: noteSources({}, { before: undefined, after: details, source }),
    formReceivedOn: formDate.value,
    version: 1,
  }
  await insertRow(transaction, personShape, { organizationId: asked.caller.organizationId, row })
  const provenanceId = await keepFrom(transaction, asked, { personId: row.id, input, from })
  await record(transaction, asked, { fact: 'personCreated', personId: row.id, payload: {} })
  return { person: row, provenanceId }
}

export const addPerson = async (transaction: Transaction, asked: Asked, input: NewPerson): Promise<Person> =>
  (await addPersonFrom(transaction, asked, input)).person

export const createPerson = (
  dependencies: PeopleDependencies,
  caller: Caller,
  input: NewPerson,
): Promise<Person> =>
  dependencies.database.transaction(caller.organizationId, async (transaction) => {
    // Staff of one site would not see again whom they add without a home there.
    const hasHome = input.tenancy !== undefined || input.moveIn !== undefined
    if (!caller.reach.wholeOrganization && (caller.reach.siteIds.length === 0 || !hasHome))
      throw permissionDenied()
    const asked = { dependencies, caller }
    const person = await addPerson(transaction, asked, input)
    if (input.tenancy !== undefined)
      await addTenancy(transaction, asked, { ...input.tenancy, personId: person.id })
    if (input.relation !== undefined)
      await addRelation(transaction, asked, {
        source: input.source,
        ...input.relation,
        personId: person.id,
      })
    if (input.moveIn !== undefined) {
      const { role, ...where } = input.moveIn
      await planIn(transaction, asked, { kind: 'in', ...where, people: [{ personId: person.id, role }] })
    }
    return person
  })
