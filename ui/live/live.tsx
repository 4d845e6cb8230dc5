/** The page's live connection for components: its state, and what arrives. */
import { createContext, type ReactNode, useContext, useEffect, useRef, useSyncExternalStore } from 'react'
import type { LiveState, LiveStream } from './live-stream.ts'
import type { ServerSentEvent } from './server-sent-events.ts'

const LiveContext = createContext<LiveStream | undefined>(undefined)

export const LiveProvider = ({ stream, children }: { stream: LiveStream; children: ReactNode }) => (
  <LiveContext value={stream}>{children}</LiveContext>
)

const useStream = (): LiveStream => {
  const stream = useContext(LiveContext)
  if (stream === undefined) throw new Error('a live component is used outside LiveProvider')
  return stream
}

export const useLiveState = (): LiveState => {
  const stream = useStream()
  return useSyncExternalStore(stream.onState, stream.state)
}

export const useRetryNow = (): (() => void) => useStream().retryNow

/** Calls `hear` for each event while the component is there. */
export const useLiveEvents = (hear: (event: ServerSentEvent) => void): void => {
  const stream = useStream()
  const latest = useRef(hear)
  useEffect(() => {
    latest.current = hear
  })
  useEffect(() => stream.onEvent((event) => latest.current(event)), [stream])
}
