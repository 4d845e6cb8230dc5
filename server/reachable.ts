/** Whether something answers at an address: asked before much is built on it. */
import { connect, isIPv6 } from 'node:net'
import { MQTT_PORTS } from '@loge/features/equipment/core'

const portOf = (protocol: string): number =>
  Object.entries(MQTT_PORTS).find(([name]) => name === protocol)?.[1] ?? MQTT_PORTS['mqtt:']

/** Host and port of an MQTT address, with the port its protocol implies. */
export const addressOf = (mqttUrl: string): { readonly hostname: string; readonly port: number } => {
  const { hostname, port, protocol } = new URL(mqttUrl)
  return { hostname, port: port === '' ? portOf(protocol) : Number(port) }
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

/** How a process of this machine reaches a server that listens there, as a host in a URL. */
export const reachableHost = (listensOn: string): string => {
  if (['localhost', '0.0.0.0'].includes(listensOn)) return '127.0.0.1'
  if (listensOn === '::') return '[::1]'
  return isIPv6(listensOn) ? `[${listensOn}]` : listensOn
}
