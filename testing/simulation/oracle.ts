/**
 * The judge. Written from the words of the specification and from what was seen from outside (what people did, what
 * locks did, what the log holds); it shares no code with what it judges.
 */
import type { NewEdgeEvent } from '@loge/features/access/core'
import type { Deed } from './building.ts'
import { SIMULATION_EPOCH_MS } from './machine.ts'
import { judgeCodes } from './oracle-codes.ts'
import {
  judgeForced,
  judgeHolds,
  judgeLeftOpen,
  judgeOpened,
  judgeRetired,
  judgeVersions,
  verdictAt,
} from './oracle-doors.ts'
import { mayEnter, NO_RIGHTS } from './oracle-rights.ts'
import type { Version } from './rights.ts'
import { UNLOCK_MS, type Presentation, type SeenBuilding } from './seen.ts'

/** A badge is answered within this, or never. */
const ANSWER_MS = 15_000

/** When something held a door open, or may have: whoever came then found it open. */
const heldTimes = ({ glances }: SeenBuilding, versions: readonly Version[]): ReadonlySet<string> =>
  new Set(
    glances.flatMap((glance) =>
      verdictAt(versions, glance) === 'no' ? [] : [heldKey(glance.entranceId, glance.atMs)],
    ),
  )
const heldKey = (entranceId: string, atMs: number): string => `${entranceId} ${Math.floor(atMs / 10_000)}`
const wasHeld = (held: ReadonlySet<string>, entranceId: string, atMs: number): boolean =>
  [-10_000, 0, 10_000, 20_000].some((off) => held.has(heldKey(entranceId, atMs + off)))

/** A trusted clock may be this far off until the server is asked. */
const CLOCK_OFF_MS = 60_000

/** What whoever has to wait is told; behind a lockdown nobody is told of anything else. */
const SLOWED: ReadonlySet<unknown> = new Set(['too_many_attempts', 'entrance_locked_down'])

/** Whether somebody may have had to wait: `judgeCodes` says whether that was right. */
const wasSlowed = ({ log }: SeenBuilding, { kind, entranceId, atMs }: Presentation): boolean =>
  kind === 'pin' &&
  log.some(
    ({ event }) =>
      event.entranceId === entranceId &&
      event.payload['kind'] === 'pin' &&
      SLOWED.has(event.payload['reason']) &&
      (!event.clockTrusted || Math.abs(event.occurredAt - SIMULATION_EPOCH_MS - atMs) < CLOCK_OFF_MS),
  )

const judgeDecisions = (building: SeenBuilding, versions: readonly Version[]): readonly string[] => {
  const wrong: string[] = []
  const answered = new Set<Deed>()
  const held = heldTimes(building, versions)
  for (const seen of building.presentations) {
    const deeds = building.deeds.filter(
      ({ atMs, entranceId, forMs }) =>
        forMs === UNLOCK_MS &&
        entranceId === seen.entranceId &&
        atMs >= seen.atMs &&
        atMs < seen.atMs + ANSWER_MS,
    )
    for (const deed of deeds) answered.add(deed)
    const verdicts = new Set(
      seen.versions.map((version) => mayEnter(versions[version - 1] ?? NO_RIGHTS, seen)),
    )
    const told = `badge at ${seen.entranceId} at ${seen.atMs}`
    if (deeds.length > 1) wrong.push(`${told}: opened ${deeds.length} times`)
    if (deeds.length > 0 && ![...verdicts].some((verdict) => verdict !== 'no'))
      wrong.push(`${told}: opened without a right`)
    const surely = verdicts.size === 1 && verdicts.has('yes')
    const isOpen =
      wasHeld(held, seen.entranceId, seen.atMs) || stoodOpen(building, seen.entranceId, seen.atMs)
    if (deeds.length === 0 && surely && seen.undisturbed && !isOpen && !wasSlowed(building, seen))
      wrong.push(`${told}: kept outside in spite of a right`)
  }
  for (const deed of building.deeds) {
    if (deed.forMs === UNLOCK_MS && !answered.has(deed) && !wasHeld(held, deed.entranceId, deed.atMs))
      wrong.push(`${deed.entranceId} opened for nobody at ${deed.atMs}`)
  }
  return wrong
}

/** Whether its lock really stood open, by whatever was asked of it before. */
const stoodOpen = ({ deeds, lockings }: SeenBuilding, entranceId: string, atMs: number): boolean => {
  const last = deeds.findLast((deed) => deed.entranceId === entranceId && deed.atMs <= atMs)
  if (last === undefined || last.atMs + last.forMs <= atMs) return false
  return !lockings.some(
    (told) => told.entranceId === entranceId && told.atMs > last.atMs && told.atMs <= atMs,
  )
}

/** Another command may have the same span of time only much earlier or later. */
const SAME_SPAN_MS = 3 * 3_600_000

