/**
 * One passage, one line: ordering the lock, its answer, the leaf that moves and the door that closes are four events
 * of one thing that happened. The log holds them all; a page shows the one that says most, and unfolds the rest.
 */
import type { LogEvent } from './queries.ts'

export interface Passage {
  /** The event that says most. */
  readonly head: LogEvent
  /** All of it, in the order it happened, the head among them. */
  readonly parts: readonly LogEvent[]
}

/** What became of it, before what led to it; what is not named here stands for itself. */
const RANK: Readonly<Record<string, number>> = {
  'door.opened': 4,
  'door.unlocked_by_command': 4,
  'door.exit_pressed': 4,
  'door.refused': 4,
  'door.unlock_failed': 4,
  'door.unlock_unknown': 4,
  'door.codes_released': 4,
  'door.opening_asked': 3,
  'door.codes_release_asked': 3,
  'command.ended': 2,
  'command.asked': 1,
}

/** They carry no number of a decision: they belong to the last opening of their entrance. */
const AFTER: ReadonlySet<string> = new Set(['door.leaf_opened', 'door.closed'])
const ENDS: ReadonlySet<string> = new Set(['door.closed', 'door.forced'])
const OPENS: ReadonlySet<string> = new Set([
  'door.opened',
  'door.unlocked_by_command',
  'door.exit_pressed',
  'door.unlock_unknown',
])

/** A door that moves longer after its opening than this moves for another reason. */
const ONE_PASSAGE_MS = 5 * 60_000

const rankOf = ({ type }: LogEvent): number => RANK[type] ?? 0
const idsOf = ({ payload }: LogEvent): readonly string[] =>
  [payload['decisionId'], payload['commandId']].filter((id) => typeof id === 'string')

const inOrder = (one: LogEvent, other: LogEvent): number =>
  one.filedAt < other.filedAt ? -1 : one.filedAt > other.filedAt ? 1 : one.number - other.number

const headOf = (parts: readonly LogEvent[]): LogEvent | undefined =>
  parts.reduce<LogEvent | undefined>(
    (best, part) => (best === undefined || rankOf(part) > rankOf(best) ? part : best),
    undefined,
  )

/** Newest first, by what says most of each. */
export const foldPassages = (events: readonly LogEvent[]): readonly Passage[] => {
  const lines: LogEvent[][] = []
  const byId = new Map<string, LogEvent[]>()
  const openings = new Map<string, LogEvent[]>()
  const lineOf = (event: LogEvent): LogEvent[] | undefined => {
    const known = idsOf(event).find((id) => byId.has(id))
    if (known !== undefined) return byId.get(known)
    if (!AFTER.has(event.type) || event.entranceId === null) return undefined
    const opening = openings.get(event.entranceId)
    const openedAt = Date.parse(opening?.[0]?.filedAt ?? '')
    return Date.parse(event.filedAt) - openedAt <= ONE_PASSAGE_MS ? opening : undefined
  }
  for (const event of [...events].sort(inOrder)) {
    let line = lineOf(event)
    if (line === undefined) lines.push((line = []))
    line.push(event)
    for (const id of idsOf(event)) byId.set(id, line)
    if (event.entranceId === null) continue
    if (OPENS.has(event.type)) openings.set(event.entranceId, line)
    if (ENDS.has(event.type)) openings.delete(event.entranceId)
  }
  return lines
    .flatMap((parts) => {
      const head = headOf(parts)
      return head === undefined ? [] : [{ head, parts }]
    })
    .sort((one, other) => inOrder(other.head, one.head))
}

/** The order behind a passage, if somebody gave one: who, and where its reason is kept. */
export const orderOf = ({ parts }: Passage): LogEvent | undefined =>
  parts.find(({ type }) => type === 'command.asked' || type === 'door.opening_asked')
