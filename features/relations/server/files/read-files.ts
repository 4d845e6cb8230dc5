/** Files as whoever sells reads them, and who may be written to about offers. */
import { rulesFor } from '@loge/features/law/core'
import { registerAt } from '@loge/features/law/server'
import { findPeople } from '@loge/features/people/server'
import { createCursor, Problem } from '@loge/http'
import { type ActivityId, type Id, instant, type PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { z } from 'zod'
import { type FileKind, isOfShow } from '../../core/index.ts'
import type { Desk } from '../contact/act-on-message.ts'
import type { RelationsDeps } from '../deps.ts'
import { type Affiliated, companiesOf, companyNow } from './companies.ts'
import { agreedOf, metOf } from './shows.ts'
import { requireFile, type StoredFile } from './store.ts'
import { fileTable, fileTablesOf } from './tables.ts'

const cursor = createCursor('relation-files', z.tuple([z.number(), z.string()]))

const namesOf = async (transaction: Transaction, people: readonly PersonId[]) =>
  new Map(
    (await findPeople(transaction, [...new Set(people)])).map((one) => [
      one.id,
      `${one.givenName} ${one.familyName}`.trim(),
    ]),
  )

export const ACTIVITY = {
  customer: 'customer_records',
  prospect: 'prospect_records',
  contact: 'client_contacts',
  visitor: 'show_records',
  supplied: 'organiser_records',
} as const satisfies Readonly<Record<FileKind, ActivityId>>

/** Once it has ended a law alone keeps it: it is in the archive, and no file of daily work any more. */
const isArchivedOnceEnded = async (
  transaction: Transaction,
  { world }: Pick<RelationsDeps, 'world'>,
  { organizationId }: Pick<Desk, 'organizationId'>,
  kind: FileKind,
): Promise<boolean> => {
  const register = await registerAt(transaction, organizationId, world.now())
  return rulesFor(register, [ACTIVITY[kind]]).some(({ archive }) => archive === true)
}

const LINE = [
  'id',
  'version',
  'person_id',
  'opened_at',
  'is_active',
  'review_by',
  'last_contact_at',
  'ended_at',
] as const satisfies readonly (keyof StoredFile)[]

const lineOf = (
  kind: FileKind,
  file: Pick<StoredFile, (typeof LINE)[number]>,
  {
    names,
    companies,
  }: { readonly names: ReadonlyMap<PersonId, string>; readonly companies: readonly Affiliated[] },
) => ({
  id: file.id,
  kind,
  personId: file.person_id,
  personName: names.get(file.person_id) ?? '',
  company: companyNow(companies, file.person_id),
  isActive: file.is_active,
  reviewBy: file.review_by,
  lastContactAt: file.last_contact_at,
  endedAt: file.ended_at,
  version: file.version,
})

export interface FilesQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly state: 'open' | 'ended'
}

export const listFiles = (deps: RelationsDeps, { organizationId }: Desk, kind: FileKind, query: FilesQuery) =>
  deps.database.transaction(organizationId, async (transaction) => {
    if (query.state === 'ended' && (await isArchivedOnceEnded(transaction, deps, { organizationId }, kind)))
      return { data: [], nextCursor: null }
    const before = cursor.decode(query.cursor)
    const found = await fileTablesOf(transaction)
      .selectFrom(fileTable(kind))
      .select(LINE)
      .where('organization_id', '=', organizationId)
      .where('ended_at', query.state === 'open' ? 'is' : 'is not', null)
      .$if(before !== undefined, (rows) =>
        rows.where(
          sql<boolean>`(opened_at, id) < (${new Date(before?.[0] ?? 0)}, ${before?.[1] ?? ''}::uuid)`,
        ),
      )
      .orderBy('opened_at', 'desc')
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .execute()
    const page = found.slice(0, query.limit)
    const last = found.length > query.limit ? page.at(-1) : undefined
    const people = page.map(({ person_id }) => person_id)
    const known = {
      names: await namesOf(transaction, people),
      companies: await companiesOf(transaction, people),
    }
    return {
      data: page.map((file) => lineOf(kind, file, known)),
      nextCursor: last === undefined ? null : cursor.encode([last.opened_at, last.id]),
    }
  })

