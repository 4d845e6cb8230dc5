/** Gives entrances other parts, with a version each, inside a transaction that holds them and the site. */
import type { Transaction } from '@loge/storage'
import { accessFacts } from '../../core/index.ts'
import { requireParts } from '../accept-parts.ts'
import type { AccessDeps, Asker } from '../deps.ts'
import { addEntranceVersion, type EntrancePart, type StoredEntrance } from '../entrance-store.ts'
import { requireNoFire } from '../emergency/fire-holds.ts'
import { recordAll } from '../record.ts'
import { requireRulesKept } from '../rules/require-kept.ts'
import { readRevision } from './store.ts'
import type { MovedEntrance } from './tables.ts'

export interface PartsMove {
  readonly entrance: StoredEntrance
  readonly parts: readonly EntrancePart[]
  /** These parts were its own before: what is out of service among them may come back as it was. */
  readonly isBack?: boolean
}

const moveOne = async (
  transaction: Transaction,
  deps: AccessDeps,
  { organizationId }: Asker,
  { entrance, parts, isBack = false }: PartsMove,
): Promise<MovedEntrance> => {
  const { id, siteId, kind, revision, lockedDown } = entrance
  await requireParts(transaction, { siteId, kind, parts, current: isBack ? { id, parts } : entrance })
  await requireRulesKept(transaction, siteId, { ...entrance, parts })
  const definition = { ...(await readRevision(transaction, id, revision)), parts }
  const after = revision + 1
  const validFrom = deps.world.now()
  await addEntranceVersion(transaction, {
    organizationId,
    id,
    revision: after,
    definition,
    lockedDown,
    validFrom,
  })
  return { id, before: revision, after }
}

export const moveParts = async (
  transaction: Transaction,
  deps: AccessDeps,
  asker: Asker,
  moves: readonly PartsMove[],
): Promise<readonly MovedEntrance[]> => {
  await requireNoFire(transaction, asker.organizationId, moves)
  const moved: MovedEntrance[] = []
  for (const move of moves) moved.push(await moveOne(transaction, deps, asker, move))
  await recordAll(
    transaction,
    deps,
    asker,
    moves.map(({ entrance: { id: entranceId, siteId } }) => ({
      fact: accessFacts.entranceChanged,
      siteId,
      entranceId,
      payload: { fields: ['parts'] },
    })),
  )
  return moved
}
