/** Changes what is held about a person, and notes who told us. */
import { applyChanges, changedFields } from '@loge/features/places/core'
import type { Caller } from '@loge/features/places/server'
import { changedMeanwhile, requireVersion } from '@loge/http'
import type { PersonId } from '@loge/kernel'
import { replaceRow, type Transaction } from '@loge/storage'
import {
  acceptBirthDate,
  acceptDetails,
  decideOwnChange,
  noteSources,
  sortNameOf,
  type DataSource,
  type OriginDetail,
  type Person,
  type PersonDetails,
} from '../core/index.ts'
import { keepOriginBy } from './origins/keep-origin.ts'
import { isOwnChange, personShape, readPerson } from './person-rows.ts'
import { personRefused } from './problems.ts'
import { latestToday, record, todayUtc, type PeopleDependencies } from './record.ts'

export interface PersonChange {
  readonly id: PersonId
  readonly ifMatch: string | undefined
  readonly changes: { readonly [Field in keyof PersonDetails]?: PersonDetails[Field] | undefined }
  /** Who told us; staff, unless it is said or the person changes it themselves. */
  readonly source?: DataSource | undefined
  /** Which form or script, who supplied it, or where it stands. */
  readonly origin?: OriginDetail | undefined
}

const changed = (before: Person, changes: PersonChange['changes'], source: DataSource): Person => {
  const accepted = acceptDetails(applyChanges<PersonDetails>(before, changes))
  if (!accepted.ok) throw personRefused(accepted.refusal)
  const after = accepted.value
  return {
    ...before,
    ...after,
    sortName: sortNameOf(after),
    sources: noteSources(before.sources, { before, after, source }),
  }
}

/** As part of what it is done for. */
export const changePersonInside = async (
  transaction: Transaction,
  dependencies: Pick<PeopleDependencies, 'world'>,
  caller: Caller,
  { id, ifMatch, changes, source, origin }: PersonChange,
): Promise<Person> => {
  const before = await readPerson(transaction, caller.reach, id)
  requireVersion(ifMatch, before.version)
  const own = await isOwnChange(transaction, caller.reach, id)
  const after = changed(before, changes, own ? 'self' : (source ?? 'staff'))
  const born = acceptBirthDate(after, latestToday(dependencies.world))
  if (!born.ok) throw personRefused(born.refusal)
  const fields = changedFields<PersonDetails>(before, after).filter((field) => field in changes)
  if (fields.length === 0) return before
  const allowed = own ? decideOwnChange(fields) : undefined
  if (allowed?.ok === false) throw personRefused(allowed.refusal)
  if (!(await replaceRow(transaction, personShape, { before, after }))) throw changedMeanwhile()
  const keeping = { ...dependencies, transaction, organizationId: caller.organizationId, actor: caller.actor }
  const collectedOn = todayUtc(dependencies.world)
  await keepOriginBy(keeping, [id], { way: own ? 'ownForm' : (source ?? 'staff'), ...origin, collectedOn })
  await record(
    transaction,
    { dependencies, caller },
    { fact: 'personChanged', personId: id, payload: { fields } },
  )
  return { ...after, version: before.version + 1 }
}

export const changePerson = (
  dependencies: PeopleDependencies,
  caller: Caller,
  change: PersonChange,
): Promise<Person> =>
  dependencies.database.transaction(caller.organizationId, (transaction) =>
    changePersonInside(transaction, dependencies, caller, change),
  )