const FILES = Object.values(ACTIVITY)

/** A no to all marketing, or to one purpose of it for which files are kept. */
export const objectedIn = async (
  transaction: Transaction,
  { world }: Pick<RelationsDeps, 'world'>,
  { organizationId }: Pick<Desk, 'organizationId'>,
  people: readonly PersonId[],
): Promise<ReadonlySet<string>> => {
  const { activities } = await registerAt(transaction, organizationId, world.now())
  const uses = activities
    .filter(({ runs }) => FILES.some((id) => runs.includes(id)))
    .flatMap(({ purposes }) =>
      purposes.filter(({ marketing }) => marketing === true).map(({ id }) => `use:${id}`),
    )
  const { rows } = await sql<{ person_id: string }>`
    select person_id from objection where organization_id = ${organizationId}
      and person_id = any(${[...people]}::uuid[]) and objected_to = any(${['marketing', ...uses]})`.execute(
    transaction,
  )
  return new Set(rows.map(({ person_id }) => person_id))
}

export const readFile = (
  deps: RelationsDeps,
  { organizationId }: Desk,
  kind: FileKind,
  id: Id<'relationFile'>,
) =>
  deps.database.transaction(organizationId, async (transaction) => {
    const file = await requireFile({ transaction, organizationId, kind }, id)
    if (file.ended_at !== null && (await isArchivedOnceEnded(transaction, deps, { organizationId }, kind)))
      throw new Problem(404, 'not_found', 'There is no such file.')
    const people = [file.person_id]
    const companies = await companiesOf(transaction, people)
    const objected = await objectedIn(transaction, deps, { organizationId }, people)
    const source = await sql<{ detail: string }>`select detail from provenance
      where organization_id = ${organizationId} and id = ${file.provenance_id}`.execute(transaction)
    return {
      ...lineOf(kind, file, { names: await namesOf(transaction, people), companies }),
      origin: file.origin,
      openedAt: file.opened_at,
      title: file.title,
      areaOfInterest: file.area_of_interest,
      workEmail: file.work_email,
      workPhone: file.work_phone,
      workAddress: file.work_address,
      activeWhy: file.active_why,
      activeOn: file.active_on,
      endedWhy: file.ended_why,
      hasObjected: objected.has(file.person_id),
      source: source.rows[0]?.detail ?? '',
      companies: companies.map(({ name, since_on, until_on }) => ({
        name,
        since: since_on,
        until: until_on,
      })),
      met: isOfShow(kind) ? await metOf(transaction, deps, { organizationId, kind, file }) : null,
      contacts: file.contacts.map(({ at, ...how }) => ({ ...how, at: instant(Date.parse(at)) })),
    }
  })

/** Professional addresses alone, of who is active and said no to nothing. */
export const listOffers = (deps: RelationsDeps, { organizationId }: Desk, kind: FileKind) =>
  deps.database.transaction(organizationId, async (transaction) => {
    const files = await fileTablesOf(transaction)
      .selectFrom(fileTable(kind))
      .select(['id', 'person_id', 'title', 'work_email'])
      .where('organization_id', '=', organizationId)
      .where('ended_at', 'is', null)
      .where('is_active', '=', true)
      .where('work_email', 'is not', null)
      .orderBy('opened_at')
      .limit(2_000)
      .execute()
    const people = files.map(({ person_id }) => person_id)
    const agreed = isOfShow(kind)
      ? await agreedOf(transaction, deps, { organizationId, kind, people })
      : undefined
    const objected = await objectedIn(transaction, deps, { organizationId }, people)
    const names = await namesOf(transaction, people)
    const companies = await companiesOf(transaction, people)
    return {
      data: files
        .filter(({ person_id }) => !objected.has(person_id) && agreed?.has(person_id) !== false)
        .map(({ id, person_id, title, work_email }) => ({
          id,
          name: names.get(person_id) ?? '',
          company: companyNow(companies, person_id),
          title,
          workEmail: work_email ?? '',
        })),
    }
  })
