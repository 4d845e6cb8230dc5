/** Asks the edge to open a door now. The command has a deadline, past which it is never executed. */
import { Problem } from '@loge/http'
import { addMs, type CommandId, type EntranceId, type Instant } from '@loge/kernel'
import { accessFacts } from '../core/index.ts'
import type { AccessDeps, Asker } from './deps.ts'
import { loadEntrances } from './entrance-store.ts'
import { notFound } from './keep-entrance.ts'
import { record } from './record.ts'

/** Somebody stands at the door or they do not: an opening that comes later than this opens for nobody. */
const OPENING_DEADLINE_MS = 10_000

export interface AskedOpening {
  readonly commandId: CommandId
  readonly deadline: Instant
}

export const openEntrance = (
  deps: AccessDeps,
  asker: Asker,
  { id, reason }: { readonly id: EntranceId; readonly reason: string },
): Promise<AskedOpening> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const [entrance] = await loadEntrances(transaction, { ids: [id] })
    if (entrance === undefined) throw notFound()
    if (!entrance.parts.some((part) => part.role === 'lock')) {
      throw new Problem(
        409,
        'entrance_has_no_lock',
        'No lock is joined to this entrance. Add one, then open it.',
      )
    }
    const { siteId } = entrance
    const deadline = addMs(deps.world.now(), OPENING_DEADLINE_MS)
    const commandId = await deps.askCommand(transaction, asker, {
      siteId,
      action: { kind: 'openEntrance', entranceId: id, forMs: entrance.unlockMs },
      reason,
      deadlineAt: deadline,
    })
    await record(transaction, deps, asker, {
      fact: accessFacts.openingAsked,
      siteId,
      entranceId: id,
      payload: { commandId, deadline: new Date(deadline).toISOString() },
    })
    return { commandId, deadline }
  })
