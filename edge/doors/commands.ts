/**
 * Acts asked for by the server: begun at most once, never past their deadline, ended exactly once. The mark that a
 * command was begun is durable before anything moves; without it nothing moves.
 */
import {
  accessFacts,
  edgeFacts,
  type CodeBlockScope,
  type CommandOutcome,
  type EdgeEvent,
  type LinkCommand,
  type NewEdgeEvent,
} from '@loge/features/access/core'
import type { Order } from '../drivers/driver.ts'
import { newDecisionId } from './decision-id.ts'
import type { Parts } from './parts.ts'
import type { LoopPorts } from './ports.ts'
import { carryOut, unlock, type OrderEnd } from './unlock.ts'

const FALLBACK_UNLOCK_MS = 5_000
/** Settled commands are remembered in memory this long; afterwards the server knows their end from the journal. */
const REMEMBERED = 10_000

const outcomeOf = (end: OrderEnd): { readonly outcome: CommandOutcome; readonly reason: string | null } => {
  switch (end.kind) {
    case 'confirmed':
      return { outcome: 'done', reason: null }
    // Done as far as anybody can know: nothing here says what became of it.
    case 'sent':
      return { outcome: 'done', reason: 'sent' }
    case 'unanswered':
      return { outcome: 'unknown', reason: 'not_confirmed' }
    case 'refused':
      return { outcome: 'refused', reason: end.why }
    case 'late':
      return { outcome: 'expired', reason: null }
    case 'unknown':
      return { outcome: 'unknown', reason: null }
  }
}

/** Who counts wrong codes. */
interface CodeDesk {
  readonly releaseCodes: (entranceId: string) => readonly CodeBlockScope[]
}

export class CommandDesk {
  readonly #ports: LoopPorts
  readonly #parts: () => Parts
  readonly #opened: (entranceId: string, forMs: number) => void
  readonly #codes: CodeDesk
  /** Begun or ended here, oldest first. */
  readonly #known = new Set<string>()

  constructor(
    ports: LoopPorts,
    parts: () => Parts,
    opened: (entranceId: string, forMs: number) => void,
    codes: CodeDesk,
  ) {
    this.#ports = ports
    this.#parts = parts
    this.#opened = opened
    this.#codes = codes
  }

  /** From the journal at start. */
  remember(event: EdgeEvent): void {
    if (event.commandId !== undefined) this.#remember(event.commandId)
  }

  /** The lane of what a command moves: it takes its turn there. */
  laneOf({ action }: LinkCommand): string {
    if (action.kind === 'openEntrance' || action.kind === 'releaseCodes') return action.entranceId
    return this.#parts().of(action.component)?.entrance.id ?? action.component.externalId
  }

  async carryOut(command: LinkCommand): Promise<void> {
    if (this.#known.has(command.id)) return
    if (!this.#isInTime(command)) return this.#settle(command, { kind: 'late' })
    const { action } = command
    if (action.kind === 'openEntrance') return this.#open(command, action.entranceId, action.forMs)
    if (action.kind === 'releaseCodes') return this.#releaseCodes(command, action.entranceId)
    const part = this.#parts().of(action.component)
    if (action.kind === 'unlock' && part?.role === 'lock')
      return this.#open(command, part.entrance.id, action.forMs)
    return this.#move(command, action)
  }

  async #open(command: LinkCommand, entranceId: string, wanted: number | undefined): Promise<void> {
    const entrance = this.#parts().entrance(entranceId)
    if (entrance === undefined) return this.#settle(command, { kind: 'refused', why: 'entrance_unknown' })
    const forMs = wanted ?? (entrance.unlockMs || FALLBACK_UNLOCK_MS)
    this.#remember(command.id)
    const decisionId = newDecisionId(this.#ports.world)
    const against = this.#ports.passages.ofCommand({ entranceId, decisionId, commandId: command.id })
    const end = await unlock(
      this.#ports,
      {
        decisionId,
        entranceId,
        lock: this.#parts().lockOf(entranceId),
        forMs,
        cause: 'command',
        commandId: command.id,
        payload: { snapshotVersion: this.#ports.policy()?.version ?? 0, commandId: command.id },
        before: [this.#started(command), ...against],
        stillWanted: () => this.#isInTime(command),
        after: (ended) => [this.#settled(command, ended)],
      },
      true,
    )
    if (end.kind === 'sent') this.#opened(entranceId, forMs)
  }

  /** Recorded after it is so: a stop in between leaves codes blocked, never taken without anybody having said it. */
  async #releaseCodes(command: LinkCommand, entranceId: string): Promise<void> {
    if (this.#parts().entrance(entranceId) === undefined)
      return this.#settle(command, { kind: 'refused', why: 'entrance_unknown' })
    this.#remember(command.id)
    const { durable } = await this.#ports.recorder.append([this.#started(command)])
    if (!durable) return this.#settle(command, { kind: 'refused', why: 'journal_failing' })
    if (!this.#isInTime(command)) return this.#settle(command, { kind: 'late' })
    const scopes = this.#codes.releaseCodes(entranceId)
    if (scopes.length === 0) return this.#settle(command, { kind: 'refused', why: 'codes_not_blocked' })
    const released = {
      ...this.#event(command, accessFacts.codesReleased.type, {}),
      entranceId,
      payload: { commandId: command.id, scopes },
    }
    await this.#ports.recorder.append([released, this.#settled(command, { kind: 'confirmed' })])
  }

  async #move(command: LinkCommand, order: Order): Promise<void> {
    this.#remember(command.id)
    const { durable, sequence } = await this.#ports.recorder.append([this.#started(command)])
    if (!durable) return this.#settle(command, { kind: 'refused', why: 'journal_failing' })
    const release = sequence === undefined ? undefined : this.#ports.recorder.hold(sequence)
    const end: OrderEnd = this.#isInTime(command) ? await carryOut(this.#ports, order) : { kind: 'late' }
    await this.#settle(command, end)
    release?.()
  }

  /** A clock that does not know the server's time cannot promise a deadline, so it is past. */
  #isInTime(command: LinkCommand): boolean {
    const now = this.#ports.serverNowAtMost()
    return now !== undefined && now < command.deadline
  }

  async #settle(command: LinkCommand, end: OrderEnd): Promise<void> {
    this.#remember(command.id)
    await this.#ports.recorder.append([this.#settled(command, end)])
  }

  #started(command: LinkCommand): NewEdgeEvent {
    return this.#event(command, edgeFacts.commandStarted.type, {})
  }

  #settled(command: LinkCommand, end: OrderEnd): NewEdgeEvent {
    return this.#event(command, edgeFacts.commandSettled.type, outcomeOf(end))
  }

  #event(command: LinkCommand, type: string, payload: NewEdgeEvent['payload']): NewEdgeEvent {
    const { at, trusted } = this.#ports.time()
    return {
      type,
      occurredAt: at,
      clockTrusted: trusted,
      commandId: command.id,
      payload: { commandId: command.id, action: command.action.kind, ...payload },
    }
  }

  #remember(id: string): void {
    this.#known.delete(id)
    this.#known.add(id)
    if (this.#known.size > REMEMBERED) this.#known.delete(this.#known.values().next().value ?? id)
  }
}
