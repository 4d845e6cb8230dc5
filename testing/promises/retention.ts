/** T-RET: what a rule says is what a person reads and what the nights of retention do. */
import {
  addPeriod,
  boundsOn,
  endOf,
  judgeRegister,
  keptUntil,
  lengthOf,
  type Register,
  type RetentionRule,
  rulesFor,
  UTC,
} from '@loge/features/law/core'
import { asCivilDay, DAY_MS, formatCivilDay, instant, parseCivilDay } from '@loge/kernel'
import { expect } from 'vitest'
import type { PresetClaim } from './preset-claims.ts'
import type { PresetHouse } from './preset-house.ts'
import type { PurgedHouse } from './purge-house.ts'

const bothLanguages = { en: expect.stringMatching(/./), fr: expect.stringMatching(/./) }

const START = instant(Date.UTC(2026, 2, 14, 9))

const checkTold = ({ register, uses }: PresetHouse, id: string): RetentionRule => {
  const rule = register.retention.find((one) => one.id === id)
  if (rule === undefined) return expect.fail(`no rule ${id}`)
  expect([rule.ground, rule.sentence]).toEqual([expect.stringMatching(/./), bothLanguages])
  const end = endOf(rule, START, UTC)
  if (typeof rule.period === 'object') {
    const { unit, count } = rule.period
    const [years, months, days] = [
      unit === 'year' ? count : 0,
      unit === 'month' ? count : 0,
      unit === 'day' ? count : 0,
    ]
    const from = rule.trigger === 'year_ended' ? Date.UTC(2027, 0, 1) : Date.UTC(2026, 2, 14)
    const { year, month, day } = {
      year: new Date(from).getUTCFullYear(),
      month: new Date(from).getUTCMonth(),
      day: new Date(from).getUTCDate(),
    }
    expect(end).toBe(Date.UTC(year + years, month + months, day + days))
  }
  const told = register.activities
    .flatMap(({ purposes }) => purposes)
    .filter(({ retention }) => retention === id)
  for (const { id: purpose } of told)
    expect(uses.find((one) => one.purpose === purpose)?.kept).toEqual(rule.sentence)
  return rule
}

const dayOf = (text: string) => parseCivilDay(text) ?? expect.fail(`${text} is no day`)

/**
 * The certificates: what went by this rule alone began its period exactly that long before. On the second run of a day
 * nothing goes.
 */
const checkExecuted = ({ runs, again }: PurgedHouse, { id, period, trigger }: RetentionRule): number => {
  let went = 0
  for (const run of runs) {
    expect([run.state, run.hash]).toEqual(['done', expect.stringMatching(/^[0-9a-f]{64}$/)])
    const today = asCivilDay(Math.floor(run.as_of / DAY_MS))
    for (const step of run.steps.filter(({ rules, rows }) => rules.includes(id) && rows > 0)) {
      went += step.rows
      expect(step.triggers).toContain(trigger)
      if (step.rules.length > 1 || typeof period === 'string' || step.does === 'drop') continue
      expect([step.table, step.oldest]).toEqual([step.table, expect.stringMatching(/^\d{4}-/)])
      const ended = addPeriod(dayOf(step.oldest ?? ''), period)
      expect([step.table, formatCivilDay(ended) <= formatCivilDay(today)]).toEqual([step.table, true])
    }
  }
  expect(again?.steps.filter(({ rows }) => rows > 0)).toEqual([])
  return went
}

const bounds = boundsOn('2026-11-22')
const faultsOf = (register: Register): readonly string[] =>
  judgeRegister(register, bounds).map(({ code }) => code)

const withRule = (register: Register, id: string, more: Partial<RetentionRule>): Register => ({
  ...register,
  retention: register.retention.map((rule) => (rule.id === id ? { ...rule, ...more } : rule)),
})

const ELEVEN = { unit: 'year', count: 11 } as const

interface AskedRule {
  readonly house: PresetHouse
  readonly purged: PurgedHouse
  readonly rule: RetentionRule
}

const OWN_OF_RULE: Readonly<Record<string, (asked: AskedRule) => void>> = {
  // A ceiling, and no period of anything that is held; beyond it nothing is put in force.
  'S2-43': ({ house: { register } }) => {
    const ceiling = register.retention.find(({ id }) => id === register.ceiling)
    if (ceiling === undefined) return expect.fail('no ceiling')
    for (const category of register.categories) {
      const own = register.activities.filter(({ categories }) => categories.includes(category.id))
      const kept = own.flatMap(({ purposes }) => purposes.map(({ retention }) => retention))
      const figures = register.retention.filter(
        ({ id, period }) => kept.includes(id) && typeof period === 'object',
      )
      expect([category.id, figures.some((one) => lengthOf(one) < lengthOf(ceiling))]).toEqual([
        category.id,
        true,
      ])
      expect([category.id, kept.includes(ceiling.id)]).toEqual([category.id, false])
    }
    expect(faultsOf(register)).toEqual([])
    expect(faultsOf(withRule(register, 'service', { period: ELEVEN }))).toContain('period_beyond_ceiling')
  },
  'S2-45': ({ house: { register }, purged: { data }, rule }) => {
    expect(rule).toMatchObject({ period: { unit: 'year', count: 10 }, trigger: 'contract_ended' })
    expect(register.ceiling).toBe(rule.id)
    // Ten years after everything ended here nothing is left, and everything was told to go before.
    expect(data.filter(({ isThere }) => isThere)).toEqual([])
    for (const { told } of data) if (told !== null) expect(told < '2036-12-01').toBe(true)
    expect(faultsOf(withRule(register, 'service', { period: ELEVEN }))).toContain('period_beyond_ceiling')
    expect(
      faultsOf(
        withRule(register, 'service', { period: ELEVEN, hold: 'legal_obligation', ground: 'OR 958f' }),
      ),
    ).not.toContain('period_beyond_ceiling')
  },
  'S2-46': ({ house: { register } }) => {
    // A shorter law is a bound: more than it is refused, where it applies.
    const months = { unit: 'month', count: 4 } as const
    expect(faultsOf(withRule(register, 'movements', { period: months }))).toContain('period_beyond_law')
    const elsewhere = bounds.periods.map((bound) =>
      bound.id === 'movements' ? { ...bound, countries: ['JP'] } : bound,
    )
    const judged = judgeRegister(withRule(register, 'movements', { period: months }), {
      ...bounds,
      periods: elsewhere,
    })
    expect(judged.map(({ code }) => code)).not.toContain('period_beyond_law')
    // A longer one holds until the later of the two ends.
    const held = withRule(register, 'legal', { period: ELEVEN, mode: 'min', hold: 'legal_obligation' })
    const started = { contract_ended: START }
    const ends = [register, held].map(
      (one) => keptUntil(rulesFor(one, ['residence_management']), started, UTC)?.until,
    )
    expect(ends[1]).toBe(endOf({ period: ELEVEN, trigger: 'contract_ended' }, START, UTC))
    expect(ends[0]).not.toBe(ends[1])
    expect(register.jurisdiction.country).toBe('CH')
  },
  'S4-81': ({ house: { register }, rule }) => {
    for (const { id, ground } of register.retention)
      expect([id, ground]).toEqual([id, expect.stringMatching(/\S/)])
    expect(faultsOf(withRule(register, rule.id, { ground: ' ' }))).toContain('ground_missing')
  },
}

export const checkRetention = (house: PresetHouse, purged: PurgedHouse, { path, id }: PresetClaim): void => {
  const rule = checkTold(house, path.at(-1) ?? '')
  checkExecuted(purged, rule)
  OWN_OF_RULE[id]?.({ house, purged, rule })
}
