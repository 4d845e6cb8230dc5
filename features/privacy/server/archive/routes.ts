/** The archive over HTTP: for whoever answers for the whole organization, and each reading of it is in the log. */
import { appendEvents } from '@loge/features/events/server'
import { registerAt } from '@loge/features/law/server'
import { callerOf } from '@loge/features/places/server'
import { type Endpoint, Problem, serve } from '@loge/http'
import { newId, type PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { archiveRoutes as routes } from '../../archive-wire.ts'
import { privacyFacts } from '../../core/index.ts'
import { copyPerson } from '../copy.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { requireWhole } from '../require-whole.ts'
import { listHolds } from '../retention/holds.ts'

interface Archived {
  readonly personId: PersonId
  readonly personName: string
  readonly since: string
  readonly until: string | null
  readonly rules: readonly string[]
}

const archivedIn = async (transaction: Transaction): Promise<readonly Archived[]> => {
  const { rows } = await sql<Archived>`
    select a.person_id as "personId", trim(p.given_name || ' ' || p.family_name) as "personName",
      a.since::text, a.until_on::text as until, a.rules
    from archived a join person p on p.organization_id = a.organization_id and p.id = a.person_id
    order by a.since desc, p.sort_name limit 500`.execute(transaction)
  return rows
}

const list = (deps: PrivacyDeps): Endpoint =>
  serve(routes.list, ({ organizationId, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const { retention } = await registerAt(transaction, organizationId, deps.world.now())
      const holds = (await listHolds(transaction, deps)).filter(({ holds: keeps }) => keeps)
      const data = (await archivedIn(transaction)).map(({ rules, ...one }) => {
        const cases = holds.filter(({ person_id }) => person_id === one.personId)
        // A case is kept under the rule of the register that says a law may ask for longer.
        const cited = retention.filter(
          ({ id, hold }) =>
            rules.includes(id) || (rules.length === 0 && cases.some(({ ground }) => ground === hold)),
        )
        return {
          ...one,
          rules: cited.map(({ id, sentence, ground }) => ({ id, sentence, ground })),
          cases: cases.map(({ ground, case_name, reason, ends_on }) => ({
            ground,
            caseName: case_name,
            reason,
            endsOn: ends_on,
          })),
        }
      })
      return { data }
    })
  })

const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)

const MOST_ROWS = 1_000

const open = (deps: PrivacyDeps): Endpoint =>
  serve(routes.open, async (call) => {
    requireWhole(call.reach)
    const { organizationId, actor } = callerOf(call)
    const { id: personId } = call.params
    await insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      if (!(await archivedIn(transaction)).some((one) => one.personId === personId))
        throw new Problem(404, 'not_found', 'There is nobody of that number in the archive.')
      // Told before anything is shown.
      await appendEvents(transaction, deps.world, organizationId, [
        {
          id: newId(deps.world, 'event'),
          type: privacyFacts.archiveOpened.type,
          occurredAt: deps.world.now(),
          actor,
          personId,
          payload: { reason: call.body.reason },
        },
      ])
    })
    const data: { table: string; values: Record<string, string> }[] = []
    for await (const line of await copyPerson(deps, { organizationId, personId }))
      if (line.kind === 'row' && data.length < MOST_ROWS)
        data.push({
          table: line.table,
          values: Object.fromEntries(
            Object.entries(line.values).flatMap(([column, value]) =>
              textOf(value) === '' ? [] : [[column, textOf(value)]],
            ),
          ),
        })
    return { data }
  })

export const archiveEndpoints = (deps: PrivacyDeps): readonly Endpoint[] => [list(deps), open(deps)]
