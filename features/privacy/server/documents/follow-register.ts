/**
 * Keeps the rendered documents one with the register: each time what the register says changes, by a publication or by a
 * release of the software, a new version of each document it changes is there. Whoever runs it twice changes nothing.
 */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import { asksSecrecy, compareRegisters, type Register } from '@loge/features/law/core'
import { hashOf, registerAt } from '@loge/features/law/server'
import { DAY_MS, type Instant, instant, newId, type OrganizationId, type World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import {
  asksOf,
  documentFacts,
  isOperatorNamed,
  type Level,
  RENDERED,
  renderDocument,
  type RenderedName,
} from '../../core/index.ts'
import { digestOf, findDocument, nextDocumentNumber, tablesOf } from './store.ts'
import { requireChecklist, requireSound } from './require-sound.ts'
import { tellChange } from './tell-change.ts'

interface Following {
  readonly transaction: Transaction
  readonly world: World
  readonly organizationId: OrganizationId
  readonly actor: Actor
  /** From when the register to follow is in force. */
  readonly from: Instant
  /** Somebody publishes it now, and is told what keeps it from being published. A job follows what is in force already. */
  readonly mayRefuse?: true
}

interface Changed {
  readonly level: Level
  readonly changes: readonly string[]
}

/** Only the policy says what the register says; the other two show a part of it, and their wording alone changes. */
const changeOf = async (
  { transaction, organizationId, from }: Following,
  { document, isFirst, register }: { document: RenderedName; isFirst: boolean; register: Register },
): Promise<Changed> => {
  if (isFirst) return { level: 'first', changes: [] }
  if (document !== 'privacy_policy') return { level: 'minor', changes: [] }
  const before = await findDocument(transaction, organizationId, { document, at: from })
  const old =
    before === undefined || before.effective_at === null
      ? register
      : await registerAt(transaction, organizationId, before.effective_at)
  const { level, changes } = compareRegisters(old, register)
  return {
    level: level === 'material' ? 'material' : 'minor',
    changes: changes.map(({ kind, of }) => [kind, ...of].join(' ')),
  }
}

const follow = async (following: Following, document: RenderedName, register: Register): Promise<void> => {
  const { transaction, world, organizationId, actor, from } = following
  const content = renderDocument(document, register)
  if (following.mayRefuse === true) requireSound(content)
  const hash = digestOf(content)
  const before = await findDocument(transaction, organizationId, { document, at: from })
  if (before?.hash === hash) return
  const { level, changes } = await changeOf(following, { document, isFirst: before === undefined, register })
  // The clock went on since the register was published: what it makes is published with it, not a moment later.
  const now = instant(Math.min(world.now(), from))
  const number = await nextDocumentNumber(transaction, organizationId, document)
  await tablesOf(transaction)
    .insertInto('document_version')
    .values({
      organization_id: organizationId,
      document,
      number,
      content: JSON.stringify(content),
      hash,
      register_hash: hashOf(register),
      level,
      changes: JSON.stringify(changes),
      asks: asksOf({ document, level, daysAhead: (from - now) / DAY_MS }),
      recorded_at: new Date(now),
      account_id: null,
      published_at: new Date(now),
      effective_at: new Date(from),
    })
    .execute()
  if (level === 'material') await tellChange(transaction, world, organizationId, { document, number, hash })
  const payload = { document, number, hash, effectiveAt: new Date(from).toISOString(), level }
  await appendEvents(transaction, world, organizationId, [
    { id: newId(world, 'event'), type: documentFacts.published.type, occurredAt: now, actor, payload },
  ])
}

/** Nothing is published in the name of somebody who is not named. */
export const followRegister = async (following: Following): Promise<void> => {
  const { transaction, organizationId, from } = following
  const register = await registerAt(transaction, organizationId, from)
  if (!isOperatorNamed(register)) return
  if (following.mayRefuse === true) requireChecklist(register, from)
  for (const document of RENDERED)
    if (document !== 'confidentiality' || asksSecrecy(register)) await follow(following, document, register)
}

/** After an update of the software, which may say more than before. */
export const followRegisterNow = (
  { database, world }: { readonly database: Database; readonly world: World },
  organizationId: OrganizationId,
): Promise<void> =>
  database.transaction(organizationId, (transaction) =>
    followRegister({
      transaction,
      world,
      organizationId,
      actor: { kind: 'system', id: 'documents' },
      from: world.now(),
    }),
  )
