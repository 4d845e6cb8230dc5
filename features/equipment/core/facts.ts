/** What happens to equipment, as the log keeps it. */
import { defineFacts } from '@loge/features/events/core'

const DEVICE = { version: 1, retention: 'audit', payload: {} } as const
/** By the words of the device itself, journaled by its edge. */
const SAID = { version: 1, retention: 'equipment', payload: {} } as const

const ROLLOUT = {
  version: 1,
  retention: 'audit',
  payload: {
    rolloutId: 'the roll-out',
    confirmed: 'how many devices have it',
    waiting: 'how many were not asked',
    unconfirmed: 'how many were asked and did not confirm',
  },
} as const

export const equipmentFacts = defineFacts({
  deviceAnnounced: {
    type: 'device.announced',
    version: 1,
    retention: 'equipment',
    payload: { kind: 'the kind its parts make likely, or null', protocol: 'how it speaks' },
  },
  deviceDescriptionChanged: {
    type: 'device.description_changed',
    version: 1,
    retention: 'equipment',
    payload: { softwareVersion: 'what it runs now, or null', components: 'how many parts it has now' },
  },
  deviceWithdrawn: { type: 'device.withdrawn', version: 1, retention: 'equipment', payload: {} },
  deviceAdopted: {
    type: 'device.adopted',
    version: 1,
    retention: 'audit',
    payload: { kind: 'what a person said it is' },
  },
  deviceChanged: { type: 'device.changed', ...DEVICE },
  deviceRetired: { type: 'device.retired', ...DEVICE },
  deviceCameOnline: {
    type: 'device.came_online',
    version: 1,
    retention: 'equipment',
    payload: { offlineMs: 'how long it was away, or null' },
  },
  deviceWentOffline: { type: 'device.went_offline', version: 1, retention: 'equipment', payload: {} },
  /** Somebody rang at a bell or a street panel. */
  deviceRang: { type: 'device.rang', version: 1, retention: 'movement', payload: {} },
  /** Smoke, gas or heat where no door is told by a fire input. */
  deviceDanger: { type: 'device.danger', ...SAID },
  deviceTampered: { type: 'device.tampered', ...SAID },
  deviceFailed: { type: 'device.failed', ...SAID },
  deviceJammed: { type: 'device.jammed', ...SAID },
  deviceBatteryLow: { type: 'device.battery_low', ...SAID },
  deviceRecovered: {
    type: 'device.recovered',
    version: 1,
    retention: 'equipment',
    payload: { fault: 'what is over: danger, tampered, problem, jammed or battery_low' },
  },
  devicePayloadUnknown: {
    type: 'device.payload_unknown',
    version: 1,
    retention: 'equipment',
    payload: {},
  },
  configAsked: {
    type: 'device_config.asked',
    version: 1,
    retention: 'audit',
    payload: { revision: 'the number of the wanted settings', keys: 'which settings' },
  },
  configInForce: {
    type: 'device_config.in_force',
    version: 1,
    retention: 'equipment',
    payload: { key: 'which setting' },
  },
  rolloutStarted: {
    type: 'rollout.started',
    version: 1,
    retention: 'audit',
    payload: {
      rolloutId: 'the roll-out',
      wants: 'setting or firmware',
      devices: 'how many devices are to be asked',
      undoneRolloutId: 'the roll-out it takes back, or null',
    },
  },
  /** Too many devices did not confirm: by the system. */
  rolloutPaused: { type: 'rollout.paused', ...ROLLOUT },
  rolloutResumed: { type: 'rollout.resumed', ...ROLLOUT },
  rolloutStopped: { type: 'rollout.stopped', ...ROLLOUT },
  rolloutEnded: { type: 'rollout.ended', ...ROLLOUT },
  firmwareEnded: {
    type: 'device.firmware_ended',
    version: 1,
    retention: 'audit',
    payload: {
      rolloutId: 'the roll-out it was asked by',
      outcome: 'its one end: in_force, failed, unknown or overtaken',
      firmware: 'the version it was asked to install',
    },
  },
  commandAsked: {
    type: 'command.asked',
    version: 1,
    retention: 'audit',
    payload: {
      commandId: 'the command',
      action: 'what kind of act',
      deadlineMs: 'how long it may take to begin',
    },
  },
  commandEnded: {
    type: 'command.ended',
    version: 1,
    retention: 'audit',
    payload: { commandId: 'the command', outcome: 'its one end', reason: 'a code, or null' },
  },
  commandContradicted: {
    type: 'command.contradicted',
    version: 1,
    retention: 'audit',
    payload: {
      commandId: 'the command',
      outcome: 'the end it keeps',
      reported: 'what an edge said after that end',
    },
  },
})

export type EquipmentFactType = (typeof equipmentFacts)[keyof typeof equipmentFacts]['type']
