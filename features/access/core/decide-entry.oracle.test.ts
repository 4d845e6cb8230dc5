/**
 * An independent judge: written from the words of the list of refusals, on the snapshot itself, slowly and without
 * any of the code it judges. Whatever site, person and moment is made up, both must say the same.
 */
import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { instant } from '@loge/kernel'
import { accessOf } from './access-of.ts'
import { attemptWithCredential, type Moment } from './attempt.ts'
import { compilePolicy } from './compile-policy.ts'
import { decideEntry } from './decide-entry.ts'
import { explain } from './explain.ts'
import { CREDENTIAL_KINDS } from './policy.ts'
import { REFUSALS } from './refusal.ts'
import type { CredentialKind, Snapshot, SnapshotGrant } from './snapshot.ts'
import { aSite, aTick } from './made-up-site.fixture.ts'
import { digestOf } from './small-site.fixture.ts'
import { whoMayEnter } from './who.ts'

const aMoment: fc.Arbitrary<Moment> = fc.record({
  now: fc.oneof({ weight: 9, arbitrary: aTick }, { weight: 1, arbitrary: fc.constant(instant(0)) }),
  clockTrusted: fc.boolean(),
  lastContactAt: fc.option(aTick),
  throttledForMs: fc.constantFrom(0, 0, 0, 1000),
})

const anAttempt = fc.record({
  entranceId: fc.constantFrom('e0', 'e1', 'e2', 'nowhere'),
  kind: fc.constantFrom<CredentialKind>(...CREDENTIAL_KINDS),
  credential: fc.integer({ min: 0, max: 4 }),
  moment: aMoment,
})
type AnAttempt = typeof anAttempt extends fc.Arbitrary<infer Value> ? Value : never

const timeOf = (site: Snapshot, moment: Moment) => {
  const sure = moment.clockTrusted && moment.now >= site.madeAt - 5 * 60_000
  return { sure, at: sure ? moment.now : Math.max(moment.now, site.madeAt) }
}

const judgeRule = (site: Snapshot, grant: SnapshotGrant, schedule: number | null, moment: Moment): string => {
  const { sure, at } = timeOf(site, moment)
  if (sure && at < grant.validFrom) return 'grant_not_yet_valid'
  if (grant.validUntil !== null && at >= grant.validUntil) return 'grant_expired'
  if (schedule !== null) {
    const { intervals, coversUntil } = site.schedules[schedule]!
    if (at >= coversUntil) return 'snapshot_stale'
    let open = false
    for (let index = 0; index < intervals.length; index += 2)
      if (intervals[index]! <= at && at < intervals[index + 1]!) open = true
    if (sure && !open) return 'outside_hours'
  }
  const heardAt = Math.max(moment.lastContactAt ?? -Infinity, site.madeAt)
  if (at >= heardAt + site.leaseMs[grant.leaseClass]) return 'snapshot_stale'
  const hangsOnTime = at < grant.validFrom || grant.validUntil !== null || schedule !== null
  return !sure && hangsOnTime ? 'clock_untrusted' : 'allowed'
}

/** Closed alone, or by an order that stands; an evacuation that stands lifts both. */
const isLockedDown = (site: Snapshot, entrance: number, moment: Moment): boolean => {
  const { lockedDown, orders = [] } = site.entrances[entrance]!
  const standing = orders.filter(({ until }) => timeOf(site, moment).at < until).map(({ kind }) => kind)
  return !standing.includes('evacuation') && (lockedDown || standing.includes('lockdown'))
}

const judgeSubject = (site: Snapshot, subject: number, entrance: number, moment: Moment): string => {
  const isClosed = isLockedDown(site, entrance, moment)
  const said: string[] = ['no_grant_here']
  for (const grantPosition of site.subjects[subject]!.grants) {
    const grant = site.grants[grantPosition]!
    for (const rulePosition of grant.rules) {
      const rule = site.rules[rulePosition]!
      if (rule.entrances.includes(entrance) && (!isClosed || rule.passesLockdown === true))
        said.push(judgeRule(site, grant, rule.schedule, moment))
    }
  }
  const order = [...REFUSALS, 'allowed'] as readonly string[]
  return said.toSorted((one, other) => order.indexOf(other) - order.indexOf(one))[0]!
}

