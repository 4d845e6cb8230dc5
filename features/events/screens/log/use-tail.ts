/**
 * Follows the log live. While somebody reads further down, or has paused, what arrives waits behind a button: the
 * list never moves under their eyes.
 */
import { type ServerSentEvent, useLiveEvents } from '@loge/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { KINDS } from './appearance.ts'
import type { LogEvent } from './queries.ts'
import type { EventSearch, Span } from './search.ts'

/** Further down than this, somebody is reading. */
const READING_PX = 120
const KEPT = 200

export const eventOf = (message: ServerSentEvent): LogEvent | undefined => {
  const data: unknown = JSON.parse(message.data)
  const isEvent = typeof data === 'object' && data !== null && 'type' in data && 'filedAt' in data
  return isEvent ? (data as LogEvent) : undefined
}

export const fits = (event: LogEvent, search: EventSearch, span: Span): boolean =>
  (search.site === undefined || event.siteId === search.site) &&
  (search.entrance === undefined || event.entranceId === search.entrance) &&
  (search.device === undefined || event.deviceId === search.device) &&
  (search.person === undefined || event.subject.personId === search.person) &&
  (search.kind === undefined || KINDS[search.kind].some((type) => type === event.type)) &&
  Date.parse(event.filedAt) >= span.from &&
  (span.until === undefined || Date.parse(event.filedAt) < span.until)

export interface Tail {
  /** Arrived since the list was asked for, newest first. */
  readonly shown: readonly LogEvent[]
  /** Arrived and waiting behind the button. */
  readonly waiting: number
  readonly paused: boolean
  readonly setPaused: (paused: boolean) => void
  readonly showWaiting: () => void
}

export const useTail = (search: EventSearch, span: Span): Tail => {
  const key = JSON.stringify([
    search.site,
    search.entrance,
    search.device,
    search.person,
    search.kind,
    span.from,
    span.until,
  ])
  const [tail, setTail] = useState<{ key: string; shown: readonly LogEvent[]; waiting: readonly LogEvent[] }>(
    {
      key,
      shown: [],
      waiting: [],
    },
  )
  const [paused, setPaused] = useState(false)
  const queries = useQueryClient()
  const current = tail.key === key ? tail : { key, shown: [], waiting: [] }

  useLiveEvents((message) => {
    const event = eventOf(message)
    if (event === undefined || !fits(event, search, span)) return
    const isReading = paused || window.scrollY > READING_PX
    setTail((before) => {
      const same = before.key === key ? before : { key, shown: [], waiting: [] }
      if (same.shown.some((one) => one.id === event.id) || same.waiting.some((one) => one.id === event.id))
        return same
      return isReading
        ? { ...same, waiting: [event, ...same.waiting].slice(0, KEPT) }
        : { key, shown: [event, ...same.waiting, ...same.shown].slice(0, KEPT), waiting: [] }
    })
  })

  // The bars follow the list, at most every few seconds.
  const heard = current.shown.length + current.waiting.length
  useEffect(() => {
    if (heard === 0) return undefined
    const timer = setTimeout(
      () => void queries.invalidateQueries({ queryKey: ['events', 'histogram'] }),
      4000,
    )
    return () => clearTimeout(timer)
  }, [heard, queries])

  const showWaiting = useCallback(() => {
    setTail((before) => ({
      ...before,
      shown: [...before.waiting, ...before.shown].slice(0, KEPT),
      waiting: [],
    }))
    window.scrollTo({ top: 0 })
  }, [])
  return { shown: current.shown, waiting: current.waiting.length, paused, setPaused, showWaiting }
}
