/** The messages between edge and server as they cross the network: bounded, checked, then trusted. */
import {
  type EdgeMessage,
  type ServerMessage,
  SNAPSHOT_LISTS,
  type SnapshotHeader,
  type SnapshotItem,
  type SnapshotList,
} from '@loge/features/access/core'
import { instant, type Instant } from '@loge/kernel'
import { z } from 'zod'

/** Larger frames are refused before they are parsed. */
export const LARGEST_FRAME_BYTES = 32 * 1024 * 1024
/** Pieces of a snapshot that are under way at once: they bound what an edge holds of it in memory. */
export const MOST_PIECES = 16

const at = z
  .int()
  .min(0)
  .max(8_640_000_000_000_000)
  .transform((ms): Instant => instant(ms))
const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const short = z.string().max(200)
const count = z.int().min(0)
const position = count
const component = z.object({ externalId: short, key: short })
const scalar = z.union([z.string().max(4_000), z.number(), z.boolean()])
const payload = z.record(short, z.union([scalar, z.null(), z.array(z.string().max(400)).max(200)]))
const nonce = z.string().regex(/^[0-9a-f]{64}$/)
const signature = z.string().regex(/^[A-Za-z0-9_-]{86}$/)

const digestHex = z.string().regex(/^[0-9a-f]{64}$/)
const credentialKind = z.enum(['pin', 'card', 'qr', 'mobileKey', 'licencePlate'])

const zone = z.object({
  id: short,
  leads: z.enum(['in', 'out']).nullable(),
  antiPassback: z.exactOptional(
    z.object({
      mode: z.enum(['recorded', 'refused']),
      resets: z.array(at).max(400),
      resetsUntil: at,
      forgottenAt: at.nullable(),
    }),
  ),
  interlock: z.exactOptional(z.literal(true)),
})

const items: { readonly [List in SnapshotList]: z.ZodType<SnapshotItem[List]> } = {
  entrances: z.object({
    id: short,
    parts: z.array(
      z.object({
        role: z.enum(['reader', 'lock', 'doorSensor', 'exitButton', 'fireInput']),
        externalId: short,
        key: short,
        resets: z.exactOptional(count),
      }),
    ),
    unlockMs: count,
    heldOpenMs: count,
    failMode: z.enum(['secure', 'safe']),
    accepts: z.array(credentialKind),
    takesLookAlikes: z.exactOptional(z.literal(true)),
    holdOpenSchedule: position.nullable(),
    holdsAfterEntry: z.exactOptional(z.literal(true)),
    lockedDown: z.boolean(),
    fireOverAt: z.exactOptional(at),
    orders: z.exactOptional(
      z.array(z.object({ id: short, kind: z.enum(['lockdown', 'evacuation']), from: at, until: at })),
    ),
    passage: z.exactOptional(z.object({ twoPeopleWithinMs: z.exactOptional(count), zones: z.array(zone) })),
  }),
  schedules: z.object({ id: short, intervals: z.array(z.number()), coversUntil: at }),
  rules: z.object({
    profileId: short,
    entrances: z.array(position),
    schedule: position.nullable(),
    passesLockdown: z.exactOptional(z.literal(true)),
  }),
  grants: z.object({
    id: short,
    rules: z.array(position),
    validFrom: at,
    validUntil: at.nullable(),
    leaseClass: z.enum(['visitor', 'resident', 'staff']),
  }),
  subjects: z.object({
    ref: short,
    suspended: z.boolean(),
    freeToPass: z.exactOptional(z.literal(true)),
    freeToPassUntil: z.exactOptional(at),
    grants: z.array(position),
  }),
  credentials: z.object({
    id: short,
    kind: credentialKind,
    digest: digestHex,
    lookAlike: z.exactOptional(digestHex),
    subject: position,
    status: z.enum(['active', 'suspended', 'lost']),
    validFrom: at,
    validUntil: at.nullable(),
  }),
}

const leaseMs = z.object({ visitor: count, resident: count, staff: count })

const hash = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

const snapshotHeader = z.object({
  format: z.literal(2),
  organizationId: uuid,
  siteId: uuid,
  version: count,
  madeAt: at,
  leaseMs,
  timeZone: z.exactOptional(short),
  pieces: z.array(z.object({ list: z.enum(SNAPSHOT_LISTS), items: count, hash })),
})

const edgeEvent = z.object({
  sequence: z.int().min(1),
  throughSequence: z.exactOptional(z.int().min(1)),
  type: z
    .string()
    .regex(/^[a-z_]+\.[a-z_]+$/)
    .max(80),
  occurredAt: at,
  clockTrusted: z.boolean(),
  entranceId: z.exactOptional(uuid),
  component: z.exactOptional(component),
  subjectRef: z.exactOptional(short),
  commandId: z.exactOptional(uuid),
  payload,
})

const health = z.object({
  snapshotVersion: count,
  backlog: count,
  journalBytes: count,
  journalProblem: z.string().max(60).nullable(),
  clockTrusted: z.boolean(),
  unknownPayloads: count,
})

