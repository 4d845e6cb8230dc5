/**
 * Opening, whoever asked: recorded durably before the lock is told, and its end recorded after. A crash in between
 * leaves the first record without the second, and the next start says so.
 */
import { accessFacts, edgeFacts, type NewEdgeEvent } from '@loge/features/access/core'
import type { ComponentRef } from '@loge/features/equipment/core'
import type { PayloadValue } from '@loge/features/events/core'
import type { Order, OrderOutcome } from '../drivers/driver.ts'
import type { DoorPorts, LoopPorts } from './ports.ts'

export const ORDER_LIMIT_MS = 5_000

export interface Opening {
  readonly decisionId: string
  readonly entranceId: string
  readonly lock: ComponentRef | undefined
  readonly forMs: number
  readonly cause: 'credential' | 'command'
  /** What is known of who and why: the payload of the records. */
  readonly payload: Readonly<Record<string, PayloadValue>>
  readonly subjectRef?: string
  readonly commandId?: string
  /** Records that belong in front of the order, in the same write. */
  readonly before?: readonly NewEdgeEvent[]
  /** Asked again after the record is durable, so a slow disk cannot make an order late. */
  readonly stillWanted?: () => boolean
  readonly after?: (outcome: OrderEnd) => readonly NewEdgeEvent[]
}

export type OrderEnd =
  /** The bus took it. */
  | { readonly kind: 'sent'; readonly reports?: true }
  /** The lock, or the leaf, says that it is open. */
  | { readonly kind: 'confirmed' }
  /** A lock that says what it does said nothing. */
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'late' }

/** The driver's answer, or `unknown` when it gives none in time. */
export const carryOut = (ports: DoorPorts, order: Order): Promise<OrderEnd> =>
  new Promise((resolve) => {
    const cancel = ports.world.after(ORDER_LIMIT_MS, () => resolve({ kind: 'unknown' }))
    const settle = (end: OrderEnd): void => {
      cancel()
      resolve(end)
    }
    ports.driver.carryOut(order).then(
      (outcome: OrderOutcome) => settle(outcome),
      (error: unknown) => {
        ports.fault('driver', error)
        settle({ kind: 'unknown' })
      },
    )
  })

const endRecord = (opening: Opening, end: OrderEnd): NewEdgeEvent['type'] => {
  if (end.kind === 'sent' || end.kind === 'confirmed') {
    return opening.cause === 'command' ? accessFacts.doorUnlockedByCommand.type : accessFacts.doorOpened.type
  }
  const isUnknown = end.kind === 'unknown' || end.kind === 'unanswered'
  return isUnknown ? accessFacts.doorUnlockUnknown.type : accessFacts.doorUnlockFailed.type
}

const eventOf = (
  ports: DoorPorts,
  opening: Opening,
  type: string,
  payload: NewEdgeEvent['payload'],
): NewEdgeEvent => {
  const { at, trusted } = ports.time()
  return {
    type,
    occurredAt: at,
    clockTrusted: trusted,
    entranceId: opening.entranceId,
    ...(opening.subjectRef === undefined ? {} : { subjectRef: opening.subjectRef }),
    ...(opening.commandId === undefined ? {} : { commandId: opening.commandId }),
    payload,
  }
}

/** What is told of the end: that a lock opened only when it, or its door, said so. */
const becameOf = (end: OrderEnd): Readonly<Record<string, string>> => {
  switch (end.kind) {
    case 'confirmed':
      return { outcome: 'unlocked' }
    case 'sent':
      return { outcome: 'sent' }
    case 'unanswered':
      return { reason: 'not_confirmed' }
    case 'refused':
      return { reason: end.why }
    case 'late':
      return { reason: 'deadline_passed' }
    case 'unknown':
      return {}
  }
}

const endEvents = (ports: DoorPorts, opening: Opening, end: OrderEnd): readonly NewEdgeEvent[] => {
  const { decisionId, payload } = opening
  const type = endRecord(opening, end)
  const snapshotVersion = ports.policy()?.version ?? 0
  const short = {
    decisionId,
    snapshotVersion,
    ...(opening.commandId === undefined ? {} : { commandId: opening.commandId }),
  }
  const known = type === accessFacts.doorOpened.type ? { ...payload, decisionId } : short
  return [eventOf(ports, opening, type, { ...known, ...becameOf(end) }), ...(opening.after?.(end) ?? [])]
}

const orderEnd = (ports: LoopPorts, opening: Opening): Promise<OrderEnd> => {
  if (opening.lock === undefined) return Promise.resolve({ kind: 'refused', why: 'component_unknown' })
  ports.ordered(opening.entranceId, opening.forMs)
  return carryOut(ports, { kind: 'unlock', component: opening.lock, forMs: opening.forMs })
}

const orderInTime = (ports: LoopPorts, opening: Opening): Promise<OrderEnd> =>
  opening.stillWanted?.() === false ? Promise.resolve({ kind: 'late' }) : orderEnd(ports, opening)

const UNRECORDED: OrderEnd = { kind: 'refused', why: 'journal_failing' }

/**
 * A disk that fails does not keep a resident outside: the order goes on, the journal raises the alarm and writes the
 * record when it can. `needsRecord` is for commands, which may be repeated and so must leave their mark first.
 *
 * Nobody waits for the answer of a lock: the next badge has its turn meanwhile, and the end is recorded when it is known.
 */
export const unlock = async (ports: LoopPorts, opening: Opening, needsRecord = false): Promise<OrderEnd> => {
  const { decisionId, payload, cause, before = [] } = opening
  const ordered = eventOf(ports, opening, edgeFacts.unlockOrdered.type, { ...payload, decisionId, cause })
  const { sequence, durable } = await ports.recorder.append([...before, ordered])
  const release = sequence === undefined ? undefined : ports.recorder.hold(sequence)
  const answer = ports.answers.expect(opening.entranceId)
  const end = await (needsRecord && !durable ? UNRECORDED : orderInTime(ports, opening))
  const settle = async (known: OrderEnd): Promise<void> => {
    await ports.recorder.append(endEvents(ports, opening, known))
    release?.()
  }
  if (end.kind === 'sent' && end.reports === true) {
    answer
      .heard()
      .then((isHeard) => settle({ kind: isHeard ? 'confirmed' : 'unanswered' }))
      .catch((error: unknown) => ports.fault('door', error))
    return end
  }
  answer.forget()
  await settle(end)
  return end
}
