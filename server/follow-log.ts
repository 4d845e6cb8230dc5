/** Features on the right learn what happened on the left by reading the log: one follower per organization. */
import { accountFacts } from '@loge/features/accounts/core'
import { followEvent } from '@loge/features/access/server'
import type { OrganizationId } from '@loge/kernel'
import type { ServerParts } from './server-parts.ts'

const EVERYTHING = { wholeOrganization: true, siteIds: [], ownPersonId: undefined }
const PAUSE_MS = 5_000
const ABOUT_ACCOUNTS = new Set<string>(Object.values(accountFacts).map(({ type }) => type))

export interface FollowLog {
  readonly parts: ServerParts
  /** Somebody signed in or out, or has other rights. */
  readonly onAccounts: () => void
}

const follow = async (
  { parts, onAccounts }: FollowLog,
  organizationId: OrganizationId,
  left: AbortSignal,
): Promise<void> => {
  // What happened while nobody followed is unknown: every edge gets a snapshot made from what is true now.
  await followEvent(parts, organizationId, { type: 'site.changed' })
  for await (const event of parts.hub.subscribe({
    organizationId,
    reach: EVERYTHING,
    filter: {},
    after: undefined,
    left,
  })) {
    if (ABOUT_ACCOUNTS.has(event.type)) onAccounts()
    await followEvent(parts, organizationId, event)
  }
}

/** Follows every organization there is, and those that come; returns how to stop. */
export const followLog = (following: FollowLog): (() => Promise<void>) => {
  const { parts } = following
  const leaving = new AbortController()
  const followers = new Map<OrganizationId, Promise<void>>()
  const keepFollowing = async (id: OrganizationId): Promise<void> => {
    while (!leaving.signal.aborted) {
      await follow(following, id, leaving.signal).catch((error: unknown) =>
        parts.logger.error('follow_log_failed', error, { organizationId: id }),
      )
      if (!leaving.signal.aborted) await parts.world.sleep(PAUSE_MS)
    }
  }
  let cancel: () => void = () => undefined
  const look = async (): Promise<void> => {
    try {
      for (const { id } of await parts.database.organizations())
        if (!followers.has(id)) followers.set(id, keepFollowing(id))
    } catch (error) {
      parts.logger.error('follow_log_failed', error)
    }
    if (!leaving.signal.aborted) cancel = parts.world.after(PAUSE_MS, () => void look())
  }
  void look()
  return async () => {
    leaving.abort()
    cancel()
    await Promise.all(followers.values())
  }
}
