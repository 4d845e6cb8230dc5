/** What granting a case would change, counted now. Changes nothing. */
import { boundsOn, type Register } from '@loge/features/law/core'
import { registerAt } from '@loge/features/law/server'
import { findPerson } from '@loge/features/people/server'
import type { AnswerOf } from '@loge/http/contract'
import type { OrganizationId, PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { findPaths, purposesEndedBy, refuseDisclosure } from '../../core/index.ts'
import type { deedRoutes } from '../../deeds-wire.ts'
import { countRows, findIdentities } from '../ask-table.ts'
import type { PrivacyDeps } from '../deps.ts'
import { consentsOf, restrictedSince } from '../my-data/read.ts'

type Scope = AnswerOf<typeof deedRoutes.scope>

const rowsOf = async (
  transaction: Transaction,
  { declarations }: PrivacyDeps,
  personId: PersonId,
): Promise<Scope['rows']> => {
  const { anchors, strands } = findPaths(declarations)
  const identities = await findIdentities(transaction, anchors, personId)
  const counted: Record<string, number> = {}
  for (const { table, leads } of strands) {
    const rows = await countRows(transaction, table, leads, identities)
    if (rows > 0) counted[table] = (counted[table] ?? 0) + rows
  }
  return Object.entries(counted).map(([table, rows]) => ({ table, rows }))
}

/** Whoever got something of them, once each. */
export const recipientsOf = async (
  transaction: Transaction,
  personId: PersonId,
): Promise<Scope['recipients']> => {
  const { rows } = await sql<Scope['recipients'][number]>`
    select distinct on (recipient) recipient as id, recipient_name as name, country from disclosure
    where person_id = ${personId} order by recipient, at desc`.execute(transaction)
  return rows
}

/** Each recipient of the register that may get something of an activity today, with all it may get. */
const thirdPartiesOf = (register: Register, today: string): Scope['thirdParties'] =>
  register.recipients.flatMap((recipient) => {
    const kind = register.recipientKinds.find(({ id }) => id === recipient.kind)
    return register.activities.flatMap((activity) => {
      const never = register.categories.filter((one) => one.neverShared === true).map(({ id }) => id)
      const categories = activity.categories.filter(
        (id) => (kind?.only?.includes(id) ?? true) && !never.includes(id),
      )
      const wanted = { recipient: recipient.id, activity: activity.id, categories }
      return refuseDisclosure(register, wanted, { bounds: boundsOn(today), today }) === undefined
        ? [
            {
              recipient: recipient.id,
              name: recipient.name,
              activity: activity.id,
              label: activity.label,
              categories,
            },
          ]
        : []
    })
  })

const objectionsOf = async (transaction: Transaction, personId: PersonId): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ to: string }>`
    select objected_to as to from objection where person_id = ${personId}`.execute(transaction)
  return new Set(rows.map(({ to }) => to))
}

export const scopeOf = async (
  transaction: Transaction,
  deps: PrivacyDeps,
  {
    organizationId,
    personId,
  }: { readonly organizationId: OrganizationId; readonly personId: PersonId | null },
): Promise<Scope> => {
  const now = deps.world.now()
  const register = await registerAt(transaction, organizationId, now)
  const person = personId === null ? undefined : await findPerson(transaction, personId)
  if (personId === null || person === undefined)
    return {
      person: null,
      rows: [],
      consents: [],
      uses: [],
      hasNoMarketing: false,
      restrictedSince: null,
      recipients: [],
      thirdParties: [],
    }
  const no = await objectionsOf(transaction, personId)
  const consents = await consentsOf(transaction, personId, register)
  return {
    person,
    rows: await rowsOf(transaction, deps, personId),
    consents: consents
      .filter(({ givenAt }) => givenAt !== null)
      .map(({ purpose, sentence }) => ({ purpose, sentence })),
    uses: purposesEndedBy(register, 'stop_use').map(({ id, sentence }) => ({
      purpose: id,
      sentence,
      isStopped: no.has(`use:${id}`),
    })),
    hasNoMarketing: no.has('marketing') && no.has('profiling'),
    restrictedSince: await restrictedSince(transaction, personId),
    recipients: await recipientsOf(transaction, personId),
    thirdParties: thirdPartiesOf(register, new Date(now).toISOString().slice(0, 10)),
  }
}
