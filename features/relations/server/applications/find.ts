/** Applications as recruiters read them: each opening of one is kept, and told to the log. */
import { accountNames } from '@loge/features/accounts/server'
import { appendEvents } from '@loge/features/events/server'
import { addPeriod, rulesFor } from '@loge/features/law/core'
import { registerAt } from '@loge/features/law/server'
import { findPeople, type ProvenanceRow } from '@loge/features/people/server'
import { ownNameOf } from '@loge/features/privacy/server'
import { createCursor, type Download, Problem } from '@loge/http'
import { asCivilDay, DAY_MS, formatCivilDay, formatId, type Id, newId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { type ApplicationState, relationsFacts } from '../../core/index.ts'
import type { Desk } from '../contact/act-on-message.ts'
import type { RelationsDeps } from '../deps.ts'
import { tablesOf } from '../tables.ts'
import { type ApplicationFileRow, applicationTablesOf, type DocumentKind } from './tables.ts'
import { agreedStill, talentPurpose } from './talents.ts'

export type StoredFile = Selectable<ApplicationFileRow>

const cursor = createCursor('applications', z.tuple([z.number(), z.string()]))

const gone = () => new Problem(404, 'not_found', 'There is no such application.')

/** Their application may be there while their file is not any more. */
export const requireFile = async (
  transaction: Transaction,
  { organizationId }: Pick<Desk, 'organizationId'>,
  id: Id<'application'>,
): Promise<StoredFile> => {
  const found = await applicationTablesOf(transaction)
    .selectFrom('application_file')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) throw gone()
  return found
}

const lineOf = (file: StoredFile, personName: string) => ({
  id: file.id,
  personName,
  position: file.position,
  channel: file.channel,
  state: file.state,
  flagged: file.flagged,
  receivedAt: file.received_at,
  version: file.version,
})

export interface ApplicationsQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly state: 'open' | 'closed'
  readonly q?: string | undefined
}

const nameOf = (person: { readonly givenName: string; readonly familyName: string } | undefined): string =>
  person === undefined ? '' : `${person.givenName} ${person.familyName}`

