/** Documents as they are stored, and which version of each is in force. */
import { createHash } from 'node:crypto'
import { canonicalJson, type Instant, type Json, type OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Selectable, sql } from 'kysely'
import type { DocumentContent, DocumentName } from '../../core/index.ts'
import type { DocumentTables, DocumentVersionRow } from './tables.ts'

export type StoredDocument = Selectable<DocumentVersionRow>

export const tablesOf = (transaction: Transaction) => transaction.$extendTables<DocumentTables>()

/** The same text has one digest on every machine. */
export const digestOf = (content: DocumentContent): string =>
  createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(content)) as Json))
    .digest('hex')

const versions = (transaction: Transaction, organizationId: OrganizationId) =>
  tablesOf(transaction)
    .selectFrom('document_version')
    .selectAll()
    .where('organization_id', '=', organizationId)

/** The latest that took effect; of two that take effect at once, the later one. */
export const findDocument = (
  transaction: Transaction,
  organizationId: OrganizationId,
  { document, at }: { readonly document: DocumentName; readonly at: Instant },
): Promise<StoredDocument | undefined> =>
  versions(transaction, organizationId)
    .where('document', '=', document)
    .where('published_at', 'is not', null)
    .where(sql<boolean>`effective_at <= ${new Date(at)}`)
    .orderBy('effective_at', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Newest first, of one document or of all. */
export const listDocuments = (
  transaction: Transaction,
  organizationId: OrganizationId,
  document?: DocumentName,
): Promise<readonly StoredDocument[]> => {
  const asked = versions(transaction, organizationId).orderBy('document').orderBy('number', 'desc')
  return (document === undefined ? asked : asked.where('document', '=', document)).execute()
}

export const findDocumentVersion = (
  transaction: Transaction,
  organizationId: OrganizationId,
  { document, number }: { readonly document: DocumentName; readonly number: number },
): Promise<StoredDocument | undefined> =>
  versions(transaction, organizationId)
    .where('document', '=', document)
    .where('number', '=', number)
    .executeTakeFirst()

/** Nobody else changes or publishes it before this transaction ends. */
export const lockDocumentDraft = (
  transaction: Transaction,
  organizationId: OrganizationId,
  document: DocumentName,
): Promise<StoredDocument | undefined> =>
  versions(transaction, organizationId)
    .where('document', '=', document)
    .where('published_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()

export const nextDocumentNumber = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  document: DocumentName,
): Promise<number> => {
  const [newest] = await listDocuments(transaction, organizationId, document)
  return (newest?.number ?? 0) + 1
}

export type DocumentState = 'draft' | 'scheduled' | 'in_force' | 'archived'

/** By the hour alone. `inForce`: the number that holds now. */
export const stateOfDocument = (
  { effective_at, number }: Pick<StoredDocument, 'effective_at' | 'number'>,
  inForce: number | undefined,
  now: Instant,
): DocumentState => {
  if (effective_at === null) return 'draft'
  if (effective_at > now) return 'scheduled'
  return number === inForce ? 'in_force' : 'archived'
}
