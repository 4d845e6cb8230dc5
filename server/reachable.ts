/** Whether something answers at an address: asked before much is built on it. */
import { connect } from 'node:net'

/** Host and port of an MQTT address, with the port the protocol implies (OASIS MQTT 3.1.1 §4.2, IANA 1883 and 8883). */
export const addressOf = (mqttUrl: string): { readonly hostname: string; readonly port: number } => {
  const { hostname, port, protocol } = new URL(mqttUrl)
  return { hostname, port: port === '' ? (protocol === 'mqtts:' ? 8883 : 1883) : Number(port) }
}

export const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 3_000 })
    const end = (reached: boolean): void => {
      socket.destroy()
      resolve(reached)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