export const listApplications = (
  { database }: RelationsDeps,
  { organizationId }: Desk,
  { limit, cursor: from, state, q = '' }: ApplicationsQuery,
) =>
  database.transaction(organizationId, async (transaction) => {
    const before = cursor.decode(from)
    const wanted = `%${q.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    const found = await applicationTablesOf(transaction)
      .selectFrom('application_file as f')
      .selectAll('f')
      .where('f.organization_id', '=', organizationId)
      .where(state === 'closed' ? sql<boolean>`f.closed_at is not null` : sql<boolean>`f.closed_at is null`)
      .$if(q.trim() !== '', (query) =>
        query.where(
          sql<boolean>`(f.position ilike ${wanted} or exists (select from person p
            where p.organization_id = f.organization_id and p.id = f.person_id
              and p.given_name || ' ' || p.family_name ilike ${wanted}))`,
        ),
      )
      .$if(before !== undefined, (query) =>
        query.where(
          sql<boolean>`(f.received_at, f.id) < (${new Date(before?.[0] ?? 0)}, ${before?.[1] ?? ''}::uuid)`,
        ),
      )
      .orderBy('f.received_at', 'desc')
      .orderBy('f.id', 'desc')
      .limit(limit + 1)
      .execute()
    const page = found.slice(0, limit)
    const last = found.length > limit ? page.at(-1) : undefined
    const people = await findPeople(transaction, [...new Set(page.map(({ person_id }) => person_id))])
    const names = new Map(people.map((person) => [person.id, nameOf(person)]))
    return {
      data: page.map((file) => lineOf(file, names.get(file.person_id) ?? '')),
      nextCursor: last === undefined ? null : cursor.encode([last.received_at, last.id]),
    }
  })

/** Who opened what, when: kept beside the file, told to the log, and shown to whoever applied. */
const noteView = async (
  transaction: Transaction,
  { world }: Pick<RelationsDeps, 'world'>,
  desk: Desk,
  { file, what }: { readonly file: StoredFile; readonly what: 'file' | DocumentKind },
): Promise<void> => {
  await applicationTablesOf(transaction)
    .insertInto('application_view')
    .values({
      organization_id: desk.organizationId,
      id: newId(world, 'applicationView'),
      application_id: file.id,
      person_id: file.person_id,
      what,
      at: new Date(world.now()),
      by_account: desk.accountId,
    })
    .execute()
  await appendEvents(transaction, world, desk.organizationId, [
    {
      id: newId(world, 'event'),
      type: relationsFacts.applicationOpened.type,
      occurredAt: world.now(),
      actor: desk.actor,
      personId: file.person_id,
      payload: { applicationId: formatId('application', file.id), what },
    },
  ])
}

export const stepsOf = (file: StoredFile) => {
  const dated: readonly (readonly [ApplicationState, number | null])[] = [
    ['received', file.received_at],
    ['shortlist', file.shortlist_at],
    ['interview', file.interview_at],
    ['offer', file.offer_at],
    [file.state, file.closed_at],
  ]
  return dated.flatMap(([state, at]) => (at === null ? [] : [{ state, at: at as StoredFile['received_at'] }]))
}

/** The day the job of retention takes it, by the same rule; null while what starts it has not happened. */
export const keptUntilOf = async (
  transaction: Transaction,
  { world }: Pick<RelationsDeps, 'world'>,
  file: StoredFile,
): Promise<string | null> => {
  const register = await registerAt(transaction, file.organization_id, world.now())
  const starts: Readonly<Record<string, number | null>> = {
    application_closed: file.closed_at,
    relation_ended: file.closed_at,
    purpose_achieved: file.closed_at,
    case_closed: file.closed_at,
    application_received: file.received_at,
    collected: file.received_at,
    last_contact_from_person: file.last_contact_at,
  }
  const ends = rulesFor(register, ['recruitment']).flatMap(({ period, trigger }) => {
    if (typeof period === 'string') return []
    const at = starts[trigger] ?? null
    return [at === null ? null : formatCivilDay(addPeriod(asCivilDay(Math.floor(at / DAY_MS)), period))]
  })
  const known = ends.filter((end) => end !== null)
  return known.length === 0 || known.length < ends.length ? null : (known.toSorted().at(-1) ?? null)
}

export const documentsOf = async (transaction: Transaction, { organization_id, id }: StoredFile) => {
  const rows = await applicationTablesOf(transaction)
    .selectFrom('application_document')
    .select(['kind', 'name', 'size', 'received_at'])
    .where('organization_id', '=', organization_id)
    .where('application_id', '=', id)
    .orderBy('kind')
    .execute()
  return rows.map(({ kind, name, size, received_at: receivedAt }) => ({ kind, name, size, receivedAt }))
}

export const detailsOf = (transaction: Transaction, { organization_id, id }: StoredFile) =>
  applicationTablesOf(transaction)
    .selectFrom('application_detail')
    .select(['id', 'kind', 'words'])
    .where('organization_id', '=', organization_id)
    .where('application_id', '=', id)
    .orderBy('kind', 'desc')
    .orderBy('place')
    .orderBy('id')
    .execute()

export const viewsOf = async (transaction: Transaction, { organization_id, id }: StoredFile) => {
  const rows = await applicationTablesOf(transaction)
    .selectFrom('application_view')
    .select(['what', 'at', 'by_account'])
    .where('organization_id', '=', organization_id)
    .where('application_id', '=', id)
    .orderBy('at', 'desc')
    .limit(200)
    .execute()
  const accounts = [...new Set(rows.flatMap(({ by_account: by }) => by ?? []))]
  const names = await accountNames(transaction, organization_id, accounts)
  return rows.map(({ what, at, by_account: by }) => ({
    what,
    at,
    by: by === null ? null : (names.get(by) ?? null),
  }))
}

const sourceOf = async (transaction: Transaction, deps: RelationsDeps, file: StoredFile) => {
  const register = await registerAt(transaction, file.organization_id, deps.world.now())
  const { source, supplier, collected_on, provenance_id } = await applicationTablesOf(transaction)
    .$extendTables<{ provenance: ProvenanceRow }>()
    .selectFrom('application as a')
    .innerJoin('provenance as p', 'p.id', 'a.provenance_id')
    .select(['p.source', 'p.supplier', 'p.collected_on', 'a.provenance_id'])
    .where('a.organization_id', '=', file.organization_id)
    .where('a.id', '=', file.id)
    .executeTakeFirstOrThrow()
  const label = register.sources.find(({ id }) => id === source)?.label ?? { en: source, fr: source }
  const rows = await tablesOf(transaction)
    .selectFrom('asked_value')
    .select(['field', 'value'])
    .where('organization_id', '=', file.organization_id)
    .where('provenance_id', '=', provenance_id)
    .orderBy('id')
    .execute()
  const fields = register.categories.flatMap(({ fields: all = [] }) => all)
  const asked = rows.map(({ field, value }) => ({
    field,
    label: fields.find(({ id }) => id === field)?.label ?? { en: field, fr: field },
    value,
  }))
  return { source: { source, label, supplier, collectedOn: collected_on }, asked }
}

const openingOf = async (transaction: Transaction, { organization_id, opening_id }: StoredFile) => {
  if (opening_id === null) return null
  const found = await applicationTablesOf(transaction)
    .selectFrom('job_opening')
    .select('title')
    .where('organization_id', '=', organization_id)
    .where('id', '=', opening_id)
    .executeTakeFirst()
  return found?.title ?? null
}

const poolOf = async (transaction: Transaction, { organization_id, person_id }: StoredFile) => {
  const found = await applicationTablesOf(transaction)
    .selectFrom('talent')
    .select(sql<string>`ends_on::text`.as('ends_on'))
    .where('organization_id', '=', organization_id)
    .where('person_id', '=', person_id)
    .executeTakeFirst()
  return found?.ends_on ?? null
}

export const readApplication = (deps: RelationsDeps, desk: Desk, id: Id<'application'>) =>
  deps.database.transaction(desk.organizationId, async (transaction) => {
    const file = await requireFile(transaction, desk, id)
    await noteView(transaction, deps, desk, { file, what: 'file' })
    const [person] = await findPeople(transaction, [file.person_id])
    return {
      ...lineOf(file, nameOf(person)),
      ...(await sourceOf(transaction, deps, file)),
      personId: file.person_id,
      email: person?.email ?? null,
      mobile: person?.mobile ?? null,
      openingTitle: await openingOf(transaction, file),
      boardId: file.board_id,
      language: file.language,
      letter: file.letter,
      steps: stepsOf(file),
      keptUntil: await keptUntilOf(transaction, deps, file),
      inPoolUntil: await poolOf(transaction, file),
      documents: await documentsOf(transaction, file),
      details: await detailsOf(transaction, file),
      views: await viewsOf(transaction, file),
    }
  })

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content
}

export const downloadDocument = (
  deps: RelationsDeps,
  desk: Desk,
  { id, kind }: { readonly id: Id<'application'>; readonly kind: DocumentKind },
): Promise<Download> =>
  deps.database.transaction(desk.organizationId, async (transaction) => {
    const file = await requireFile(transaction, desk, id)
    const found = await applicationTablesOf(transaction)
      .selectFrom('application_document')
      .select(['media_type', 'content'])
      .where('organization_id', '=', desk.organizationId)
      .where('application_id', '=', id)
      .where('kind', '=', kind)
      .executeTakeFirst()
    if (found === undefined) throw gone()
    await noteView(transaction, deps, desk, { file, what: kind })
    const { media_type: mediaType, content } = found
    return { fileName: ownNameOf(kind, mediaType), mediaType, content: once(deps.open(content)) }
  })

export const listTalents = (deps: RelationsDeps, { organizationId }: Desk) =>
  deps.database.transaction(organizationId, async (transaction) => {
    const register = await registerAt(transaction, organizationId, deps.world.now())
    const rows = await applicationTablesOf(transaction)
      .selectFrom('talent as t')
      .select([
        't.id',
        't.person_id',
        't.position',
        't.agreed_at',
        sql<string>`t.ends_on::text`.as('ends_on'),
      ])
      .where('t.organization_id', '=', organizationId)
      .where(agreedStill(talentPurpose(register)?.id ?? ''))
      .orderBy('t.agreed_at', 'desc')
      .limit(500)
      .execute()
    const people = await findPeople(
      transaction,
      rows.map(({ person_id }) => person_id),
    )
    const known = new Map(people.map((person) => [person.id, person]))
    return {
      data: rows.map(({ id, person_id, position, agreed_at: agreedAt, ends_on: endsOn }) => ({
        id,
        personName: nameOf(known.get(person_id)),
        email: known.get(person_id)?.email ?? null,
        position,
        agreedAt,
        endsOn,
      })),
    }
  })

export const downloadTalent = (deps: RelationsDeps, desk: Desk, id: Id<'talent'>): Promise<Download> =>
  deps.database.transaction(desk.organizationId, async (transaction) => {
    const { organizationId, actor } = desk
    const register = await registerAt(transaction, organizationId, deps.world.now())
    const found = await applicationTablesOf(transaction)
      .selectFrom('talent as t')
      .select(['t.person_id', 't.media_type', 't.content'])
      .where('t.organization_id', '=', organizationId)
      .where('t.id', '=', id)
      .where(agreedStill(talentPurpose(register)?.id ?? ''))
      .executeTakeFirst()
    if (found === undefined) throw gone()
    await appendEvents(transaction, deps.world, organizationId, [
      {
        id: newId(deps.world, 'event'),
        type: relationsFacts.talentOpened.type,
        occurredAt: deps.world.now(),
        actor,
        personId: found.person_id,
        payload: { talentId: formatId('talent', id) },
      },
    ])
    const { media_type: mediaType, content } = found
    return { fileName: ownNameOf('cv', mediaType), mediaType, content: once(deps.open(content)) }
  })
