/** An event as people read it: what, where, with what, decided by whom. Ids become names where a name is known. */
import { shortName, useNames, useWords } from '@loge/ui'
import { useTranslations } from 'use-intl'
import { markOf } from './appearance.ts'
import type { LogEvent } from './queries.ts'

export interface EventWords {
  readonly mark: ReturnType<typeof markOf>
  /** "Refused, outside hours" */
  readonly what: string
  /** "Hall A did not open" */
  readonly sentence: string
  /** "Hall A"; `undefined` when it concerns no place. */
  readonly where: string | undefined
  /** "badge, a person" */
  readonly withWhat: string | undefined
  readonly decidedBy: string
}

/** What merely happens is nobody's decision. */
const NOT_DECIDED: ReadonlySet<string> = new Set([
  'device.rang',
  'door.closed',
  'door.forced',
  'door.held_open',
])

const SENTENCES = new Map<string, 'opened' | 'refused' | 'forced' | 'heldOpen'>([
  ['door.opened', 'opened'],
  ['door.unlocked_by_command', 'opened'],
  ['door.refused', 'refused'],
  ['door.unlock_failed', 'refused'],
  ['door.forced', 'forced'],
  ['door.held_open', 'heldOpen'],
])

export const useEventWords = (): ((event: LogEvent) => EventWords) => {
  const t = useTranslations('events')
  const words = useWords()
  const nameOf = useNames()
  /** Names stay folded: a resident is named by their building. Away from a door "a person" would say nothing. */
  const folded = ({ subject: { building }, entranceId }: LogEvent): string | undefined => {
    if (building !== null) return t('residentOf', { building: shortName(building) })
    return entranceId === null ? undefined : t('somebody')
  }
  const withWhat = (event: LogEvent): string | undefined => {
    const { kind, lookAlike } = event.payload
    const shown = lookAlike === true ? 'lookAlike' : kind
    const credential = typeof shown === 'string' ? words(`credentialKind.${shown}`) : undefined
    const who =
      event.subject.kind === 'nobody'
        ? undefined
        : event.subject.kind === 'person'
          ? (nameOf(event.subject.personId) ?? folded(event))
          : event.subject.kind === 'erased'
            ? t('erasedPerson')
            : folded(event)
    const parts = [credential, who].filter((part) => part !== undefined)
    return parts.length === 0 ? undefined : parts.join(', ')
  }
  return (event) => {
    const { reason, outcome, kind, drill } = event.payload
    // A lock that cannot answer was told; whether it opened nobody knows.
    const isTold = outcome === 'sent' && SENTENCES.get(event.type) === 'opened'
    const why = typeof reason === 'string' ? words(`refusal.${reason}`) : undefined
    const exactly = typeof kind === 'string' ? `${kind}${drill === true ? 'Drill' : ''}` : ''
    const what =
      words(`exactly.${event.type}.${exactly}`) ??
      (isTold ? words(`told.${event.type}`) : words(`event.${event.type}`)) ??
      event.type
    const byEdge = event.actor.kind === 'edge' || (event.edge !== null && event.actor.kind !== 'account')
    const atDoor = event.entranceId !== null || event.deviceId !== null
    const where = nameOf(event.entranceId) ?? nameOf(event.deviceId)
    const sentence = isTold ? 'told' : SENTENCES.get(event.type)
    return {
      mark: markOf(event.type),
      what: why === undefined ? what : `${what}, ${why}`,
      sentence:
        where === undefined ? what : sentence === undefined ? where : t(`sentence.${sentence}`, { where }),
      // What a building says of itself happened in it, and it decided it.
      where: where ?? (byEdge && !atDoor ? t('inBuilding') : undefined),
      withWhat: withWhat(event),
      decidedBy: NOT_DECIDED.has(event.type)
        ? ''
        : byEdge
          ? t(atDoor ? 'by.edge' : 'by.building')
          : (nameOf(event.actor.id) ?? t(`by.${event.actor.kind}`)),
    }
  }
}