const judgeCredential = (
  site: Snapshot,
  entrance: number,
  { kind, credential: position, moment }: AnAttempt,
): string => {
  if (!site.entrances[entrance]!.accepts.includes(kind)) return 'credential_kind_not_accepted'
  if ((moment.throttledForMs ?? 0) > 0) return 'too_many_attempts'
  const credential = site.credentials.find((each) => each.digest === digestOf(position))
  if (credential === undefined) return 'credential_unknown'
  if (credential.status !== 'active') return `credential_${credential.status}`
  const { sure, at } = timeOf(site, moment)
  if (sure && at < credential.validFrom) return 'credential_not_yet_valid'
  if (credential.validUntil !== null && at >= credential.validUntil) return 'credential_expired'
  if (site.subjects[credential.subject]!.suspended) return 'person_suspended'
  const said = judgeSubject(site, credential.subject, entrance, moment)
  const hangsOnTime = at < credential.validFrom || credential.validUntil !== null
  return said === 'allowed' && !sure && hangsOnTime ? 'clock_untrusted' : said
}

const judge = (site: Snapshot, made: AnAttempt): string => {
  const entrance = site.entrances.findIndex((each) => each.id === made.entranceId)
  if (entrance < 0) return 'entrance_unknown'
  const said = judgeCredential(site, entrance, made)
  return said !== 'allowed' && isLockedDown(site, entrance, made.moment) ? 'entrance_locked_down' : said
}

const present = (site: Snapshot, attempt: AnAttempt) => {
  const policy = compilePolicy(site)
  const presented = {
    entranceId: attempt.entranceId,
    kind: attempt.kind,
    digest: digestOf(attempt.credential),
  }
  return { policy, attempt: attemptWithCredential(policy, presented, attempt.moment) }
}

const RUNS = { numRuns: 1500 }

describe('judged by the slow oracle', () => {
  test('every decision is what the words say [S0-27 1/2]', () => {
    fc.assert(
      fc.property(aSite, anAttempt, (site, made) => {
        const { policy, attempt } = present(site, made)
        const decision = decideEntry(policy, attempt)
        expect(decision.allowed ? 'allowed' : decision.refusal).toBe(judge(site, made))
      }),
      RUNS,
    )
  })

  test('explain tells the decision, and its checks stop at the reason', () => {
    fc.assert(
      fc.property(aSite, anAttempt, (site, made) => {
        const { policy, attempt } = present(site, made)
        const { decision, checks, lines } = explain(policy, attempt)
        expect(decision).toEqual(decideEntry(policy, attempt))
        const failed = checks.filter((check) => check.outcome === 'failed').map((check) => check.refusal)
        expect(failed).toEqual(decision.allowed ? [] : [decision.refusal])
        if (decision.allowed)
          expect(lines.some((line) => line.refusal === null && line.grantId === decision.grantId)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('who may enter and what a person may open are two views of the same decisions', () => {
    fc.assert(
      fc.property(aSite, aMoment, (site, moment) => {
        const policy = compilePolicy(site)
        for (const [position, { id: entranceId }] of site.entrances.entries()) {
          const expected = site.subjects
            .filter(
              (each, subject) =>
                !each.suspended && judgeSubject(site, subject, position, moment) === 'allowed',
            )
            .map((each) => each.ref)
          expect(
            whoMayEnter(policy, entranceId, moment).map((each) => site.subjects[each.subject]?.ref),
          ).toEqual(expected)
          for (const [subject, { ref }] of site.subjects.entries()) {
            const here = accessOf(policy, subject, moment).find((each) => each.entranceId === entranceId)
            expect(here?.decision.allowed).toBe(expected.includes(ref))
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  test('until when is the first instant at which the same question is refused', () => {
    fc.assert(
      fc.property(aSite, aTick, (site, now) => {
        const policy = compilePolicy(site)
        const moment = { now, clockTrusted: true, lastContactAt: now }
        fc.pre(now >= site.madeAt)
        for (const subject of site.subjects.keys()) {
          for (const [position, here] of accessOf(policy, subject, moment).entries()) {
            if (!here.decision.allowed || here.until === null) continue
            const later = { ...moment, now: here.until, lastContactAt: here.until }
            expect(judgeSubject(site, subject, position, later)).not.toBe('allowed')
            const justBefore = instant(here.until - 1)
            expect(
              judgeSubject(site, subject, position, { ...later, now: justBefore, lastContactAt: justBefore }),
            ).toBe('allowed')
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})
