/** Says what somebody is to us besides a home, since when and until when. Each kind stands by itself. */
import { applyChanges, changedFields } from '@loge/features/places/core'
import type { Caller } from '@loge/features/places/server'
import { changedMeanwhile, createCursor, requireVersion, toPage } from '@loge/http'
import { newId, type PersonId, type RelationId } from '@loge/kernel'
import {
  deleteRow,
  insertRow,
  listRows,
  readRow,
  replaceRow,
  type RowShape,
  type Transaction,
} from '@loge/storage'
import { sql } from 'kysely'
import { z } from 'zod'
import { decideRelation, type DataSource, type Relation, type RelationKind } from '../core/index.ts'
import { readPerson, withinReach } from './person-rows.ts'
import { relationRefused, relationUnknown } from './problems.ts'
import { record, type Asked, type PeopleDependencies } from './record.ts'

const shape: RowShape<Relation> = {
  table: 'relation',
  orderBy: 'starts_on',
  columns: {
    id: 'id',
    personId: 'person_id',
    kind: 'kind',
    source: 'source',
    startsOn: 'starts_on',
    endsOn: 'ends_on',
    version: 'version',
  },
}

const MANY = 1_000
const cursor = createCursor('relations', z.object({ key: z.string(), id: z.string() }))

export interface RelationsQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly personId?: PersonId | undefined
  readonly kind?: RelationKind | undefined
}

/** Of those whom the caller sees, themselves included. */
export const listRelations = async (
  { database }: PeopleDependencies,
  { organizationId, reach }: Caller,
  { limit, cursor: from, personId, kind }: RelationsQuery,
): Promise<{ readonly data: Relation[]; readonly nextCursor: string | null }> => {
  const where = [
    sql`person_id in (select id from person where ${withinReach(reach)})`,
    ...(personId === undefined ? [] : [sql`person_id = ${personId}`]),
    ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
  ]
  const rows = await database.transaction(organizationId, (transaction) =>
    listRows(transaction, shape, { where, after: cursor.decode(from), limit }),
  )
  return toPage(rows, limit, { cursor, positionOf: ({ startsOn, id }) => ({ key: startsOn, id }) })
}

/** Nobody says of themselves that they work here: their own permission does not reach it. */
const staffReach = ({ reach }: Caller) => ({ ...reach, ownPersonId: undefined })

const requireFits = async (transaction: Transaction, relation: Relation): Promise<void> => {
  // Two who say the same at once follow one another.
  await sql`select from person where id = ${relation.personId} for update`.execute(transaction)
  const where = [sql`person_id = ${relation.personId}`, sql`id <> ${relation.id}`]
  const others = await listRows(transaction, shape, { where, after: undefined, limit: MANY })
  const decided = decideRelation(relation, others)
  if (!decided.ok) throw relationRefused(decided.refusal)
}

export interface NewRelation extends Pick<Relation, 'kind' | 'startsOn' | 'endsOn'> {
  readonly source?: DataSource | undefined
}

/** Inside the transaction of whoever has more to do with them. */
export const addRelation = async (
  transaction: Transaction,
  asked: Asked,
  { personId, source = 'staff', ...said }: NewRelation & { readonly personId: PersonId },
): Promise<Relation> => {
  const id = newId(asked.dependencies.world, 'relation')
  const row: Relation = { ...said, id, personId, source, version: 1 }
  await requireFits(transaction, row)
  await insertRow(transaction, shape, { organizationId: asked.caller.organizationId, row })
  await record(transaction, asked, {
    fact: 'relationOpened',
    personId,
    payload: { relationId: id, kind: row.kind },
  })
  return row
}

export const openRelation = (
  dependencies: PeopleDependencies,
  caller: Caller,
  input: NewRelation & { readonly personId: PersonId },
): Promise<Relation> =>
  dependencies.database.transaction(caller.organizationId, async (transaction) => {
    await readPerson(transaction, staffReach(caller), input.personId)
    return addRelation(transaction, { dependencies, caller }, input)
  })

export interface RelationChange {
  readonly id: RelationId
  readonly ifMatch: string | undefined
  readonly changes: {
    readonly startsOn?: string | undefined
    readonly endsOn?: string | null | undefined
    readonly source?: DataSource | undefined
  }
}

export const changeRelation = (
  dependencies: PeopleDependencies,
  caller: Caller,
  { id, ifMatch, changes }: RelationChange,
): Promise<Relation> =>
  dependencies.database.transaction(caller.organizationId, async (transaction) => {
    const before = await readRow(transaction, shape, id)
    if (before === undefined) throw relationUnknown()
    await readPerson(transaction, staffReach(caller), before.personId)
    requireVersion(ifMatch, before.version)
    const after = applyChanges<Relation>(before, changes)
    const fields = changedFields<Relation>(before, after)
    if (fields.length === 0) return before
    await requireFits(transaction, after)
    if (!(await replaceRow(transaction, shape, { before, after }))) throw changedMeanwhile()
    await record(
      transaction,
      { dependencies, caller },
      {
        fact: 'relationChanged',
        personId: before.personId,
        payload: { relationId: id, kind: before.kind, fields },
      },
    )
    return { ...after, version: before.version + 1 }
  })

/** For what was entered by mistake, and never was: what has ended keeps its days instead. */
export const removeRelation = (
  dependencies: PeopleDependencies,
  caller: Caller,
  { id, ifMatch }: Pick<RelationChange, 'id' | 'ifMatch'>,
): Promise<undefined> =>
  dependencies.database.transaction(caller.organizationId, async (transaction) => {
    const row = await readRow(transaction, shape, id)
    if (row === undefined) throw relationUnknown()
    const { personId, kind, version } = row
    await readPerson(transaction, staffReach(caller), personId)
    requireVersion(ifMatch, version)
    if (!(await deleteRow(transaction, shape, row))) throw changedMeanwhile()
    const payload = { relationId: id, kind }
    await record(transaction, { dependencies, caller }, { fact: 'relationRemoved', personId, payload })
    return undefined
  })
