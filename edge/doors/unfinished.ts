/** What the journal shows was begun and not ended when the edge stopped: told at the next start, never left silent. */
import { accessFacts, edgeFacts, type EdgeEvent, type NewEdgeEvent } from '@loge/features/access/core'
import type { KnownTime } from '../clock-trust.ts'

const ENDS: ReadonlySet<string> = new Set([
  accessFacts.doorOpened.type,
  accessFacts.doorUnlockedByCommand.type,
  accessFacts.doorUnlockFailed.type,
  accessFacts.doorUnlockUnknown.type,
])

export class Unfinished {
  readonly #orders = new Map<string, EdgeEvent>()
  readonly #commands = new Map<string, EdgeEvent>()

  replay(event: EdgeEvent): void {
    const decisionId = event.payload['decisionId']
    if (event.type === edgeFacts.unlockOrdered.type && typeof decisionId === 'string')
      this.#orders.set(decisionId, event)
    if (ENDS.has(event.type) && typeof decisionId === 'string') this.#orders.delete(decisionId)
    if (event.commandId === undefined) return
    if (event.type === edgeFacts.commandStarted.type) this.#commands.set(event.commandId, event)
    if (event.type === edgeFacts.commandSettled.type) this.#commands.delete(event.commandId)
  }

  /** The records that end them. */
  take({ at, trusted }: KnownTime): readonly NewEdgeEvent[] {
    const unlocks = [...this.#orders.values()].map(
      ({ sequence: _sequence, throughSequence: _through, ...order }): NewEdgeEvent => {
        const { decisionId = null, snapshotVersion = null } = order.payload
        const command = order.commandId === undefined ? {} : { commandId: order.commandId }
        return {
          ...order,
          type: accessFacts.doorUnlockUnknown.type,
          occurredAt: at,
          clockTrusted: trusted,
          payload: { decisionId, snapshotVersion, ...command },
        }
      },
    )
    const commands = [...this.#commands.values()].map(
      ({ commandId = '', payload }): NewEdgeEvent => ({
        type: edgeFacts.commandSettled.type,
        occurredAt: at,
        clockTrusted: trusted,
        commandId,
        payload: { commandId, action: payload['action'] ?? null, outcome: 'unknown', reason: null },
      }),
    )
    this.#orders.clear()
    this.#commands.clear()
    return [...unlocks, ...commands]
  }
}
