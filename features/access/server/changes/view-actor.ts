/** Who changed something, as a screen says it. */
import type { AccountNames } from '@loge/features/accounts/server'
import type { Actor } from '@loge/features/events/core'
import type { AccountId } from '@loge/kernel'
import { actorId } from './touched-since.ts'

export interface SeenActor {
  readonly kind: string
  readonly id: string | null
  readonly name: string | null
}

export const viewActor = (actor: Actor, names: AccountNames): SeenActor => {
  if (actor.kind === 'unknown') return { kind: actor.kind, id: null, name: null }
  return { kind: actor.kind, id: actorId(actor), name: names.get(actor.id as AccountId) ?? null }
}
