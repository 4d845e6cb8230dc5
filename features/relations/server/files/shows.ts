/** Files of a show: where they were met, what they agreed to with its proof, and the letters that rest on it. */
import { createHash } from 'node:crypto'
import type { Purpose, Register } from '@loge/features/law/core'
import { registerAt } from '@loge/features/law/server'
import {
  giveConsent,
  hasObjected,
  inspectFile,
  requireConsent,
  toldNameOf,
  withdrawConsent,
} from '@loge/features/privacy/server'
import { Problem } from '@loge/http'
import {
  asCivilDay,
  formatId,
  type Id,
  instant,
  type OrganizationId,
  parseCivilDay,
  type PersonId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { type LetterRefusal, mayWrite, type ShowKind } from '../../core/index.ts'
import type { Desk } from '../contact/act-on-message.ts'
import type { RelationsDeps } from '../deps.ts'
import { followUpLetter } from '../letter-texts.ts'
import { writeOutLetter } from '../letters.ts'
import { signedBy } from '../signed.ts'
import type { Filing } from './store.ts'
import { fileTablesOf, showTable } from './tables.ts'

const ACTIVITY = { visitor: 'show_records', supplied: 'organiser_records' } as const
const MOST_BYTES = 700_000

export interface Agreed {
  readonly words: string
  readonly language: 'en' | 'fr'
  readonly on: 'public_form' | 'paper'
  readonly proof?: { readonly name: string; readonly content: string } | undefined
}

type ShowFiling = Omit<Filing, 'kind'> & { readonly kind: ShowKind }

/** Undefined where the register rests it on no consent: then nobody is written to. */
export const purposeOf = (
  { activities }: Pick<Register, 'activities'>,
  kind: ShowKind,
): Purpose | undefined =>
  activities
    .filter(({ runs }) => runs.includes(ACTIVITY[kind]))
    .flatMap(({ purposes }) => purposes)
    .find(({ basis }) => basis === 'consent')

const consentAsked = async ({ transaction, world, organizationId, kind }: ShowFiling): Promise<Purpose> => {
  const purpose = purposeOf(await registerAt(transaction, organizationId, world.now()), kind)
  if (purpose === undefined)
    throw new Problem(403, 'consent_missing', 'The register asks those met at a show for no consent.')
  return purpose
}

export const meetAt = async (
  { transaction, organizationId }: Pick<Filing, 'transaction' | 'organizationId'>,
  { accountId }: Pick<Desk, 'accountId'>,
  showId: Id<'tradeShow'>,
) => {
  const show = await fileTablesOf(transaction)
    .selectFrom('trade_show')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('id', '=', showId)
    .executeTakeFirst()
  if (show === undefined) throw new Problem(404, 'not_found', 'There is no such show.')
  return { show_id: showId, collected_by: accountId }
}

const proofOf = ({ kind }: ShowFiling, seal: RelationsDeps['seal'], { proof }: Agreed) => {
  if (proof === undefined) {
    if (kind === 'supplied')
      throw new Problem(422, 'consent_without_proof', 'Attach what the organiser shows for their consent.')
    return undefined
  }
  const content = Buffer.from(proof.content, 'base64')
  const looked = inspectFile(content, MOST_BYTES)
  if (!looked.ok) throw new Problem(422, 'file_refused', `The file was refused: ${looked.fault}.`)
  return { proof: seal(content), proof_name: toldNameOf(proof.name) }
}

interface Whose {
  readonly id: Id<'relationFile'>
  readonly personId: PersonId
}

/** To the words of the register alone, which are kept with the day and the language beside who wrote the file down. */
export const agree = async (
  filing: ShowFiling,
  { seal }: Pick<RelationsDeps, 'seal'>,
  { id, personId }: Whose,
  agreed: Agreed,
): Promise<void> => {
  const { transaction, world, organizationId, actor, kind } = filing
  const purpose = await consentAsked(filing)
  const proof = proofOf(filing, seal, agreed)
  const { words, language, on } = agreed
  await giveConsent(
    transaction,
    world,
    { organizationId, personId, actor },
    {
      purpose: purpose.id,
      shown: createHash('sha256').update(words).digest('hex'),
      language,
      surface: on,
      action: on === 'paper' ? 'signed' : 'ticked',
    },
  )
  if (proof !== undefined)
    await fileTablesOf(transaction)
      .updateTable(showTable(kind))
      .set(proof)
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .execute()
}

export const disagree = async (filing: ShowFiling, personId: PersonId): Promise<void> => {
  const { transaction, world, organizationId, actor, kind } = filing
  const purpose = purposeOf(await registerAt(transaction, organizationId, world.now()), kind)
  if (purpose !== undefined)
    await withdrawConsent(
      transaction,
      world,
      { organizationId, personId, actor },
      { purpose: purpose.id, surface: 'paper' },
    )
}

interface Held {
  readonly person_id: PersonId
  readonly given_at: Date | number
  readonly shown: string
  readonly language: 'en' | 'fr'
}

const heldBy = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  { purpose, people }: { readonly purpose: string; readonly people: readonly PersonId[] },
): Promise<readonly Held[]> => {
  const { rows } = await sql<Held>`
    select person_id, given_at, shown, language from consent where organization_id = ${organizationId}
      and person_id = any(${[...people]}::uuid[]) and purpose = ${purpose} and withdrawn_at is null`.execute(
    transaction,
  )
  return rows
}

