/** The shapes and routes of equipment: devices, their settings, what could not be read, and commands. */
import { defineRoute, humanText, pageOf, pageQuery, wireId, wireInstant } from '@loge/http/contract'
import { wireLocation } from '@loge/features/places/wire'
import { z } from 'zod'
import {
  DANGERS,
  DEADLINE_DEFAULT_MS,
  DEADLINE_LONGEST_MS,
  DEADLINE_SHORTEST_MS,
  EQUIPMENT_KINDS,
  UNKNOWN_CODES,
  UNLOCK_LONGEST_MS,
} from './core/index.ts'
import { settingLimits, settingValue } from './setting-wire.ts'

export { rolloutRoutes } from './rollout-wire.ts'

const kind = z.enum(EQUIPMENT_KINDS)
const state = z.enum(['to_be_adopted', 'adopted', 'retired'])
const readingValue = z.union([z.string(), z.number(), z.boolean(), z.null()])
const reading = z.object({ value: readingValue, at: wireInstant })
const drift = z.enum(['unset', 'in_force', 'waiting', 'drifted'])
const need = z.enum([
  'to_be_adopted',
  'offline',
  'silent',
  'danger',
  'tampered',
  'problem',
  'battery_low',
  'jammed',
  'drift',
])

const health = z.object({
  /** `null`: it never said. */
  online: z.boolean().nullable(),
  since: wireInstant.nullable(),
  lastContactAt: wireInstant.nullable(),
  batteryPercent: z.number().nullable(),
  batteryLow: z.boolean(),
  signal: z.object({ value: z.number(), unit: z.string().nullable() }).nullable(),
  tampered: z.boolean(),
  /** What threatens people there, as it reports it. */
  danger: z.enum(DANGERS).nullable(),
  problem: z.boolean(),
  opening: z.enum(['open', 'closed']).nullable(),
  lock: z.enum(['locked', 'unlocked', 'jammed']).nullable(),
})

const component = z.object({
  key: z.string(),
  kind: z.string(),
  name: z.string(),
  deviceClass: z.string().nullable(),
  unit: z.string().nullable(),
  capabilities: z.array(z.string()),
  unsupportedReason: z.string().nullable(),
  reading: reading.nullable(),
})

const deviceView = z.object({
  id: wireId('device'),
  siteId: wireId('site'),
  edgeId: wireId('edge'),
  state,
  /** What a person said it is; before that, `null`. */
  kind: kind.nullable(),
  /** What its parts make likely. */
  likelyKind: kind.nullable(),
  name: z.string(),
  announcedName: z.string(),
  externalId: z.string(),
  protocol: z.string(),
  manufacturer: z.string().nullable(),
  model: z.string().nullable(),
  hardwareVersion: z.string().nullable(),
  softwareVersion: z.string().nullable(),
  suggestedArea: z.string().nullable(),
  location: wireLocation,
  health,
  /** What furniture and machines are busy with; `null` where a device does not say. */
  inUse: z.object({
    occupied: z.number().int().nullable(),
    places: z.number().int().nullable(),
    state: z.string().nullable(),
    message: z.string().nullable(),
  }),
  /** What it runs and what it could run; `null` where a device does not say. */
  firmware: z
    .object({
      installed: z.string().nullable(),
      latest: z.string().nullable(),
      inProgress: z.boolean(),
      percent: z.number().nullable(),
      canInstall: z.boolean(),
    })
    .nullable(),
  needs: z.array(need),
  announcedAt: wireInstant,
  adoptedAt: wireInstant.nullable(),
  retiredAt: wireInstant.nullable(),
  withdrawnAt: wireInstant.nullable(),
  version: z.number().int(),
})

const compartment = z.object({
  number: z.number().int(),
  lockKey: z.string().nullable(),
  openingKey: z.string().nullable(),
  occupancyKey: z.string().nullable(),
})

