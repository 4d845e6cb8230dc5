/** What a server keeps of blocked codes, as the edges tell it: counts and an end, never whose codes they were. */
import type { PayloadValue } from '@loge/features/events/core'
import { addMs, type Instant } from '@loge/kernel'
import { accessFacts } from './facts.ts'
import { CODE_BLOCKS, type CodeBlockScope, LONGEST_BLOCK_MS } from './pin-throttle.ts'

export interface CodesBlocked {
  readonly scope: CodeBlockScope
  readonly tries: number
  readonly since: Instant
  readonly until: Instant
}

interface DoorEvent {
  readonly type: string
  readonly occurredAt: Instant
  readonly payload: Readonly<Record<string, PayloadValue>>
}

/** `undefined`: it says nothing of the kind, or nothing that can be so. */
export const codesBlockedBy = ({ type, occurredAt, payload }: DoorEvent): CodesBlocked | undefined => {
  if (type !== accessFacts.codesBlocked.type) return undefined
  const scope = CODE_BLOCKS.find((known) => known === payload['scope'])
  const { tries, forMs } = payload
  if (scope === undefined || typeof tries !== 'number' || typeof forMs !== 'number') return undefined
  if (!Number.isInteger(tries) || tries < 1 || tries > MOST_TRIES) return undefined
  if (!Number.isInteger(forMs) || forMs < 1 || forMs > LONGEST_BLOCK_MS) return undefined
  return { scope, tries, since: occurredAt, until: addMs(occurredAt, forMs) }
}

const MOST_TRIES = 1_000

/** Where codes are taken again. */
export const codesReleasedBy = ({
  type,
  payload,
}: Omit<DoorEvent, 'occurredAt'>): readonly CodeBlockScope[] => {
  const told = type === accessFacts.codesReleased.type ? payload['scopes'] : undefined
  return CODE_BLOCKS.filter((scope) => Array.isArray(told) && told.includes(scope))
}
