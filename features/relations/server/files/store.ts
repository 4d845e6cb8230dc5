/** Files as rows: found, written, and told to the log in codes. */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import { Problem } from '@loge/http'
import { formatId, type Id, newId, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Selectable, sql } from 'kysely'
import { type FileKind, type Origin, relationsFacts } from '../../core/index.ts'
import { type FileRow, fileTable, fileTablesOf } from './tables.ts'

export type StoredFile = Selectable<FileRow>

export interface Filing {
  readonly transaction: Transaction
  readonly world: World
  readonly organizationId: OrganizationId
  readonly actor: Actor
  readonly kind: FileKind
}

export const requireFile = async (
  { transaction, organizationId, kind }: Pick<Filing, 'transaction' | 'organizationId' | 'kind'>,
  id: Id<'relationFile'>,
): Promise<StoredFile> => {
  const found = await fileTablesOf(transaction)
    .selectFrom(fileTable(kind))
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) throw new Problem(404, 'not_found', 'There is no such file.')
  return found
}

const openAlready = () =>
  new Problem(409, 'file_open_already', 'They have an open file of this kind already.')

/** One of a kind at a time: whoever comes back after an end gets a file of their own. */
export const requireNone = async (
  { transaction, organizationId, kind }: Filing,
  personId: PersonId,
): Promise<void> => {
  const open = await fileTablesOf(transaction)
    .selectFrom(fileTable(kind))
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (open !== undefined) throw openAlready()
}

type Changes = Partial<Omit<StoredFile, 'organization_id' | 'id' | 'version' | 'person_id' | 'contacts'>>

const stored = (value: unknown) => (typeof value === 'number' ? new Date(value) : value)

export const changeFile = async (
  { transaction, organizationId, kind }: Filing,
  file: Pick<StoredFile, 'id' | 'version'>,
  changes: Changes & { readonly contacts?: StoredFile['contacts'] },
): Promise<number> => {
  const version = file.version + 1
  const { contacts, ...others } = changes
  const set = Object.fromEntries(Object.entries(others).map(([column, value]) => [column, stored(value)]))
  await fileTablesOf(transaction)
    .updateTable(fileTable(kind))
    .set({
      ...set,
      version,
      ...(contacts === undefined ? {} : { contacts: sql`${JSON.stringify(contacts)}::jsonb` }),
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', file.id)
    .execute()
  return version
}

export const insertFile = async (
  { transaction, kind }: Filing,
  {
    contacts,
    opened_at,
    last_contact_at,
    active_on,
    ...file
  }: Omit<StoredFile, 'version' | 'inactive_at' | 'review_by' | 'ended_at' | 'ended_why'>,
): Promise<void> => {
  const inserted = await fileTablesOf(transaction)
    .insertInto(fileTable(kind))
    .values({
      ...file,
      version: 1,
      opened_at: new Date(opened_at),
      last_contact_at: new Date(last_contact_at),
      active_on: new Date(active_on),
      contacts: sql`${JSON.stringify(contacts)}::jsonb`,
      inactive_at: null,
      review_by: null,
      ended_at: null,
      ended_why: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  // One that is hidden, since they said no to every use of it, is theirs all the same.
  if (inserted.numInsertedOrUpdatedRows === 0n) throw openAlready()
}

export const dropFile = async (
  { transaction, organizationId, kind }: Filing,
  id: Id<'relationFile'>,
): Promise<void> => {
  await fileTablesOf(transaction)
    .deleteFrom(fileTable(kind))
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

export const tellOpened = (
  { transaction, world, organizationId, actor, kind }: Filing,
  file: { readonly id: Id<'relationFile'>; readonly personId: PersonId; readonly origin: Origin },
): Promise<void> =>
  appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: relationsFacts.fileOpened.type,
      occurredAt: world.now(),
      actor,
      personId: file.personId,
      payload: { relationFileId: formatId('relationFile', file.id), kind, origin: file.origin },
    },
  ])

export const tellMoved = (
  { transaction, world, organizationId, actor, kind }: Filing,
  file: Pick<StoredFile, 'id' | 'person_id'>,
  act: string,
): Promise<void> =>
  appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: relationsFacts.fileMoved.type,
      occurredAt: world.now(),
      actor,
      personId: file.person_id,
      payload: { relationFileId: formatId('relationFile', file.id), kind, act },
    },
  ])
