/** Reads the house rules as they are or as they were, and adds versions: nothing is overwritten. */
import type { Actor } from '@loge/features/events/core'
import type { Instant, OrganizationId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { completeRules, type HouseRules } from '../../core/index.ts'
import { heldAt } from '../as-of.ts'
import type { HouseTables } from './tables.ts'

export interface StoredRules {
  readonly revision: number
  readonly rules: HouseRules
  readonly changedBy: Actor
  readonly since: Instant
}

const USUAL = { revision: 0, rules: completeRules() } as const

/** As they stand, or as they were recorded by then. */
export const loadHouseRules = async (
  transaction: Transaction,
  siteId: SiteId,
  asOf?: Instant,
): Promise<Pick<StoredRules, 'revision' | 'rules'>> => {
  const held =
    asOf === undefined ? sql<boolean>`valid_until is null` : heldAt('valid_from', 'valid_until', asOf)
  const row = await transaction
    .$extendTables<HouseTables>()
    .selectFrom('house_rules')
    .select(['revision', 'definition'])
    .where('site_id', '=', siteId)
    .where(held)
    .executeTakeFirst()
  return row === undefined ? USUAL : { revision: row.revision, rules: completeRules(row.definition) }
}

/** The newest first. */
export const loadHouseVersions = async (
  transaction: Transaction,
  siteId: SiteId,
  most: number,
): Promise<readonly StoredRules[]> => {
  const rows = await transaction
    .$extendTables<HouseTables>()
    .selectFrom('house_rules')
    .select(['revision', 'definition', 'changed_by', 'valid_from'])
    .where('site_id', '=', siteId)
    .orderBy('revision', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ revision, definition, changed_by, valid_from }) => ({
    revision,
    rules: completeRules(definition),
    changedBy: changed_by,
    since: valid_from,
  }))
}

interface NewVersion {
  readonly organizationId: OrganizationId
  readonly siteId: SiteId
  readonly revision: number
  readonly rules: HouseRules
  readonly changedBy: Actor
  readonly validFrom: Instant
}

export const addHouseVersion = async (
  transaction: Transaction,
  { organizationId, siteId, revision, rules, changedBy, validFrom }: NewVersion,
): Promise<void> => {
  const tables = transaction.$extendTables<HouseTables>()
  const from = new Date(validFrom)
  await tables
    .updateTable('house_rules')
    .set({ valid_until: sql<Date>`greatest(valid_from, ${from})` })
    .where('site_id', '=', siteId)
    .where('valid_until', 'is', null)
    .execute()
  await tables
    .insertInto('house_rules')
    .values({
      organization_id: organizationId,
      site_id: siteId,
      revision,
      definition: JSON.stringify(rules),
      changed_by: JSON.stringify(changedBy),
      valid_from: from,
      valid_until: null,
    })
    .execute()
}
