/** Keeps an application whole: person, source, file, documents, what they agreed to, and the letter that says so. */
import { appendEvents } from '@loge/features/events/server'
import type { Register } from '@loge/features/law/core'
import type { FileType } from '@loge/features/privacy/server'
import { Problem } from '@loge/http'
import { addMs, DAY_MS, formatId, type Id, newId } from '@loge/kernel'
import { sql } from 'kysely'
import {
  type ApplicationChannel,
  type FilledForm,
  type FormInput,
  knownIn,
  type NewSource,
  relationsFacts,
  specialIn,
} from '../../core/index.ts'
import { addOutsider } from '../add-outsider.ts'
import type { RelationsDeps } from '../deps.ts'
import { keepAsked } from '../keep-asked.ts'
import type { Keeping } from '../keep-source.ts'
import { writeOutLetter } from '../letters.ts'
import { signedBy } from '../signed.ts'
import { receivedLetter } from './letter-texts.ts'
import { openOpenings } from './openings.ts'
import { tokenOf } from './token.ts'
import { applicationTablesOf, type DocumentKind } from './tables.ts'

export interface CheckedDocument {
  readonly kind: DocumentKind
  readonly name: string
  readonly type: FileType
  readonly bytes: Uint8Array
}

export interface NewApplication {
  readonly inputs: readonly FormInput[]
  readonly filled: FilledForm
  readonly language: 'en' | 'fr'
  readonly openingId: Id<'jobOpening'> | null
  readonly position: string
  readonly letter: string
  readonly education: string
  readonly career: string
  readonly channel: ApplicationChannel
  readonly boardId: string | null
  readonly source: NewSource
  readonly from: 'self' | 'staff' | 'agency'
  readonly documents: readonly CheckedDocument[]
}

const MOST_OF_ADDRESS = 5

