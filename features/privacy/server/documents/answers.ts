/** What somebody who is signed in has yet to see or agree to, and the proof of what they answered. */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import { asksSecrecy } from '@loge/features/law/core'
import { registerAt } from '@loge/features/law/server'
import { Problem } from '@loge/http'
import { type AccountId, type Instant, newId, type OrganizationId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Selectable, sql } from 'kysely'
import {
  documentFacts,
  type DocumentName,
  type Language,
  openDocuments,
  type OpenDocument,
  type PublishedVersion,
} from '../../core/index.ts'
import { findDocument, findDocumentVersion, listDocuments, type StoredDocument, tablesOf } from './store.ts'
import type { DocumentAnswerRow } from './tables.ts'

export interface Answering {
  readonly transaction: Transaction
  readonly world: World
  readonly organizationId: OrganizationId
  readonly accountId: AccountId
}

interface Asked extends Answering {
  /** Whether they learn of other people here: only then is there a secret to keep. */
  readonly readsOthers: boolean
}

const publishedOf = (rows: readonly StoredDocument[]): readonly PublishedVersion[] =>
  rows.flatMap(({ document, number, asks, published_at, effective_at }) =>
    published_at === null || effective_at === null
      ? []
      : [{ document, number, asks, publishedAt: published_at, effectiveAt: effective_at }],
  )

export const listAnswers = ({
  transaction,
  organizationId,
  accountId,
}: Answering): Promise<readonly Selectable<DocumentAnswerRow>[]> =>
  tablesOf(transaction)
    .selectFrom('document_answer')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('account_id', '=', accountId)
    .orderBy('answered_at', 'desc')
    .orderBy('document')
    .execute()

/** What is signed before anything is seen comes before what is only agreed to. */
const secrecyFirst = (one: OpenDocument, other: OpenDocument): number =>
  Number(other.document === 'confidentiality') - Number(one.document === 'confidentiality')

export const findOpen = async ({ readsOthers, ...answering }: Asked): Promise<readonly OpenDocument[]> => {
  const { transaction, organizationId, world } = answering
  const rows = await listDocuments(transaction, organizationId)
  // To have looked at it is not to have signed it.
  const answers = (await listAnswers(answering)).filter(
    ({ document, how }) => document !== 'confidentiality' || how === 'accepted',
  )
  const open = openDocuments(publishedOf(rows), answers, world.now())
  const isBound = readsOthers && asksSecrecy(await registerAt(transaction, organizationId, world.now()))
  return open.filter(({ document }) => document !== 'confidentiality' || isBound).toSorted(secrecyFirst)
}

export interface Answer {
  readonly document: DocumentName
  readonly number: number
  readonly hash: string
  readonly how: 'accepted' | 'seen'
  readonly language: Language
  readonly network: string
  readonly surface: string
}

const write = async (
  { transaction, world, organizationId, accountId }: Answering,
  { document, number, hash, how, language, network, surface }: Answer,
): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tablesOf(transaction)
    .insertInto('document_answer')
    .values({
      organization_id: organizationId,
      account_id: accountId,
      document,
      number,
      hash,
      how,
      answered_at: new Date(world.now()),
      network,
      language,
      surface,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'account_id', 'document', 'number'])
        .doUpdateSet({ how, hash, answered_at: new Date(world.now()), network, language, surface })
        .where('document_answer.how', '=', 'seen')
        .where(sql<boolean>`${how === 'accepted'}`),
    )
    .executeTakeFirstOrThrow()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Agreeing to the terms is agreeing with the policy in force beside them, since the terms name it as their part. */
const withPolicy = async (
  { transaction, organizationId }: Answering,
  answer: Answer,
  now: Instant,
): Promise<readonly Answer[]> => {
  if (answer.document !== 'terms') return [answer]
  const policy = await findDocument(transaction, organizationId, { document: 'privacy_policy', at: now })
  return policy === undefined
    ? [answer]
    : [
        answer,
        { ...answer, document: 'privacy_policy', number: policy.number, hash: policy.hash, how: 'seen' },
      ]
}

/** `hash` is of what was on the screen: nobody agrees to what they were not shown. */
export const answerDocument = async (answering: Answering, answer: Answer): Promise<void> => {
  const { transaction, world, organizationId, accountId } = answering
  const version = await findDocumentVersion(transaction, organizationId, answer)
  if (version === undefined || version.published_at === null)
    throw new Problem(404, 'document_unknown', 'There is no such version.')
  if (version.hash !== answer.hash)
    throw new Problem(409, 'document_not_shown', 'What you read is not this version. Read it again.')
  const actor: Actor = { kind: 'account', id: accountId }
  for (const one of await withPolicy(answering, answer, world.now())) {
    if (!(await write(answering, one))) continue
    const payload = { document: one.document, number: one.number, how: one.how }
    await appendEvents(transaction, world, organizationId, [
      {
        id: newId(world, 'event'),
        type: documentFacts.answered.type,
        occurredAt: world.now(),
        actor,
        payload,
      },
    ])
  }
}
