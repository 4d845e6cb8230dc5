/** A page says that it is not live since the last thing it heard, not since it noticed. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLiveStream } from './live-stream.ts'

const START = Date.parse('2026-11-05T09:42:00Z')

let speak: (text: string) => void

beforeEach(() => {
  vi.useFakeTimers({ now: START })
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('fetch', (_url: string, { signal }: RequestInit) => {
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
  const stream = createLiveStream('/stream')
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
