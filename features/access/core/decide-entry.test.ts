import { describe, expect, test } from 'vitest'
import { instant } from '@loge/kernel'
import { attemptWithCredential, type Moment, type Presented } from './attempt.ts'
import { compilePolicy } from './compile-policy.ts'
import { decideEntry } from './decide-entry.ts'
import { holdAt } from './hold-open.ts'
import { PASSAGE_RULE_NAMES, PASSAGE_RULES } from './passage-rules.ts'
import { AMBIGUOUS } from './policy.ts'
import { REFUSAL_TEXTS, REFUSALS, type Refusal } from './refusal.ts'
import { type Changes, digestOf, hours, momentAt, smallSite } from './small-site.fixture.ts'

const AT_NINE = hours(0)

const decide = (changes: Changes = {}, presented: Partial<Presented> = {}, moment: Partial<Moment> = {}) => {
  const policy = compilePolicy(smallSite(changes))
  const now = moment.now ?? AT_NINE
  const attempt = attemptWithCredential(
    policy,
    { entranceId: 'front', kind: 'card', digest: digestOf(0), ...presented },
    momentAt(now, moment),
  )
  return decideEntry(policy, attempt)
}

interface Row {
  readonly refusal: Refusal
  readonly changes?: Changes
  readonly presented?: Partial<Presented>
  readonly moment?: Partial<Moment>
}

const ROWS: readonly Row[] = [
  { refusal: 'entrance_unknown', presented: { entranceId: 'attic' } },
  { refusal: 'entrance_locked_down', changes: { entrance: { lockedDown: true } } },
  { refusal: 'credential_kind_not_accepted', presented: { kind: 'licencePlate' } },
  { refusal: 'too_many_attempts', presented: { kind: 'pin' }, moment: { throttledForMs: 1 } },
  { refusal: 'credential_unknown', presented: { digest: digestOf(5) } },
  { refusal: 'credential_lost', changes: { credential: { status: 'lost' } } },
  { refusal: 'credential_suspended', changes: { credential: { status: 'suspended' } } },
  { refusal: 'credential_not_yet_valid', changes: { credential: { validFrom: instant(AT_NINE + 1) } } },
  { refusal: 'credential_expired', changes: { credential: { validUntil: AT_NINE } } },
  { refusal: 'person_suspended', changes: { suspended: true } },
  { refusal: 'no_grant_here', presented: { entranceId: 'roof' } },
  { refusal: 'grant_not_yet_valid', changes: { grant: { validFrom: instant(AT_NINE + 1) } } },
  { refusal: 'grant_expired', changes: { grant: { validUntil: AT_NINE } } },
  { refusal: 'outside_hours', moment: { now: hours(9) } },
  {
    refusal: 'snapshot_stale',
    changes: { grant: { leaseClass: 'visitor' } },
    moment: { lastContactAt: hours(-24) },
  },
  { refusal: 'clock_untrusted', moment: { now: hours(10), clockTrusted: false } },
]

