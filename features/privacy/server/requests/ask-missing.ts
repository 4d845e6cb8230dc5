/** A request that lacks what the law lets us ask for is asked for it at once, by itself; its clock stops when that left. */
import { type CivilDay, newId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type CaseAct, lacksProof, missingIn } from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { composeLetter } from './letters.ts'
import { texts } from './letter-texts.ts'
import type { RequestSettings } from './settings.ts'
import { type StoredRequest, tablesOf, writeEntry } from './store.ts'
import { whereTo, writeLetter } from './write-letter.ts'

export const askForMissing = async (
  transaction: Transaction,
  { world }: PrivacyDeps,
  {
    settings,
    request,
    dueOn,
    isEnclosed,
  }: {
    readonly settings: RequestSettings
    readonly request: StoredRequest
    readonly dueOn: CivilDay
    /** A proof of who asks came with it. */
    readonly isEnclosed: boolean
  },
): Promise<void> => {
  if (request.channel === 'in_app') return
  const needsProof =
    !isEnclosed && lacksProof(settings.register.identity.mode, request.identity, request.right)
  const said = missingIn({
    name: request.requester_name,
    words: request.words,
    // Of a mail nobody has read yet what it asks.
    isRightSaid: request.right !== 'question',
    hasContact: whereTo(request) !== undefined,
  })
  const missing = [...said, ...(needsProof ? (['identity'] as const) : [])]
  if (missing.length === 0) return
  const words = texts[request.language]
  const act: CaseAct = {
    kind: 'asked',
    about: needsProof ? 'identity' : 'request',
    words: missing.map((element) => `– ${words[`missing.${element}`]}`).join('\n'),
    doubt: '',
    missing,
  }
  const letter = composeLetter(settings, act, {
    reference: request.reference,
    name: request.requester_name,
    language: request.language,
    right: request.right,
    receivedAt: request.received_at,
    dueOn,
  })
  const now = world.now()
  await writeEntry(transaction, {
    organizationId: request.organization_id,
    id: newId(world, 'privacyRequestEvent'),
    requestId: request.id,
    number: request.version,
    at: now,
    now,
    actor: { kind: 'system', id: 'complete_requests' },
    act,
    letterId: letter === undefined ? null : await writeLetter(transaction, world, request, letter),
    messageId: null,
  })
  await tablesOf(transaction)
    .updateTable('privacy_request')
    .set({
      version: request.version + 1,
      ...(needsProof ? { identity: 'asked' as const, state: 'identity_needed' as const } : {}),
    })
    .where('id', '=', request.id)
    .execute()
}
