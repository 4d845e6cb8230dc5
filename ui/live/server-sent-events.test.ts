/** A stream is cut anywhere by the network; the events must come out the same. */
import { expect, test } from 'vitest'
import { serverSentEvents } from './server-sent-events.ts'

const STREAM =
  'retry: 500\n: still here\n\nid: 7\nevent: door.opened\ndata: {"a":\ndata: 1}\n\nid: 8\r\ndata: two\r\n\r\ndata\n\n'

test('events come out the same wherever the stream is cut', () => {
  const whole = serverSentEvents()(STREAM)
  expect(whole).toEqual([
    { id: '7', event: 'door.opened', data: '{"a":\n1}' },
    { id: '8', event: 'message', data: 'two' },
    { id: '8', event: 'message', data: '' },
  ])
  for (const size of [1, 2, 3, 5, 11]) {
    const feed = serverSentEvents()
    const pieces = STREAM.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? []
    expect(pieces.flatMap((piece) => feed(piece))).toEqual(whole)
  }
})

test('a comment keeps the line open without being an event', () => {
  expect(serverSentEvents()(': ping\n\n')).toEqual([])
})
