/** The judge of locks and leaves: what is held open, what is locked, what is told of force. */
import { SIMULATION_EPOCH_MS } from './machine.ts'
import { doorOf, isInService, NO_RIGHTS, staysOpen, type Verdict } from './oracle-rights.ts'
import type { Version } from './rights.ts'
import { LEEWAY_MS, UNLOCK_MS, type Glance, type SeenBuilding } from './seen.ts'

/** An order that a lock did not hear is repeated within this. */
const HELD_WITHIN_MS = 45_000
/** What was last held open for a minute by a life that ended may stay so for that minute. */
const LOCKED_WITHIN_MS = 90_000

interface Run {
  readonly verdict: Verdict
  readonly sinceMs: number
}

export const verdictAt = (versions: readonly Version[], glance: Glance): Verdict =>
  staysOpen(versions[glance.version - 1] ?? NO_RIGHTS, glance)

const judgeGlance = (
  { atMs, entranceId, openUntilMs }: Glance,
  { verdict, sinceMs }: Run,
): readonly string[] => {
  if (verdict === 'yes' && atMs - sinceMs > HELD_WITHIN_MS && openUntilMs <= atMs)
    return [`${entranceId} is shut at ${atMs}, and is to stay open since ${sinceMs}`]
  if (verdict === 'no' && atMs - sinceMs > LOCKED_WITHIN_MS && openUntilMs > atMs + UNLOCK_MS)
    return [`${entranceId} stays open at ${atMs}, and nothing holds it since ${sinceMs}`]
  return []
}

/** A door stays open for as long as something holds it, and no longer, as far as its lock hears. */
export const judgeHolds = ({ glances }: SeenBuilding, versions: readonly Version[]): readonly string[] => {
  const wrong: string[] = []
  for (const ofDoor of Map.groupBy(glances, ({ entranceId }) => entranceId).values()) {
    let run: Run = { verdict: 'either', sinceMs: 0 }
    let wasWrong = false
    for (const glance of ofDoor) {
      const hasLock = isInService(
        doorOf(versions[glance.version - 1] ?? NO_RIGHTS, glance.entranceId),
        'lock',
      )
      const verdict = glance.undisturbed && hasLock ? verdictAt(versions, glance) : 'either'
      if (verdict !== run.verdict) run = { verdict, sinceMs: glance.atMs }
      const told = judgeGlance(glance, run)
      // Once may be a clock that did not know the time for a moment between two glances.
      if (wasWrong) wrong.push(...told)
      if (wasWrong && told.length > 0) run = { ...run, sinceMs: Infinity }
      wasWrong = told.length > 0
    }
  }
  return wrong
}

/** "Below the highest version that was ever in force nothing is taken": an edge starts with that, or with nothing. */
export const judgeVersions = ({ log }: SeenBuilding): readonly string[] => {
  const wrong: string[] = []
  let highest = 0
  for (const { event } of log) {
    const version = Number(event.payload['snapshotVersion'] ?? 0)
    if (event.type === 'edge.started' && version > 0 && version < highest)
      wrong.push(`version ${version} is in force at ${event.occurredAt}, after ${highest}`)
    highest = Math.max(highest, version)
  }
  return wrong
}

/** A lock that was retired before the version in force, and before the one before, is told nothing. */
export const judgeRetired = ({ deeds }: SeenBuilding, versions: readonly Version[]): readonly string[] =>
  deeds.flatMap(({ version, entranceId, atMs }) => {
    const isRetired = [version - 1, version - 2].every((index) => {
      const then = versions[index]
      return then !== undefined && !isInService(doorOf(then, entranceId), 'lock')
    })
    return isRetired ? [`${entranceId} opened at ${atMs} by a lock that was retired`] : []
  })

/** What was opened before a power cut and not since is locked in the end: such a lock may not lock by itself. */
export const judgeLeftOpen = (building: SeenBuilding, versions: readonly Version[]): readonly string[] => {
  const entrances = new Set(building.deeds.map(({ entranceId }) => entranceId))
  const types = building.log.map(({ event }) => event.type)
  return [...entrances].flatMap((entranceId) => {
    const last = building.glances.findLast((glance) => glance.entranceId === entranceId)
    if (last === undefined || verdictAt(versions, last) !== 'no') return []
    if (!isInService(doorOf(versions[last.version - 1] ?? NO_RIGHTS, entranceId), 'lock')) return []
    const ordered = building.log.findLastIndex(
      ({ event }) => event.type === 'door.unlock_ordered' && event.entranceId === entranceId,
    )
    if (ordered < 0 || types.indexOf('edge.started', ordered) < 0) return []
    const opened = building.deeds.findLast((deed) => deed.entranceId === entranceId)?.atMs ?? 0
    const isLocked = building.lockings.some((told) => told.entranceId === entranceId && told.atMs >= opened)
    return isLocked ? [] : [`${entranceId} was left open by an edge that died`]
  })
}

/** That a lock opened is said only of one that did, or that was open already. */
export const judgeOpened = (building: SeenBuilding): readonly string[] =>
  building.log.flatMap(({ event }) => {
    if (event.payload['outcome'] !== 'unlocked' || !event.clockTrusted) return []
    const saidMs = event.occurredAt - SIMULATION_EPOCH_MS
    const isOpen = building.deeds.some(
      ({ entranceId, atMs, forMs }) =>
        entranceId === event.entranceId && atMs <= saidMs + LEEWAY_MS && saidMs <= atMs + forMs + LEEWAY_MS,
    )
    return isOpen ? [] : [`${event.entranceId} is said to be open at ${saidMs}, and was not`]
  })

/** As long as anything asked of a lock may still explain an opening, and as soon as it may. */
const EXPLAINED_FOR_MS = 40_000
const EXPLAINED_AFTER_MS = 5_000
/** A door that was held is not watched as closely for a step of its hold. */
const HELD_FOR_MS = 75_000

/** A door pulled open that nobody unlocked is told as forced, once; one that was unlocked never is. */
export const judgeForced = ({ openings, unlocksAsked, log }: SeenBuilding): readonly string[] => {
  const told = log.flatMap(({ event }) => (event.type === 'door.forced' ? [event] : []))
  return openings.flatMap(({ atMs, entranceId, isForced, wasUnlocked, undisturbed }) => {
    const here = told.filter((event) => event.entranceId === entranceId)
    // Without the time nobody can say which of them it was.
    if (!undisturbed || here.some((event) => !event.clockTrusted)) return []
    const times = here.map((event) => event.occurredAt - SIMULATION_EPOCH_MS)
    const count = times.filter((time) => Math.abs(time - atMs) <= LEEWAY_MS).length
    const isNear = unlocksAsked.some(
      (asked) =>
        asked.entranceId === entranceId &&
        asked.atMs > atMs - (asked.forMs > UNLOCK_MS ? HELD_FOR_MS : EXPLAINED_FOR_MS) &&
        asked.atMs < atMs + EXPLAINED_AFTER_MS,
    )
    if (isForced && !wasUnlocked && count !== 1 && !isNear)
      return [`${entranceId} was forced at ${atMs}, and is told so ${count} times`]
    if (!isForced && wasUnlocked && count > 0)
      return [`${entranceId} is called forced at ${atMs}, and was unlocked`]
    return []
  })
}
