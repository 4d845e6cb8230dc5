/** Letters to those outside: written with what they are about, sent by a job. */
import type { FailureCode } from '@loge/features/notices/core'
import { afterTry, claimedAt, drainOutbox, longestDue } from '@loge/features/notices/server'
import { addMs, DAY_MS, newId, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Selectable, sql } from 'kysely'
import type { OutLetterDeps } from './deps.ts'
import { type LetterKind, type OutLetterRow, tablesOf } from './tables.ts'

const TRIED_DAYS = 4

type Stored = Selectable<OutLetterRow>

export interface NewLetter {
  readonly organizationId: OrganizationId
  readonly personId: PersonId
  readonly kind: LetterKind
  readonly aboutId: string
  readonly to: string
  readonly language: 'en' | 'fr'
  readonly subject: string
  readonly body: string
}

export const writeOutLetter = async (
  transaction: Transaction,
  world: World,
  letter: NewLetter,
): Promise<void> => {
  const now = world.now()
  await tablesOf(transaction)
    .insertInto('out_letter')
    .values({
      organization_id: letter.organizationId,
      id: newId(world, 'outLetter'),
      person_id: letter.personId,
      kind: letter.kind,
      about_id: letter.aboutId,
      sent_to: letter.to,
      language: letter.language,
      subject: letter.subject,
      body: letter.body,
      written_at: new Date(now),
      state: 'waiting',
      code: null,
      attempts: 0,
      next_try_at: new Date(now),
      deadline_at: new Date(addMs(now, TRIED_DAYS * DAY_MS)),
      sent_at: null,
    })
    .execute()
}

const claim = ({ database, world }: OutLetterDeps, organizationId: OrganizationId) =>
  database.transaction(organizationId, (transaction) =>
    tablesOf(transaction)
      .updateTable('out_letter')
      .set(claimedAt(world.now()))
      .where('organization_id', '=', organizationId)
      .where('id', '=', longestDue('out_letter', organizationId, world.now()))
      .returningAll()
      .executeTakeFirst(),
  )

/** Who was found or passed on has been told from the moment their letter left. */
const noteTold = (transaction: Transaction, { kind, about_id }: Stored, at: Date) =>
  kind === 'notice'
    ? sql`update provenance set told_at = ${at} where id = ${about_id} and told_at is null`.execute(
        transaction,
      )
    : Promise.resolve(undefined)

const settle = (
  { database, world }: OutLetterDeps,
  letter: Stored,
  code: FailureCode | undefined,
): Promise<void> =>
  database.transaction(letter.organization_id, async (transaction) => {
    const now = world.now()
    const after = afterTry(code, letter, now)
    const { numUpdatedRows } = await tablesOf(transaction)
      .updateTable('out_letter')
      .set({ ...after, ...(after.state === 'sent' ? { sent_at: new Date(now) } : {}) })
      .where('id', '=', letter.id)
      .where('state', '=', 'waiting')
      // A claim that ran out belongs to whoever claimed it next.
      .where('attempts', '=', letter.attempts)
      .executeTakeFirst()
    if (numUpdatedRows > 0n && after.state === 'sent') await noteTold(transaction, letter, new Date(now))
  })

export const deliverOutLetters = (deps: OutLetterDeps, organizationId: OrganizationId): Promise<void> =>
  drainOutbox({
    claim: () => claim(deps, organizationId),
    send: async (letter) => {
      const { id, sent_to: to, subject, body: text } = letter
      const code =
        deps.sendLetter === undefined ? 'mail_not_set_up' : await deps.sendLetter({ id, to, subject, text })
      await settle(deps, letter, code)
      return code
    },
  })
