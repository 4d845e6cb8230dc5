/** What the edge reads from its environment, once at start. */
import { MQTT_PROTOCOLS } from '@loge/features/equipment/core'

export interface EdgeSettings {
  readonly folder: string
  readonly serverUrl: string
  readonly mqttUrl: string
  readonly mqttUsername: string | undefined
  readonly mqttPassword: string | undefined
  readonly statusPort: number
  readonly simulated: boolean
  readonly enrolmentCode: string | undefined
}

export class SettingFault extends Error {}

type Environment = Readonly<Record<string, string | undefined>>

const address = (
  environment: Environment,
  name: string,
  fallback: string,
  protocols: readonly string[],
): string => {
  const text = environment[name] || fallback
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
    throw new SettingFault(
      `${name} must be an address that begins with ${protocols.map((one) => `${one}//`).join(' or ')}`,
    )
  }
  return text
}

const portOf = (environment: Environment): number => {
  const text = environment['LOGE_EDGE_PORT'] || '8422'
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new SettingFault('LOGE_EDGE_PORT must be a port from 1 to 65535, for example 8422')
  }
  return port
}

export const readEdgeSettings = (environment: Environment): EdgeSettings => ({
  folder: `${environment['LOGE_DATA_DIR'] || './.loge'}/edge`,
  serverUrl: address(environment, 'LOGE_SERVER_URL', 'http://127.0.0.1:8420', ['http:', 'https:']),
  mqttUrl: address(environment, 'LOGE_MQTT_URL', 'mqtt://127.0.0.1:8421', MQTT_PROTOCOLS),
  mqttUsername: environment['LOGE_MQTT_USERNAME'] || undefined,
  mqttPassword: environment['LOGE_MQTT_PASSWORD'] || undefined,
  statusPort: portOf(environment),
  simulated: environment['LOGE_SIMULATION'] === '1',
  enrolmentCode: environment['LOGE_ENROLMENT_CODE'] || undefined,
})
