/** What became of an order to open, as the events tell it. */
import type { LogEvent } from '../residence/queries.ts'

export type Outcome =
  | { readonly is: 'asked' }
  | { readonly is: 'opened'; readonly at: number }
  /** Told to a lock that cannot say what it does. */
  | { readonly is: 'sent'; readonly at: number }
  | { readonly is: 'failed'; readonly code: string }
  /** The deadline passed and nothing came back. */
  | { readonly is: 'silent' }

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const DONE = 'done'
const SENT = 'sent'

/** It was asked, and what became of it is not known. */
export const UNSURE: ReadonlySet<string> = new Set(['unknown', 'not_confirmed'])

/** Why a door was not opened, as far as there are words for it. */
export const FAILURES = [
  'expired',
  'deadline_passed',
  'failed',
  'refused',
  'unknown',
  'not_confirmed',
  'unreachable',
  'no_edge_took_it',
  'device_offline',
  'bus_down',
  'device_unknown',
  'component_unknown',
  'entrance_unknown',
  'not_capable',
  'journal_failing',
  'codes_not_blocked',
  'device_adopted_again',
] as const

export const outcomeOf = (
  event: Pick<LogEvent, 'type' | 'occurredAt' | 'payload'>,
): { readonly commandId: string; readonly outcome: Outcome } | undefined => {
  const commandId = text(event.payload['commandId'])
  if (commandId === undefined) return undefined
  const reason = text(event.payload['reason'])
  const isSent = reason === SENT || event.payload['outcome'] === SENT
  const opened: Outcome = { is: isSent ? 'sent' : 'opened', at: Date.parse(event.occurredAt) }
  if (event.type === 'door.unlocked_by_command') return { commandId, outcome: opened }
  if (event.type === 'door.unlock_failed')
    return { commandId, outcome: { is: 'failed', code: reason ?? 'failed' } }
  if (event.type === 'door.unlock_unknown')
    return { commandId, outcome: { is: 'failed', code: reason ?? 'unknown' } }
  if (event.type !== 'command.ended') return undefined
  const outcome = text(event.payload['outcome']) ?? 'unknown'
  return { commandId, outcome: outcome === DONE ? opened : { is: 'failed', code: reason ?? outcome } }
}
