/**
 * Who may enter, and whether a door stays open, from the words of `features/access/README.md` and its neighbours. Shares
 * no code with what it judges.
 */
import { SIMULATION_EPOCH_MS } from './machine.ts'
import type { DoorRules, Dweller, Grant, Hours, Version } from './rights.ts'
import { LEEWAY_MS, type Glance, type Presentation, type ToldTime } from './seen.ts'

export type Verdict = 'yes' | 'no' | 'either'

export const NO_RIGHTS: Version = { madeAtMs: 0, people: [], carried: [], grants: [], doors: [] }

interface Span {
  readonly fromMs: number
  readonly untilMs: number | null
}

/** Starts are included, ends are excluded. */
const isWithin = ({ fromMs, untilMs }: Span, atMs: number): boolean =>
  atMs >= fromMs && (untilMs === null || atMs < untilMs)

const isInHours = ([from, until]: Hours, atMs: number): boolean => {
  const minutes = Math.floor(atMs / 60_000) % 1_440
  return minutes >= from * 60 && minutes < until * 60
}

/** It is this late or later: only what has begun and has no end holds, whatever the hour. */
const isForEver = ({ fromMs, untilMs }: Span, atMs: number): boolean => atMs >= fromMs && untilMs === null

/** Why a grant concerns somebody: by name, or for as long as they live there. */
const reasons = ({ to }: Grant, { ref, homes }: Dweller): readonly Span[] =>
  'person' in to
    ? to.person === ref
      ? [{ fromMs: 0, untilMs: null }]
      : []
    : homes.filter(({ staircase }) => staircase === to.staircase)

/** Orders of an emergency that stand; what was ordered before the snapshot was made has begun. */
const stands = (door: DoorRules, kind: 'lockdown' | 'evacuation', atMs: number, madeAtMs: number): boolean =>
  door.emergencies.some(
    (order) =>
      order.kind === kind && (order.fromMs <= madeAtMs || atMs >= order.fromMs) && atMs < order.untilMs,
  )

/** "An evacuation before a lockdown." */
const isClosed = (door: DoorRules, atMs: number, madeAtMs: number): boolean =>
  !stands(door, 'evacuation', atMs, madeAtMs) && (door.lockedDown || stands(door, 'lockdown', atMs, madeAtMs))

const isLetIn = ({ grants, madeAtMs }: Version, who: Dweller, door: DoorRules, told: ToldTime): boolean => {
  const closed = isClosed(door, told.at, madeAtMs)
  return grants.some((grant) => {
    if (grant.entranceId !== door.entranceId || (closed && !grant.passesLockdown)) return false
    if (!told.trusted)
      return (
        grant.hours === null &&
        isForEver(grant, told.at) &&
        reasons(grant, who).some((span) => isForEver(span, told.at))
      )
    return (
      isWithin(grant, told.at) &&
      (grant.hours === null || isInHours(grant.hours, told.at)) &&
      reasons(grant, who).some((span) => isWithin(span, told.at))
    )
  })
}

/** The times at which it may have been decided: a clock that is trusted is right, give or take. */
const timesOf = (told: ToldTime, trueMs: number, madeAtMs: number): readonly ToldTime[] =>
  told.trusted
    ? [-LEEWAY_MS, 0, LEEWAY_MS].map((off) => ({ at: SIMULATION_EPOCH_MS + trueMs + off, trusted: true }))
    : [{ at: Math.max(told.at, madeAtMs), trusted: false }]

const verdictOf = (answers: readonly boolean[]): Verdict => {
  if (new Set(answers).size === 2) return 'either'
  return answers[0] === true ? 'yes' : 'no'
}

/** "What nobody adopted, or what was retired, neither asks nor opens." */
export const isInService = (door: DoorRules | undefined, part: 'reader' | 'lock'): boolean =>
  door !== undefined && !door.retired.includes(part)

export const doorOf = ({ doors }: Version, entranceId: string): DoorRules | undefined =>
  doors.find((door) => door.entranceId === entranceId)

export const mayEnter = (version: Version, seen: Presentation): Verdict => {
  const carried = version.carried.find(({ kind, value }) => kind === seen.kind && value === seen.value)
  const who = version.people.find(({ ref }) => ref === carried?.owner)
  const door = doorOf(version, seen.entranceId)
  if (carried === undefined || carried.lost || who === undefined || who.suspended) return 'no'
  if (door === undefined || !isInService(door, 'reader') || !isInService(door, 'lock')) return 'no'
  return verdictOf(
    seen.clock.flatMap((told) =>
      timesOf(told, seen.atMs, version.madeAtMs).map((time) => isLetIn(version, who, door, time)),
    ),
  )
}

const isHeld = (door: DoorRules, { at, trusted }: ToldTime, madeAtMs: number): boolean => {
  if (stands(door, 'evacuation', at, madeAtMs)) return true
  if (isClosed(door, at, madeAtMs)) return false
  return trusted && door.openHours !== null && isInHours(door.openHours, at)
}

/** "Fire governs before an evacuation, that before a lockdown, that before the hours." */
export const staysOpen = (version: Version, glance: Glance): Verdict => {
  const door = doorOf(version, glance.entranceId)
  if (door === undefined) return 'either'
  if (glance.isSmoky) return 'yes'
  return verdictOf(
    timesOf(glance.clock, glance.atMs, version.madeAtMs).map((time) => isHeld(door, time, version.madeAtMs)),
  )
}
