/** A job: whoever was silent for long is looked at by somebody, or goes. What a hold keeps stays. */
import { systemCaller } from '@loge/features/places/server'
import { askErasure, type PrivacyDeps } from '@loge/features/privacy/server'
import type { Instant, OrganizationId, PersonId, TableDeclaration } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { nightOf, reviewDay } from '../../core/index.ts'
import { changeFile, dropFile, type Filing, type StoredFile, tellMoved } from './store.ts'
import { fileTablesOf } from './tables.ts'

/** What says nothing of them but that there was this file. */
const OF_THE_FILE = ['prospect_file', 'provenance']

/** Whether they are here for nothing else: then they go as a whole. */
const isAllThereIs = async (
  transaction: Transaction,
  declarations: readonly TableDeclaration[],
  personId: PersonId,
): Promise<boolean> => {
  const others = declarations.flatMap(({ table, subject, startsForPerson }) =>
    startsForPerson !== undefined &&
    typeof subject === 'object' &&
    'via' in subject &&
    subject.table === 'person' &&
    !OF_THE_FILE.includes(table)
      ? [sql`exists (select from ${sql.table(table)} t where t.${sql.ref(subject.via)} = ${personId})`]
      : [],
  )
  const { rows } = await sql<{ more: boolean }>`select (
      exists (select from account a where a.person_id = ${personId}) or ${sql.join(others, sql` or `)}) as more`.execute(
    transaction,
  )
  return rows[0]?.more === false
}

const openProspects = (transaction: Transaction, organizationId: OrganizationId) =>
  fileTablesOf(transaction)
    .selectFrom('prospect_file')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('ended_at', 'is', null)
    .where(
      sql<boolean>`not exists (select from legal_hold h where h.person_id = prospect_file.person_id
        and h.lifted_at is null and (h.tables = '{}' or 'prospect_file' = any(h.tables)))`,
    )
    .forUpdate()
    .execute()

const sleep = (filing: Filing, file: StoredFile, now: Instant): Promise<number> =>
  changeFile(filing, file, {
    is_active: false,
    active_why: 'no_contact',
    active_on: now,
    inactive_at: now,
    review_by: reviewDay(now) as Instant,
  })

export const reviewFiles = async (deps: PrivacyDeps, organizationId: OrganizationId): Promise<void> => {
  const { database, world, declarations } = deps
  const { actor } = systemCaller(organizationId, 'relations')
  const gone = await database.transaction(organizationId, async (transaction) => {
    const filing: Filing = { transaction, world, organizationId, actor, kind: 'prospect' }
    const now = world.now()
    const people: PersonId[] = []
    for (const file of await openProspects(transaction, organizationId)) {
      const reviewed = file.active_why === 'review' ? file.active_on : file.last_contact_at
      const countsFrom = Math.max(file.last_contact_at, reviewed) as Instant
      const does = nightOf({ isActive: file.is_active, countsFrom, reviewBy: file.review_by }, now)
      if (does === 'sleeps') await sleep(filing, file, now)
      if (does !== 'stays') await tellMoved(filing, file, does)
      if (does === 'goes')
        if (await isAllThereIs(transaction, declarations, file.person_id)) people.push(file.person_id)
        else await dropFile(filing, file.id)
    }
    return people
  })
  for (const personId of gone)
    await askErasure(deps, { organizationId, personId, reason: 'not_needed', actor })
}
