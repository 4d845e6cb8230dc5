/** The table of the house rules, and what each column is under the law. */
import type { Actor } from '@loge/features/events/core'
import {
  declareTable,
  notPersonal,
  type OrganizationId,
  type SiteId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'
import type { JSONColumnType } from 'kysely'
import type { HouseRules } from '../../core/index.ts'

interface HouseRulesRow {
  organization_id: OrganizationId
  site_id: SiteId
  revision: number
  definition: JSONColumnType<Partial<HouseRules>>
  changed_by: JSONColumnType<Actor>
  valid_from: Timestamp
  valid_until: Timestamp | null
}

/** A type and not an interface, so that the query builder can look it up by name. */
export type HouseTables = {
  house_rules: HouseRulesRow
}

const setting = notPersonal('a setting of the residence')
const period = notPersonal('when a setting of the residence held')

export const houseTables: readonly TableDeclaration[] = [
  declareTable<HouseRulesRow>({
    table: 'house_rules',
    subject: { via: 'changed_by.id', table: 'account' },
    rows: 'anonymise',
    starts: { recorded: 'valid_from' },
    columns: {
      organization_id: notPersonal('which organization, a legal person'),
      site_id: notPersonal('a place of the residence'),
      revision: setting,
      definition: setting,
      changed_by: {
        pd: 'action_record',
        for: ['staff_accountability'],
        source: 'observed',
        portable: false,
        erase: 'keep',
      },
      valid_from: period,
      valid_until: period,
    },
  }),
]
