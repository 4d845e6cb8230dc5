/** Asks the edge to open a door now, or to take codes there again. The command has a deadline, past which it is never executed. */
import type { CommandAction } from '@loge/features/equipment/core'
import { Problem } from '@loge/http'
import { addMs, type CommandId, type EntranceId, type Instant, type PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { accessFacts, REFUSAL_TEXTS, tellAtDoor } from '../core/index.ts'
import { requireLock } from './accept-parts.ts'
import { whenAsked } from './as-of.ts'
import { explainAccess } from './ask.ts'
import type { AccessDeps, Asker } from './deps.ts'
import { loadEntrances, type StoredEntrance } from './entrance-store.ts'
import { notFound } from './keep-entrance.ts'
import { inForceAt, listPlacements } from './placements.ts'
import { record } from './record.ts'

/** Somebody stands at the door or they do not: an opening that comes later than this opens for nobody. */
const OPENING_DEADLINE_MS = 10_000

export interface AskedOfEdge {
  readonly commandId: CommandId
  readonly deadline: Instant
}

export interface Opening {
  readonly id: EntranceId
  readonly reason: string
  /** Set when somebody opens by their own right, and not by their office: the same decision as at the door. */
  readonly byRightOf?: PersonId
  readonly language: 'en' | 'fr'
}

/** By one's own right: the same decision as at the door, now. */
const requireRight = async (
  deps: AccessDeps,
  { organizationId }: Asker,
  { entrance, personId, language }: { entrance: StoredEntrance; personId: PersonId; language: 'en' | 'fr' },
): Promise<void> => {
  const { siteId, id: entranceId } = entrance
  const when = whenAsked(undefined, deps.world.now())
  const { decision } = await explainAccess(deps, { organizationId, siteId, entranceId, personId, when })
  if (decision.allowed) return
  if (decision.refusal === 'no_grant_here') throw notFound()
  throw new Problem(403, 'entry_refused', tellAtDoor(REFUSAL_TEXTS[decision.refusal][language]))
}

const readEntrance = async (transaction: Transaction, id: EntranceId): Promise<StoredEntrance> => {
  const [entrance] = await loadEntrances(transaction, { ids: [id] })
  if (entrance === undefined) throw notFound()
  return entrance
}

/** What nobody can hear is refused at once, and not left to run out. An edge that is merely silent may be back in time. */
const requireEdge = async (
  transaction: Transaction,
  { siteId }: StoredEntrance,
  now: Instant,
): Promise<void> => {
  const inForce = inForceAt(await listPlacements(transaction, [siteId], now), siteId)
  if (inForce?.inForce !== 'edge_revoked') return
  throw new Problem(
    409,
    'edge_revoked',
    'The edge of this site was taken out of service and none has taken its place. Open the door by hand; enrol an edge.',
  )
}

export const openEntrance = async (
  deps: AccessDeps,
  asker: Asker,
  opening: Opening,
): Promise<AskedOfEdge> => {
  const { id, byRightOf: personId, language } = opening
  if (personId !== undefined) {
    const entrance = await deps.database.transaction(asker.organizationId, (transaction) =>
      readEntrance(transaction, id),
    )
    await requireRight(deps, asker, { entrance, personId, language })
  }
  return deps.database.transaction(asker.organizationId, (transaction) =>
    askOpening(transaction, deps, asker, opening),
  )
}

const askOpening = async (
  transaction: Transaction,
  deps: AccessDeps,
  asker: Asker,
  { id, reason, byRightOf: personId }: Opening,
): Promise<AskedOfEdge> => {
  const entrance = await readEntrance(transaction, id)
  await requireLock(transaction, entrance)
  return askEdge(transaction, deps, asker, {
    entrance,
    action: { kind: 'openEntrance', entranceId: id, forMs: entrance.unlockMs },
    fact: accessFacts.openingAsked,
    reason,
    ...(personId === undefined ? {} : { personId }),
  })
}

interface Wanted {
  readonly entrance: StoredEntrance
  readonly action: CommandAction
  readonly fact: typeof accessFacts.openingAsked | typeof accessFacts.codesReleaseAsked
  readonly reason: string
  readonly personId?: PersonId
}

const askEdge = async (
  transaction: Transaction,
  deps: AccessDeps,
  asker: Asker,
  { entrance, action, fact, reason, ...about }: Wanted,
): Promise<AskedOfEdge> => {
  await requireEdge(transaction, entrance, deps.world.now())
  const { siteId, id: entranceId } = entrance
  const deadline = addMs(deps.world.now(), OPENING_DEADLINE_MS)
  const commandId = await deps.askCommand(transaction, asker, {
    siteId,
    action,
    reason,
    deadlineAt: deadline,
  })
  const payload = { commandId, deadline: new Date(deadline).toISOString() }
  await record(transaction, deps, asker, { fact, siteId, entranceId, ...about, payload })
  return { commandId, deadline }
}

/** Only the edge knows whether its block still stands: one that has ended meanwhile is refused there. */
export const releaseCodes = (
  deps: AccessDeps,
  asker: Asker,
  { id, reason }: Pick<Opening, 'id' | 'reason'>,
): Promise<AskedOfEdge> =>
  deps.database.transaction(asker.organizationId, async (transaction) =>
    askEdge(transaction, deps, asker, {
      entrance: await readEntrance(transaction, id),
      action: { kind: 'releaseCodes', entranceId: id },
      fact: accessFacts.codesReleaseAsked,
      reason,
    }),
  )