describe('each refusal has its case', () => {
  test.each(ROWS)('$refusal', ({ refusal, changes, presented, moment }) => {
    expect(decide(changes, presented, moment)).toMatchObject({ allowed: false, refusal })
  })

  test('snapshot_missing: without a snapshot nobody enters', () => {
    const attempt = attemptWithCredential(
      null,
      { entranceId: 'front', kind: 'card', digest: digestOf(0) },
      momentAt(AT_NINE),
    )
    expect(decideEntry(null, attempt)).toMatchObject({ allowed: false, refusal: 'snapshot_missing' })
  })

  test('edge_withdrawn: by the rights of an edge taken out of service nobody enters', () => {
    const policy = { ...compilePolicy(smallSite()), isWithdrawn: true as const }
    const presented = { entranceId: 'front', kind: 'card' as const, digest: digestOf(0) }
    const attempt = attemptWithCredential(policy, presented, momentAt(AT_NINE))
    expect(decideEntry(policy, attempt)).toMatchObject({ allowed: false, refusal: 'edge_withdrawn' })
  })

  test('plate_ambiguous: a plate that may be one of several is nobody’s', () => {
    const policy = compilePolicy(smallSite())
    const presented = { entranceId: 'front', kind: 'card' as const, digest: digestOf(0) }
    const attempt = { ...attemptWithCredential(policy, presented, momentAt(AT_NINE)), credential: AMBIGUOUS }
    expect(decideEntry(policy, attempt)).toMatchObject({ refusal: 'plate_ambiguous', credentialId: null })
  })

  test('the table misses none of the list', () => {
    const ofRules = PASSAGE_RULE_NAMES.map((rule) => PASSAGE_RULES[rule].refusal)
    expect(
      [
        'snapshot_missing',
        'edge_withdrawn',
        'plate_ambiguous',
        ...ROWS.map((row) => row.refusal),
        ...ofRules,
      ].toSorted(),
    ).toEqual([...REFUSALS].toSorted())
  })

  test('each has a text in both languages and a line for builders', () => {
    for (const refusal of REFUSALS) {
      const { doc, en, fr } = REFUSAL_TEXTS[refusal]
      expect([doc, en.what, fr.what].every((text) => text.length > 10)).toBe(true)
      expect(en.what).not.toBe(fr.what)
    }
  })

  test('what happened speaks of nobody, so that it may be said of somebody else; only what to do speaks to you', () => {
    for (const refusal of REFUSALS) {
      const { en, fr } = REFUSAL_TEXTS[refusal]
      expect(`${en.what} ${fr.what}`).not.toMatch(/\b(you|your|vous|votre|vos)\b/i)
    }
  })
})

describe('precedence: of several reasons the first is told', () => {
  test('everything wrong at once tells the reasons one after the other as they are put right', () => {
    const told: Refusal[] = []
    const wrong = {
      entrance: { lockedDown: true },
      credential: { status: 'lost' as 'lost' | 'active', validUntil: AT_NINE as typeof AT_NINE | null },
      suspended: true,
      grant: { validUntil: AT_NINE as typeof AT_NINE | null },
    }
    const tell = () => {
      const decision = decide(wrong, {}, { now: hours(9) })
      told.push(decision.allowed ? 'snapshot_missing' : decision.refusal)
    }
    tell()
    wrong.entrance.lockedDown = false
    tell()
    wrong.credential.status = 'active'
    tell()
    wrong.credential.validUntil = null
    tell()
    wrong.suspended = false
    tell()
    wrong.grant.validUntil = null
    tell()
    expect(told).toEqual([
      'entrance_locked_down',
      'credential_lost',
      'credential_expired',
      'person_suspended',
      'grant_expired',
      'outside_hours',
    ])
  })
})

describe('what an allowed entry says', () => {
  test('the grant, the rule, the window, until when, and how long to unlock', () => {
    expect(decide()).toEqual({
      allowed: true,
      subjectRef: 'subject',
      credentialId: 'card',
      grantId: 'grant-day',
      profileId: 'profile-day',
      scheduleId: 'day',
      windowFrom: hours(-1),
      windowUntil: hours(9),
      until: hours(9),
      unlockMs: 5000,
    })
  })

  test('starts are included and ends are excluded', () => {
    expect(decide({}, {}, { now: hours(-1) }).allowed).toBe(true)
    expect(decide({}, {}, { now: instant(hours(9) - 1) }).allowed).toBe(true)
    expect(decide({ grant: { validFrom: AT_NINE } }).allowed).toBe(true)
    expect(decide({ credential: { validUntil: instant(AT_NINE + 1) } }).allowed).toBe(true)
  })

  test('a refusal says when trying again may succeed', () => {
    expect(decide({}, {}, { now: hours(10) })).toMatchObject({ refusal: 'outside_hours', retryAt: hours(23) })
    expect(decide({ grant: { validFrom: hours(2) } })).toMatchObject({
      retryAt: hours(2),
      grantId: 'grant-day',
    })
  })
})

