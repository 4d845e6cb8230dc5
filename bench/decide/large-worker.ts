/** One process of `decide-large`: `make` writes the snapshot, `decide` is the edge that starts from it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { attemptWithCredential, compilePolicy, decideEntry, type Snapshot } from '@loge/features/access/core'
import { instant } from '@loge/kernel'
import { keyedDigest } from '@loge/kernel/real-world'

const CREDENTIALS = 250_000
const ENTRANCES = 50
const PROFILES = 50
const NOW = instant(Date.UTC(2026, 10, 5, 9))
const DAY_MS = 86_400_000
const digest = keyedDigest(new Uint8Array(32).fill(9))
const valueOf = (position: number): string => `card:${(0x04000000 + position).toString(16)}`

const makeSnapshot = (): Snapshot => ({
  format: 1,
  organizationId: 'organization',
  siteId: 'site',
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
    id: `grant-${position}`,
    rules: [position % PROFILES],
    validFrom: NOW,
    validUntil: null,
    leaseClass: 'resident',
  })),
  subjects: Array.from({ length: CREDENTIALS }, (_none, position) => ({
    ref: `${position}`,
    suspended: false,
    grants: [position],
  })),
  credentials: Array.from({ length: CREDENTIALS }, (_none, position) => ({
    id: `credential-${position}`,
    kind: 'card',
    digest: digest(valueOf(position)),
    subject: position,
    status: 'active',
    validFrom: NOW,
    validUntil: null,
  })),
})

const decideAll = (file: string): void => {
  const policy = compilePolicy(JSON.parse(readFileSync(file, 'utf8')) as Snapshot)
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

const [mode, file = ''] = process.argv.slice(2)
if (mode === 'make') writeFileSync(file, JSON.stringify(makeSnapshot()))
else decideAll(file)
