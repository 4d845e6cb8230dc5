/** The types of events a question names. One nobody ever heard of is refused: an empty list would say it never happened. */
import { Problem } from '@loge/http'
import type { OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { currentCatalogue } from './current-catalogue.ts'
import type { EventTables } from './tables.ts'

const MOST_TYPES = 50

/** Of these, the ones that arrived although nobody declared them. */
const arrived = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  types: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await transaction
    .$extendTables<EventTables>()
    .selectFrom('undeclared_event')
    .select('type')
    .where('organization_id', '=', organizationId)
    .where('type', 'in', types)
    .execute()
  return new Set(rows.map(({ type }) => type))
}

export const readTypes = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  list: string | undefined,
): Promise<readonly string[] | undefined> => {
  if (list === undefined) return undefined
  const types = list.split(',').slice(0, MOST_TYPES)
  const undeclared = types.filter((type) => currentCatalogue().definitionOf(type) === undefined)
  if (undeclared.length === 0) return types
  const known = await arrived(transaction, organizationId, undeclared)
  const unknown = undeclared.find((type) => !known.has(type))
  if (unknown === undefined) return types
  throw new Problem(
    400,
    'event_type_unknown',
    `There is no type of event called \`${unknown}\`. GET /events/types lists them.`,
  )
}
