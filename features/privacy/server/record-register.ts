/** The log says what became of a register, and who did it. */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import type { RegisterFact } from '@loge/features/law/server'
import { newId, type OrganizationId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { registerFacts } from '../core/index.ts'
import { followRegister } from './documents/follow-register.ts'

export const recordRegister = async (
  transaction: Transaction,
  world: World,
  { organizationId, actor }: { readonly organizationId: OrganizationId; readonly actor: Actor },
  { fact, number, hash, effectiveAt, level }: RegisterFact,
): Promise<void> => {
  await appendEvents(transaction, world, organizationId, [
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
  // What people read says what the register says, from the same moment on.
  if (fact === 'published' && effectiveAt !== null)
    await followRegister({ transaction, world, organizationId, actor, from: effectiveAt, mayRefuse: true })
}
