/** What a device of the residence tells on the bus: Home Assistant's device-based discovery, and its topics. */
import type { ComponentSpec, DeviceSpec } from './equipment/equipment.ts'

const ROOT = 'tilleuls'

/** The identifier a device announces; who adopts it knows it by this. */
export const externalIdOf = (deviceKey: string): string => `${ROOT}-${deviceKey}`

/** The key `equipment` gives to a component: platform and unique id. */
export const componentKeyOf = (
  deviceKey: string,
  component: Pick<ComponentSpec, 'key' | 'platform'>,
): string => `${component.platform}.${externalIdOf(deviceKey)}-${component.key}`

export const availabilityTopic = (deviceKey: string): string => `${ROOT}/${deviceKey}/status`
export const stateTopic = (deviceKey: string, component: string): string =>
  `${ROOT}/${deviceKey}/${component}`
export const commandTopic = (deviceKey: string, component: string): string =>
  `${stateTopic(deviceKey, component)}/set`
export const discoveryTopic = (deviceKey: string): string =>
  `homeassistant/device/${externalIdOf(deviceKey)}/config`

const TAKES_ORDERS = new Set(['lock', 'switch', 'button', 'number', 'text', 'update'])

export const takesOrders = ({ platform }: ComponentSpec): boolean => TAKES_ORDERS.has(platform)

const topicsOf = (deviceKey: string, component: ComponentSpec): Readonly<Record<string, string>> => {
  const state = stateTopic(deviceKey, component.key)
  if (component.platform === 'tag') return { topic: state }
  return {
    ...(component.platform === 'button' ? {} : { state_topic: state }),
    ...(takesOrders(component) ? { command_topic: commandTopic(deviceKey, component.key) } : {}),
  }
}

/** As JSON; retained, and repeated at each birth of the other side. */
export const discoveryPayload = ({ key, name, model, area, components }: DeviceSpec): string =>
  JSON.stringify({
    device: {
      identifiers: [externalIdOf(key)],
      name,
      manufacturer: 'Tilleuls',
      model,
      suggested_area: area,
      sw_version: '1.14.2',
    },
    origin: { name: 'Résidence des Tilleuls, simulée' },
    availability_topic: availabilityTopic(key),
    components: Object.fromEntries(
      components.map((component) => [
        component.key,
        {
          platform: component.platform,
          unique_id: `${externalIdOf(key)}-${component.key}`,
          name: component.name,
          ...component.options,
          ...topicsOf(key, component),
        },
      ]),
    ),
  })
