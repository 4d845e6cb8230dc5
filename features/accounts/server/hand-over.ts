/** Hands a role over to another account for a while, and takes it back before its end. */
import { Problem } from '@loge/http'
import { formatId, newId, type AccountId, type Id, type Instant, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { acceptHandOver, accountFacts, handedOverAt, type Scope } from '../core/index.ts'
import {
  findAccount,
  type FoundAccount,
  type HeldAssignment,
  loadAssignments,
  tablesOf,
} from './account-store.ts'
import type { AccountsDeps } from './deps.ts'
import { loadDelegations, type StoredDelegation } from './delegations.ts'
import { viewAccount, type Asker } from './read-accounts.ts'
import { record } from './record.ts'
import { refuseBeyondOwn } from './roles.ts'

export interface WantedHandOver {
  readonly assignmentId: Id<'roleAssignment'>
  readonly accountId: AccountId
  readonly permissions: readonly string[]
  readonly scope: Exclude<Scope, { readonly kind: 'own' }>
  /** Left out: at once. */
  readonly from?: Instant | undefined
  readonly until: Instant
  readonly reason: string
}

const TEXTS = {
  hand_over_beyond_own: [403, 'One hands over what one holds oneself, and no further than one holds it.'],
  hand_over_outlives: [
    403,
    'Accounts, roles, keys and edges are given for good, so the right to give them is not handed over for a while. Leave accounts.manage and edges.enrol out, or have the role given.',
  ],
  hand_over_period: [400, 'It ends after it begins, in the future, and within a year.'],
} as const

const giverOf = ({ giver }: Asker): AccountId => {
  if (giver.kind === 'principal' && giver.principal.kind === 'account') return giver.principal.accountId
  throw new Problem(403, 'account_required', 'A role is handed over by the person who holds it.')
}

const acceptReceiver = async (transaction: Transaction, asker: Asker, accountId: AccountId) => {
  const { id } = await viewAccount(transaction, asker, accountId)
  const account = await findAccount(transaction, asker.organizationId, id)
  if (account?.status !== 'active')
    throw new Problem(403, 'account_suspended', 'This account is suspended. Resume it first.')
  return account
}

const viewDelegation = (delegation: StoredDelegation, at: Instant) => ({
  ...delegation,
  permissions: [...delegation.permissions],
  state:
    at < delegation.from
      ? ('to_come' as const)
      : handedOverAt(delegation, at) === undefined
        ? ('without_effect' as const)
        : ('running' as const),
})

/** Those a reader may see: all, or those over their sites and those they gave. */
export const listDelegations = ({ database }: AccountsDeps, asker: Asker) =>
  database.transaction(asker.organizationId, async (transaction) => {
    const { organizationId, siteIds, at, giver } = asker
    const self = giver.kind === 'principal' && giver.principal.kind === 'account' && giver.principal.accountId
    const all = await loadDelegations(transaction, organizationId, { at })
    return all
      .filter(
        ({ scope, giverId }) =>
          siteIds === undefined ||
          giverId === self ||
          (scope.kind === 'site' && siteIds.includes(scope.siteId)),
      )
      .map((delegation) => viewDelegation(delegation, at))
  })

const findDelegation = async (transaction: Transaction, asker: Asker, id: Id<'delegation'>) => {
  const all = await loadDelegations(transaction, asker.organizationId, { at: asker.at })
  const delegation = all.find((one) => one.id === id)
  if (delegation === undefined) throw new Problem(404, 'not_found', 'Nothing is handed over under this id.')
  return delegation
}

type Recorder = Pick<Asker, 'organizationId' | 'actor' | 'at'>

interface AcceptedHandOver {
  readonly source: HeldAssignment
  readonly account: FoundAccount
  readonly wanted: Pick<WantedHandOver, 'permissions' | 'scope' | 'until' | 'reason'> & {
    readonly from: Instant
  }
}

const keepDelegation = async (
  transaction: Transaction,
  world: World,
  { organizationId, actor, at }: Recorder,
  { source, account, wanted }: AcceptedHandOver,
): Promise<Id<'delegation'>> => {
  const { permissions, scope, from, until, reason } = wanted
  const id = newId(world, 'delegation')
  await tablesOf(transaction)
    .insertInto('delegation')
    .values({
      organization_id: organizationId,
      id,
      assignment_id: source.id,
      account_id: account.id,
      permissions: [...permissions],
      scope: scope.kind,
      site_id: scope.kind === 'site' ? scope.siteId : null,
      reason,
      given_at: new Date(at),
      starts_at: new Date(from),
      ends_at: new Date(until),
      ended_at: null,
    })
    .execute()
  await record(transaction, world, organizationId, {
    fact: accountFacts.roleHandedOver,
    actor,
    account,
    payload: {
      delegationId: formatId('delegation', id),
      giverId: formatId('account', source.accountId),
      roleId: formatId('role', source.roleId),
      permissions: permissions.join(' '),
      scope: scope.kind,
      from: new Date(from).toISOString(),
      until: new Date(until).toISOString(),
    },
  })
  return id
}

export interface AgreedHandOver
  extends Pick<WantedHandOver, 'accountId' | 'permissions' | 'scope' | 'until' | 'reason'> {
  readonly giverId: AccountId
}

/**
 * What somebody agreed in advance to hand over, from now: in the transaction of the use case that it belongs to.
 * `undefined` when the giver does not hold all of it any more.
 */
export const handOverAsAgreed = async (
  transaction: Transaction,
  world: World,
  recorder: Recorder,
  { giverId, accountId, ...wanted }: AgreedHandOver,
): Promise<Id<'delegation'> | undefined> => {
  const { organizationId, at } = recorder
  const held = await loadAssignments(transaction, organizationId, { accountIds: [giverId], at })
  const giver = await findAccount(transaction, organizationId, giverId)
  const account = await findAccount(transaction, organizationId, accountId)
  const source = held.find((one) => acceptHandOver(one, { ...wanted, from: at }, at).ok)
  if (source === undefined || account === undefined || giver?.status !== 'active') return undefined
  return keepDelegation(transaction, world, recorder, { source, account, wanted: { ...wanted, from: at } })
}

export const handOver = (deps: AccountsDeps, asker: Asker, wanted: WantedHandOver) =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { organizationId, at } = asker
    const giverId = giverOf(asker)
    if (wanted.accountId === giverId)
      throw new Problem(400, 'hand_over_to_oneself', 'Choose another account: this one is yours.')
    const held = await loadAssignments(transaction, organizationId, { accountIds: [giverId], at })
    const source = held.find(({ id }) => id === wanted.assignmentId)
    const { permissions, scope, until } = wanted
    const from = wanted.from === undefined || wanted.from < at ? at : wanted.from
    const accepted = acceptHandOver(source, { permissions, scope, from, until }, at)
    if (!accepted.ok || source === undefined) {
      const code = accepted.ok ? 'hand_over_beyond_own' : accepted.refusal
      throw new Problem(TEXTS[code][0], code, TEXTS[code][1])
    }
    const account = await acceptReceiver(transaction, asker, wanted.accountId)
    const id = await keepDelegation(transaction, deps.world, asker, {
      source,
      account,
      wanted: { ...wanted, from },
    })
    return viewDelegation(await findDelegation(transaction, asker, id), at)
  })

/** Ends it before its time, in the transaction of the use case that it belongs to. */
export const takeBack = async (
  transaction: Transaction,
  world: World,
  { organizationId, actor, at }: Recorder,
  { id, accountId }: Pick<StoredDelegation, 'id' | 'accountId'>,
): Promise<void> => {
  await tablesOf(transaction)
    .updateTable('delegation')
    .set({ ended_at: new Date(at) })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
  const account = await findAccount(transaction, organizationId, accountId)
  await record(transaction, world, organizationId, {
    fact: accountFacts.handOverEnded,
    actor,
    ...(account === undefined ? {} : { account }),
    payload: { delegationId: formatId('delegation', id) },
  })
}

/** By whoever gave it, or by somebody who holds all of it themselves. */
export const endHandOver = (deps: AccountsDeps, asker: Asker, id: Id<'delegation'>): Promise<void> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const delegation = await findDelegation(transaction, asker, id)
    if (delegation.giverId !== giverOf(asker)) refuseBeyondOwn(asker.giver, [delegation])
    await takeBack(transaction, deps.world, asker, delegation)
  })
