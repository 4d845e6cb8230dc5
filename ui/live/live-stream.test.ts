/** A page says that it is not live since the last thing it heard, not since it noticed. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLiveStream } from './live-stream.ts'

const START = Date.parse('2026-11-05T09:42:00Z')

let speak: (text: string) => void
let asked: (string | null)[]

const start = (place: string | undefined) => {
  let tell: (earlier: string) => void = () => undefined
  return {
    place: () => place,
    onEarlier: (listener: typeof tell) => {
      tell = listener
      return () => undefined
    },
    earlier: (earlier: string) => tell(earlier),
  }
}

beforeEach(() => {
  vi.useFakeTimers({ now: START })
  vi.stubGlobal('window', new EventTarget())
  asked = []
  vi.stubGlobal('fetch', (_url: string, { signal, headers }: RequestInit) => {
    asked.push(new Headers(headers).get('last-event-id'))
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        speak = (text) => controller.enqueue(new TextEncoder().encode(text))
        signal?.addEventListener('abort', () => controller.error(signal.reason))
      },
    })
    return Promise.resolve(new Response(body))
  })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a server that freezes is noticed, and what is on screen is of the last word it said', async () => {
  const stream = createLiveStream('/stream', start(undefined))
  const leave = stream.open()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(stream.state()).toEqual({ is: 'live' })
  speak(': still here\n\n')
  await vi.advanceTimersByTimeAsync(16_000)
  expect(stream.state()).toEqual({ is: 'live' })
  await vi.advanceTimersByTimeAsync(4_000)
  expect(stream.state()).toEqual({ is: 'lost', since: START + 10_000 })
  leave()
})

test('begins where the first answers of the page end, and goes on after what it heard', async () => {
  const stream = createLiveStream('/stream', start('41.0'))
  const leave = stream.open()
  await vi.advanceTimersByTimeAsync(10)
  speak('id: 42.3\ndata: {}\n\n')
  await vi.advanceTimersByTimeAsync(25_000)
  expect(asked).toEqual(['41.0', '42.3'])
  leave()
})

test('goes back when an answer that was long on its way shows an earlier moment, without being called lost', async () => {
  const from = start('41.0')
  const stream = createLiveStream('/stream', from)
  const states: string[] = []
  stream.onState(() => states.push(stream.state().is))
  const leave = stream.open()
  await vi.advanceTimersByTimeAsync(10)
  from.earlier('40.2')
  await vi.advanceTimersByTimeAsync(10)
  expect(asked).toEqual(['41.0', '40.2'])
  expect(states).toEqual(['live'])
  leave()
})
