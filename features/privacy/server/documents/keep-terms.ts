/** Terms are drafted, filled in from the register, and published: from a moment on they hold. */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import { compareRegisters } from '@loge/features/law/core'
import { type Effective, hashOf, momentOf, registerAt } from '@loge/features/law/server'
import { Problem } from '@loge/http'
import { type AccountId, DAY_MS, type Instant, newId, type OrganizationId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import {
  asksOf,
  documentFacts,
  type DocumentContent,
  fillDocument,
  isOperatorNamed,
  LANGUAGES,
} from '../../core/index.ts'
import { requireSound } from './require-sound.ts'
import {
  digestOf,
  findDocument,
  findDocumentVersion,
  lockDocumentDraft,
  nextDocumentNumber,
  type StoredDocument,
  tablesOf,
} from './store.ts'
import { tellChange } from './tell-change.ts'

export interface KeepingTerms {
  readonly transaction: Transaction
  readonly world: World
  readonly organizationId: OrganizationId
  readonly accountId: AccountId | null
  readonly actor: Actor
}

const document = 'terms'

const changed = () =>
  new Problem(409, 'document_changed', 'Somebody else wrote the draft meanwhile. Read it again.')

const stored = async (
  { transaction, organizationId }: KeepingTerms,
  number: number,
): Promise<StoredDocument> => {
  const row = await findDocumentVersion(transaction, organizationId, { document, number })
  if (row === undefined) throw new Error('what was just written is there')
  return row
}

export const draftTerms = async (
  keeping: KeepingTerms,
  { content, replaces }: { readonly content: DocumentContent; readonly replaces: string | null },
): Promise<StoredDocument> => {
  const { transaction, world, organizationId, accountId } = keeping
  const present = await lockDocumentDraft(transaction, organizationId, document)
  if ((present?.hash ?? null) !== replaces) throw changed()
  const now = world.now()
  const number = present?.number ?? (await nextDocumentNumber(transaction, organizationId, document))
  const written = {
    content: JSON.stringify(content),
    hash: digestOf(content),
    recorded_at: new Date(now),
    account_id: accountId,
  }
  await tablesOf(transaction)
    .insertInto('document_version')
    .values({
      organization_id: organizationId,
      document,
      number,
      ...written,
      register_hash: hashOf(await registerAt(transaction, organizationId, now)),
      level: 'minor',
      changes: '[]',
      asks: 'nothing',
      published_at: null,
      effective_at: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'document', 'number']).doUpdateSet(written),
    )
    .execute()
  return stored(keeping, number)
}

const isBlank = (content: DocumentContent): boolean =>
  LANGUAGES.some((language) => {
    const { title, sections } = content[language]
    const words = sections.flatMap(({ title: head, blocks }) => [
      head,
      ...blocks.map((block) => JSON.stringify(block)),
    ])
    return title.trim() === '' || sections.length === 0 || words.some((word) => word.trim() === '')
  })

interface Publication extends Effective {
  readonly hash: string
  /** Said by the officer: the wording changes what people have to do or may expect. */
  readonly isSubstantial: boolean
}

/** A change of the register since the last terms counts too: the terms name the policy as a part of themselves. */
const levelOf = async (
  { transaction, organizationId }: KeepingTerms,
  from: Instant,
  isSubstantial: boolean,
) => {
  const before = await findDocument(transaction, organizationId, { document, at: from })
  if (before === undefined || before.effective_at === null) return { level: 'first', changes: [] } as const
  const difference = compareRegisters(
    await registerAt(transaction, organizationId, before.effective_at),
    await registerAt(transaction, organizationId, from),
  )
  const isMaterial = isSubstantial || difference.level === 'material'
  const changes = difference.changes.map(({ kind, of }) => [kind, ...of].join(' '))
  return { level: isMaterial ? 'material' : 'minor', changes } as const
}

export const publishTerms = async (
  keeping: KeepingTerms,
  { hash, isSubstantial, ...effective }: Publication,
): Promise<StoredDocument> => {
  const { transaction, world, organizationId, actor } = keeping
  const draft = await lockDocumentDraft(transaction, organizationId, document)
  if (draft === undefined) throw new Problem(409, 'document_draft_missing', 'There is no draft to publish.')
  if (draft.hash !== hash) throw changed()
  const now = world.now()
  const from = (await momentOf(transaction, effective)) ?? now
  if (from < now) throw new Problem(400, 'document_in_past', 'It takes effect now at the earliest.')
  if (isBlank(draft.content)) throw new Problem(422, 'document_incomplete', 'Both languages must be whole.')
  const register = await registerAt(transaction, organizationId, from)
  if (!isOperatorNamed(register))
    throw new Problem(422, 'operator_unnamed', 'The register does not say who runs the service.')
  const content = fillDocument(draft.content, register)
  requireSound(content)
  const digest = digestOf(content)
  const { level, changes } = await levelOf(keeping, from, isSubstantial)
  await tablesOf(transaction)
    .updateTable('document_version')
    .set({
      content: JSON.stringify(content),
      hash: digest,
      register_hash: hashOf(register),
      level,
      changes: JSON.stringify(changes),
      asks: asksOf({ document, level, daysAhead: (from - now) / DAY_MS }),
      published_at: new Date(now),
      effective_at: new Date(from),
    })
    .where('organization_id', '=', organizationId)
    .where('document', '=', document)
    .where('number', '=', draft.number)
    .execute()
  if (level === 'material')
    await tellChange(transaction, world, organizationId, { document, number: draft.number, hash: digest })
  const payload = {
    document,
    number: draft.number,
    hash: digest,
    effectiveAt: new Date(from).toISOString(),
    level,
  }
  await appendEvents(transaction, world, organizationId, [
    { id: newId(world, 'event'), type: documentFacts.published.type, occurredAt: now, actor, payload },
  ])
  return stored(keeping, draft.number)
}
