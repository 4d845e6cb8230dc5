/** What may be decided of the rights of a campaign, in which one state each ends, and when somebody is reminded. */
import { fc, test as anyTest } from '@fast-check/vitest'
import {
  asId,
  type AccountId,
  type BuildingId,
  formatCivilDay,
  instant,
  parseCivilDay,
  type PersonId,
} from '@loge/kernel'
import { describe, expect, test } from 'vitest'
import {
  acceptClosing,
  acceptDecision,
  acceptUndo,
  CAMPAIGN_DECISIONS,
  type CampaignReviewer,
  countStates,
  coversSite,
  type Deciding,
  type ItemToDecide,
  reminderOf,
  stateOfItem,
  yearAfter,
} from './campaign.ts'

const account = (name: string): AccountId => asId('account', name)
const person = (name: string): PersonId => asId('person', name)
const building = (name: string): BuildingId => asId('building', name)
const NOW = instant(1_000)
const LEA = { accountId: account('lea'), personId: person('lea') }

const item = (more: Partial<ItemToDecide> = {}): ItemToDecide => ({
  number: 1,
  decision: null,
  isInForce: true,
  leftAs: null,
  personId: person('somebody'),
  buildingId: building('A'),
  isListed: false,
  validUntil: null,
  ...more,
})
const keep = (more: Partial<Deciding> = {}): Deciding => ({
  by: LEA,
  decision: 'keep',
  reason: null,
  until: null,
  now: NOW,
  ...more,
})
const end = (until: number | null) =>
  keep({ decision: 'end', until: until === null ? null : instant(until), reason: 'Fin' })
const OPEN = { isClosed: false, reviewers: [] }
const of = (...reviewers: readonly CampaignReviewer[]) => ({ isClosed: false, reviewers })

describe('a decision', () => {
  test.each<readonly [string, Parameters<typeof acceptDecision>, string | undefined]>([
    ['of a right in force is taken', [OPEN, [item()], keep()], undefined],
    ['that takes back is taken', [OPEN, [item()], keep({ decision: 'revoke' })], undefined],
    [
      'to keep what is on a list needs a reason',
      [OPEN, [item({ isListed: true })], keep()],
      'campaign_reason_needed',
    ],
    ['with one is taken', [OPEN, [item({ isListed: true })], keep({ reason: 'Infirmière' })], undefined],
    [
      'of one’s own right is for somebody else',
      [OPEN, [item({ personId: LEA.personId })], keep()],
      'campaign_own_right',
    ],
    [
      'of what everybody has who lives there is nobody’s own',
      [OPEN, [item({ personId: null })], keep()],
      undefined,
    ],
    [
      'of what was decided comes too late',
      [OPEN, [item({ decision: 'keep' })], keep()],
      'campaign_item_decided',
    ],
    [
      'of what is no longer there has no object',
      [OPEN, [item({ isInForce: false })], keep()],
      'campaign_right_gone',
    ],
    [
      'after the closing changes no proof',
      [{ ...OPEN, isClosed: true }, [item()], keep()],
      'campaign_closed',
    ],
    ['that ends in the future is taken', [OPEN, [item()], end(1_001)], undefined],
    ['that ends now does not end anything', [OPEN, [item()], end(1_000)], 'campaign_end_not_earlier'],
    ['without an end does not end anything', [OPEN, [item()], end(null)], 'campaign_end_not_earlier'],
    [
      'that ends no earlier does not either',
      [OPEN, [item({ validUntil: instant(2_000) })], end(2_000)],
      'campaign_end_not_earlier',
    ],
    ['that ends earlier does', [OPEN, [item({ validUntil: instant(2_000) })], end(1_999)], undefined],
    [
      'is for who was named',
      [of({ accountId: account('max'), buildingId: null }), [item()], keep()],
      'campaign_not_reviewer',
    ],
    [
      'is for who was named for the building',
      [of({ accountId: LEA.accountId, buildingId: building('A') }), [item()], keep()],
      undefined,
    ],
    [
      'is not for who was named for another',
      [
        of(
          { accountId: LEA.accountId, buildingId: building('B') },
          { accountId: account('max'), buildingId: building('A') },
        ),
        [item()],
        keep(),
      ],
      'campaign_not_reviewer',
    ],
    [
      'is for anybody where nobody who was named may still change rights',
      [of({ accountId: LEA.accountId, buildingId: building('B') }), [item()], keep()],
      undefined,
    ],
    [
      'of no building is for who has the site',
      [
        of(
          { accountId: LEA.accountId, buildingId: building('A') },
          { accountId: account('max'), buildingId: null },
        ),
        [item({ buildingId: null })],
        keep(),
      ],
      'campaign_not_reviewer',
    ],
  ])('%s', (_what, asked, code) => {
    const decided = acceptDecision(...asked)
    expect(decided.ok ? undefined : decided.refusal.code).toBe(code)
  })

  test('of several names those because of which none is decided', () => {
    const items = [item(), item({ number: 2, decision: 'revoke' }), item({ number: 3, decision: 'keep' })]
    expect(acceptDecision(OPEN, items, keep())).toEqual({
      ok: false,
      refusal: { code: 'campaign_item_decided', items: [2, 3] },
    })
  })

  test('is taken back by the same people, and of nobody’s own right', () => {
    const codeOf = (...asked: Parameters<typeof acceptUndo>) => {
      const accepted = acceptUndo(...asked)
      return accepted.ok ? undefined : accepted.refusal.code
    }
    expect(codeOf(OPEN, [item()], LEA)).toBeUndefined()
    expect(codeOf(OPEN, [item({ personId: LEA.personId })], LEA)).toBe('campaign_own_right')
    expect(codeOf(of({ accountId: account('max'), buildingId: null }), [item()], LEA)).toBe(
      'campaign_not_reviewer',
    )
    expect(codeOf({ ...OPEN, isClosed: true }, [item()], LEA)).toBe('campaign_closed')
  })
})