const description = z.object({
  externalId: short,
  protocol: z.enum(['mqtt', 'simulated']),
  name: short,
  manufacturer: short.nullable(),
  model: short.nullable(),
  hardwareVersion: short.nullable(),
  softwareVersion: short.nullable(),
  suggestedArea: short.nullable(),
  components: z
    .array(
      z.object({
        key: short,
        kind: z.enum([
          'tag',
          'lock',
          'binary_sensor',
          'event',
          'switch',
          'valve',
          'sensor',
          'button',
          'camera',
          'image',
          'update',
          'siren',
          'number',
          'select',
          'text',
          'device_automation',
          'unsupported',
        ]),
        name: short,
        deviceClass: short.nullable(),
        unit: short.nullable(),
        capabilities: z.array(
          z.enum([
            'presentCredential',
            'unlock',
            'lock',
            'reportLockState',
            'reportOpening',
            'reportTamper',
            'reportBattery',
            'reportSignal',
            'reportState',
            'reportEvent',
            'switch',
            'press',
            'configure',
            'updateFirmware',
            'showText',
          ]),
        ),
        setting: z
          .object({
            min: z.exactOptional(z.number()),
            max: z.exactOptional(z.number()),
            step: z.exactOptional(z.number()),
            options: z.exactOptional(z.array(short).max(200)),
          })
          .nullable(),
        unsupportedReason: z.string().max(400).nullable(),
      }),
    )
    .max(500),
})

const snapshotRefusal = z.enum([
  'signature_invalid',
  'snapshot_malformed',
  'snapshot_older',
  'snapshot_of_another_site',
  'disk_failed',
])

const edgeMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello'), protocol: count, organizationId: uuid, edgeId: uuid, nonce }),
  z.object({
    kind: z.literal('proof'),
    signature,
    journalId: z.string().regex(/^[0-9a-f]{32}$/),
    software: short,
    health,
  }),
  z.object({ kind: z.literal('events'), events: z.array(edgeEvent).max(1_000), backlogUntil: count }),
  z.object({
    kind: z.literal('announcements'),
    number: count,
    devices: z.array(description).max(1_000),
    withdrawn: z.array(short).max(1_000),
  }),
  z.object({
    kind: z.literal('availability'),
    reports: z.array(z.object({ externalId: short, online: z.boolean(), at })).max(5_000),
  }),
  z.object({
    kind: z.literal('readings'),
    readings: z.array(z.object({ component, value: scalar.nullable(), at })).max(5_000),
  }),
  z.object({
    kind: z.literal('unknownPayloads'),
    payloads: z.array(z.object({ topic: z.string().max(1_000), why: short, bytes: count, count })).max(1_000),
  }),
  z.object({
    kind: z.literal('piecesWanted'),
    version: count,
    hashes: z.array(hash).max(MOST_PIECES),
  }),
  z.object({ kind: z.literal('applied'), version: count }),
  z.object({ kind: z.literal('snapshotRefused'), version: count, reason: snapshotRefusal }),
  z.object({ kind: z.literal('withdrawn') }),
  z.object({ kind: z.literal('heartbeat'), sentAt: z.number(), health }),
])

const forMs = z.int().min(100).max(3_600_000)
const action = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('openEntrance'), entranceId: uuid, forMs: z.exactOptional(forMs) }),
  z.object({ kind: z.literal('releaseCodes'), entranceId: uuid }),
  z.object({ kind: z.literal('unlock'), component, forMs }),
  z.object({ kind: z.literal('lock'), component }),
  z.object({ kind: z.literal('switch'), component, on: z.boolean() }),
  z.object({ kind: z.literal('press'), component }),
  z.object({ kind: z.literal('configure'), component, value: scalar }),
  z.object({ kind: z.literal('wipe'), component }),
])

const serverMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('challenge'), nonce, signature }),
  z.object({
    kind: z.literal('welcome'),
    siteId: uuid,
    siteKey: z.string().regex(/^[0-9a-f]{64}$/),
    acknowledgedUntil: count,
    journalBase: count,
  }),
  z.object({ kind: z.literal('acknowledged'), until: count }),
  z.object({ kind: z.literal('announced'), number: count, refused: z.array(short).max(1_000), room: count }),
  z.object({
    kind: z.literal('snapshot'),
    offer: z.object({ version: count, header: z.string(), signature: z.string().max(200) }),
  }),
  z.object({ kind: z.literal('pieces'), version: count, pieces: z.array(z.string()).max(MOST_PIECES) }),
  z.object({
    kind: z.literal('commands'),
    commands: z.array(z.object({ id: uuid, deadline: at, action })).max(1_000),
  }),
  z.object({ kind: z.literal('heartbeat'), sentAt: z.number(), now: at }),
  z.object({ kind: z.literal('withdrawn'), signature }),
  z.object({
    kind: z.literal('goodbye'),
    reason: z.enum([
      'edge_unknown',
      'edge_revoked',
      'proof_invalid',
      'protocol_unsupported',
      'replaced',
      'stopping',
    ]),
  }),
])

/** All that crosses the link, for what watches over its number. */
export const linkShapes = { edgeMessage, serverMessage, snapshotHeader, items: z.object(items) }

const read = <Value>(schema: z.ZodType<Value>, text: string): Value | undefined => {
  if (text.length > LARGEST_FRAME_BYTES) return undefined
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** `undefined` for anything that is not exactly one of our messages. */
export const readEdgeMessage = (text: string): EdgeMessage | undefined => read<EdgeMessage>(edgeMessage, text)
export const readServerMessage = (text: string): ServerMessage | undefined =>
  read<ServerMessage>(serverMessage, text)
export const readSnapshotHeader = (text: string): SnapshotHeader | undefined =>
  read<SnapshotHeader>(snapshotHeader, text)
export const readSnapshotItems = <List extends SnapshotList>(
  list: List,
  text: string,
): readonly SnapshotItem[List][] | undefined => read(z.array(items[list]), text)
