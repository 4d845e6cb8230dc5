/** Contracts with recipients over HTTP: what stands in the way of a transfer, and what soon will. */
import { type Endpoint, serve } from '@loge/http'
import type { Transaction } from '@loge/storage'
import type { Selectable } from 'kysely'
import { contractRoutes as routes } from '../../contracts-wire.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { requireWhole } from '../require-whole.ts'
import { type ContractTaskRow, tablesOf } from './tables.ts'
import { contractsAt } from './watch.ts'

type Standing = Awaited<ReturnType<typeof contractsAt>>[number]

const tasksOf = (transaction: Transaction): Promise<readonly Selectable<ContractTaskRow>[]> =>
  tablesOf(transaction).selectFrom('contract_task').selectAll().execute()

const view = ({ recipient, state }: Standing, tasks: readonly Selectable<ContractTaskRow>[]) => {
  const { id, name, country, contractOn, contract } = recipient
  const own = tasks.find(
    (task) => task.recipient === id && task.code === state && task.until === (contract?.until ?? ''),
  )
  return {
    recipient: id,
    name,
    country,
    contractOn,
    document: contract?.document ?? null,
    until: contract?.until ?? null,
    confidentialityOn: contract?.confidentialityOn ?? null,
    clauses: [...(contract?.clauses ?? [])],
    state,
    stopped: own?.stopped ?? 0,
    lastStoppedAt: own === undefined || own.stopped === 0 ? null : own.last_at,
  }
}

const RANK = { ending: 1, binds: 2 } as const
const rankOf = (state: string): number => (state === 'ending' || state === 'binds' ? RANK[state] : 0)

export const contractEndpoints = (deps: PrivacyDeps): readonly Endpoint[] => [
  serve(routes.list, ({ organizationId, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const tasks = await tasksOf(transaction)
      const standing = await contractsAt(transaction, organizationId, {
        now: deps.world.now(),
        law: deps.law,
      })
      const data = standing
        .map((one) => view(one, tasks))
        .toSorted(
          (a, b) => rankOf(a.state) - rankOf(b.state) || (a.until ?? '9').localeCompare(b.until ?? '9'),
        )
      return { data }
    })
  }),
]
