/** Who does something at the desk of rights. */
import type { Actor } from '@loge/features/events/core'
import type { OrganizationId, PersonId } from '@loge/kernel'

export interface Asker {
  readonly organizationId: OrganizationId
  readonly actor: Actor
  /** Of an account: nobody erases themselves. */
  readonly personId?: PersonId
}
