/** The uplink over a WebSocket: the thin part that touches the network. */
import { LARGEST_FRAME_BYTES } from '@loge/features/access/link-wire'
import { WebSocket } from 'ws'
import type { Transport } from './transport.ts'

/** `http://…` of the server becomes the address of its link. */
export const linkAddress = (serverUrl: string): string => {
  const url = new URL('/api/v1/edges/link', serverUrl)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.toString()
}

export const webSocketTransport = (serverUrl: string): Transport => ({
  connect: (events) => {
    const socket = new WebSocket(linkAddress(serverUrl), {
      handshakeTimeout: 8_000,
      maxPayload: LARGEST_FRAME_BYTES,
      perMessageDeflate: true,
    })
    socket.on('open', events.opened)
    socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) events.heard(data.toString('utf8'))
    })
    socket.on('close', events.closed)
    // `close` follows every error and tells the uplink.
    socket.on('error', () => undefined)
    return {
      send: (text) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(text)
      },
      close: () => socket.terminate(),
    }
  },
})