describe('without the server', () => {
  test('a right lives until its lease ends, then says so', () => {
    const lastContactAt = hours(-23)
    expect(
      decide({ grant: { leaseClass: 'visitor' } }, {}, { lastContactAt, now: instant(hours(1) - 1) }).allowed,
    ).toBe(true)
    expect(decide({ grant: { leaseClass: 'visitor' } }, {}, { lastContactAt, now: hours(1) })).toMatchObject({
      refusal: 'snapshot_stale',
    })
  })

  test('the making of the snapshot counts as contact', () => {
    expect(
      decide({ grant: { leaseClass: 'visitor' } }, {}, { lastContactAt: null, now: instant(hours(0) - 1) })
        .allowed,
    ).toBe(true)
  })

  test('hours that are not compiled this far are not guessed', () => {
    expect(decide({}, {}, { now: hours(48) })).toMatchObject({ refusal: 'snapshot_stale' })
  })
})

describe('without the time', () => {
  const in1970 = instant(60_000)

  test.each([true, false])(
    'a boot in 1970 (clock says it is right: %s) keeps permanent rights',
    (clockTrusted) => {
      expect(decide({}, { entranceId: 'garage' }, { now: in1970, clockTrusted }).allowed).toBe(true)
    },
  )

  test('what had ended by the last trusted instant has ended', () => {
    const moment = { now: in1970, clockTrusted: true }
    expect(decide({ grant: { validUntil: hours(-24) } }, {}, moment)).toMatchObject({
      refusal: 'grant_expired',
    })
    expect(decide({ credential: { validUntil: hours(-24) } }, {}, moment)).toMatchObject({
      refusal: 'credential_expired',
    })
  })

  const unsure = { now: hours(1), clockTrusted: false }
  const always = { rules: [1], validFrom: hours(-48), validUntil: null }
  const atGarage = { entranceId: 'garage' }
  test.each<{ what: string; grant: Changes['grant']; credential?: Changes['credential']; at: string }>([
    { what: 'a right with an end', grant: { ...always, validUntil: hours(72) }, at: 'garage' },
    { what: 'a right with a later start', grant: { ...always, validFrom: hours(2) }, at: 'garage' },
    { what: 'hours that say yes', grant: { validUntil: null }, at: 'front' },
    { what: 'hours that say no', grant: { validUntil: null }, at: 'front' },
    { what: 'a card with an end', grant: always, credential: { validUntil: hours(72) }, at: 'garage' },
    { what: 'a card with a later start', grant: always, credential: { validFrom: hours(2) }, at: 'garage' },
  ])('$what may be over or not begun, so it opens nothing', ({ what, grant, credential, at }) => {
    const site = smallSite({ grant: grant ?? {}, credential: credential ?? {} })
    const policy = compilePolicy({ ...site, subjects: [{ ref: 'subject', suspended: false, grants: [0] }] })
    const now = what === 'hours that say no' ? hours(10) : unsure.now
    const attempt = attemptWithCredential(
      policy,
      { entranceId: at, kind: 'card', digest: digestOf(0) },
      momentAt(now, { clockTrusted: false }),
    )
    expect(decideEntry(policy, attempt)).toMatchObject({ allowed: false, refusal: 'clock_untrusted' })
  })

  test('a right that holds at every hour is honoured, also beside one that does not', () => {
    expect(decide({}, atGarage, unsure).allowed).toBe(true)
    expect(decide({ grant: { rules: [1], validUntil: hours(72) } }, atGarage, unsure)).toMatchObject({
      allowed: true,
      grantId: 'grant-garage',
    })
  })

  test('an untrusted clock holds no door open', () => {
    const policy = compilePolicy(smallSite({ entrance: { holdOpenSchedule: 0 } }))
    expect(holdAt(policy, 'front', momentAt(hours(1)))?.until).toBe(hours(9))
    expect(holdAt(policy, 'front', momentAt(hours(10)))).toBeNull()
    expect(holdAt(policy, 'front', momentAt(hours(1), { clockTrusted: false }))).toBeNull()
    expect(holdAt(policy, 'front', momentAt(hours(49)))).toBeNull()
    expect(holdAt(null, 'front', momentAt(hours(1)))).toBeNull()
  })
})
