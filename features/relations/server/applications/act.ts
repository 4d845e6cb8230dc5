/** What recruiters do with an application: judged, kept, told to the log and written to the candidate in one transaction. */
import { appendEvents } from '@loge/features/events/server'
import { registerAt } from '@loge/features/law/server'
import { addRelation, findPeople } from '@loge/features/people/server'
import { systemCaller } from '@loge/features/places/server'
import { disclose, inspectFile, refuseUpload, toldNameOf } from '@loge/features/privacy/server'
import { Problem, requireVersion } from '@loge/http'
import { formatCivilDay, formatId, type Id, newId, parseCivilDay } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import {
  type ApplicationRefusal,
  type ApplicationStep,
  isClosed,
  moveApplication,
  relationsFacts,
  strikeOut,
} from '../../core/index.ts'
import { MOST_OF_DOCUMENT } from '../../applications-wire.ts'
import type { Desk } from '../contact/act-on-message.ts'
import type { RelationsDeps } from '../deps.ts'
import { todayOf } from '../keep-source.ts'
import { writeOutLetter } from '../letters.ts'
import { signedBy } from '../signed.ts'
import { writeNotice } from '../sources.ts'
import type { ProvenanceRow } from '@loge/features/people/server'
import { requireFile, type StoredFile } from './find.ts'
import { categoriesOfRecruitment, keepApplication, keepDocument } from './keep.ts'
import { movedLetter } from './letter-texts.ts'
import { applicationTablesOf, type DETAIL_KINDS, type DocumentKind } from './tables.ts'
import { leavePool } from './talents.ts'
import { tokenOf } from './token.ts'

export type ApplicationAct =
  | {
      readonly kind: 'move'
      readonly step: Exclude<ApplicationStep, 'withdrawn'>
      readonly words?: string | undefined
    }
  | { readonly kind: 'strike' }
  | {
      readonly kind: 'add_detail'
      readonly category: string
      readonly detail: (typeof DETAIL_KINDS)[number]
      readonly words: string
    }
  | { readonly kind: 'remove_detail'; readonly detailId: Id<'applicationDetail'> }

const SAID: Readonly<Record<ApplicationRefusal, string>> = {
  application_closed: 'This application is over.',
  application_step_back: 'It is there or further already.',
}

const STEP_COLUMNS = { shortlist: 'shortlist_at', interview: 'interview_at', offer: 'offer_at' } as const

/** By the same transaction in the file and in what outlasts it. */
export const closeApplication = async (
  transaction: Transaction,
  { organization_id, id }: StoredFile,
  { state, at }: { readonly state: 'rejected' | 'hired' | 'withdrawn'; readonly at: Date },
): Promise<void> => {
  const tables = applicationTablesOf(transaction)
  for (const table of ['application_file', 'application'] as const)
    await tables
      .updateTable(table)
      .set({ closed_at: at, ...(table === 'application_file' ? { state } : {}) })
      .where('organization_id', '=', organization_id)
      .where('id', '=', id)
      .execute()
}

/** From here on they are staff, with a file and a period of its own; the application ends by its own. */
const hire = async (
  transaction: Transaction,
  deps: RelationsDeps,
  desk: Desk,
  { person_id: personId }: StoredFile,
): Promise<void> => {
  const { organizationId, actor } = desk
  const caller = { ...systemCaller(organizationId, 'relations'), actor }
  await addRelation(
    transaction,
    { dependencies: deps, caller },
    { personId, kind: 'staff', source: 'self', startsOn: formatCivilDay(todayOf(deps.world)), endsOn: null },
  )
  await leavePool(transaction, deps, { organizationId, personId, actor, by: 'hired' })
}

const write = async (
  transaction: Transaction,
  deps: RelationsDeps,
  file: StoredFile,
  words: string,
): Promise<void> => {
  const { organization_id: organizationId, person_id: personId, language, id } = file
  const [person] = await findPeople(transaction, [personId])
  if (person?.email === null || person?.email === undefined) return
  const { world, origin } = deps
  const register = await registerAt(transaction, organizationId, world.now())
  const signed = await signedBy(transaction, { organizationId, origin, register, language })
  const token = await tokenOf(transaction, deps, { organizationId, id })
  await writeOutLetter(transaction, world, {
    organizationId,
    personId,
    kind: 'decision',
    aboutId: id,
    to: person.email,
    language,
    ...movedLetter(signed, { words, token }),
  })
}

