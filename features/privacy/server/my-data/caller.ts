/** Whoever asks about themselves: a person with an account. A key is nobody. */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import { Problem, type Principal } from '@loge/http'
import { newId, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { privacyFacts } from '../../core/index.ts'

export interface Oneself {
  readonly organizationId: OrganizationId
  readonly personId: PersonId
  readonly actor: Actor
}

export const oneself = ({ principal }: { readonly principal: Principal }): Oneself => {
  if (principal.kind !== 'account')
    throw new Problem(403, 'account_required', 'A key is nobody. Sign in with an account.')
  const { organizationId, personId, accountId } = principal
  return { organizationId, personId, actor: { kind: 'account', id: accountId } }
}

/** In the log of the person, who reads it there. */
export const tell = (
  transaction: Transaction,
  world: World,
  { organizationId, personId, actor }: Oneself,
  {
    fact,
    payload = {},
  }: {
    readonly fact: (typeof privacyFacts)[keyof typeof privacyFacts]
    readonly payload?: Readonly<Record<string, string>>
  },
): Promise<void> =>
  appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: fact.type,
      occurredAt: world.now(),
      actor,
      personId,
      payload,
    },
  ])
