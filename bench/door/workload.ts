/** The door both subjects serve: the same topics but for their name, the same badges, 10,000 residents. */
import { compilePolicy, digestInput, normaliseValue, type Policy } from '@loge/features/access/core'
import { instant } from '@loge/kernel'

export type DoorSubject = 'loge' | 'floor'

export const scanTopic = (subject: DoorSubject): string => `bench-${subject}/scan`
export const setTopic = (subject: DoorSubject): string => `bench-${subject}/set`
export const CONFIG_TOPIC = 'homeassistant/device/bench-loge/config'
/** Kept by the broker, so it arrives with the subscription: then the whole door is listened to. */
export const READY_TOPIC = 'bench-loge/ready'
export const CONFIG = JSON.stringify({
  device: { identifiers: ['bench-loge'], name: 'Bench' },
  origin: { name: 'bench' },
  components: {
    reader: { platform: 'tag', topic: scanTopic('loge') },
    lock: { platform: 'lock', unique_id: 'bench-lock', command_topic: setTopic('loge') },
    ready: { platform: 'sensor', unique_id: 'bench-ready', state_topic: READY_TOPIC },
  },
})

export const CREDENTIALS = 10_000
/** Never again within a run, so that the lock is not told to lock while it is measured. */
const UNLOCK_MS = 3_600_000

export const badge = (position: number): string =>
  (0x04_00_00_00 + (position % CREDENTIALS)).toString(16).padStart(8, '0')

const digestOf = (position: number, digest: (input: string) => string): string => {
  const value = normaliseValue('card', badge(position))
  if (!value.ok) throw new Error(value.refusal)
  return digest(digestInput('card', value.value))
}

/** One profile for the door; each resident has a grant of their own. */
export const policyOf = (digest: (input: string) => string): Policy => {
  const each = <Part>(make: (position: number) => Part): Part[] =>
    Array.from({ length: CREDENTIALS }, (_, position) => make(position))
  const leaseMs = 30 * 86_400_000
  return compilePolicy({
    organizationId: '00000000-0000-7000-8000-000000000001',
    siteId: '00000000-0000-7000-8000-000000000002',
    version: 1,
    madeAt: instant(0),
    leaseMs: { visitor: leaseMs, resident: leaseMs, staff: leaseMs },
    entrances: [
      {
        id: '00000000-0000-7000-8000-000000000003',
        parts: [
          { role: 'reader', externalId: 'bench-loge', key: 'tag.bench-loge reader' },
          { role: 'lock', externalId: 'bench-loge', key: 'lock.bench-lock' },
        ],
        unlockMs: UNLOCK_MS,
        heldOpenMs: 60_000,
        failMode: 'secure',
        accepts: ['card'],
        holdOpenSchedule: null,
        lockedDown: false,
      },
    ],
    schedules: [],
    rules: [{ profileId: 'residents', entrances: [0], schedule: null }],
    grants: each((position) => ({
      id: `grant-${position}`,
      rules: [0],
      validFrom: instant(0),
      validUntil: null,
      leaseClass: 'resident',
    })),
    subjects: each((position) => ({ ref: `subject-${position}`, suspended: false, grants: [position] })),
    credentials: each((position) => ({
      id: `credential-${position}`,
      kind: 'card',
      digest: digestOf(position, digest),
      subject: position,
      status: 'active',
      validFrom: instant(0),
      validUntil: null,
    })),
  })
}
