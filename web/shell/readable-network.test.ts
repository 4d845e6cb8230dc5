import { expect, it } from 'vitest'
import { readableNetwork } from './readable-network.ts'

it.each([
  [null, 'unknown'],
  ['', 'unknown'],
  ['nonsense', 'unknown'],
  ['0:0:0:0', 'thisMachine'],
  ['127.0.0.1', 'thisMachine'],
  ['192.168.1.47', { network: '192.168.1.x' }],
  ['2001:db8:1:2', { network: '2001:db8:1:2::/64' }],
  ['2001:db8:0:0', { network: '2001:db8::/64' }],
  ['fe80:0:0:0', { network: 'fe80::/64' }],
])('a session from %s is told without a whole address', (network, told) =>
  expect(readableNetwork(network)).toEqual(told),
)
