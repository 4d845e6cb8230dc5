/**
 * One live connection of the page. It reconnects with growing patience, resumes after the last event it saw, and
 * gives up a line that has gone quiet: half-open connections look alive for minutes otherwise.
 */
import { serverSentEvents, type ServerSentEvent } from './server-sent-events.ts'

export type LiveState =
  | { readonly is: 'connecting' }
  | { readonly is: 'live' }
  /** Nothing arrives since then; what is on screen is of that moment. */
  | { readonly is: 'lost'; readonly since: number }
  /** The session has ended: trying again would not help. */
  | { readonly is: 'refused' }

export interface LiveStream {
  readonly state: () => LiveState
  readonly onState: (listener: () => void) => () => void
  readonly onEvent: (listener: (event: ServerSentEvent) => void) => () => void
  readonly retryNow: () => void
  /** Keeps a line open until the answer is called. Opened again later, it goes on after the last event heard. */
  readonly open: () => () => void
}

/** The server sends at least a comment every 15 s; one that comes later than this is late already. */
const QUIET_MS = 20_000
const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 15_000

const subscribe =
  <Listener>(listeners: Set<Listener>) =>
  (listener: Listener) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }

/** Where the answers on screen end, and what came after them begins. */
export interface LiveStart {
  readonly place: () => string | undefined
  readonly onEarlier: (listener: (place: string) => void) => () => void
}

const createState = () => {
  let state: LiveState = { is: 'connecting' }
  const listeners = new Set<() => void>()
  const become = (next: LiveState): void => {
    // "Lost since" is the first moment, not the latest failed attempt.
    if (next.is === state.is) return
    state = next
    for (const listener of listeners) listener()
  }
  return { state: () => state, onState: subscribe(listeners), become }
}

const pause = (ms: number, stoppable: (stop: () => void) => void): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    stoppable(() => {
      clearTimeout(timer)
      resolve()
    })
  })

export const createLiveStream = (url: string, start: LiveStart): LiveStream => {
  const { state, onState, become } = createState()
  let lastId: string | undefined
  let heardAt = Date.now()
  let hangUp: () => void = () => undefined
  let goesBack = false
  let wake: () => void = () => undefined
  const eventListeners = new Set<(event: ServerSentEvent) => void>()

  const hear = (event: ServerSentEvent): void => {
    lastId = event.id ?? lastId
    for (const listener of eventListeners) listener(event)
  }

  /** An answer that was long on its way shows an earlier moment than the stream began at. */
  const goBackTo = (place: string): void => {
    lastId = place
    goesBack = true
    hangUp()
  }

  const alive = (): void => {
    heardAt = Date.now()
  }

  const run = async (left: AbortSignal): Promise<void> => {
    let failures = 0
    while (!left.aborted) {
      goesBack = false
      const opened = (): void => become({ is: 'live' })
      const outcome = await readOnce(url, lastId ?? start.place(), { hear, opened, alive }, (stop) => {
        wake = stop
        hangUp = stop
      })
      if (left.aborted) return
      if (goesBack) continue
      if (outcome === 'refused') return become({ is: 'refused' })
      failures = outcome === 'ended' ? 0 : failures + 1
      become({ is: 'lost', since: heardAt })
      const wait = Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS) * (0.5 + Math.random() / 2)
      await pause(wait, (stop) => {
        wake = stop
      })
    }
  }

  const awake = () => wake()
  return {
    state,
    onState,
    onEvent: subscribe(eventListeners),
    retryNow: awake,
    open: () => {
      const leaving = new AbortController()
      window.addEventListener('online', awake)
      const forget = start.onEarlier(goBackTo)
      void run(leaving.signal)
      return () => {
        leaving.abort()
        forget()
        window.removeEventListener('online', awake)
        wake()
        become({ is: 'connecting' })
      }
    },
  }
}

interface Hooks {
  /** Something arrived, if only a comment. */
  readonly alive: () => void
  readonly hear: (event: ServerSentEvent) => void
  readonly opened: () => void
}

/** One connection from its opening to its end. */
const readOnce = async (
  url: string,
  lastId: string | undefined,
  hooks: Hooks,
  stoppable: (stop: () => void) => void,
): Promise<'ended' | 'failed' | 'refused'> => {
  const abort = new AbortController()
  stoppable(() => abort.abort())
  let quiet = setTimeout(() => abort.abort(), QUIET_MS)
  let opened = false
  try {
    const response = await fetch(url, {
      headers: { accept: 'text/event-stream', ...(lastId === undefined ? {} : { 'last-event-id': lastId }) },
      signal: abort.signal,
      // It never ends; what a page asks to be drawn goes first.
      priority: 'low',
    })
    if (response.status === 401 || response.status === 403) return 'refused'
    if (!response.ok || response.body === null) return 'failed'
    opened = true
    hooks.alive()
    hooks.opened()
    const feed = serverSentEvents()
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return 'ended'
      hooks.alive()
      clearTimeout(quiet)
      quiet = setTimeout(() => abort.abort(), QUIET_MS)
      for (const event of feed(value)) hooks.hear(event)
    }
  } catch {
    // Cut, refused by the network, or gone quiet: all of them mean "try again".
    return opened ? 'ended' : 'failed'
  } finally {
    clearTimeout(quiet)
    abort.abort()
  }
}
