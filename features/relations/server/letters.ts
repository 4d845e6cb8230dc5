/**
 * Letters to those outside: written with what they are about, sent by a job. Claimed for some minutes, sent outside any
 * transaction, then settled, so that two servers never send one at once.
 */
import { afterFailure, type FailureCode } from '@loge/features/notices/core'
import { addMs, DAY_MS, MINUTE_MS, newId, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Selectable, sql } from 'kysely'
import type { OutLetterDeps } from './deps.ts'
import { type LetterKind, type OutLetterRow, tablesOf } from './tables.ts'

const CLAIMED_MS = 10 * MINUTE_MS
const MOST_A_TURN = 200
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
      .set({ attempts: sql`attempts + 1`, next_try_at: new Date(addMs(world.now(), CLAIMED_MS)) })
      .where('organization_id', '=', organizationId)
      .where('id', '=', (query) =>
        query
          .selectFrom('out_letter')
          .select('id')
          .where('organization_id', '=', organizationId)
          .where('state', '=', 'waiting')
          .where(sql<boolean>`next_try_at <= ${new Date(world.now())}`)
          .orderBy('next_try_at')
          .limit(1)
          .forUpdate()
          .skipLocked(),
      )
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
    const { attempts, deadline_at: deadlineAt } = letter
    const next =
      code === undefined ? ({ state: 'sent' } as const) : afterFailure({ code, attempts, now, deadlineAt })
    const { numUpdatedRows } = await tablesOf(transaction)
      .updateTable('out_letter')
      .set({
        state: next.state,
        code: code ?? null,
        ...(next.state === 'sent' ? { sent_at: new Date(now) } : {}),
        ...(next.state === 'waiting' ? { next_try_at: new Date(next.nextTryAt) } : {}),
      })
      .where('id', '=', letter.id)
      .where('state', '=', 'waiting')
      // A claim that ran out belongs to whoever claimed it next.
      .where('attempts', '=', attempts)
      .executeTakeFirst()
    if (numUpdatedRows > 0n && next.state === 'sent') await noteTold(transaction, letter, new Date(now))
  })

export const deliverOutLetters = async (
  deps: OutLetterDeps,
  organizationId: OrganizationId,
): Promise<void> => {
  for (let count = 0; count < MOST_A_TURN; count += 1) {
    const letter = await claim(deps, organizationId)
    if (letter === undefined) return
    const { id, sent_to: to, subject, body: text } = letter
    const code =
      deps.sendLetter === undefined ? 'mail_not_set_up' : await deps.sendLetter({ id, to, subject, text })
    await settle(deps, letter, code)
    // Whoever is away is away for all of them: the next turn asks again.
    if (code === 'server_unreachable') return
  }
}
