/** A change that matters reaches everybody who has an account by e-mail as well: what changed, from when, where to read it. */
import { createHash } from 'node:crypto'
import { sayDayIn, timeZoneOf } from '@loge/features/law/server'
import { fill, putNotices, type Template } from '@loge/features/notices/server'
import { type AccountId, asId, type OrganizationId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { type DocumentName, type Language, materialChanges } from '../../core/index.ts'
import { listDocuments, type StoredDocument } from './store.ts'

type Version = Pick<StoredDocument, 'document' | 'number' | 'hash'>

/** The occasion of the letter: this version and no other, though an earlier one said the same. */
const occasionOf = ({ document, number, hash }: Version): string => {
  const digest = createHash('sha256').update(`${document} ${number} ${hash}`).digest('hex')
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    digest.slice(12, 16),
    digest.slice(16, 20),
    digest.slice(20, 32),
  ].join('-')
}

export const tellChange = async (
  transaction: Transaction,
  world: World,
  organizationId: OrganizationId,
  version: Version,
): Promise<void> => {
  const { rows } = await sql<{ id: AccountId }>`
    select id from account where organization_id = ${organizationId} and status = 'active'`.execute(
    transaction,
  )
  await putNotices(transaction, world, organizationId, {
    template: 'document_changed',
    aboutId: occasionOf(version),
    accountIds: rows.map(({ id }) => asId('account', id)),
    language: 'fr',
  })
}

const PATHS: Readonly<Record<DocumentName, string>> = {
  terms: '/terms',
  privacy_policy: '/privacy-policy',
  cookie_policy: '/cookies',
  legal_notice: '/legal',
  confidentiality: '/confidentiality',
}

const WORDS: Readonly<
  Record<Language, Readonly<Record<'subject' | 'body' | 'changes' | 'wording', string>>>
> = {
  en: {
    subject: '{title}: a change from {day}',
    body: `“{title}” changes from {day}.

{changes}

Read the new version, and the earlier ones: {address}

If you do not want it, you may leave before that day: write to us or ask in the privacy centre, {centre}`,
    changes: 'What changes:',
    wording: 'the wording',
  },
  fr: {
    subject: '{title} : un changement au {day}',
    body: `« {title} » change à compter du {day}.

{changes}

Lire la nouvelle version, et les précédentes : {address}

Si vous n’en voulez pas, vous pouvez partir avant ce jour : écrivez-nous ou demandez-le dans l’espace vie privée, {centre}`,
    changes: 'Ce qui change :',
    wording: 'la rédaction',
  },
}

export const createDocumentLetter =
  (origin: string): Template =>
  async (transaction, { organizationId, aboutId, language }) => {
    const version = (await listDocuments(transaction, organizationId)).find(
      (one) => occasionOf(one) === aboutId,
    )
    // Withdrawn meanwhile: there is nothing to tell any more.
    if (version === undefined || version.effective_at === null) return 'not_allowed'
    const words = WORDS[language]
    const { title } = version.content[language]
    const day = sayDayIn(language, version.effective_at, await timeZoneOf(transaction))
    const changes = materialChanges(version.changes, language)
    const listed = changes.length === 0 ? [words.wording] : changes
    const address = `${origin}${PATHS[version.document]}?lang=${language}&version=${version.number}`
    return {
      subject: fill(words.subject, { title, day }),
      text: fill(words.body, {
        title,
        day,
        changes: [words.changes, ...listed.map((change) => `- ${change}`)].join('\n'),
        address,
        centre: `${origin}/privacy-centre?lang=${language}`,
      }),
    }
  }
