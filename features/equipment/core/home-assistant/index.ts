/** Home Assistant's MQTT discovery: from what a device announces to what it is and how it is spoken to. */
export { judgeAvailability } from './availability.ts'
export type {
  ComponentBinding,
  ComponentCommand,
  Input,
  Interpretation,
  Publication,
} from './binding.ts'
export {
  describeDevice,
  type DescribedDevice,
  type DiscoveredPart,
  type Discovery,
  readDiscovery,
} from './discovery.ts'
export { DISCOVERY_PREFIX, type DiscoveryTopic, readDiscoveryTopic } from './topic.ts'
