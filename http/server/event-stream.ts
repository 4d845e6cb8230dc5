/**
 * Server-sent events. The source is pulled one event at a time, so a slow reader holds back its own source and
 * nothing piles up; one that does not read for a while is let go and resumes with `Last-Event-ID`.
 */
import type { ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { Timers } from '@loge/kernel'
import type { StreamEvent } from '../endpoint.ts'

const HEARTBEAT_MS = 15_000
const STALLED_MS = 30_000
/** Browsers wait this long before they come back. */
const RETRY_MS = 2_000

const oneLine = (text: string): string => text.replaceAll(/[\r\n\0]/g, ' ')

const format = ({ id, event, data }: StreamEvent): string =>
  [
    ...(id === undefined ? [] : [`id: ${oneLine(id)}`]),
    ...(event === undefined ? [] : [`event: ${oneLine(event)}`]),
    `data: ${JSON.stringify(data)}`,
    '',
    '',
  ].join('\n')

/** Resolves once the reader took what was written; throws when it left or stalled. */
const write = async (response: ServerResponse, text: string, timers: Timers): Promise<void> => {
  if (response.write(text)) return
  const stalled = new AbortController()
  const cancel = timers.after(STALLED_MS, () => stalled.abort())
  try {
    await once(response, 'drain', { signal: stalled.signal })
  } finally {
    cancel()
  }
}

const startHeartbeat = (response: ServerResponse, timers: Timers): (() => void) => {
  let cancel: () => void = () => undefined
  const beat = () => {
    // Nothing is added behind a reader who is not reading.
    if (!response.writableNeedDrain) response.write(': \n\n')
    cancel = timers.after(HEARTBEAT_MS, beat)
  }
  cancel = timers.after(HEARTBEAT_MS, beat)
  return () => cancel()
}

export interface StreamDelivery {
  readonly response: ServerResponse
  readonly timers: Timers
  /** Aborted when the caller leaves or the server closes. */
  readonly left: AbortSignal
  /** The last event of a stream that broke, from what broke it. */
  readonly farewell: (error: unknown) => StreamEvent
}

export const deliverEvents = async (
  events: AsyncIterable<StreamEvent>,
  { response, timers, left, farewell }: StreamDelivery,
): Promise<void> => {
  const stopHeartbeat = startHeartbeat(response, timers)
  const iterator = events[Symbol.asyncIterator]()
  const gone = new Promise<undefined>((resolve) => {
    if (left.aborted) resolve(undefined)
    else left.addEventListener('abort', () => resolve(undefined), { once: true })
  })
  try {
    await write(response, `retry: ${RETRY_MS}\n\n`, timers)
    while (!left.aborted) {
      const next = await Promise.race([iterator.next(), gone])
      if (next === undefined || next.done === true) break
      await write(response, format(next.value), timers)
    }
  } catch (error) {
    if (!left.aborted && !response.writableNeedDrain) response.write(format(farewell(error)))
  } finally {
    stopHeartbeat()
    response.end()
    // A source that is waiting answers only once its own signal fires, so its end is not waited for here.
    void Promise.resolve(iterator.return?.()).catch(() => undefined)
  }
}
