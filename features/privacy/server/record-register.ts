/** The log says what became of a register, and who did it. */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import type { RegisterFact } from '@loge/features/law/server'
import { newId, type OrganizationId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { registerFacts } from '../core/index.ts'

export const recordRegister = (
  transaction: Transaction,
  world: World,
  { organizationId, actor }: { readonly organizationId: OrganizationId; readonly actor: Actor },
  { fact, number, hash, effectiveAt, level }: RegisterFact,
): Promise<void> =>
  appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: registerFacts[fact].type,
      occurredAt: world.now(),
      actor,
      payload: {
        number,
        hash,
        effectiveAt: effectiveAt === null ? null : new Date(effectiveAt).toISOString(),
        level,
      },
    },
  ])
