/**
 * Sends the letters about rights that are due. Claimed for some minutes, sent outside any transaction, then settled: two
 * servers never send one at once, and one that died in between leaves it to be tried again.
 */
import { appendEvents } from '@loge/features/events/server'
import { afterFailure, type FailureCode } from '@loge/features/notices/core'
import type { LetterFile, SendLetter } from '@loge/features/notices/server'
import { addMs, formatId, MINUTE_MS, newId, type OrganizationId, type PersonId } from '@loge/kernel'
import { forPurpose, type Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { requestFacts } from '../../core/index.ts'
import { copyFile, noteCopied } from '../deeds/make-copy.ts'
import { readDeed } from '../deeds/tables.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { findRequest, type StoredLetter, type StoredRequest, tablesOf } from './store.ts'

export interface LetterDeps extends PrivacyDeps {
  readonly sendLetter?: SendLetter
}

const CLAIMED_MS = 10 * MINUTE_MS
const MOST_A_TURN = 200

const claim = ({ database, world }: LetterDeps, organizationId: OrganizationId) =>
  database.transaction(organizationId, (transaction) =>
    tablesOf(transaction)
      .updateTable('privacy_letter')
      .set({ attempts: sql`attempts + 1`, next_try_at: new Date(addMs(world.now(), CLAIMED_MS)) })
      .where('organization_id', '=', organizationId)
      .where('id', '=', (query) =>
        query
          .selectFrom('privacy_letter')
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

const settle = (
  { database, world }: LetterDeps,
  letter: StoredLetter,
  { code, file }: { readonly code: FailureCode | undefined; readonly file: CopyToSend | undefined },
): Promise<void> =>
  database.transaction(letter.organization_id, async (transaction) => {
    const now = world.now()
    const { attempts, deadline_at: deadlineAt } = letter
    const next =
      code === undefined ? ({ state: 'sent' } as const) : afterFailure({ code, attempts, now, deadlineAt })
    const { numUpdatedRows } = await tablesOf(transaction)
      .updateTable('privacy_letter')
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
    if (numUpdatedRows === 0n || next.state === 'waiting') return
    if (code === undefined && file !== undefined)
      await noteCopied(transaction, { world }, { ...file, content: file.file.content })
    const privacyRequestId = formatId('privacyRequest', letter.request_id)
    await appendEvents(transaction, world, letter.organization_id, [
      {
        id: newId(world, 'event'),
        type: (code === undefined ? requestFacts.letterSent : requestFacts.letterFailed).type,
        occurredAt: now,
        actor: { kind: 'system', id: 'privacy-letters' },
        payload: { privacyRequestId, letter: letter.kind, ...(code === undefined ? {} : { code }) },
      },
    ])
  })

interface CopyToSend {
  readonly organizationId: OrganizationId
  readonly requestId: StoredRequest['id']
  readonly personId: PersonId
  readonly scope: 'access' | 'portability'
  readonly file: LetterFile
}

const copyDue = async (transaction: Transaction, letter: StoredLetter) => {
  const request = await findRequest(transaction, letter.request_id)
  const deed = letter.kind === 'answer' ? await readDeed(transaction, letter.request_id) : undefined
  if (request === undefined || request.person_id === null) return undefined
  return deed?.kind === 'copy' && deed.state === 'due'
    ? { request, personId: request.person_id, deed }
    : undefined
}

/** What goes with it: made now, of what is kept now, and kept by nobody. */
const fileFor = async (deps: LetterDeps, letter: StoredLetter): Promise<CopyToSend | undefined> => {
  const { organization_id: organizationId, request_id: requestId } = letter
  const due = await insideAsPrivacy(deps.database, organizationId, (transaction) =>
    copyDue(transaction, letter),
  )
  if (due === undefined) return undefined
  const { request, personId, deed } = due
  const scope = deed.details['scope'] === 'portability' ? 'portability' : 'access'
  return {
    organizationId,
    requestId,
    personId,
    scope,
    file: await copyFile(deps, request, { personId, scope }),
  }
}

/** Who had the use of their data frozen is answered all the same. */
export const deliverPrivacyLetters = (deps: LetterDeps, organizationId: OrganizationId): Promise<void> =>
  forPurpose('privacy', () => deliverDue(deps, organizationId))

const deliverDue = async (deps: LetterDeps, organizationId: OrganizationId): Promise<void> => {
  for (let count = 0; count < MOST_A_TURN; count += 1) {
    const letter = await claim(deps, organizationId)
    if (letter === undefined) return
    const { id, sent_to: to, subject, body: text } = letter
    const file = await fileFor(deps, letter)
    const files = file === undefined ? {} : { files: [file.file] }
    const code =
      deps.sendLetter === undefined
        ? 'mail_not_set_up'
        : await deps.sendLetter({ id, to, subject, text, isReply: true, ...files })
    await settle(deps, letter, { code, file })
    // Whoever is away is away for all of them: the next turn asks again.
    if (code === 'server_unreachable') return
  }
}
