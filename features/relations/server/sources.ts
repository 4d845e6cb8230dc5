/** Those whom somebody else told us of, or whom anybody may read about: kept with their source, and told within a month. */
import { appendEvents } from '@loge/features/events/server'
import { registerAt } from '@loge/features/law/server'
import { findPeople } from '@loge/features/people/server'
import { Problem } from '@loge/http'
import {
  formatCivilDay,
  formatId,
  type Id,
  newId,
  type OrganizationId,
  type PersonId,
  parseCivilDay,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { isIndirect, relationsFacts } from '../core/index.ts'
import { addOutsider } from './add-outsider.ts'
import type { Desk } from './contact/act-on-message.ts'
import type { RelationsDeps } from './deps.ts'
import { type Keeping, todayOf } from './keep-source.ts'
import { noticeLetter } from './letter-texts.ts'
import { writeOutLetter } from './letters.ts'
import { signedBy } from './signed.ts'
import { tablesOf } from './tables.ts'

export interface NewOutsider {
  readonly givenName: string
  readonly familyName: string
  readonly email?: string | undefined
  readonly language: 'en' | 'fr'
  readonly source: string
  readonly detail: string
  readonly supplier?: string | undefined
  readonly url?: string | undefined
  readonly collectedOn: string
}

const storedSource = (transaction: Transaction, organizationId: OrganizationId, id: Id<'provenance'>) =>
  tablesOf(transaction)
    .selectFrom('provenance')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()

interface Told {
  readonly personId: PersonId
  readonly provenanceId: Id<'provenance'>
  readonly email: string
  readonly language: 'en' | 'fr'
}

/** Written with the record itself, so that nobody has to think of it. */
export const writeNotice = async (
  { transaction, world, organizationId, register }: Keeping,
  origin: string,
  { personId, provenanceId, email, language }: Told,
): Promise<void> => {
  const stored = await storedSource(transaction, organizationId, provenanceId)
  if (stored === undefined || !isIndirect(stored.kind)) return
  const signed = await signedBy(transaction, { organizationId, origin, register, language })
  const named = register.sources.find(({ id }) => id === stored.source)
  const letter = noticeLetter(signed, register, {
    source: named?.label[language] ?? stored.source,
    supplier: stored.supplier,
    url: stored.url,
    collectedOn: stored.collected_on,
  })
  await writeOutLetter(transaction, world, {
    organizationId,
    personId,
    kind: 'notice',
    aboutId: provenanceId,
    to: email,
    language,
    ...letter,
  })
}

const KIND_FROM = { third_party: 'agency', public: 'public', person: 'self', observed: 'self' } as const

export const keepOutsider = (deps: RelationsDeps, desk: Desk, asked: NewOutsider) =>
  deps.database.transaction(desk.organizationId, async (transaction) => {
    const { world, origin } = deps
    const { organizationId, actor } = desk
    const register = await registerAt(transaction, organizationId, world.now())
    const keeping: Keeping = { transaction, world, organizationId, actor, register }
    const kind = register.sources.find(({ id }) => id === asked.source)?.kind ?? 'person'
    const { personId, provenanceId } = await addOutsider(deps, keeping, {
      known: {
        given_name: asked.givenName,
        family_name: asked.familyName,
        email: asked.email,
        phone: undefined,
      },
      language: asked.language,
      from: KIND_FROM[kind],
      source: {
        source: asked.source,
        detail: asked.detail,
        supplier: asked.supplier,
        url: asked.url,
        isAlone: true,
        collectedOn: parseCivilDay(asked.collectedOn) ?? todayOf(world),
      },
    })
    const { email, language } = asked
    if (email !== undefined) await writeNotice(keeping, origin, { personId, provenanceId, email, language })
    const stored = await storedSource(transaction, organizationId, provenanceId)
    return { personId, provenanceId, noticeDueOn: stored?.notice_due_on ?? null }
  })

/** By the last day on which they must be told. */
export const listToTell = ({ database, world }: RelationsDeps, { organizationId }: Desk) =>
  database.transaction(organizationId, async (transaction) => {
    const rows = await tablesOf(transaction)
      .selectFrom('provenance')
      .selectAll()
      .select(
        sql<boolean>`exists (select from out_letter l where l.about_id = provenance.id and l.state = 'waiting')`.as(
          'is_written',
        ),
      )
      .where('organization_id', '=', organizationId)
      .where('notice_due_on', 'is not', null)
      .where('told_at', 'is', null)
      .orderBy('notice_due_on')
      .orderBy('id')
      .limit(500)
      .execute()
    const people = new Map(
      (await findPeople(transaction, [...new Set(rows.map(({ person_id }) => person_id))])).map((person) => [
        person.id,
        `${person.givenName} ${person.familyName}`,
      ]),
    )
    const today = todayOf(world)
    return {
      data: rows.map((row) => ({
        id: row.id,
        personId: row.person_id,
        personName: people.get(row.person_id) ?? '',
        source: row.source,
        kind: row.kind,
        detail: row.detail,
        supplier: row.supplier,
        url: row.url,
        collectedOn: row.collected_on,
        dueOn: row.notice_due_on ?? formatCivilDay(today),
        daysLeft: (parseCivilDay(row.notice_due_on ?? '') ?? today) - today,
        isWritten: row.is_written,
      })),
    }
  })

export const noteTold = (
  { database, world }: RelationsDeps,
  desk: Desk,
  id: Id<'provenance'>,
): Promise<void> =>
  database.transaction(desk.organizationId, async (transaction) => {
    const stored = await storedSource(transaction, desk.organizationId, id)
    if (stored === undefined || stored.notice_due_on === null)
      throw new Problem(404, 'not_found', 'Nobody is to be told of this.')
    if (stored.told_at !== null) return
    await tablesOf(transaction)
      .updateTable('provenance')
      .set({ told_at: new Date(world.now()) })
      .where('organization_id', '=', desk.organizationId)
      .where('id', '=', id)
      .execute()
    await appendEvents(transaction, world, desk.organizationId, [
      {
        id: newId(world, 'event'),
        type: relationsFacts.sourceTold.type,
        occurredAt: world.now(),
        actor: desk.actor,
        personId: stored.person_id,
        payload: { provenanceId: formatId('provenance', id), way: 'staff' },
      },
    ])
  })
