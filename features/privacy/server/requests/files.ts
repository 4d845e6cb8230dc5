/**
 * Scans that came with a request: sealed, for the desk alone. A proof of who asks is taken only where one was asked for or is
 * asked of everybody, and is destroyed in the transaction that decides on it.
 */
import { Readable } from 'node:stream'
import { appendEvents } from '@loge/features/events/server'
import type { LetterFile } from '@loge/features/notices/server'
import { Problem } from '@loge/http'
import { formatId, type Id, type Instant, newId, type PrivacyRequestId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type CaseAfter, ENDED, requestFacts } from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { inspectFile, toldNameOf } from '../files/inspect-file.ts'
import { refuseUpload } from '../files/note-refused.ts'
import { insideAsPrivacy } from '../purpose.ts'
import type { Asker } from './asker.ts'
import type { RequestFileKind, RequestFileRow } from './file-table.ts'
import { findRequest, lockRequest, type StoredRequest } from './store.ts'

export interface FileDeps extends PrivacyDeps {
  /** By the key of this installation. */
  readonly seal: (secret: Uint8Array) => Uint8Array
  readonly open: (sealed: Uint8Array) => Uint8Array
}

export const MOST_OF_FILE = 10_000_000

const tablesOf = (transaction: Transaction) => transaction.$extendTables<{ request_file: RequestFileRow }>()

const unknown = () => new Problem(404, 'not_found', 'There is no such case or file.')

/** Nobody sends a proof that was not asked for: it would be more than is needed (GDPR art. 12(6)). */
const requireWanted = (kind: RequestFileKind, { state, identity }: StoredRequest): void => {
  if (ENDED.has(state)) throw new Problem(409, 'request_ended', 'This case is over.')
  if (kind !== 'proof') return
  if (identity === 'not_needed')
    throw new Problem(409, 'request_doubt_missing', 'Say why there is a doubt who asks.')
  if (identity === 'proven') throw new Problem(409, 'request_identity_known', 'It is known already who asks.')
}

const tell = (
  transaction: Transaction,
  { world }: FileDeps,
  { organizationId, actor }: Asker,
  { id, act }: { readonly id: PrivacyRequestId; readonly act: string },
) =>
  appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: requestFacts.moved.type,
      occurredAt: world.now(),
      actor,
      payload: { privacyRequestId: formatId('privacyRequest', id), act },
    },
  ])

export interface FileToAdd {
  readonly id: PrivacyRequestId
  readonly kind: RequestFileKind
  readonly name: string
  readonly content: AsyncIterable<Uint8Array>
}

export const addFile = async (
  deps: FileDeps,
  asker: Asker,
  { id, kind, name, content }: FileToAdd,
): Promise<{ readonly id: Id<'requestFile'> }> => {
  const parts: Uint8Array[] = []
  for await (const part of content) parts.push(part)
  const bytes = Buffer.concat(parts)
  const seen = inspectFile(bytes, MOST_OF_FILE)
  if (!seen.ok) return refuseUpload(deps, asker, { what: kind, fault: seen.fault })
  const { world, seal } = deps
  return insideAsPrivacy(deps.database, asker.organizationId, async (transaction) => {
    const request = await lockRequest(transaction, id)
    if (request === undefined) throw unknown()
    requireWanted(kind, request)
    const fileId = newId(world, 'requestFile')
    await tablesOf(transaction)
      .insertInto('request_file')
      .values({
        organization_id: asker.organizationId,
        id: fileId,
        request_id: id,
        kind,
        name: toldNameOf(name),
        type: seen.type,
        bytes: bytes.length,
        sealed: seal(bytes),
        added_at: new Date(world.now()),
        added_by: JSON.stringify(asker.actor),
        destroyed_at: null,
      })
      .execute()
    await tell(transaction, deps, asker, { id, act: `${kind}_added` })
    return { id: fileId }
  })
}

export const readFile = (
  deps: FileDeps,
  asker: Asker,
  { id, fileId }: { readonly id: PrivacyRequestId; readonly fileId: Id<'requestFile'> },
) =>
  insideAsPrivacy(deps.database, asker.organizationId, async (transaction) => {
    const file = await tablesOf(transaction)
      .selectFrom('request_file')
      .select(['kind', 'name', 'sealed'])
      .where('request_id', '=', id)
      .where('id', '=', fileId)
      .executeTakeFirst()
    if (file === undefined || (await findRequest(transaction, id)) === undefined) throw unknown()
    if (file.sealed === null) throw new Problem(410, 'file_destroyed', 'It was looked at and destroyed.')
    await tell(transaction, deps, asker, { id, act: `${file.kind}_read` })
    return { fileName: file.name, content: Readable.from([deps.open(file.sealed)]) }
  })

export const viewFiles = async (transaction: Transaction, id: PrivacyRequestId) => {
  const rows = await tablesOf(transaction)
    .selectFrom('request_file')
    .select(['id', 'kind', 'name', 'type', 'bytes', 'added_at', 'destroyed_at'])
    .where('request_id', '=', id)
    .orderBy('kind')
    .orderBy('added_at')
    .execute()
  return rows.map(({ id: fileId, kind, name, type, bytes, added_at, destroyed_at }) => ({
    id: fileId,
    kind,
    name,
    type,
    bytes,
    addedAt: added_at,
    destroyedAt: destroyed_at,
  }))
}

const enclosed = (transaction: Transaction, id: PrivacyRequestId) =>
  tablesOf(transaction)
    .selectFrom('request_file')
    .select(['name', 'type', 'sealed'])
    .where('request_id', '=', id)
    .where('kind', '=', 'enclosure')
    .orderBy('added_at')
    .execute()

export const hasEnclosure = async (transaction: Transaction, id: PrivacyRequestId): Promise<boolean> =>
  (await enclosed(transaction, id)).length > 0

/** What goes with the answer, as it was added. */
export const enclosuresOf = async (
  transaction: Transaction,
  id: PrivacyRequestId,
  open: FileDeps['open'],
): Promise<readonly LetterFile[]> =>
  (await enclosed(transaction, id)).flatMap(({ name, type, sealed }) =>
    sealed === null ? [] : [{ name, type, content: open(sealed) }],
  )

/** Looked at, or not needed any more: nothing of it stays, not even its name. */
export const destroyProofs = async (
  transaction: Transaction,
  id: PrivacyRequestId,
  { state, identity }: CaseAfter,
  now: Instant,
): Promise<void> => {
  if (identity !== 'proven' && !ENDED.has(state)) return
  await tablesOf(transaction)
    .updateTable('request_file')
    .set({ sealed: null, name: '', destroyed_at: new Date(now) })
    .where('request_id', '=', id)
    .where('kind', '=', 'proof')
    .where('destroyed_at', 'is', null)
    .execute()
}
