/**
 * Turns a snapshot into a `Policy`, item by item, so that the snapshot itself need never be held. Throws on a snapshot
 * that does not hold together: half a policy decides wrongly.
 */
import { indexIntervals } from './intervals.ts'
import { indexDigests, readDigest } from './digest-table.ts'
import { Owned } from './integers.ts'
import {
  AMBIGUOUS,
  CELLS_A_LINE,
  CREDENTIAL_KINDS,
  CREDENTIAL_STATUSES,
  NOWHERE,
  type Policy,
  TIMES_A_GRANT,
  type ZoneDoors,
} from './policy.ts'
import type { Snapshot, SnapshotEntrance, SnapshotItem, SnapshotList } from './snapshot.ts'
import { SNAPSHOT_LISTS } from './snapshot-pieces.ts'

const broken = (what: string): never => {
  throw new RangeError(`snapshot: ${what}`)
}

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

const zonesOf = (entrances: readonly SnapshotEntrance[]): Policy['zones'] => {
  const doors = entrances.flatMap(({ id, passage }) => (passage?.zones ?? []).map((zone) => ({ id, zone })))
  const byZone = Map.groupBy(doors, ({ zone }) => zone.id)
  return new Map(
    [...byZone].map(([zoneId, own]): [string, ZoneDoors] => {
      const leading = (leads: 'in' | 'out') => own.filter(({ zone }) => zone.leads === leads)
      const ids = (some: typeof own) => some.map(({ id }) => id)
      return [zoneId, { all: ids(own), ins: ids(leading('in')), outs: ids(leading('out')) }]
    }),
  )
}

type Head = Pick<Snapshot, 'siteId' | 'version' | 'madeAt' | 'leaseMs' | 'timeZone'>
type Takers = {
  readonly [List in SnapshotList]: (item: SnapshotItem[List], position: number) => void
}

export class PolicyBuilder {
  readonly #head: Head
  readonly #counts: ReadonlyMap<SnapshotList, number>
  readonly #taken = { entrances: 0, schedules: 0, rules: 0, grants: 0, subjects: 0, credentials: 0 }
  readonly #entrances: SnapshotEntrance[] = []
  readonly #scheduleIds: string[] = []
  readonly #scheduleStarts: Uint32Array
  readonly #bounds: number[] = []
  readonly #coversUntil: Float64Array
  readonly #ruleProfiles: string[] = []
  readonly #ruleSchedules: Int32Array
  readonly #rulePasses: Uint8Array
  readonly #ruleEntrances: Owned
  readonly #grantIds: string[] = []
  readonly #grantTimes: Float64Array
  readonly #grantRules: Owned
  readonly #refs: string[] = []
  readonly #suspended: Uint8Array
  readonly #freeToPass = new Map<string, number>()
  readonly #lines: Owned
  readonly #credentialIds: string[] = []
  readonly #lookAlikes = new Map<string, number>()
  readonly #credentials: Omit<Policy['credentials'], 'ids' | 'slots'>

