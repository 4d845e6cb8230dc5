/** A physical act asked for: what it moves, until when it may, and its one end. */
import type { CommandId, EntranceId, Instant } from '@loge/kernel'
import type { ComponentRef } from './description.ts'

export type CommandAction =
  /** The edge knows which lock belongs to the entrance. */
  | { readonly kind: 'openEntrance'; readonly entranceId: EntranceId; readonly forMs?: number }
  /** Ends a block of codes after too many wrong ones. */
  | { readonly kind: 'releaseCodes'; readonly entranceId: EntranceId }
  | { readonly kind: 'unlock'; readonly component: ComponentRef; readonly forMs: number }
  | { readonly kind: 'lock'; readonly component: ComponentRef }
  | { readonly kind: 'switch'; readonly component: ComponentRef; readonly on: boolean }
  | { readonly kind: 'press'; readonly component: ComponentRef }
  | {
      readonly kind: 'configure'
      readonly component: ComponentRef
      readonly value: string | number | boolean
    }
  /** It goes for good: the texts it shows, and what the broker keeps of it. Any of its parts names it. */
  | { readonly kind: 'wipe'; readonly component: ComponentRef }

/**
 * `unreachable`: no edge took it before its deadline, so nothing moved. `unknown`: an edge took it and never said
 * what became of it. `expired`: the edge received it too late and moved nothing.
 */
export type CommandOutcome = 'done' | 'refused' | 'expired' | 'unreachable' | 'unknown'

export interface Command {
  readonly id: CommandId
  readonly state: 'asked' | 'sent' | 'ended'
  readonly deadlineAt: Instant
  readonly outcome: CommandOutcome | null
}

/** What an edge says became of a command. `at` is by the edge's own clock. */
export interface OutcomeReport {
  readonly commandId: CommandId
  readonly outcome: Exclude<CommandOutcome, 'unreachable'>
  /** A stable code, never a text. */
  readonly reason: string | null
  readonly at: Instant
}

export const DEADLINE_DEFAULT_MS = 10_000
export const DEADLINE_SHORTEST_MS = 1_000
/** A command is for now. What should happen later is a schedule or a setting. */
export const DEADLINE_LONGEST_MS = 60_000
export const UNLOCK_LONGEST_MS = 60_000
