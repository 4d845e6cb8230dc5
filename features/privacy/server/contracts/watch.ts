/** Contracts with recipients, by the register in force: somebody is told before one ends, and of each transfer it stops. */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import {
  type Bounds,
  boundsOn,
  CONTRACT_GAPS,
  contractState,
  type ContractState,
  needsContract,
} from '@loge/features/law/core'
import { registerAt } from '@loge/features/law/server'
import { Problem } from '@loge/http'
import { type Instant, newId, type OrganizationId, type World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { contractFacts } from '../../core/index.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { tablesOf } from './tables.ts'

interface Watching {
  readonly database: Database
  readonly world: World
  /** The numbers and decisions of the law; those that come with the product when left out. */
  readonly law?: Bounds
}

const SYSTEM: Actor = { kind: 'system', id: 'privacy' }

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

interface Moment {
  readonly now: Instant
  readonly law?: Bounds | undefined
}

/** Every recipient that needs a contract, and how it stands today. */
export const contractsAt = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  { now, law }: Moment,
) => {
  const today = dayOf(now)
  const bounds = boundsOn(today, law)
  const register = await registerAt(transaction, organizationId, now)
  return register.recipients
    .filter((one) => needsContract(register, one) || one.safeguard === 'adequacy')
    .map((recipient) => ({ recipient, state: contractState(register, recipient, today, bounds) }))
}

interface Noticed {
  readonly recipient: string
  readonly code: ContractState
  readonly until: string
  readonly isStopped: boolean
}

/** True where nobody had been told of it. */
const note = async (
  transaction: Transaction,
  world: World,
  organizationId: OrganizationId,
  { recipient, code, until, isStopped }: Noticed,
): Promise<boolean> => {
  const at = new Date(world.now())
  const stopped = isStopped ? 1 : 0
  const { first } = await tablesOf(transaction)
    .insertInto('contract_task')
    .values({ organization_id: organizationId, recipient, code, until, stopped, first_at: at, last_at: at })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'recipient', 'code', 'until']).doUpdateSet({
        stopped: sql`contract_task.stopped + ${stopped}`,
        last_at: sql`greatest(contract_task.last_at, ${at})`,
      }),
    )
    .returning(sql<boolean>`xmax = 0`.as('first'))
    .executeTakeFirstOrThrow()
  return first
}

const tell = (
  transaction: Transaction,
  world: World,
  organizationId: OrganizationId,
  {
    type,
    actor,
    payload,
  }: { readonly type: string; readonly actor: Actor; readonly payload: Readonly<Record<string, string>> },
): Promise<void> =>
  appendEvents(transaction, world, organizationId, [
    { id: newId(world, 'event'), type, occurredAt: world.now(), actor, payload },
  ])

/** A job: once for each contract that ends within two months, and once more when it is over. */
export const watchContracts = (
  { database, world, law }: Watching,
  organizationId: OrganizationId,
): Promise<void> =>
  insideAsPrivacy(database, organizationId, async (transaction) => {
    for (const { recipient, state } of await contractsAt(transaction, organizationId, {
      now: world.now(),
      law,
    })) {
      if (state === 'binds') continue
      const noticed = {
        recipient: recipient.id,
        code: state,
        until: recipient.contract?.until ?? '',
        isStopped: false,
      }
      if (!(await note(transaction, world, organizationId, noticed))) continue
      const payload = { recipient: recipient.id, code: state }
      await tell(transaction, world, organizationId, {
        type: contractFacts.due.type,
        actor: SYSTEM,
        payload,
      })
    }
  })

const GAPS: ReadonlySet<string> = new Set(CONTRACT_GAPS)

/** Does the work; where a contract stops it, nothing of the work stays, and the task and the line of the log do. */
export const notingStops = async <Value>(
  { database, world }: Watching,
  {
    organizationId,
    actor,
    recipient,
  }: { readonly organizationId: OrganizationId; readonly actor: Actor; readonly recipient: string },
  work: () => Promise<Value>,
): Promise<Value> => {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem) || !GAPS.has(error.code)) throw error
    const code = CONTRACT_GAPS.find((gap) => gap === error.code) ?? 'contract_missing'
    await insideAsPrivacy(database, organizationId, async (transaction) => {
      const register = await registerAt(transaction, organizationId, world.now())
      const until = register.recipients.find(({ id }) => id === recipient)?.contract?.until ?? ''
      await note(transaction, world, organizationId, { recipient, code, until, isStopped: true })
      await tell(transaction, world, organizationId, {
        type: contractFacts.stopped.type,
        actor,
        payload: { recipient, code },
      })
    })
    throw error
  }
}
