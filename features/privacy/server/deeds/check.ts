/** Looks at what was done in another way than it was done, afterwards and by itself; only then a deed is proven. */
import type { OrganizationId, PersonId } from '@loge/kernel'
import { asAnybody, type Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { type DeedKind, findPaths } from '../../core/index.ts'
import { findIdentities, leadsTo } from '../ask-table.ts'
import type { PrivacyDeps } from '../deps.ts'
import type { Found } from '../erasure.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { type StoredDeed, tablesOf, unchecked } from './tables.ts'

const MOST_A_TURN = 200

interface Checking {
  readonly transaction: Transaction
  readonly deps: PrivacyDeps
  readonly personId: PersonId | null
  readonly deed: StoredDeed
}

/** `undefined`: it is not over yet. */
type Check = (checking: Checking) => Promise<readonly Found[] | undefined>

const countOf = async (
  { transaction }: Checking,
  question: ReturnType<typeof sql<{ count: number }>>,
): Promise<number> => (await question.execute(transaction)).rows[0]?.count ?? 0

const missing = (table: string, rows: number): readonly Found[] => (rows > 0 ? [{ table, rows }] : [])

/** What the answers themselves say stays as it was said. */
const SAID: ReadonlySet<string> = new Set([
  'privacy_request',
  'privacy_letter',
  'privacy_request_event',
  'request_deed',
])
const VALUES: ReadonlySet<string> = new Set(['identity', 'contact', 'postal_address', 'account'])
/** Shorter ones are everywhere: a country, a civility. */
const TELLING = 4

/** The old value anywhere in what is kept of them, not only where it was corrected. */
const correct: Check = async ({ transaction, deps, personId, deed }) => {
  if (personId === null) return []
  const old = (deed.changes ?? []).flatMap(({ before, field }) =>
    before !== null && before.length >= TELLING && field !== 'bornOn' ? [before.toLowerCase()] : [],
  )
  if (old.length === 0) return []
  const { anchors, strands } = findPaths(deps.declarations)
  const identities = await findIdentities(transaction, anchors, personId)
  const found: Found[] = []
  for (const { table, leads, columns, part } of strands) {
    if (part !== 'row' || SAID.has(table)) continue
    const told = Object.entries(columns).flatMap(([column, { pd }]) => (VALUES.has(pd) ? [column] : []))
    if (told.length === 0) continue
    const matches = sql.join(
      told.map((column) => sql`lower(t.${sql.ref(column)}::text) = any(${old})`),
      sql` or `,
    )
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(table)} t
      where ${leadsTo(leads, identities)} and (${matches})`.execute(transaction)
    found.push(...missing(table, rows[0]?.count ?? 0))
  }
  return found
}

const objections =
  (wanted: (deed: StoredDeed) => readonly string[]): Check =>
  async (checking) => {
    const ids = wanted(checking.deed)
    const there = await countOf(
      checking,
      sql`select count(*)::int as count from objection
        where person_id = ${checking.personId} and objected_to = any(${[...ids]})`,
    )
    return missing('objection', ids.length - there)
  }

const purposesOf = ({ details }: StoredDeed): readonly string[] =>
  Array.isArray(details['purposes']) ? details['purposes'] : []

const CHECKS: Readonly<Record<DeedKind, Check>> = {
  copy: async (checking) =>
    missing(
      'privacy_letter',
      1 -
        Math.min(
          1,
          await countOf(
            checking,
            sql`select count(*)::int as count from privacy_letter where request_id = ${checking.deed.request_id}
              and kind = 'answer' and state = 'sent'`,
          ),
        ),
    ),
  correct,
  erase: async (checking) => {
    const { rows } = await sql<{ state: string; found: readonly Found[] }>`
      select e.state, e.found from erasure e join privacy_request r
        on r.organization_id = e.organization_id and r.erasure_id = e.id
      where r.id = ${checking.deed.request_id}`.execute(checking.transaction)
    const [erasure] = rows
    if (erasure?.state === 'done') return []
    return erasure?.state === 'doubtful' ? [...erasure.found, { table: 'erasure', rows: 1 }] : undefined
  },
  // As anybody else would ask, not as the desk does.
  restrict: async ({ deps, deed, personId }) => {
    const seen = await asAnybody(() =>
      deps.database.transaction(deed.organization_id, async (transaction) => {
        const { rows } = await sql`select from person where id = ${personId}`.execute(transaction)
        return rows.length
      }),
    )
    return missing('person', seen)
  },
  stop_use: objections((deed) => purposesOf(deed).map((id) => `use:${id}`)),
  stop_marketing: objections(() => ['marketing', 'profiling']),
  withdraw_consent: async (checking) =>
    missing(
      'consent',
      await countOf(
        checking,
        sql`select count(*)::int as count from consent where person_id = ${checking.personId}
          and purpose = any(${[...purposesOf(checking.deed)]}) and withdrawn_at is null`,
      ),
    ),
  hand_over: async (checking) =>
    missing(
      'disclosure',
      1 -
        (await countOf(
          checking,
          sql`select count(*)::int as count from disclosure where person_id = ${checking.personId}
            and recipient = ${checking.deed.details['recipient']} and id::text = any(${[...disclosuresOf(checking.deed)]})`,
        )),
    ),
}

const disclosuresOf = ({ details }: StoredDeed): readonly string[] =>
  Array.isArray(details['disclosures']) ? details['disclosures'] : []

const checkOne = (deps: PrivacyDeps, organizationId: OrganizationId, deed: StoredDeed): Promise<void> =>
  insideAsPrivacy(deps.database, organizationId, async (transaction) => {
    const { rows } = await sql<{ person_id: PersonId | null }>`
      select person_id from privacy_request where id = ${deed.request_id}`.execute(transaction)
    const personId = rows[0]?.person_id ?? null
    const found = await CHECKS[deed.kind]({ transaction, deps, personId, deed })
    // Whoever was erased since has nothing left to look at.
    const isOver = personId === null && deed.kind !== 'erase'
    if (found === undefined) return
    await tablesOf(transaction)
      .updateTable('request_deed')
      .set({
        state: found.length === 0 || isOver ? 'proven' : 'doubtful',
        found: JSON.stringify(isOver ? [] : found),
        checked_at: new Date(deps.world.now()),
      })
      .where('request_id', '=', deed.request_id)
      .where('state', '=', 'done')
      .execute()
  })

/** A job: whatever was done and not looked at yet. */
export const checkDeeds = async (deps: PrivacyDeps, organizationId: OrganizationId): Promise<void> => {
  const open = await insideAsPrivacy(deps.database, organizationId, (transaction) =>
    unchecked(transaction, organizationId, MOST_A_TURN),
  )
  for (const deed of open) await checkOne(deps, organizationId, deed)
}
