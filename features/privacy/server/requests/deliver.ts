/** Sends the letters about rights that are due. */
import { appendEvents } from '@loge/features/events/server'
import type { FailureCode } from '@loge/features/notices/core'
import {
  afterTry,
  claimedAt,
  drainOutbox,
  type LetterFile,
  longestDue,
  type SendLetter,
} from '@loge/features/notices/server'
import { formatId, newId, type OrganizationId, type PersonId } from '@loge/kernel'
import { forPurpose, type Transaction } from '@loge/storage'
import { requestFacts } from '../../core/index.ts'
import { copyFile, noteCopied } from '../deeds/make-copy.ts'
import { readDeed } from '../deeds/tables.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { enclosuresOf, type FileDeps } from './files.ts'
import { findRequest, type StoredLetter, type StoredRequest, tablesOf } from './store.ts'

export interface LetterDeps extends PrivacyDeps {
  readonly sendLetter?: SendLetter
  /** Of the key of this installation: what goes with an answer is kept sealed. */
  readonly open?: FileDeps['open']
}

const claim = ({ database, world }: LetterDeps, organizationId: OrganizationId) =>
  database.transaction(organizationId, (transaction) =>
    tablesOf(transaction)
      .updateTable('privacy_letter')
      .set(claimedAt(world.now()))
      .where('organization_id', '=', organizationId)
      .where('id', '=', longestDue('privacy_letter', organizationId, world.now()))
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
    const after = afterTry(code, letter, now)
    const { numUpdatedRows } = await tablesOf(transaction)
      .updateTable('privacy_letter')
      .set({ ...after, ...(after.state === 'sent' ? { sent_at: new Date(now) } : {}) })
      .where('id', '=', letter.id)
      .where('state', '=', 'waiting')
      // A claim that ran out belongs to whoever claimed it next.
      .where('attempts', '=', letter.attempts)
      .executeTakeFirst()
    if (numUpdatedRows === 0n || after.state === 'waiting') return
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

/** Only with the answer: nothing leaves with an acknowledgement or a question. */
const enclosed = async (
  { database, open }: LetterDeps,
  { kind, organization_id: organizationId, request_id: requestId }: StoredLetter,
): Promise<readonly LetterFile[]> =>
  kind !== 'answer' || open === undefined
    ? []
    : insideAsPrivacy(database, organizationId, (transaction) => enclosuresOf(transaction, requestId, open))

/** Who had the use of their data frozen is answered all the same. */
export const deliverPrivacyLetters = (deps: LetterDeps, organizationId: OrganizationId): Promise<void> =>
  forPurpose('privacy', () =>
    drainOutbox({ claim: () => claim(deps, organizationId), send: (letter) => send(deps, letter) }),
  )

const send = async (deps: LetterDeps, letter: StoredLetter): Promise<FailureCode | undefined> => {
  const { id, sent_to: to, subject, body: text } = letter
  const file = await fileFor(deps, letter)
  const all = [...(file === undefined ? [] : [file.file]), ...(await enclosed(deps, letter))]
  const files = all.length === 0 ? {} : { files: all }
  const code =
    deps.sendLetter === undefined
      ? 'mail_not_set_up'
      : await deps.sendLetter({ id, to, subject, text, isReply: true, ...files })
  await settle(deps, letter, { code, file })
  return code
}