  /** `count` says how many items each list will have. */
  constructor(head: Head, count: (list: SnapshotList) => number) {
    this.#head = head
    this.#counts = new Map(SNAPSHOT_LISTS.map((list) => [list, count(list)]))
    this.#scheduleStarts = new Uint32Array(count('schedules') + 1)
    this.#coversUntil = new Float64Array(count('schedules'))
    this.#ruleSchedules = new Int32Array(count('rules'))
    this.#rulePasses = new Uint8Array(count('rules'))
    this.#ruleEntrances = new Owned(count('rules'))
    this.#grantTimes = new Float64Array(count('grants') * TIMES_A_GRANT)
    this.#grantRules = new Owned(count('grants'))
    this.#suspended = new Uint8Array(count('subjects'))
    this.#lines = new Owned(count('subjects'))
    const credentials = count('credentials')
    this.#credentials = {
      kind: new Uint8Array(credentials),
      status: new Uint8Array(credentials),
      subject: new Uint32Array(credentials),
      from: new Float64Array(credentials),
      until: new Float64Array(credentials),
      digests: new Uint8Array(credentials * 32),
    }
  }

  /** The next items of a list. The lists come in the order of `SNAPSHOT_LISTS`. */
  add<List extends SnapshotList>(list: List, items: readonly SnapshotItem[List][]): void {
    for (const earlier of SNAPSHOT_LISTS.slice(0, SNAPSHOT_LISTS.indexOf(list)))
      if (this.#taken[earlier] !== this.#counts.get(earlier))
        broken(`${list} come before the last of ${earlier}`)
    const take: Takers[List] = this.#takers[list]
    for (const item of items) {
      this.#within(this.#taken[list], list)
      take(item, this.#taken[list]++)
    }
  }

  finish(): Policy {
    for (const list of SNAPSHOT_LISTS)
      if (this.#taken[list] !== this.#counts.get(list)) broken(`${list} are missing`)
    const bounds = Float64Array.from(this.#bounds)
    return {
      siteId: this.#head.siteId,
      version: this.#head.version,
      madeAt: this.#head.madeAt,
      ...(this.#head.timeZone === undefined ? {} : { timeZone: this.#head.timeZone }),
      entrances: this.#entrances,
      entranceOf: new Map(this.#entrances.map((entrance, position) => [entrance.id, position])),
      accepts: Uint8Array.from(this.#entrances, ({ accepts }) =>
        accepts.reduce((bits, kind) => bits | (1 << CREDENTIAL_KINDS.indexOf(kind)), 0),
      ),
      mayBeLockedDown: Uint8Array.from(this.#entrances, ({ lockedDown, orders = [] }) =>
        Number(lockedDown || orders.length > 0),
      ),
      zones: zonesOf(this.#entrances),
      freeToPass: this.#freeToPass,
      schedules: {
        ids: this.#scheduleIds,
        starts: this.#scheduleStarts,
        bounds,
        coversUntil: this.#coversUntil,
        index: indexIntervals(this.#scheduleStarts, bounds),
      },
      grants: { ids: this.#grantIds, times: this.#grantTimes },
      ruleProfiles: this.#ruleProfiles,
      rulePasses: this.#rulePasses,
      lines: { starts: this.#lines.starts, cells: this.#lines.cells.take() },
      subjects: { refs: this.#refs, suspended: this.#suspended },
      credentials: {
        ...this.#credentials,
        ids: this.#credentialIds,
        slots: indexDigests(this.#credentials.digests),
      },
      lookAlikes: this.#lookAlikes,
    }
  }

  readonly #takers: Takers = {
    entrances: (entrance) => {
      if (entrance.holdOpenSchedule !== null) this.#within(entrance.holdOpenSchedule, 'schedules')
      this.#entrances.push(entrance)
    },
    schedules: ({ id, intervals, coversUntil }, position) => {
      if (intervals.length % 2 !== 0) broken(`schedule ${position} has an interval without an end`)
      for (const [index, bound] of intervals.entries()) {
        if (!(bound > (intervals[index - 1] ?? -Infinity))) broken(`schedule ${position} does not ascend`)
        this.#bounds.push(bound)
      }
      this.#scheduleIds.push(id)
      this.#scheduleStarts[position + 1] = this.#bounds.length
      this.#coversUntil[position] = coversUntil
    },
    rules: ({ profileId, entrances, schedule, passesLockdown }, position) => {
      if (schedule !== null) this.#within(schedule, 'schedules')
      for (const entrance of entrances) this.#ruleEntrances.cells.add(this.#within(entrance, 'entrances'))
      this.#ruleEntrances.close(position)
      this.#ruleProfiles.push(profileId)
      this.#ruleSchedules[position] = schedule ?? NOWHERE
      this.#rulePasses[position] = Number(passesLockdown === true)
    },
    grants: ({ id, rules, validFrom, validUntil, leaseClass }, position) => {
      for (const rule of rules) this.#grantRules.cells.add(this.#within(rule, 'rules'))
      this.#grantRules.close(position)
      this.#grantIds.push(id)
      const times = [validFrom, validUntil ?? Infinity, this.#head.leaseMs[leaseClass]]
      this.#grantTimes.set(times, position * TIMES_A_GRANT)
    },
    subjects: ({ ref, suspended, freeToPass, freeToPassUntil, grants }, position) => {
      for (const { entrance, grant, schedule, rule } of this.#linesOf(grants))
        for (const cell of [entrance, grant, schedule, rule]) this.#lines.cells.add(cell)
      this.#lines.starts[position + 1] = this.#lines.cells.length / CELLS_A_LINE
      this.#refs.push(ref)
      if (freeToPass === true) this.#freeToPass.set(ref, freeToPassUntil ?? Infinity)
      this.#suspended[position] = Number(suspended)
    },
    credentials: ({ id, kind, digest, lookAlike, subject, status, validFrom, validUntil }, position) => {
      const columns = this.#credentials
      if (!readDigest(digest, columns.digests, position * 32))
        broken(`credential ${position} has a malformed digest`)
      this.#credentialIds.push(id)
      columns.kind[position] = CREDENTIAL_KINDS.indexOf(kind)
      columns.status[position] = CREDENTIAL_STATUSES.indexOf(status)
      columns.subject[position] = this.#within(subject, 'subjects')
      columns.from[position] = validFrom
      columns.until[position] = validUntil ?? Infinity
      if (lookAlike !== undefined)
        this.#lookAlikes.set(lookAlike, this.#lookAlikes.has(lookAlike) ? AMBIGUOUS : position)
    },
  }

  #within(position: number, list: SnapshotList): number {
    return Number.isInteger(position) && position >= 0 && position < (this.#counts.get(list) ?? 0)
      ? position
      : broken(`${list} ${position} does not exist`)
  }

  #linesOf(grants: readonly number[]): readonly Line[] {
    const lines: Line[] = []
    for (const grant of grants) {
      const until = this.#grantTimes[this.#within(grant, 'grants') * TIMES_A_GRANT + 1] ?? NaN
      for (const rule of this.#grantRules.of(grant)) {
        const schedule = this.#ruleSchedules[rule] ?? NOWHERE
        for (const entrance of this.#ruleEntrances.of(rule))
          lines.push({ entrance, grant, rule, until, schedule })
      }
    }
    return lines.sort(widestFirst)
  }
}

export const compilePolicy = (snapshot: Snapshot): Policy => {
  const builder = new PolicyBuilder(snapshot, (list) => snapshot[list].length)
  for (const list of SNAPSHOT_LISTS) builder.add(list, snapshot[list])
  return builder.finish()
}
