/** Makes the copy of a case: read when it leaves, kept by nobody; of it only a digest and a length stay. */
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { appendEvents } from '@loge/features/events/server'
import type { LetterFile } from '@loge/features/notices/server'
import { newId, type OrganizationId, type PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { privacyFacts } from '../../core/index.ts'
import { copyPerson, portableCopy } from '../copy.ts'
import type { PrivacyDeps } from '../deps.ts'
import { writeDocument } from '../my-data/copy-file.ts'
import { knownNow } from '../my-data/read.ts'
import { insideAsPrivacy } from '../purpose.ts'
import type { StoredRequest } from '../requests/store.ts'
import { type CopyAbout, type Given, writeReadable } from './readable-copy.ts'
import { tablesOf } from './tables.ts'

/** What mailboxes take; what is larger is packed. */
const PLAIN_BYTES = 5_000_000

const givenTo = async (transaction: Transaction, personId: PersonId): Promise<readonly Given[]> => {
  const { rows } = await sql<{
    at: Given['at']
    name: string
    country: string
    categories: readonly string[]
  }>`
    select at, recipient_name as name, country, categories from disclosure
    where person_id = ${personId} order by at`.execute(transaction)
  return rows
}

const zoneOf = async (transaction: Transaction): Promise<string> => {
  const { rows } = await sql<{
    zone: string
  }>`select time_zone as zone from site order by id limit 1`.execute(transaction)
  return rows[0]?.zone ?? 'Europe/Paris'
}

type Asking = Pick<StoredRequest, 'organization_id' | 'language' | 'requester_name' | 'reference'>

const aboutOf = (deps: PrivacyDeps, request: Asking, personId: PersonId): Promise<CopyAbout> =>
  insideAsPrivacy(deps.database, request.organization_id, async (transaction) => {
    const who = { organizationId: request.organization_id, personId, actor: { kind: 'unknown' } } as const
    return {
      ...(await knownNow(transaction, deps, who)),
      given: await givenTo(transaction, personId),
      language: request.language,
      name: request.requester_name,
      reference: request.reference,
      timeZone: await zoneOf(transaction),
      madeAt: deps.world.now(),
    }
  })

/** To read and print; streamed, whatever its size. */
export const readableCopy = async (
  deps: PrivacyDeps,
  request: Asking,
  personId: PersonId,
): Promise<AsyncIterable<Uint8Array>> => {
  const copied = await copyPerson(deps, { organizationId: request.organization_id, personId })
  return writeReadable(await aboutOf(deps, request, personId), copied)
}

/** To take along. */
export const portableFile = async (deps: PrivacyDeps, request: Asking, personId: PersonId) => {
  const copied = await portableCopy(deps, { organizationId: request.organization_id, personId })
  return writeDocument({ ...(await aboutOf(deps, request, personId)), scope: 'portability' }, copied)
}

const collect = async (parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const all: Uint8Array[] = []
  for await (const part of parts) all.push(part)
  return Buffer.concat(all)
}

export const digestOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

const NAMES = { en: 'my-data', fr: 'mes-donnees' } as const

/** What goes with the letter. */
export const copyFile = async (
  deps: PrivacyDeps,
  request: Asking,
  { personId, scope }: { readonly personId: PersonId; readonly scope: 'access' | 'portability' },
): Promise<LetterFile> => {
  const isReadable = scope === 'access'
  const content = await collect(await (isReadable ? readableCopy : portableFile)(deps, request, personId))
  const [ending, type] = isReadable ? ['html', 'text/html; charset=utf-8'] : ['json', 'application/json']
  const name = `${NAMES[request.language]}.${ending}`
  return content.length <= PLAIN_BYTES
    ? { name, type, content }
    : { name: `${name}.gz`, type: 'application/gzip', content: gzipSync(content) }
}

/** It left: what it was stays as a digest. */
export const noteCopied = async (
  transaction: Transaction,
  { world }: Pick<PrivacyDeps, 'world'>,
  {
    organizationId,
    requestId,
    personId,
    scope,
    content,
  }: {
    readonly organizationId: OrganizationId
    readonly requestId: StoredRequest['id']
    readonly personId: PersonId
    readonly scope: 'access' | 'portability'
    /** Left out where it was printed and posted. */
    readonly content?: Uint8Array
  },
): Promise<void> => {
  await tablesOf(transaction)
    .updateTable('request_deed')
    .set({
      state: 'done',
      done_at: new Date(world.now()),
      ...(content === undefined
        ? {}
        : { content_hash: digestOf(content), content_bytes: String(content.length) }),
    })
    .where('request_id', '=', requestId)
    .where('state', '=', 'due')
    .execute()
  await appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: privacyFacts.copied.type,
      occurredAt: world.now(),
      actor: { kind: 'system', id: 'privacy-letters' },
      personId,
      payload: { scope },
    },
  ])
}
