/** The settings of the broker process, each fault named with what to do about it. */
import { join } from 'node:path'
import type { Login } from './rules.ts'

export interface BrokerSettings {
  readonly host: string
  readonly port: number
  readonly folder: string
  readonly login?: Login
}

export class SettingFault extends Error {}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])

const readPort = (text: string): number => {
  const port = Number(text)
  if (!/^[0-9]+$/.test(text) || port > 65_535)
    throw new SettingFault(`LOGE_MQTT_PORT must be a port number, not "${text}"`)
  return port
}

const readLogin = (username = '', password = ''): Login | undefined => {
  if (username === '' && password === '') return undefined
  if (username === '' || password === '')
    throw new SettingFault('set both LOGE_MQTT_USERNAME and LOGE_MQTT_PASSWORD, or neither')
  return { username, password }
}

export const readBrokerSettings = (env: Readonly<Record<string, string | undefined>>): BrokerSettings => {
  const host = env['LOGE_MQTT_HOST'] || '127.0.0.1'
  const port = readPort(env['LOGE_MQTT_PORT'] || '8421')
  const login = readLogin(env['LOGE_MQTT_USERNAME'], env['LOGE_MQTT_PASSWORD'])
  // Whoever reaches an open broker can announce a lock or open one.
  if (!login && !LOOPBACK.has(host))
    throw new SettingFault(
      `LOGE_MQTT_HOST=${host} can be reached from other machines: set LOGE_MQTT_USERNAME and LOGE_MQTT_PASSWORD`,
    )
  const folder = join(env['LOGE_DATA_DIR'] || '.loge', 'broker')
  return { host, port, folder, ...(login ? { login } : {}) }
}

const FAULTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program: stop it or set LOGE_MQTT_PORT to a free port',
  EACCES: 'is not allowed for this user: set LOGE_MQTT_PORT to 1024 or more',
  EADDRNOTAVAIL: 'is no address of this machine: set LOGE_MQTT_HOST to one',
}

/** What went wrong at the start, in words, with the setting to change. */
export const startFault = (error: unknown, { host, port }: Pick<BrokerSettings, 'host' | 'port'>): string => {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const known = FAULTS[code]
  if (known) return `MQTT ${host}:${port} ${known}`
  return `the MQTT broker did not start: ${error instanceof Error ? error.message : String(error)}`
}
