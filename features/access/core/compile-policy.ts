/** Turns a snapshot into a `Policy`. Throws on a snapshot that does not hold together: half a policy decides wrongly. */
import { indexIntervals } from './intervals.ts'
import { indexDigests, readDigest } from './digest-table.ts'
import {
  CREDENTIAL_KINDS,
  CREDENTIAL_STATUSES,
  NOWHERE,
  type Policy,
  CELLS_A_LINE,
  type PolicyCredentials,
  type PolicyGrants,
  type PolicyLines,
  type PolicySchedules,
} from './policy.ts'
import type { Snapshot, SnapshotGrant, SnapshotRule } from './snapshot.ts'

const broken = (what: string): never => {
  throw new RangeError(`snapshot: ${what}`)
}

const at = <Item>(items: readonly Item[], position: number, what: string): Item =>
  items[position] ?? broken(`${what} ${position} does not exist`)

const compileSchedules = (snapshot: Snapshot): PolicySchedules => {
  const { schedules } = snapshot
  const starts = new Uint32Array(schedules.length + 1)
  for (const [position, { intervals }] of schedules.entries()) {
    if (intervals.length % 2 !== 0) broken(`schedule ${position} has an interval without an end`)
    starts[position + 1] = (starts[position] ?? 0) + intervals.length
  }
  const bounds = new Float64Array(starts[schedules.length] ?? 0)
  for (const [position, { intervals }] of schedules.entries()) {
    for (const [index, bound] of intervals.entries()) {
      if (!(bound > (intervals[index - 1] ?? -Infinity))) broken(`schedule ${position} does not ascend`)
    }
    bounds.set(intervals, starts[position])
  }
  return {
    ids: schedules.map((schedule) => schedule.id),
    starts,
    bounds,
    coversUntil: Float64Array.from(schedules, (schedule) => schedule.coversUntil),
    index: indexIntervals(starts, bounds),
  }
}

const compileGrants = (snapshot: Snapshot): PolicyGrants => ({
  ids: snapshot.grants.map((grant) => grant.id),
  times: Float64Array.from(
    snapshot.grants.flatMap((grant) => [
      grant.validFrom,
      grant.validUntil ?? Infinity,
      snapshot.leaseMs[grant.leaseClass],
    ]),
  ),
})

interface Line {
  readonly entrance: number
  readonly grant: number
  readonly rule: number
  readonly until: number
  readonly schedule: number
}

/** By entrance; there the right that asks least of the hour first, then the one that ends last. */
const widestFirst = (one: Line, other: Line): number =>
  one.entrance - other.entrance ||
  Number(one.schedule !== NOWHERE) - Number(other.schedule !== NOWHERE) ||
  (one.until === other.until ? 0 : other.until - one.until) ||
  one.grant - other.grant ||
  one.rule - other.rule

const linesOf = (snapshot: Snapshot, grantPositions: readonly number[]): readonly Line[] => {
  const lines: Line[] = []
  for (const grant of grantPositions) {
    const { rules, validUntil }: SnapshotGrant = at(snapshot.grants, grant, 'grant')
    for (const rule of rules) {
      const { entrances, schedule }: SnapshotRule = at(snapshot.rules, rule, 'rule')
      for (const entrance of entrances) {
        at(snapshot.entrances, entrance, 'entrance')
        lines.push({ entrance, grant, rule, until: validUntil ?? Infinity, schedule: schedule ?? NOWHERE })
      }
    }
  }
  return lines.sort(widestFirst)
}

const countLines = (snapshot: Snapshot): number => {
  const perRule = snapshot.rules.map((rule) => rule.entrances.length)
  const perGrant = snapshot.grants.map((grant) =>
    grant.rules.reduce((sum, rule) => sum + at(perRule, rule, 'rule'), 0),
  )
  return snapshot.subjects.reduce(
    (sum, subject) => subject.grants.reduce((sub, grant) => sub + at(perGrant, grant, 'grant'), sum),
    0,
  )
}

const compileLines = (snapshot: Snapshot): PolicyLines => {
  const count = countLines(snapshot)
  const lines = {
    starts: new Uint32Array(snapshot.subjects.length + 1),
    cells: new Int32Array(count * CELLS_A_LINE),
  }
  let next = 0
  for (const [position, subject] of snapshot.subjects.entries()) {
    for (const line of linesOf(snapshot, subject.grants)) {
      lines.cells.set([line.entrance, line.grant, line.schedule, line.rule], next * CELLS_A_LINE)
      next++
    }
    lines.starts[position + 1] = next
  }
  return lines
}

const compileCredentials = (snapshot: Snapshot): PolicyCredentials => {
  const { credentials, subjects } = snapshot
  const digests = new Uint8Array(credentials.length * 32)
  for (const [position, credential] of credentials.entries()) {
    at(subjects, credential.subject, 'subject')
    if (!readDigest(credential.digest, digests, position * 32))
      broken(`credential ${position} has a malformed digest`)
  }
  return {
    ids: credentials.map((credential) => credential.id),
    kind: Uint8Array.from(credentials, ({ kind }) => CREDENTIAL_KINDS.indexOf(kind)),
    status: Uint8Array.from(credentials, ({ status }) => CREDENTIAL_STATUSES.indexOf(status)),
    subject: Uint32Array.from(credentials, ({ subject }) => subject),
    from: Float64Array.from(credentials, ({ validFrom }) => validFrom),
    until: Float64Array.from(credentials, ({ validUntil }) => validUntil ?? Infinity),
    digests,
    slots: indexDigests(digests),
  }
}

export const compilePolicy = (snapshot: Snapshot): Policy => {
  for (const { schedule } of snapshot.rules)
    if (schedule !== null) at(snapshot.schedules, schedule, 'schedule')
  for (const { holdOpenSchedule: hold } of snapshot.entrances)
    if (hold !== null) at(snapshot.schedules, hold, 'schedule')
  return {
    siteId: snapshot.siteId,
    version: snapshot.version,
    madeAt: snapshot.madeAt,
    entrances: snapshot.entrances,
    entranceOf: new Map(snapshot.entrances.map((entrance, position) => [entrance.id, position])),
    accepts: Uint8Array.from(snapshot.entrances, ({ accepts }) =>
      accepts.reduce((bits, kind) => bits | (1 << CREDENTIAL_KINDS.indexOf(kind)), 0),
    ),
    lockedDown: Uint8Array.from(snapshot.entrances, ({ lockedDown }) => Number(lockedDown)),
    schedules: compileSchedules(snapshot),
    grants: compileGrants(snapshot),
    ruleProfiles: snapshot.rules.map((rule) => rule.profileId),
    lines: compileLines(snapshot),
    subjects: {
      refs: snapshot.subjects.map((subject) => subject.ref),
      suspended: Uint8Array.from(snapshot.subjects, ({ suspended }) => Number(suspended)),
    },
    credentials: compileCredentials(snapshot),
  }
}