const deviceDetail = deviceView.extend({
  components: z.array(component),
  compartments: z.array(compartment),
})

const placing = z.object({
  name: humanText(1, 200),
  kind,
  location: wireLocation.partial().default({}),
})

const configView = z.object({
  revision: z.number().int(),
  settings: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      kind: z.string(),
      unit: z.string().nullable(),
      limits: settingLimits,
      desired: z
        .object({
          value: settingValue,
          at: wireInstant,
          why: z.string().nullable(),
          revision: z.number().int(),
          inForceAt: wireInstant.nullable(),
        })
        .nullable(),
      reported: reading.nullable(),
      drift,
    }),
  ),
})

const reason = humanText(3, 300)
const openFor = z.number().int().min(500).max(UNLOCK_LONGEST_MS)
const part = { deviceId: wireId('device'), component: z.string().min(1).max(200) }

const commandAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('openEntrance'), entranceId: wireId('entrance'), forMs: openFor.optional() }),
  z.object({ kind: z.literal('releaseCodes'), entranceId: wireId('entrance') }),
  z.object({ kind: z.literal('unlock'), ...part, forMs: openFor.default(5_000) }),
  z.object({ kind: z.literal('lock'), ...part }),
  z.object({ kind: z.literal('switch'), ...part, on: z.boolean() }),
  z.object({ kind: z.literal('press'), ...part }),
])

const commandView = z.object({
  id: wireId('command'),
  siteId: wireId('site'),
  entranceId: wireId('entrance').nullable(),
  deviceId: wireId('device').nullable(),
  component: z.string().nullable(),
  action: z.string(),
  reason: z.string().nullable(),
  /** `config`: asked for so that a device takes a setting somebody wants. */
  origin: z.enum(['person', 'config']),
  actor: z.object({ kind: z.string(), id: z.string().nullable() }),
  state: z.enum(['asked', 'sent', 'ended']),
  outcome: z.enum(['done', 'refused', 'expired', 'unreachable', 'unknown']).nullable(),
  outcomeReason: z.string().nullable(),
  askedAt: wireInstant,
  deadlineAt: wireInstant,
  sentAt: wireInstant.nullable(),
  endedAt: wireInstant.nullable(),
})

const TAG = { tag: 'Equipment' } as const
const READ = { ...TAG, permission: 'equipment.read', rateLimit: 'read' } as const
const MANAGE = { ...TAG, permission: 'equipment.manage', rateLimit: 'write' } as const
const params = z.object({ id: wireId('device') })
const PLACING_PROBLEMS = ['location_unknown'] as const