const move = async (
  transaction: Transaction,
  deps: RelationsDeps,
  desk: Desk,
  { file, act }: { readonly file: StoredFile; readonly act: Extract<ApplicationAct, { kind: 'move' }> },
): Promise<void> => {
  const moved = moveApplication(file.state, act.step)
  if (!moved.ok) throw new Problem(409, moved.refusal, SAID[moved.refusal])
  const at = new Date(deps.world.now())
  if (act.step === 'rejected' || act.step === 'hired')
    await closeApplication(transaction, file, { state: act.step, at })
  else
    await applicationTablesOf(transaction)
      .updateTable('application_file')
      .set({ state: act.step, [STEP_COLUMNS[act.step]]: at })
      .where('organization_id', '=', file.organization_id)
      .where('id', '=', file.id)
      .execute()
  if (act.step === 'hired') await hire(transaction, deps, desk, file)
  if (act.words !== undefined) await write(transaction, deps, file, act.words)
}

const strike = async (transaction: Transaction, file: StoredFile): Promise<void> => {
  const tables = applicationTablesOf(transaction)
  await tables
    .updateTable('application_file')
    .set({ letter: strikeOut(file.letter), flagged: false })
    .where('organization_id', '=', file.organization_id)
    .where('id', '=', file.id)
    .execute()
  const details = await tables
    .selectFrom('application_detail')
    .select(['id', 'words'])
    .where('organization_id', '=', file.organization_id)
    .where('application_id', '=', file.id)
    .execute()
  for (const { id, words } of details)
    await tables
      .updateTable('application_detail')
      .set({ words: strikeOut(words) })
      .where('organization_id', '=', file.organization_id)
      .where('id', '=', id)
      .execute()
}

/** What the register does not list for applications is no part of one. */
const addDetail = async (
  transaction: Transaction,
  { world }: RelationsDeps,
  file: StoredFile,
  { category, detail: kind, words }: Extract<ApplicationAct, { kind: 'add_detail' }>,
): Promise<void> => {
  const register = await registerAt(transaction, file.organization_id, world.now())
  if (!categoriesOfRecruitment(register).includes(category))
    throw new Problem(
      422,
      'application_data_not_listed',
      'The register does not list such data for applications.',
    )
  await applicationTablesOf(transaction)
    .insertInto('application_detail')
    .values({
      organization_id: file.organization_id,
      id: newId(world, 'applicationDetail'),
      application_id: file.id,
      person_id: file.person_id,
      category,
      kind,
      place: 1_000,
      words,
    })
    .execute()
}