test('a campaign is closed when nothing is open, or for a reason, and once', () => {
  const codeOf = (...asked: Parameters<typeof acceptClosing>) => {
    const accepted = acceptClosing(...asked)
    return accepted.ok ? undefined : accepted.refusal
  }
  expect(codeOf({ isClosed: false }, { open: 0 }, null)).toBeUndefined()
  expect(codeOf({ isClosed: false }, { open: 1 }, null)).toBe('campaign_undecided')
  expect(codeOf({ isClosed: false }, { open: 1 }, 'Vacances')).toBeUndefined()
  expect(codeOf({ isClosed: true }, { open: 0 }, 'Encore')).toBe('campaign_closed')
})

test('reviewers of buildings alone leave something to nobody', () => {
  const named = (buildingId: BuildingId | null) => ({ accountId: LEA.accountId, buildingId })
  expect(
    [[], [named(null)], [named(building('A'))], [named(building('A')), named(null)]].map(coversSite),
  ).toEqual([true, true, false, true])
})

describe('the calendar', () => {
  const day = (text: string) => {
    const parsed = parseCivilDay(text)
    if (parsed === undefined) throw new Error(text)
    return parsed
  }
  test.each([
    ['2026-11-22', '2027-11-22'],
    ['2028-02-29', '2029-02-28'],
    ['2027-02-28', '2028-02-28'],
    ['2026-12-31', '2027-12-31'],
  ])('a year after %s is %s', (from, to) => expect(formatCivilDay(yearAfter(day(from)))).toBe(to))

  const dates = { openedOn: day('2026-11-01'), dueOn: day('2026-12-01'), isClosed: false, isYearly: true }
  test.each([
    ['2026-11-16', {}, null],
    ['2026-11-17', {}, 'soon'],
    ['2026-12-01', {}, 'soon'],
    ['2026-12-02', {}, 'overdue'],
    ['2026-12-02', { isClosed: true }, null],
    ['2027-10-01', { isClosed: true }, null],
    ['2027-10-02', { isClosed: true }, 'next'],
    ['2028-03-01', { isClosed: true }, 'next'],
    ['2028-03-01', { isClosed: true, isYearly: false }, null],
  ] as const)('on %s, %j, it says %s', (today, more, said) =>
    expect(reminderOf({ ...dates, ...more }, day(today))).toBe(said),
  )
})

interface Act {
  readonly kind: 'decide' | 'undo' | 'vanish' | 'close'
  readonly items: readonly number[]
  readonly decision: (typeof CAMPAIGN_DECISIONS)[number]
}
const COUNT = 6
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('decide', 'decide', 'decide', 'undo', 'vanish', 'close'),
  items: fc.uniqueArray(fc.integer({ min: 1, max: COUNT }), { minLength: 1 }),
  decision: fc.constantFrom(...CAMPAIGN_DECISIONS),
})

interface Ran {
  readonly isClosed: boolean
  readonly items: readonly ItemToDecide[]
}

/** As the server does it: what is refused changes nothing. */
const run = ({ isClosed, items }: Ran, { kind, items: numbers, decision }: Act): Ran => {
  const isMeant = ({ number }: ItemToDecide) => numbers.includes(number)
  const change = (more: Partial<ItemToDecide>): Ran => ({
    isClosed,
    items: items.map((one) => (isMeant(one) ? { ...one, ...more } : one)),
  })
  if (kind === 'vanish') return change({ isInForce: false })
  if (kind === 'undo') return isClosed ? { isClosed, items } : change({ decision: null })
  if (kind === 'close') {
    if (isClosed) return { isClosed, items }
    const leftAs = (one: ItemToDecide) => (one.isInForce ? 'undecided' : 'gone')
    return {
      isClosed: true,
      items: items.map((one) => (one.decision === null ? { ...one, leftAs: leftAs(one) } : one)),
    }
  }
  const deciding = keep({ decision, reason: 'Revu', until: decision === 'end' ? instant(5_000) : null })
  return acceptDecision({ isClosed, reviewers: [] }, items.filter(isMeant), deciding).ok
    ? change({ decision })
    : { isClosed, items }
}

const START: Ran = {
  isClosed: false,
  items: Array.from({ length: COUNT }, (_none, position) => item({ number: position + 1 })),
}
const groups = (items: readonly ItemToDecide[]) => items.map((one) => ({ ...one, times: 1 }))

anyTest.prop([fc.array(act, { maxLength: 30 })])(
  'whatever happens, each item is in one state, the counts add up, and a closed campaign no longer changes',
  (acts) => {
    let ran = START
    let proof: string | undefined
    for (const one of acts) {
      ran = run(ran, one)
      const counts = countStates(groups(ran.items))
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(COUNT)
      if (!ran.isClosed) continue
      expect(counts.open).toBe(0)
      const states = ran.items.map(stateOfItem).join(' ')
      proof ??= states
      expect(states).toBe(proof)
    }
  },
)

anyTest.prop([act, act])(
  'of two who decide at once, the second is told, and changes nothing of the first',
  (one, other) => {
    const first = run(START, { ...one, kind: 'decide' })
    const both = run(first, { ...other, kind: 'decide' })
    const decidedFirst = first.items.filter(({ decision }) => decision !== null)
    for (const { number, decision } of decidedFirst)
      expect(both.items.find((after) => after.number === number)?.decision).toBe(decision)
    const overlap = one.items.some((number) => other.items.includes(number))
    expect(both === first || JSON.stringify(both) === JSON.stringify(first)).toBe(overlap)
  },
)
