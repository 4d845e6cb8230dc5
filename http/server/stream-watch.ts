/**
 * A stream outlives the request that opened it, and so would the right to it: who listens is asked again every minute
 * and whenever somebody's rights changed. A stream that ends is opened anew by its reader, by the rights of then.
 */
import type { Timers } from '@loge/kernel'

const AGAIN_MS = 60_000

export interface WatchedStream extends Disposable {
  /** Aborted once the listener is somebody else, nobody, or has other rights. */
  readonly over: AbortSignal
}

export interface StreamWatch {
  watch(isSame: () => Promise<boolean>): WatchedStream
  /** Somebody's session, key or role changed. */
  askAgain(): void
}

export const createStreamWatch = (timers: Timers): StreamWatch => {
  const asking = new Set<() => void>()
  return {
    askAgain: () => {
      for (const ask of asking) ask()
    },
    watch: (isSame) => {
      const over = new AbortController()
      let cancel: () => void = () => undefined
      const ask = (): void => {
        void isSame().then((same) => {
          if (!same) over.abort()
        })
      }
      const askLater = (): void => {
        cancel = timers.after(AGAIN_MS, () => {
          ask()
          askLater()
        })
      }
      asking.add(ask)
      askLater()
      return {
        over: over.signal,
        [Symbol.dispose]: () => {
          cancel()
          asking.delete(ask)
        },
      }
    },
  }
}
