export { normaliseCredential, readScan, type PresentedKind } from './credential-value.ts'
export type {
  Capability,
  ComponentDescription,
  ComponentKind,
  ComponentRef,
  DeviceDescription,
  Protocol,
  ReadingValue,
} from './description.ts'
export {
  DEADLINE_DEFAULT_MS,
  DEADLINE_LONGEST_MS,
  DEADLINE_SHORTEST_MS,
  UNLOCK_LONGEST_MS,
  type Command,
  type CommandAction,
  type CommandOutcome,
  type OutcomeReport,
} from './command.ts'
export { describeCompartments, type Compartment } from './compartments.ts'
export {
  ANSWER_GRACE_MS,
  decideOutcome,
  decideOverdue,
  mayHandOver,
  type Ending,
  type OutcomeVerdict,
} from './decide-command.ts'
export {
  askAgainAt,
  describeDrift,
  isSetting,
  needsDecision,
  nearestSteps,
  refuseSetting,
  type SettablePart,
  wantedAsReported,
  type DesiredSetting,
  type Drift,
  type SettingFault,
  type SettingValue,
} from './device-config.ts'
export {
  describeFirmware,
  firmwarePart,
  hasUpdate,
  readFirmware,
  writeFirmware,
  type Firmware,
} from './firmware.ts'
export {
  isOnTheWay,
  ITEM_STATES,
  planStep,
  stopWaiting,
  type ItemEnd,
  type ItemState,
  type Progress,
  type RolloutItem,
  type RolloutNow,
  type RolloutRules,
  type RolloutState,
  type Standing,
  type Step,
} from './rollout.ts'
export {
  findSetting,
  followFirmware,
  followSetting,
  isSameSetting,
  standToFirmware,
  standToSetting,
  type AskedFirmware,
  type DeviceNow,
  type PartNow,
  type SharedSetting,
} from './rollout-standing.ts'
export { asksWipeAgain, decideDisposal, type DisposalNow } from './disposal.ts'
export { describeInUse, type InUse } from './in-use.ts'
export { equipmentFacts, type EquipmentFactType } from './facts.ts'
export { EQUIPMENT_FAULTS, FAULT_FACT, listFaults, type EquipmentFault } from './faults.ts'
export {
  DANGERS,
  describeHealth,
  listNeeds,
  type Availability,
  type Health,
  type NeedsPerson,
  type Reading,
  type ReportingComponent,
} from './health.ts'
export { EQUIPMENT_KINDS, matchKind, type EquipmentKind } from './kinds.ts'
export {
  boundText,
  boundUnknown,
  MOST_UNKNOWN_TOPICS,
  OTHER_TOPICS,
  readWhy,
  UNKNOWN_CODES,
  type UnknownCode,
  type UnknownPayload,
} from './unknown-payload.ts'
export {
  type ComponentBinding,
  type ComponentCommand,
  describeDevice,
  type DescribedDevice,
  DISCOVERY_PREFIX,
  type DiscoveredPart,
  type Discovery,
  type DiscoveryTopic,
  type Input,
  type Interpretation,
  judgeAvailability,
  type Publication,
  readDiscovery,
  readDiscoveryTopic,
} from './home-assistant/index.ts'
export { MQTT_PORTS, MQTT_PROTOCOLS } from './mqtt-address.ts'
