export { askCommandInside } from './ask-command.ts'
export { changeConfig } from './change-config.ts'
export { askWipe, disposeDevice } from './dispose-device.ts'
export { locationOf } from './device-view.ts'
export { adoptDevice, changeDevice, releaseDevice, retireDevice } from './keep-device.ts'
export {
  COMMAND_CHANNEL,
  endOverdueCommands,
  pendingCommands,
  recordOutcome,
  watchCommands,
  type HandedCommand,
} from './hand-over-commands.ts'
export {
  deviceNames,
  loadDevices,
  type DeviceFilter,
  type StoredComponent,
  type StoredDevice,
} from './device-store.ts'
export { equipmentEndpoints } from './routes.ts'
export { recordAnnouncements, type Announced, type Announcements } from './record-announcements.ts'
export { recordAvailability, type AvailabilityReport } from './record-availability.ts'
export { recordReadings, type ReadingReport } from './record-readings.ts'
export type { EquipmentDeps, SpeakingEdge } from './record.ts'
export { recordUnknownPayloads } from './record-unknown-payloads.ts'
export { equipmentTables, type EquipmentTables } from './tables.ts'
export type { RolloutDeps } from './rollouts/deps.ts'
export { moveRollouts } from './rollouts/move.ts'
export { rolloutEndpoints } from './rollouts/routes.ts'
export { rolloutTables } from './rollouts/tables.ts'