export const removeDetail = async (
  transaction: Transaction,
  file: StoredFile,
  id: Id<'applicationDetail'>,
): Promise<void> => {
  const { numDeletedRows } = await applicationTablesOf(transaction)
    .deleteFrom('application_detail')
    .where('organization_id', '=', file.organization_id)
    .where('application_id', '=', file.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw new Problem(404, 'not_found', 'There is no such detail.')
}

const tell = (
  transaction: Transaction,
  { world }: RelationsDeps,
  desk: Pick<Desk, 'organizationId' | 'actor'>,
  { file, act }: { readonly file: StoredFile; readonly act: string },
) =>
  appendEvents(transaction, world, desk.organizationId, [
    {
      id: newId(world, 'event'),
      type: relationsFacts.applicationMoved.type,
      occurredAt: world.now(),
      actor: desk.actor,
      personId: file.person_id,
      payload: { applicationId: formatId('application', file.id), act },
    },
  ])

export interface ActToDo {
  readonly id: Id<'application'>
  readonly ifMatch: string | undefined
  readonly act: ApplicationAct
}

export const actOnApplication = (deps: RelationsDeps, desk: Desk, { id, ifMatch, act }: ActToDo) =>
  deps.database.transaction(desk.organizationId, async (transaction) => {
    const file = await requireFile(transaction, desk, id)
    requireVersion(ifMatch, file.version)
    if (act.kind === 'move') await move(transaction, deps, desk, { file, act })
    if (act.kind === 'strike') await strike(transaction, file)
    if (act.kind === 'add_detail') await addDetail(transaction, deps, file, act)
    if (act.kind === 'remove_detail') await removeDetail(transaction, file, act.detailId)
    const version = file.version + 1
    await applicationTablesOf(transaction)
      .updateTable('application_file')
      .set({ version })
      .where('organization_id', '=', desk.organizationId)
      .where('id', '=', id)
      .execute()
    await tell(transaction, deps, desk, { file, act: act.kind === 'move' ? act.step : act.kind })
    return { id, state: act.kind === 'move' ? act.step : file.state, version }
  })

export interface KeyedIn {
  readonly givenName: string
  readonly familyName: string
  readonly email?: string | undefined
  readonly language: 'en' | 'fr'
  readonly openingId?: Id<'jobOpening'> | undefined
  readonly position: string
  readonly letter: string
  readonly channel: 'email' | 'post' | 'third_party'
  readonly boardId?: string | undefined
  readonly source: string
  readonly supplier?: string | undefined
  readonly collectedOn: string
}

const input = (is: 'given_name' | 'family_name' | 'email') =>
  ({ id: is, is, label: { en: is, fr: is }, mandatory: false, type: 'text' }) as const

/** Who was passed on by somebody else is told so by letter, within the month. */
export const keyIn = (deps: RelationsDeps, desk: Desk, asked: KeyedIn) =>
  deps.database.transaction(desk.organizationId, async (transaction) => {
    const { world, origin } = deps
    const { organizationId, actor } = desk
    const { email, language, channel, source, supplier, boardId, position, letter } = asked
    const register = await registerAt(transaction, organizationId, world.now())
    const keeping = { transaction, world, organizationId, actor, register }
    const { id, personId, provenanceId } = await keepApplication(deps, keeping, {
      inputs: [input('given_name'), input('family_name'), input('email')],
      filled: {
        values: {
          given_name: asked.givenName,
          family_name: asked.familyName,
          ...(email === undefined ? {} : { email }),
        },
        faults: {},
      },
      language,
      openingId: asked.openingId ?? null,
      position,
      letter,
      education: '',
      career: '',
      channel,
      boardId: boardId ?? null,
      from: channel === 'third_party' ? 'agency' : 'self',
      source: {
        source,
        detail: `application by ${channel}`,
        supplier,
        collectedOn: parseCivilDay(asked.collectedOn) ?? todayOf(world),
      },
      documents: [],
    })
    if (email !== undefined) await writeNotice(keeping, origin, { personId, provenanceId, email, language })
    return { id }
  })

export interface Uploaded {
  readonly id: Id<'application'>
  readonly kind: DocumentKind
  readonly name: string
  readonly content: AsyncIterable<Uint8Array>
}

export const uploadDocument = async (
  deps: RelationsDeps,
  desk: Desk,
  { id, kind, name, content }: Uploaded,
): Promise<void> => {
  const parts: Uint8Array[] = []
  for await (const part of content) parts.push(part)
  const bytes = Buffer.concat(parts)
  const seen = inspectFile(bytes, MOST_OF_DOCUMENT)
  if (!seen.ok) return refuseUpload(deps, desk, { what: kind, fault: seen.fault })
  await deps.database.transaction(desk.organizationId, async (transaction) => {
    const file = await requireFile(transaction, desk, id)
    if (isClosed(file.state)) throw new Problem(409, 'application_closed', SAID.application_closed)
    await keepDocument(
      deps,
      { transaction, organizationId: desk.organizationId },
      { id, personId: file.person_id },
      { kind, name: toldNameOf(name), type: seen.type, bytes },
    )
    await tell(transaction, deps, desk, { file, act: kind })
  })
}

/** Which activity of the register an application is of: its source decides, so that an agency’s is not a candidate’s own. */
export const giveApplication = (
  deps: RelationsDeps,
  desk: Desk,
  { id, recipient }: { readonly id: Id<'application'>; readonly recipient: string },
): Promise<void> =>
  deps.database.transaction(desk.organizationId, async (transaction) => {
    const { organizationId, actor } = desk
    const file = await requireFile(transaction, desk, id)
    const register = await registerAt(transaction, organizationId, deps.world.now())
    const { source } = await applicationTablesOf(transaction)
      .$extendTables<{ provenance: ProvenanceRow }>()
      .selectFrom('application as a')
      .innerJoin('provenance as p', 'p.id', 'a.provenance_id')
      .select('p.source')
      .where('a.organization_id', '=', organizationId)
      .where('a.id', '=', id)
      .executeTakeFirstOrThrow()
    const candidates = register.audiences.filter(({ is }) => is === 'candidate').map((one) => one.id)
    const activity =
      register.activities.find(
        ({ audiences, sources, runs }) =>
          sources.includes(source) &&
          (runs.includes('recruitment') || candidates.some((one) => audiences.includes(one))),
      ) ?? register.activities.find(({ runs }) => runs.includes('recruitment'))
    const only = register.recipientKinds.find(
      ({ id: kind }) => kind === register.recipients.find((one) => one.id === recipient)?.kind,
    )?.only
    const given = (activity?.categories ?? []).filter((one) => only?.includes(one) ?? true)
    await disclose(transaction, deps, {
      organizationId,
      actor,
      activity: activity?.id ?? 'recruitment',
      recipient,
      categories: given,
      personIds: [file.person_id],
    })
  })