const judgeCommands = (building: SeenBuilding, versions: readonly Version[]): readonly string[] => {
  const held = heldTimes(building, versions)
  return building.commands.flatMap((command) => {
    const wrong: string[] = []
    const deeds = building.deeds.filter(
      ({ forMs, atMs }) => forMs === command.forMs && Math.abs(atMs - command.askedAtMs) < SAME_SPAN_MS,
    )
    const told = `command ${command.id}`
    if (deeds.length > 1) wrong.push(`${told}: carried out ${deeds.length} times`)
    for (const deed of deeds) {
      if (deed.atMs >= command.deadlineMs)
        wrong.push(`${told}: carried out ${deed.atMs - command.deadlineMs} ms late`)
      if (deed.entranceId !== command.entranceId) wrong.push(`${told}: opened another entrance`)
    }
    const ends = building.log.filter(
      ({ event }) => event.type === 'command.settled' && event.payload['commandId'] === command.id,
    )
    const outcomes = ends.map(({ event }) => event.payload['outcome'])
    if (ends.length !== 1) wrong.push(`${told}: ${ends.length} outcomes in the log (${outcomes.join(', ')})`)
    const [outcome] = outcomes
    if (outcome !== building.outcomes.get(command.id))
      wrong.push(`${told}: the log says ${String(outcome)}, the desk another`)
    // A door that stands open takes the order, and may stay open for longer.
    const isHeld =
      wasHeld(held, command.entranceId, command.askedAtMs) ||
      stoodOpen(building, command.entranceId, command.askedAtMs)
    if (outcome === 'done' && deeds.length === 0 && !isHeld) wrong.push(`${told}: done, but nothing moved`)
    if (outcome === 'expired' && deeds.length > 0) wrong.push(`${told}: expired, but something moved`)
    return wrong
  })
}

const textOf = (event: NewEdgeEvent): string =>
  JSON.stringify(Object.entries(event).sort(([one], [other]) => (one < other ? -1 : 1)))

const counted = (texts: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

const judgeOrder = (building: SeenBuilding): readonly string[] => {
  const wrong: string[] = []
  let expected = 1
  for (const { event } of building.log) {
    if (event.sequence !== expected) wrong.push(`the log has ${event.sequence} where ${expected} belongs`)
    expected = (event.throughSequence ?? event.sequence) + 1
  }
  return wrong
}

/** A clock that is trusted may be this far ahead, and a line takes a moment to open. */
const AHEAD_AT_MOST_MS = 60_000

/** What took long says so; what happened well after its line came up, and took no time, does not. */
const judgeLateness = (building: SeenBuilding): readonly string[] =>
  building.log.flatMap(({ event, receivedAt, late, lineSince }) => {
    if (!event.clockTrusted) return []
    const mustBe = receivedAt - event.occurredAt > 10_000
    const mayBe = mustBe || event.occurredAt < lineSince + AHEAD_AT_MOST_MS
    if (late ? mayBe : !mustBe) return []
    return [`event ${event.sequence} is ${late ? '' : 'not '}marked late`]
  })

/** Everything the edge called durable is in the log once, and the log holds nothing twice. */
const judgeLog = (building: SeenBuilding): readonly string[] => {
  const wrong = [...judgeOrder(building)]
  const promised = counted(building.promised.map(textOf))
  const logged = counted(
    building.log.map(({ event: { sequence: _sequence, throughSequence: _through, ...event } }) =>
      textOf(event),
    ),
  )
  for (const [text, count] of promised) {
    if ((logged.get(text) ?? 0) < count) wrong.push(`promised but not in the log: ${text.slice(0, 160)}`)
  }
  for (const [text, count] of logged) {
    if (count > Math.max(1, promised.get(text) ?? 0))
      wrong.push(`${count} times in the log: ${text.slice(0, 160)}`)
  }
  return wrong
}

const ENDS = new Set(['door.opened', 'door.unlocked_by_command', 'door.unlock_failed', 'door.unlock_unknown'])

/** Every order to a lock has a beginning and exactly one end in the log. */
const judgeUnlocks = (building: SeenBuilding): readonly string[] => {
  const ends = new Map<string, number>()
  const orders = new Set<string>()
  for (const { event } of building.log) {
    const id = event.payload['decisionId']
    if (typeof id !== 'string') continue
    if (event.type === 'door.unlock_ordered') orders.add(id)
    if (ENDS.has(event.type)) ends.set(id, (ends.get(id) ?? 0) + 1)
  }
  return [...orders].flatMap((id) =>
    ends.get(id) === 1 ? [] : [`the unlock ${id} has ${ends.get(id) ?? 0} ends`],
  )
}

export const judge = (building: SeenBuilding, versions: readonly Version[]): readonly string[] =>
  [
    ...judgeDecisions(building, versions),
    ...judgeCommands(building, versions),
    ...judgeCodes(building),
    ...judgeHolds(building, versions),
    ...judgeRetired(building, versions),
    ...judgeVersions(building),
    ...judgeLog(building),
    ...judgeLateness(building),
    ...judgeUnlocks(building),
    ...judgeOpened(building),
    ...judgeForced(building),
    ...judgeLeftOpen(building, versions),
  ].map((wrong) => `${building.name}: ${wrong}`)

/** "In force" is said only of what is: never more than the edge really has. */
export const judgePlacement = (
  name: string,
  confirmed: number,
  inForce: number | undefined,
): readonly string[] =>
  // A disk that was damaged takes rights away; that is told as soon as the line is up.
  inForce !== undefined && inForce > 0 && confirmed > inForce
    ? [`${name}: version ${confirmed} is called in force, the door has ${inForce}`]
    : []
