/** How the backups stand: what the log says of the last ones, the copies in the folder, and the one being made. */
import type { Actor } from '@loge/features/events/core'
import type { Instant, OrganizationId } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { z } from 'zod'
import type { BackupDesk } from './desk.ts'

interface Told {
  readonly type: string
  readonly at: Date
  readonly actor_kind: Actor['kind']
  readonly actor_id: string | null
  readonly payload: unknown
}

/** The latest of each kind; its content may be gone by retention. */
const lastTold = async (
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<readonly Told[]> => {
  const { rows } = await sql<Told>`
    select distinct on (type) type, occurred_at as at, actor_kind, actor_id, payload
    from event
    where organization_id = ${organizationId} and retention_class = 'audit'
      and type in ('backup.made', 'backup.failed', 'backup.drilled')
    order by type, occurred_at desc`.execute(transaction)
  return rows
}

const madePayload = z.object({ bytes: z.number(), verified: z.boolean().default(false) }).catch({
  bytes: 0,
  verified: false,
})
const failedPayload = z.object({ code: z.string() }).catch({ code: 'backup_failed' })
const drilledPayload = z.object({ whole: z.boolean() }).catch({ whole: false })

const headOf = ({ at, actor_kind: kind, actor_id: id }: Told) => ({
  at: new Date(at).getTime() as Instant,
  by: { kind, id },
})

export const readState = async (database: Database, desk: BackupDesk, organizationId: OrganizationId) => {
  // First: one that ends between the two reads must be seen either at work or in the log.
  const running = desk.running() ?? null
  const told = await database.transaction(organizationId, (transaction) =>
    lastTold(transaction, organizationId),
  )
  const last = (type: string) => told.find((one) => one.type === type)
  const [made, failed, drilled] = [last('backup.made'), last('backup.failed'), last('backup.drilled')]
  return {
    place: desk.place === undefined ? null : { ...desk.place, copies: [...(await desk.copies())] },
    running,
    made: made === undefined ? null : { ...headOf(made), ...madePayload.parse(made.payload) },
    failed: failed === undefined ? null : { ...headOf(failed), ...failedPayload.parse(failed.payload) },
    drilled: drilled === undefined ? null : { ...headOf(drilled), ...drilledPayload.parse(drilled.payload) },
  }
}
