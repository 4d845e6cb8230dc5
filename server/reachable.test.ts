/** Where a process of this machine finds a server, whatever address that one listens on. */
import { expect, it } from 'vitest'
import { reachableHost } from './reachable.ts'

it.each([
  ['localhost', '127.0.0.1'],
  ['0.0.0.0', '127.0.0.1'],
  ['::', '[::1]'],
  ['127.0.0.1', '127.0.0.1'],
  ['192.168.1.20', '192.168.1.20'],
  ['fd00::20', '[fd00::20]'],
  ['loge.example', 'loge.example'],
])('a server on %s answers this machine at %s', (listensOn, host) => {
  expect(reachableHost(listensOn)).toBe(host)
})
