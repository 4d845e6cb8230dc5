/** Which doors do not know yet of what was decided about a credential. */
import type { Entrance, Placement } from '../residence/queries.ts'
import type { Credential } from './queries.ts'

type Told = Pick<Placement, 'siteId' | 'inForce' | 'desiredAt' | 'reportedAt'>
type Door = Pick<Entrance, 'siteId' | 'name' | 'placement'>

/** The decision and the version that carries it are written together, but not in the same millisecond. */
const TOGETHER_MS = 1000

const isUntold = (changedAt: number, { inForce, desiredAt, reportedAt }: Told): boolean =>
  inForce !== 'yes' &&
  (reportedAt === null ||
    changedAt > Date.parse(reportedAt) ||
    changedAt >= Date.parse(desiredAt) - TOGETHER_MS)

export const untoldDoors = (
  { siteId, statusSince }: Pick<Credential, 'siteId' | 'statusSince'>,
  placements: readonly Told[],
  entrances: readonly Door[],
): readonly string[] => {
  const changedAt = Date.parse(statusSince)
  const behind = placements.some((told) => told.siteId === siteId && isUntold(changedAt, told))
  if (!behind) return []
  return entrances.flatMap((door) =>
    door.siteId === siteId && door.placement !== null && door.placement.inForce !== 'yes' ? [door.name] : [],
  )
}