/** Whoever applies in somebody’s name fills nobody’s desk. */
const requireFewOf = async ({ transaction, world }: Keeping, email: string): Promise<void> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from application a
    join person p on p.organization_id = a.organization_id and p.id = a.person_id
    where lower(p.email) = ${email.toLowerCase()} and a.received_at > ${new Date(addMs(world.now(), -DAY_MS))}`.execute(
    transaction,
  )
  if ((rows[0]?.count ?? 0) >= MOST_OF_ADDRESS)
    throw new Problem(429, 'messages_too_many', 'Many messages came from this address today.')
}

/** What the register lists for whom it recruits: other data are not attached to an application. */
export const categoriesOfRecruitment = ({ activities }: Pick<Register, 'activities'>): readonly string[] => [
  ...new Set(
    activities.filter(({ runs }) => runs.includes('recruitment')).flatMap(({ categories }) => categories),
  ),
]

export const categoryOfCareer = (register: Register): string => {
  const listed = categoriesOfRecruitment(register)
  const found = register.categories.find(
    ({ id, covers }) => listed.includes(id) && covers.includes('application'),
  )
  return found?.id ?? 'application'
}

const keepDetails = async (
  { transaction, world, organizationId, register }: Keeping,
  { id, personId }: { readonly id: Id<'application'>; readonly personId: Id<'person'> },
  { education, career }: NewApplication,
): Promise<void> => {
  const category = categoryOfCareer(register)
  const lines = (kind: 'education' | 'career', text: string) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .slice(0, 50)
      .map((words, place) => ({
        organization_id: organizationId,
        id: newId(world, 'applicationDetail'),
        application_id: id,
        person_id: personId,
        category,
        kind,
        place,
        words,
      }))
  const rows = [...lines('education', education), ...lines('career', career)]
  if (rows.length > 0)
    await applicationTablesOf(transaction).insertInto('application_detail').values(rows).execute()
}

export const keepDocument = async (
  { seal, world }: Pick<RelationsDeps, 'seal' | 'world'>,
  { transaction, organizationId }: Pick<Keeping, 'transaction' | 'organizationId'>,
  { id, personId }: { readonly id: Id<'application'>; readonly personId: Id<'person'> },
  { kind, name, type, bytes }: CheckedDocument,
): Promise<void> => {
  const received_at = new Date(world.now())
  const kept = { name, media_type: type, size: bytes.length, content: seal(bytes), received_at }
  await applicationTablesOf(transaction)
    .insertInto('application_document')
    .values({
      organization_id: organizationId,
      id: newId(world, 'applicationDocument'),
      application_id: id,
      person_id: personId,
      kind,
      ...kept,
    })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'application_id', 'kind']).doUpdateSet(kept),
    )
    .execute()
}

const keepFile = async (
  { transaction, world, organizationId }: Keeping,
  application: NewApplication,
  {
    id,
    personId,
    provenanceId,
  }: {
    readonly id: Id<'application'>
    readonly personId: Id<'person'>
    readonly provenanceId: Id<'provenance'>
  },
): Promise<void> => {
  const tables = applicationTablesOf(transaction)
  const at = new Date(world.now())
  const own = {
    organization_id: organizationId,
    id,
    person_id: personId,
    received_at: at,
    last_contact_at: at,
  }
  await tables
    .insertInto('application')
    .values({ ...own, provenance_id: provenanceId, closed_at: null })
    .execute()
  const { openingId, position, channel, boardId, language, letter, education, career } = application
  await tables
    .insertInto('application_file')
    .values({
      ...own,
      version: 1,
      opening_id: openingId,
      position,
      channel,
      board_id: boardId,
      language,
      letter,
      flagged: specialIn([letter, education, career].join('\n')).length > 0,
      state: 'received',
      shortlist_at: null,
      interview_at: null,
      offer_at: null,
      closed_at: null,
    })
    .execute()
}

export interface KeptApplication {
  readonly id: Id<'application'>
  readonly personId: Id<'person'>
  readonly provenanceId: Id<'provenance'>
}

/** A source that is not one of those the register lists for applications is refused. */
const requireListed = (register: Register, source: string): void => {
  const ours = register.activities.filter(
    ({ runs, audiences }) =>
      runs.includes('recruitment') ||
      register.audiences.some(({ id, is }) => is === 'candidate' && audiences.includes(id)),
  )
  if (ours.some(({ sources }) => sources.includes(source))) return
  throw new Problem(422, 'application_source_refused', 'The register lists no such source for applications.')
}

const requireOpen = async (
  { transaction, organizationId }: Keeping,
  id: Id<'jobOpening'> | null,
): Promise<void> => {
  const openings = id === null ? [] : await openOpenings(transaction, organizationId)
  if (id !== null && !openings.some((one) => one.id === id))
    throw new Problem(404, 'not_found', 'Nobody is looked for there any more.')
}

const acknowledge = async (
  deps: RelationsDeps,
  { transaction, world, organizationId, register }: Keeping,
  {
    id,
    personId,
    email,
    language,
  }: KeptApplication & { readonly email: string; readonly language: 'en' | 'fr' },
): Promise<void> => {
  const signed = await signedBy(transaction, { organizationId, origin: deps.origin, register, language })
  const token = await tokenOf(transaction, deps, { organizationId, id })
  await writeOutLetter(transaction, world, {
    organizationId,
    personId,
    kind: 'answer',
    aboutId: id,
    to: email,
    language,
    ...receivedLetter(signed, token),
  })
}

export const keepApplication = async (
  deps: RelationsDeps,
  keeping: Keeping,
  application: NewApplication,
): Promise<KeptApplication> => {
  const { transaction, world, organizationId, actor, register } = keeping
  const known = knownIn(application.inputs, application.filled)
  const { language, from, source, channel } = application
  requireListed(register, source.source)
  await requireOpen(keeping, application.openingId)
  if (known.email !== undefined) await requireFewOf(keeping, known.email)
  const kept = await addOutsider(deps, keeping, { known, language, from, source })
  const id = newId(world, 'application')
  const named = { id, ...kept }
  await keepAsked(keeping, { ...kept, form: 'application', ...application })
  await keepFile(keeping, application, named)
  await keepDetails(keeping, named, application)
  for (const document of application.documents) await keepDocument(deps, keeping, named, document)
  await appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: relationsFacts.applicationReceived.type,
      occurredAt: world.now(),
      actor,
      personId: kept.personId,
      payload: { applicationId: formatId('application', id), channel },
    },
  ])
  if (known.email !== undefined) await acknowledge(deps, keeping, { ...named, email: known.email, language })
  return named
}
