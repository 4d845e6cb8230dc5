/** A live stream that comes back by itself, from where it stopped. */

export interface StreamOptions {
  readonly base?: string
  readonly query?: Readonly<Record<string, string>>
  /** Names of the events to hear; `message` for those without a name. */
  readonly events: readonly string[]
  readonly onEvent: (event: string, data: unknown, id: string) => void
  /** `live` once connected, `waiting` while it tries again. */
  readonly onState?: (state: 'live' | 'waiting') => void
}

export interface Stream {
  close(): void
}

const LONGEST_MS = 30_000

export const openStream = (path: string, options: StreamOptions): Stream => {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastEventId = ''
  let failures = 0

  const hear = (name: string) => (message: MessageEvent<string>) => {
    if (message.lastEventId !== '') lastEventId = message.lastEventId
    options.onEvent(name, JSON.parse(message.data), message.lastEventId)
  }

  const connect = () => {
    const search = new URLSearchParams(options.query)
    if (lastEventId !== '') search.set('lastEventId', lastEventId)
    const opened = new EventSource(`${options.base ?? ''}/api/v1${path}?${search.toString()}`)
    source = opened
    opened.onopen = () => {
      failures = 0
      options.onState?.('live')
    }
    for (const name of options.events) opened.addEventListener(name, hear(name))
    opened.onerror = () => {
      options.onState?.('waiting')
      // The browser repeats a broken connection itself, but gives up for good when the server answered with an error.
      if (opened.readyState !== EventSource.CLOSED) return
      failures += 1
      timer = setTimeout(connect, Math.min(LONGEST_MS, 1000 * 2 ** failures) * (0.5 + Math.random() / 2))
    }
  }

  connect()
  return {
    close: () => {
      clearTimeout(timer)
      source?.close()
    },
  }
}
