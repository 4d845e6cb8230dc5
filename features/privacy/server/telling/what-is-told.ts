/** What a recipient is told: by the ids of what it got, never by a name; new values only of what it was given. */
import { registerAt } from '@loge/features/law/server'
import { fill } from '@loge/features/notices/server'
import { type Category, formatId, type Instant } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { Correction } from '../../core/index.ts'
import { readDeed } from '../deeds/tables.ts'
import { copyFile } from '../deeds/make-copy.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { findRequest } from '../requests/store.ts'
import type { StoredNotice } from './tables.ts'
import { texts } from './telling-texts.ts'

export interface Told {
  readonly notice: string
  readonly about: StoredNotice['about']
  readonly disclosures: readonly string[]
  readonly changes: Readonly<Record<string, string | null>>
  /** What is handed over. */
  readonly file?: { readonly name: string; readonly type: string; readonly base64: string }
  readonly controller: string
  readonly at: Instant
}

/** In the words of a person's record. */
const CATEGORIES: Readonly<Partial<Record<Correction['field'], Category>>> = {
  email: 'contact',
  landline: 'contact',
  mobile: 'contact',
  street: 'postal_address',
  postalCode: 'postal_address',
  city: 'postal_address',
  country: 'postal_address',
  language: 'language',
}

interface Read {
  readonly told: Told
  readonly isOfSomebody: boolean
}

const read = async (transaction: Transaction, deps: PrivacyDeps, notice: StoredNotice): Promise<Read> => {
  const { organization_id: organizationId, request_id: requestId } = notice
  const register = await registerAt(transaction, organizationId, deps.world.now())
  const deed = await readDeed(transaction, requestId)
  const { rows } = await sql<{ categories: readonly string[] }>`
    select categories from disclosure where recipient = ${notice.recipient}
      and person_id = (select person_id from privacy_request where id = ${requestId})`.execute(transaction)
  const given = new Set(rows.flatMap(({ categories }) => categories))
  const covered = new Set(
    register.categories.filter(({ id }) => given.has(id)).flatMap(({ covers }) => covers),
  )
  const changes = (deed?.changes ?? []).filter(({ field }) => covered.has(CATEGORIES[field] ?? 'identity'))
  return {
    isOfSomebody: typeof (await findRequest(transaction, requestId))?.person_id === 'string',
    told: {
      notice: formatId('recipientNotice', notice.id),
      about: notice.about,
      disclosures: notice.disclosures,
      changes: Object.fromEntries(changes.map(({ field, after }) => [field, after])),
      controller: register.controller.name,
      at: deps.world.now(),
    },
  }
}

export const whatIsTold = async (deps: PrivacyDeps, notice: StoredNotice): Promise<Told> => {
  const { told, isOfSomebody } = await insideAsPrivacy(deps.database, notice.organization_id, (transaction) =>
    read(transaction, deps, notice),
  )
  if (notice.about !== 'hand_over' || !isOfSomebody) return told
  const request = await insideAsPrivacy(deps.database, notice.organization_id, (transaction) =>
    findRequest(transaction, notice.request_id),
  )
  if (typeof request?.person_id !== 'string') return told
  const { name, type, content } = await copyFile(deps, request, {
    personId: request.person_id,
    scope: 'portability',
  })
  return { ...told, file: { name, type, base64: Buffer.from(content).toString('base64') } }
}

/** To a mailbox: in both languages, since nobody knows who opens it. */
export const letterOf = ({ about, disclosures, changes, controller, notice }: Told) => {
  const said = Object.entries(changes).map(([field, value]) => `${field}: ${value ?? '–'}`)
  const part = (language: 'en' | 'fr') =>
    fill(texts[language].frame, {
      what: texts[language][about],
      changes: said.length === 0 ? '' : `\n${said.join('\n')}\n`,
      disclosures: disclosures.join(', '),
      controller,
      notice,
    })
  return {
    subject: `${texts.fr.subject} / ${texts.en.subject} (${notice})`,
    text: `${part('fr')}\n\n${part('en')}`,
  }
}
