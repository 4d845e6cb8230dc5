/** Registers as they are stored, and which of them is in force. */
import { createHash } from 'node:crypto'
import { canonicalJson, type Instant, type Json, type OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Selectable, sql } from 'kysely'
import { completed, defaultRegister, type Register } from '../core/index.ts'
import type { LawTables, RegisterVersionRow } from './tables.ts'

export type StoredRegister = Selectable<RegisterVersionRow>

export const tablesOf = (transaction: Transaction) => transaction.$extendTables<LawTables>()

/** What is not said is not there: the same register has one text on every machine. */
export const hashOf = (register: Register): string =>
  createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(register)) as Json))
    .digest('hex')

const versions = (transaction: Transaction, organizationId: OrganizationId) =>
  tablesOf(transaction)
    .selectFrom('register_version')
    .selectAll()
    .where('organization_id', '=', organizationId)

/** The latest that took effect; of two that take effect at once, the later one. */
export const findInForce = (
  transaction: Transaction,
  organizationId: OrganizationId,
  at: Instant,
): Promise<StoredRegister | undefined> =>
  versions(transaction, organizationId)
    .where('published_at', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .where(sql<boolean>`effective_at <= ${new Date(at)}`)
    .orderBy('effective_at', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The register that says what may be done at an instant: the organization's own, or the one everybody starts with. */
export const registerAt = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  at: Instant,
): Promise<Register> =>
  completed((await findInForce(transaction, organizationId, at))?.content ?? defaultRegister)

/** Every register that was in force until then, the one everybody starts with included. */
export const registersUntil = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  at: Instant,
): Promise<readonly Register[]> => {
  const rows = await versions(transaction, organizationId)
    .where('published_at', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .where(sql<boolean>`effective_at <= ${new Date(at)}`)
    .orderBy('number')
    .execute()
  return [defaultRegister, ...rows.map(({ content }) => completed(content))]
}

/** A version without what it says. */
export type VersionHead = Omit<StoredRegister, 'content' | 'organization_id' | 'account_id'>

/** Newest first, those before a number. */
export const listVersions = (
  transaction: Transaction,
  organizationId: OrganizationId,
  { before, limit }: { readonly before: number | undefined; readonly limit: number },
): Promise<readonly VersionHead[]> => {
  const heads = tablesOf(transaction)
    .selectFrom('register_version')
    .select(['number', 'hash', 'recorded_at', 'published_at', 'effective_at', 'withdrawn_at'])
    .where('organization_id', '=', organizationId)
    .orderBy('number', 'desc')
    .limit(limit)
  return (before === undefined ? heads : heads.where('number', '<', before)).execute()
}

export const findVersion = (
  transaction: Transaction,
  organizationId: OrganizationId,
  number: number,
): Promise<StoredRegister | undefined> =>
  versions(transaction, organizationId).where('number', '=', number).executeTakeFirst()

/** Nobody else takes it back before this transaction ends. */
export const lockVersion = (
  transaction: Transaction,
  organizationId: OrganizationId,
  number: number,
): Promise<StoredRegister | undefined> =>
  versions(transaction, organizationId).where('number', '=', number).forUpdate().executeTakeFirst()

/** Nobody else changes or publishes it before this transaction ends. */
export const lockDraft = (
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<StoredRegister | undefined> =>
  versions(transaction, organizationId).where('published_at', 'is', null).forUpdate().executeTakeFirst()
