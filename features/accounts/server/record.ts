/** Records what happened to an account. */
import { appendEvents } from '@loge/features/events/server'
import type { Actor, FactDefinition, PayloadValue } from '@loge/features/events/core'
import type { Principal } from '@loge/http'
import { formatId, newId, type AccountId, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'

export const actorOf = (principal: Principal): Actor => {
  if (principal.kind === 'account') return { kind: 'account', id: principal.accountId }
  if (principal.kind === 'apiKey') return { kind: 'apiKey', id: principal.apiKeyId }
  return { kind: 'unknown' }
}

export const byThemselves = (accountId: AccountId): Actor => ({ kind: 'account', id: accountId })

export interface AccountFact {
  readonly fact: FactDefinition
  readonly actor: Actor
  readonly account?: { readonly id: AccountId; readonly personId: PersonId }
  readonly payload?: Readonly<Record<string, PayloadValue>>
}

export const record = (
  transaction: Transaction,
  world: World,
  organizationId: OrganizationId,
  { fact, actor, account, payload = {} }: AccountFact,
): Promise<void> =>
  appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: fact.type,
      occurredAt: world.now(),
      actor,
      ...(account === undefined ? {} : { personId: account.personId }),
      payload: {
        ...(account === undefined ? {} : { accountId: formatId('account', account.id) }),
        ...payload,
      },
    },
  ])
