/** Makes the use cases of several edits one act: one transaction, one instant, one version of the site's rights. */
import { formatId, type AccountId, type Id, type Instant, type SiteId, type World } from '@loge/kernel'
import type { Actor } from '@loge/features/events/core'
import { Problem } from '@loge/http'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { isOutdated, RIGHTS_NOUNS, type RightsVersion } from '../follow-left.ts'

/** The same world with its clock stopped. */
export const at = (world: World, now: Instant): World => ({
  now: () => now,
  monotonicMs: () => world.monotonicMs(),
  bytes: (length) => world.bytes(length),
  after: (ms, work) => world.after(ms, work),
  sleep: (ms) => world.sleep(ms),
})

/** More would not be read by who has to look again anyway. */
const MOST_NAMED = 5

const nameOf = (actor: Pick<Actor, 'kind'> & { readonly id: string | null }): string => {
  if (actor.kind === 'account') return formatId('account', actor.id as AccountId)
  if (actor.kind === 'apiKey') return formatId('apiKey', actor.id as Id<'apiKey'>)
  return actor.kind
}

/** The latest changes of what the rights of the site are made of: what, when and by whom. */
const latestChanges = async (transaction: Transaction, siteId: SiteId, count: number) => {
  const { rows } = await sql<{ type: string; at: Instant; kind: Actor['kind']; id: string | null }>`
    select type, occurred_at as at, actor_kind as kind, actor_id as id
    from event
    where organization_id = current_organization() and retention_class = 'audit'
      and (site_id is null or site_id = ${siteId}) and split_part(type, '.', 1) = any(${[...RIGHTS_NOUNS]})
    order by xact_id desc, position desc
    limit ${Math.max(1, Math.min(count, MOST_NAMED))}`.execute(transaction)
  return rows
}

/** Somebody changed the rights since they were looked at: never overwritten, always told who, what and when. */
const changedMeanwhile = async (
  transaction: Transaction,
  siteId: SiteId,
  count: number,
): Promise<Problem> => {
  const changes = await latestChanges(transaction, siteId, count)
  return new Problem(
    409,
    'rights_changed_meanwhile',
    'Somebody changed the rights of this site since you looked. Look at the preview again, then decide.',
    changes.map((change) => ({
      pointer: '/basedOn',
      code: change.type,
      message: `${new Date(change.at).toISOString()} ${nameOf(change)}`,
    })),
  )
}

/** Refuses a change that is based on another version than this one. */
export const requireBasedOn = async (
  transaction: Transaction,
  siteId: SiteId,
  { version }: RightsVersion,
  basedOn: number,
): Promise<void> => {
  if (version !== basedOn) throw await changedMeanwhile(transaction, siteId, version - basedOn)
}

/**
 * Last in the transaction: what the left (hours, homes) changed without taking our lock is seen by now, or waits for
 * what we locked.
 */
export const requireNothingMeanwhile = async (
  transaction: Transaction,
  siteId: SiteId,
  version: RightsVersion,
): Promise<void> => {
  if (await isOutdated(transaction, siteId, version)) throw await changedMeanwhile(transaction, siteId, 1)
}