/** Whoever agreed and has not taken it back. */
export const agreedOf = async (
  transaction: Transaction,
  { world }: Pick<RelationsDeps, 'world'>,
  {
    organizationId,
    kind,
    people,
  }: {
    readonly organizationId: OrganizationId
    readonly kind: ShowKind
    readonly people: readonly PersonId[]
  },
): Promise<ReadonlyMap<PersonId, Held>> => {
  const purpose = purposeOf(await registerAt(transaction, organizationId, world.now()), kind)
  const held =
    purpose === undefined ? [] : await heldBy(transaction, organizationId, { purpose: purpose.id, people })
  return new Map(held.map((one) => [one.person_id, one]))
}

const storedMeeting = async (
  transaction: Transaction,
  { organizationId, kind, id }: { organizationId: OrganizationId; kind: ShowKind; id: Id<'relationFile'> },
) => {
  const found = await fileTablesOf(transaction)
    .selectFrom(`${showTable(kind)} as f`)
    .innerJoin('trade_show as s', (join) =>
      join.onRef('s.organization_id', '=', 'f.organization_id').onRef('s.id', '=', 'f.show_id'),
    )
    .select([
      'f.person_id',
      'f.work_email',
      'f.ended_at',
      'f.collected_by',
      'f.first_written_at',
      'f.proof_name',
      's.id',
      's.name',
      's.place',
      's.organiser',
      's.starts_on',
      's.ends_on',
    ])
    .where('f.organization_id', '=', organizationId)
    .where('f.id', '=', id)
    .executeTakeFirst()
  if (found === undefined) throw new Problem(404, 'not_found', 'There is no such file.')
  return found
}

export const metOf = async (
  transaction: Transaction,
  deps: Pick<RelationsDeps, 'world'>,
  asked: {
    readonly organizationId: OrganizationId
    readonly kind: ShowKind
    readonly file: { readonly id: Id<'relationFile'>; readonly person_id: PersonId }
  },
) => {
  const { organizationId, kind, file } = asked
  const met = await storedMeeting(transaction, { organizationId, kind, id: file.id })
  const people = [file.person_id]
  const held = (await agreedOf(transaction, deps, { organizationId, kind, people })).get(file.person_id)
  return {
    showId: met.id,
    name: met.name,
    place: met.place,
    organiser: met.organiser,
    startsOn: met.starts_on,
    endsOn: met.ends_on,
    collectedBy: met.collected_by === null ? null : formatId('account', met.collected_by),
    agreedAt: held === undefined ? null : instant(Number(held.given_at)),
    agreedTo: held?.shown ?? null,
    language: held?.language ?? null,
    proof: met.proof_name,
    writtenAt: met.first_written_at,
  }
}

const SAID: Readonly<Record<LetterRefusal, string>> = {
  file_ended: 'This file is closed.',
  file_without_address: 'There is no professional address to write to.',
  first_letter_late: 'A first letter goes within a month of the show.',
}

interface FollowUp {
  readonly origin: string
  readonly id: Id<'relationFile'>
  readonly subject: string
  readonly words: string
}

/** Never without the consent, which is asked for in the same transaction as the letter is written. */
export const followUp = async (
  filing: ShowFiling,
  { origin, id, subject, words }: FollowUp,
): Promise<void> => {
  const { transaction, world, organizationId, kind } = filing
  const met = await storedMeeting(transaction, { organizationId, kind, id })
  const { person_id: personId, work_email: workEmail, first_written_at: written } = met
  const showEndedOn = parseCivilDay(met.ends_on) ?? asCivilDay(0)
  const decided = mayWrite(
    { hasEnded: met.ended_at !== null, workEmail, hasBeenWritten: written !== null },
    { showEndedOn, now: world.now() },
  )
  if (!decided.ok) throw new Problem(409, decided.refusal, SAID[decided.refusal])
  const register = await registerAt(transaction, organizationId, world.now())
  const purpose = await consentAsked(filing)
  if (await hasObjected(transaction, personId, 'marketing'))
    throw new Problem(403, 'consent_missing', 'They said no to advertising.')
  await requireConsent(transaction, world, { organizationId, personId, purpose: purpose.id })
  const held = (await heldBy(transaction, organizationId, { purpose: purpose.id, people: [personId] }))[0]
  const language = held?.language ?? 'fr'
  const signed = await signedBy(transaction, { organizationId, origin, register, language })
  const supplier = kind === 'supplied' ? met.organiser : null
  const first = { show: met.name, place: met.place, on: met.starts_on, supplier }
  const letter = followUpLetter(signed, { subject, words, met: written === null ? first : undefined })
  await writeOutLetter(transaction, world, {
    organizationId,
    personId,
    kind: 'follow_up',
    aboutId: id,
    to: workEmail ?? '',
    language,
    ...letter,
  })
  if (written === null)
    await fileTablesOf(transaction)
      .updateTable(showTable(kind))
      .set({ first_written_at: new Date(world.now()) })
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .execute()
}
