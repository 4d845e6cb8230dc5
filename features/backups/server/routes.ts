/** Backups over HTTP, for those who answer for the whole organization. */
import { eventFacts } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import { callerOf } from '@loge/features/places/server'
import { Problem, serve, type Endpoint, type Reach } from '@loge/http'
import { newId, type OrganizationId, type World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { backupRoutes as routes } from '../wire.ts'
import type { BackupDesk } from './desk.ts'
import { readState } from './read-state.ts'

export interface BackupsDeps {
  readonly database: Database
  readonly world: World
  readonly desk: BackupDesk
  readonly installation: {
    /** Whether letters leave at all. */
    readonly mail: boolean
    readonly simulation: boolean
    readonly release: string
  }
}

interface Asking {
  readonly organizationId: OrganizationId
  readonly reach: Reach
}

/** A copy holds every organization, so it is the affair of the one the installation was made for, over all its sites. */
const requireKeeper = async (
  database: Database,
  { organizationId, reach: { wholeOrganization } }: Asking,
): Promise<void> => {
  if (!wholeOrganization)
    throw new Problem(403, 'permission_denied', 'A backup holds every site. Ask who answers for all of them.')
  const [first] = await database.organizations()
  if (first?.id !== organizationId)
    throw new Problem(
      403,
      'backups_not_yours',
      'A backup holds every organization of this installation. Ask who runs the machine.',
    )
}

export const backupsEndpoints = ({
  database,
  world,
  desk,
  installation,
}: BackupsDeps): readonly Endpoint[] => [
  serve(routes.installation, () => Promise.resolve(installation)),
  serve(routes.read, async (call) => {
    await requireKeeper(database, call)
    return readState(database, desk, call.organizationId)
  }),
  serve(routes.run, async (call) => {
    await requireKeeper(database, call)
    if (desk.place === undefined)
      throw new Problem(409, 'backup_no_place', 'Set LOGE_BACKUP_DIR to a folder, and start Loge again.')
    if (desk.running() !== undefined)
      throw new Problem(409, 'backup_running', 'A backup is being made. Wait for its end.')
    const { organizationId, actor } = callerOf(call)
    desk.begin({ organizationId, actor })
    return readState(database, desk, organizationId)
  }),
  serve(routes.drill, async (call) => {
    await requireKeeper(database, call)
    const { organizationId, actor } = callerOf(call)
    await database.transaction(organizationId, (transaction) =>
      appendEvents(transaction, world, organizationId, [
        {
          id: newId(world, 'event'),
          type: eventFacts.backupDrilled.type,
          occurredAt: world.now(),
          actor,
          payload: { whole: call.body.whole },
        },
      ]),
    )
    return readState(database, desk, organizationId)
  }),
]
