/**
 * The judge. Written from the words of the specification and from what was seen from outside (what people did, what
 * locks did, what the log holds); it shares no code with what it judges.
 */
import type { EdgeEvent, NewEdgeEvent } from '@loge/features/access/core'
import type { Deed, Opening } from './building.ts'
import { SIMULATION_EPOCH_MS } from './machine.ts'
import type { Right, Version } from './rights.ts'

/** How far a clock, a queue and a disk may shift the moment of a decision before it is a fault. */
const LEEWAY_MS = 6_000
/** A badge is answered within this, or never. */
const ANSWER_MS = 15_000
export const UNLOCK_MS = 5_000

export interface Presentation {
  readonly atMs: number
  readonly entranceId: string
  readonly value: string
  /** Versions of the rights that may have been in force while it was decided. */
  readonly versions: readonly number[]
  /** What the edge said of the time while it decided: right, or this late at least. */
  readonly clock: readonly { readonly at: number; readonly trusted: boolean }[]
  /** Nothing stood in the way of an answer: alive all the time, the lock well. */
  readonly undisturbed: boolean
}

export interface AskedCommand {
  readonly id: string
  readonly entranceId: string
  readonly deadlineMs: number
  /** Unlike any other: so a deed tells which command it carried out. */
  readonly forMs: number
}

export interface SeenBuilding {
  readonly name: string
  readonly presentations: readonly Presentation[]
  readonly deeds: readonly Deed[]
  readonly lockings: readonly Omit<Deed, 'forMs'>[]
  readonly commands: readonly AskedCommand[]
  readonly openings: readonly Opening[]
  readonly unlocksAsked: readonly Deed[]
  readonly promised: readonly NewEdgeEvent[]
  readonly log: readonly {
    readonly event: EdgeEvent
    readonly receivedAt: number
    readonly late: boolean
    readonly lineSince: number
  }[]
  readonly outcomes: ReadonlyMap<string, string | undefined>
}

type Verdict = 'yes' | 'no' | 'either'

/** By the clock of the wall: begun (start included), not over (end excluded), within its hours. */
const isTime = (right: Right, epochMs: number): boolean => {
  if (epochMs < right.fromMs) return false
  if (right.untilMs !== null && epochMs >= right.untilMs) return false
  if (right.hours === null) return true
  const minutes = Math.floor(epochMs / 60_000) % 1_440
  return minutes >= right.hours[0] * 60 && minutes < right.hours[1] * 60
}

/** It is this late or later, nobody knows how much: only what holds at every hour from then on. */
const isAtEveryHourFrom = (right: Right, epochMs: number): boolean =>
  epochMs >= right.fromMs && right.untilMs === null && right.hours === null

export const mayEnter = ({ rights, madeAtMs }: Version, seen: Presentation): Verdict => {
  const right = rights.find(({ value, entranceId }) => value === seen.value && entranceId === seen.entranceId)
  if (right === undefined || right.lost || right.suspended) return 'no'
  const at = SIMULATION_EPOCH_MS + seen.atMs
  const answers = new Set(
    seen.clock.flatMap((told) =>
      told.trusted
        ? [isTime(right, at - LEEWAY_MS), isTime(right, at), isTime(right, at + LEEWAY_MS)]
        : [isAtEveryHourFrom(right, Math.max(told.at, madeAtMs))],
    ),
  )
  if (answers.size === 2) return 'either'
  return answers.has(true) ? 'yes' : 'no'
}

const NO_RIGHTS: Version = { madeAtMs: 0, rights: [] }

const judgeDecisions = (building: SeenBuilding, versions: readonly Version[]): readonly string[] => {
  const wrong: string[] = []
  const answered = new Set<Deed>()
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
    if (deeds.length === 0 && surely && seen.undisturbed)
      wrong.push(`${told}: kept outside in spite of a right`)
  }
  for (const deed of building.deeds) {
    if (deed.forMs === UNLOCK_MS && !answered.has(deed))
      wrong.push(`${deed.entranceId} opened for nobody at ${deed.atMs}`)
  }
  return wrong
}

const judgeCommands = (building: SeenBuilding): readonly string[] =>
  building.commands.flatMap((command) => {
    const wrong: string[] = []
    const deeds = building.deeds.filter(({ forMs }) => forMs === command.forMs)
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
    if (outcome === 'done' && deeds.length === 0) wrong.push(`${told}: done, but nothing moved`)
    if (outcome === 'expired' && deeds.length > 0) wrong.push(`${told}: expired, but something moved`)
    return wrong
  })

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

/** What was opened before a power cut and not since is locked in the end: such a lock may not lock by itself. */
const judgeLeftOpen = (building: SeenBuilding): readonly string[] => {
  const entrances = new Set(building.deeds.map(({ entranceId }) => entranceId))
  const types = building.log.map(({ event }) => event.type)
  return [...entrances].flatMap((entranceId) => {
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
const judgeOpened = (building: SeenBuilding): readonly string[] =>
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

/** A door pulled open that nobody unlocked is told as forced, once; one that was unlocked never is. */
const judgeForced = ({ openings, unlocksAsked, deeds, log }: SeenBuilding): readonly string[] => {
  const told = log.flatMap(({ event }) => (event.type === 'door.forced' ? [event] : []))
  return openings.flatMap(({ atMs, entranceId, isForced, undisturbed }) => {
    const here = told.filter((event) => event.entranceId === entranceId)
    // Without the time nobody can say which of them it was.
    if (!undisturbed || here.some((event) => !event.clockTrusted)) return []
    const times = here.map((event) => event.occurredAt - SIMULATION_EPOCH_MS)
    const count = times.filter((time) => Math.abs(time - atMs) <= LEEWAY_MS).length
    const isNear = (asked: Deed): boolean =>
      asked.entranceId === entranceId &&
      asked.atMs > atMs - EXPLAINED_FOR_MS &&
      asked.atMs < atMs + EXPLAINED_AFTER_MS
    if (isForced && count !== 1 && !unlocksAsked.some(isNear))
      return [`${entranceId} was forced at ${atMs}, and is told so ${count} times`]
    const isLetIn = deeds.some(
      (deed) => deed.entranceId === entranceId && deed.atMs <= atMs && atMs < deed.atMs + deed.forMs,
    )
    if (!isForced && isLetIn && count > 0)
      return [`${entranceId} is called forced at ${atMs}, and was unlocked`]
    return []
  })
}

export const judge = (building: SeenBuilding, versions: readonly Version[]): readonly string[] =>
  [
    ...judgeDecisions(building, versions),
    ...judgeCommands(building),
    ...judgeLog(building),
    ...judgeLateness(building),
    ...judgeUnlocks(building),
    ...judgeOpened(building),
    ...judgeForced(building),
    ...judgeLeftOpen(building),
  ].map((wrong) => `${building.name}: ${wrong}`)

/** "In force" is said only of what is: never more than the edge really has. */
export const judgePlacement = (
  name: string,
  confirmed: number,
  inForce: number | undefined,
): readonly string[] =>
  inForce !== undefined && confirmed > inForce
    ? [`${name}: version ${confirmed} is called in force, the door has ${inForce}`]
    : []