export const equipmentRoutes = {
  listDevices: defineRoute({
    ...READ,
    method: 'GET',
    path: '/devices',
    summary: 'List devices with their health and what each needs from a person',
    query: z.object({
      ...pageQuery,
      siteId: wireId('site').optional(),
      buildingId: wireId('building').optional(),
      kind: kind.optional(),
      state: state.optional(),
      needsPerson: z.enum(['true', 'false']).optional(),
    }),
    answer: pageOf(deviceView),
  }),
  listUnknownPayloads: defineRoute({
    ...READ,
    method: 'GET',
    path: '/devices/unknown-payloads',
    summary: 'What arrived and could not be read, counted by topic and reason, latest first',
    query: z.object({ ...pageQuery, siteId: wireId('site').optional() }),
    answer: pageOf(
      z.object({
        siteId: wireId('site'),
        edgeId: wireId('edge'),
        topic: z.string(),
        why: z.enum(UNKNOWN_CODES),
        /** What the parser or the template evaluator says, for a technician. */
        detail: z.string().nullable(),
        count: z.number().int(),
        largestBytes: z.number().int(),
        firstAt: wireInstant,
        lastAt: wireInstant,
      }),
    ),
  }),
  readDevice: defineRoute({
    ...READ,
    method: 'GET',
    path: '/devices/{id}',
    summary: 'Read a device with its parts and what each last said',
    params,
    answer: deviceDetail,
  }),
  adoptDevice: defineRoute({
    ...MANAGE,
    method: 'POST',
    path: '/devices/{id}/adopt',
    summary: 'Take a device in: say what it is, what it is called and where it is',
    params,
    body: placing,
    answer: deviceDetail,
    problems: [...PLACING_PROBLEMS, 'device_already_adopted'],
  }),
  changeDevice: defineRoute({
    ...MANAGE,
    method: 'PATCH',
    path: '/devices/{id}',
    summary: 'Rename an adopted device, correct its kind, move it',
    params,
    body: placing.partial(),
    answer: deviceDetail,
    ifMatch: true,
    problems: [...PLACING_PROBLEMS, 'device_not_adopted'],
  }),
  retireDevice: defineRoute({
    ...MANAGE,
    method: 'DELETE',
    path: '/devices/{id}',
    summary: 'Take a device out of service; its history stays, and it may be adopted again',
    params,
    status: 204,
    ifMatch: true,
    problems: ['device_retired', 'fire_holds_open'],
  }),
  readConfig: defineRoute({
    ...READ,
    method: 'GET',
    path: '/devices/{id}/config',
    summary:
      'The settings of a device: wanted, reported, and whether they agree; or as they were wanted at an instant',
    params,
    query: z.object({ at: wireInstant.optional() }),
    answer: configView,
  }),
  changeConfig: defineRoute({
    ...MANAGE,
    method: 'PUT',
    path: '/devices/{id}/config',
    summary: 'Say what settings should be; `null` stops wanting one, those left out stay',
    params,
    body: z.object({
      values: z
        .record(z.string().min(1).max(200), settingValue.nullable())
        .refine((values) => Object.keys(values).length > 0, 'name at least one setting'),
      why: reason,
    }),
    answer: configView,
    ifMatch: true,
    problems: ['setting_invalid', 'device_not_adopted'],
  }),
  askCommand: defineRoute({
    ...TAG,
    permission: 'equipment.operate',
    rateLimit: 'command',
    method: 'POST',
    path: '/commands',
    summary: 'Ask for a physical act, now, with a reason; past its deadline it is never carried out',
    body: z.object({
      action: commandAction,
      reason,
      deadlineMs: z
        .number()
        .int()
        .min(DEADLINE_SHORTEST_MS)
        .max(DEADLINE_LONGEST_MS)
        .default(DEADLINE_DEFAULT_MS),
    }),
    answer: commandView,
    status: 202,
    problems: ['command_target_unknown', 'command_not_possible', 'device_not_adopted'],
  }),
  listCommands: defineRoute({
    ...READ,
    method: 'GET',
    path: '/commands',
    summary: 'List commands, newest first',
    query: z.object({
      ...pageQuery,
      deviceId: wireId('device').optional(),
      entranceId: wireId('entrance').optional(),
      state: z.enum(['asked', 'sent', 'ended']).optional(),
    }),
    answer: pageOf(commandView),
  }),
  readCommand: defineRoute({
    ...READ,
    method: 'GET',
    path: '/commands/{id}',
    summary: 'Read a command and its one end',
    params: z.object({ id: wireId('command') }),
    answer: commandView,
  }),
} as const

export type DeviceView = z.output<typeof deviceView>
export type DeviceDetail = z.output<typeof deviceDetail>
export type DevicePlacing = z.output<typeof placing>
export type DeviceChange = z.output<typeof equipmentRoutes.changeDevice.body>
export type ConfigView = z.output<typeof configView>
export type CommandInput = z.output<typeof equipmentRoutes.askCommand.body>
export type CommandView = z.output<typeof commandView>
/** What travels: the types of the screens. */
export type WireDevice = z.input<typeof deviceView>
export type WireDeviceDetail = z.input<typeof deviceDetail>
export type WireCommand = z.input<typeof commandView>
