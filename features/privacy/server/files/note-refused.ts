/** A file that was refused is kept nowhere; that it came, and why it was refused, the log says. */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import { Problem } from '@loge/http'
import { newId, type OrganizationId, type World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { securityFacts } from '../../core/index.ts'
import type { FileFault } from './inspect-file.ts'

interface Refused {
  readonly what: string
  readonly fault: FileFault
}

interface Uploading {
  readonly organizationId: OrganizationId
  readonly actor: Actor
}

export const noteRefused = (
  transaction: Transaction,
  world: World,
  { organizationId, actor }: Uploading,
  { what, fault }: Refused,
) =>
  appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: securityFacts.uploadRefused.type,
      occurredAt: world.now(),
      actor,
      payload: { what, fault },
    },
  ])

export const refuseUpload = async (
  { database, world }: { readonly database: Database; readonly world: World },
  who: Uploading,
  refused: Refused,
): Promise<never> => {
  await database.transaction(who.organizationId, (transaction) =>
    noteRefused(transaction, world, who, refused),
  )
  throw new Problem(422, 'file_refused', `The file was refused: ${refused.fault}.`)
}
