/**
 * One process of `decide-large`: `make` brings the signed snapshot to the edge's folder as its uplink would, `decide` is
 * the edge that starts from it.
 */
import '../../edge/small-memory.mjs'
import { SnapshotStore } from '@loge/edge'
import { attemptWithCredential, decideEntry, type Policy, type Snapshot } from '@loge/features/access/core'
import { instant } from '@loge/kernel'
import { keyedDigest, realDisk } from '@loge/kernel/real-world'
import { chanceFrom, deliver, keyFrom, verifyText } from '@loge/testing/simulation'

const CREDENTIALS = 250_000
const ENTRANCES = 50
const PROFILES = 50
const NOW = instant(Date.UTC(2026, 10, 5, 9))
const DAY_MS = 86_400_000
const digest = keyedDigest(new Uint8Array(32).fill(9))
const valueOf = (position: number): string => `card:${(0x04000000 + position).toString(16)}`

const idOf = (kind: number, position: number): string =>
  `0192a1b2-${String(kind).padStart(4, '0')}-7000-8000-${String(position).padStart(12, '0')}`
const SITE = idOf(1, 0)
const server = keyFrom(chanceFrom(1))

const makeSnapshot = (): Snapshot => ({
  organizationId: idOf(0, 0),
  siteId: SITE,
  version: 1,
  madeAt: NOW,
  leaseMs: { visitor: DAY_MS, resident: 30 * DAY_MS, staff: 30 * DAY_MS },
  entrances: Array.from({ length: ENTRANCES }, (_none, position) => ({
    id: `entrance-${position}`,
    parts: [],
    unlockMs: 5000,
    heldOpenMs: 30_000,
    failMode: 'secure',
    accepts: ['card'],
    holdOpenSchedule: null,
    lockedDown: false,
  })),
  schedules: [
    { id: 'always', intervals: [NOW - DAY_MS, NOW + 365 * DAY_MS], coversUntil: instant(NOW + 365 * DAY_MS) },
  ],
  // Profile p opens entrances p, p + 1 and p + 2.
  rules: Array.from({ length: PROFILES }, (_none, profile) => ({
    profileId: `profile-${profile}`,
    entrances: [profile, (profile + 1) % ENTRANCES, (profile + 2) % ENTRANCES],
    schedule: 0,
  })),
  grants: Array.from({ length: CREDENTIALS }, (_none, position) => ({
    id: idOf(2, position),
    rules: [position % PROFILES],
    validFrom: NOW,
    validUntil: null,
    leaseClass: 'resident',
  })),
  subjects: Array.from({ length: CREDENTIALS }, (_none, position) => ({
    ref: idOf(3, position),
    suspended: false,
    grants: [position],
  })),
  credentials: Array.from({ length: CREDENTIALS }, (_none, position) => ({
    id: idOf(4, position),
    kind: 'card',
    digest: digest(valueOf(position)),
    subject: position,
    status: 'active',
    validFrom: NOW,
    validUntil: null,
  })),
})

const decideAll = (policy: Policy | null): void => {
  const decide = (credential: number, entrance: number): boolean => {
    const presented = {
      entranceId: `entrance-${entrance}`,
      kind: 'card' as const,
      digest: digest(valueOf(credential)),
    }
    const moment = { now: NOW, clockTrusted: true, lastContactAt: NOW }
    return decideEntry(policy, attemptWithCredential(policy, presented, moment)).allowed
  }
  const first = decide(CREDENTIALS - 1, (CREDENTIALS - 1) % ENTRANCES)
  const seconds = process.uptime()
  let wrong = first ? 0 : 1
  for (let credential = 0; credential < CREDENTIALS; credential += 97) {
    for (let entrance = 0; entrance < ENTRANCES; entrance++) {
      const opens = (entrance - (credential % PROFILES) + ENTRANCES) % ENTRANCES < 3
      if (decide(credential, entrance) !== opens) wrong++
    }
  }
  process.stdout.write(JSON.stringify({ rssMb: process.memoryUsage().rss / 1_048_576, seconds, wrong }))
}

const [mode, folder = ''] = process.argv.slice(2)
const store = await SnapshotStore.open(await realDisk(folder), {
  siteId: SITE,
  verify: (text, signature) => verifyText(server.publicKey, text, signature),
})
if (mode === 'make') await deliver(store, makeSnapshot(), server.sign)
else decideAll(store.policy)
