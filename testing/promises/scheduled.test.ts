/**
 * T-RET of what is kept as long as it is needed, by running it: while a purpose is alive nothing of a person has a day; when
 * the last one ends, it has, and it goes on that day and not one before. A hold or a freeze stops it and is listed, and a rule
 * that is changed moves the day.
 */
import { installCatalogue } from '@loge/features/events/server'
import { boundsOn, completed, judgeRegister, type Register } from '@loge/features/law/core'
import { hashOf } from '@loge/features/law/server'
import { copyPerson, type PrivacyDeps, runErasures, runRetention } from '@loge/features/privacy/server'
import {
  addDays,
  formatCivilDay,
  instant,
  newId,
  type OrganizationId,
  parseCivilDay,
  type PersonId,
} from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { forPurpose } from '@loge/storage'
import { type TestDatabase, testDatabase, testOrganization, insertTestPerson } from '@loge/testing'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { declarations } from '../../server/declarations.ts'
import { everyFact } from '../../server/facts.ts'
import { readPresets } from './preset-claims.ts'
import { collect } from './preset-house.ts'

const presets = await readPresets()
const of = (name: string): Register =>
  completed(presets.find((one) => one.name === name)?.register ?? expect.fail(`no ${name}`))

const bounds = boundsOn('2026-11-22')
const codesOf = (register: Register) => judgeRegister(register, bounds).map(({ code }) => code)

const ENDED = '2026-03-14'
const NEXT_YEAR = '2027-01-01'
const dayAfter = (day: string, days: number): string =>
  formatCivilDay(addDays(parseCivilDay(day) ?? expect.fail(`${day} is no day`), days))

interface House {
  readonly database: TestDatabase
  readonly organizationId: OrganizationId
}

const deps = ({ database }: House, day: string, hour = 12): PrivacyDeps => ({
  database,
  world: { ...realWorld, now: () => instant(Date.parse(`${day}T${hour}:00:00Z`)) },
  declarations,
})

const run = (house: House, query: ReturnType<typeof sql>) =>
  house.database.transaction(house.organizationId, (transaction) => query.execute(transaction))

const putInForce = (house: House, register: Register, number: number, from: string) =>
  run(
    house,
    sql`insert into register_version (organization_id, number, content, hash, account_id, recorded_at, published_at, effective_at)
      values (${house.organizationId}, ${number}, ${JSON.stringify(register)}, ${hashOf(register)}, null, ${from}, ${from}, ${from})`,
  )

/** Somebody the house calls on: every purpose of theirs lives as long as that does. */
const somebody = async (house: House): Promise<PersonId> => {
  const personId = newId(realWorld, 'person')
  const { organizationId } = house
  await run(house, insertTestPerson({ organizationId, id: personId }))
  await run(
    house,
    sql`insert into relation (organization_id, id, version, person_id, kind, source, starts_on, ends_on)
      values (${organizationId}, ${newId(realWorld, 'relation')}, 1, ${personId}, 'contact', 'person', '2025-01-01', null)`,
  )
  await run(
    house,
    sql`insert into person_contact values (${organizationId}, ${personId}, ${`${ENDED}T10:00:00Z`})`,
  )
  return personId
}

/** The day their copy says that they go on; null: none is known as long as something is alive. */
const toldDay = async (house: House, personId: PersonId, day: string): Promise<string | null> => {
  const lines = await collect(
    await copyPerson(deps(house, day), { organizationId: house.organizationId, personId }),
  )
  const days = lines.flatMap((line) =>
    line.kind === 'row' && line.table === 'person' ? [line.keptUntil] : [],
  )
  expect(days).toHaveLength(1)
  return days[0] ?? null
}

const nightOf = async (house: House, day: string, hour = 12) => {
  const made = await runRetention(deps(house, day, hour), house.organizationId)
  await runErasures(deps(house, day, hour), house.organizationId)
  return made
}

/** Also of whoever is frozen. */
const isThere = async (house: House, personId: PersonId): Promise<boolean> => {
  const { rows } = await forPurpose('privacy', () =>
    run(house, sql`select from person where id = ${personId}`),
  )
  return rows.length > 0
}

const longer = (register: Register): Register => ({
  ...register,
  retention: register.retention.map((rule) =>
    typeof rule.period === 'object' && rule.period.unit === 'year'
      ? { ...rule, period: { ...rule.period, count: rule.period.count + 1 } }
      : rule,
  ),
})

test.each([
  ['soone', '[S0-64 2/2]'],
  ['sonio', '[S1-100 2/2]'],
  ['softathome', '[S3-22 2/2]'],
  ['soco', '[S4-12 2/2]'],
] as const)(
  '%s: what nothing needs any more has a day, and goes on it %s',
  { timeout: 300_000 },
  async (name, _claims) => {
    const register = of(name)
    // Every category is there for a purpose: one that is not is no register.
    for (const { id } of register.categories) {
      const purposes = register.activities
        .filter(({ categories }) => categories.includes(id))
        .flatMap((one) => one.purposes)
      expect([id, purposes.length > 0]).toEqual([id, true])
      const orphan = {
        ...register,
        activities: register.activities.map((one) => ({
          ...one,
          categories: one.categories.filter((other) => other !== id),
        })),
      }
      expect([id, codesOf(orphan)]).toEqual([id, expect.arrayContaining(['category_without_purpose'])])
    }
    expect(codesOf(register)).toEqual([])

    const forget = installCatalogue(everyFact)
    const database = await testDatabase()
    const house: House = { database, organizationId: await testOrganization(database) }
    await putInForce(house, register, 1, '2020-01-01')
    const [going, held, frozen, needed] = [
      await somebody(house),
      await somebody(house),
      await somebody(house),
      await somebody(house),
    ]
    const { organizationId } = house

    // Alive: no day, and no night takes anything, however late.
    expect(await toldDay(house, going, ENDED)).toBeNull()
    await nightOf(house, ENDED)
    await run(house, sql`update relation set ends_on = ${ENDED} where person_id <> ${needed}`)
    const day = (await toldDay(house, going, NEXT_YEAR)) ?? expect.fail('no day')
    expect(day > ENDED).toBe(true)
    expect(await toldDay(house, needed, NEXT_YEAR)).toBeNull()

    // A rule that is changed is followed at once, is another version, and the day is the new one until it is changed back.
    await putInForce(house, longer(register), 2, '2027-01-02')
    expect(hashOf(longer(register))).not.toBe(hashOf(register))
    const later = await toldDay(house, going, '2027-01-03')
    expect(later).toBe(`${Number(day.slice(0, 4)) + 1}${day.slice(4)}`)
    await putInForce(house, register, 3, '2027-01-04')
    expect(await toldDay(house, going, '2027-01-05')).toBe(day)

    await run(
      house,
      sql`insert into legal_hold (organization_id, id, person_id, tables, ground, case_name, reason, placed_by, placed_at, ends_on)
      values (${organizationId}, ${newId(realWorld, 'legalHold')}, ${held}, '{}', 'legal_claims', 'A case', 'A claim',
        '{"kind":"system","id":"t"}', '2026-12-01', ${dayAfter(day, 30)})`,
    )
    await run(
      house,
      sql`insert into restriction (organization_id, person_id, since, restricted_by, ground, door)
      values (${organizationId}, ${frozen}, '2026-12-01', '{"kind":"system","id":"t"}', 'unlawful', 'close')`,
    )

    await nightOf(house, dayAfter(day, -1))
    expect(await isThere(house, going)).toBe(true)
    const night = await nightOf(house, day)
    const there = async () => [
      await isThere(house, going),
      await isThere(house, held),
      await isThere(house, frozen),
      await isThere(house, needed),
    ]
    expect(await there()).toEqual([false, true, true, true])
    // The certificate: by which rules, from which day, how many went and how many were held.
    expect([night.state, night.hash]).toEqual(['done', expect.stringMatching(/^[0-9a-f]{64}$/)])
    const step = night.steps.find(({ does }) => does === 'erase')
    expect(step).toMatchObject({ rows: 1, oldest: ENDED })
    expect([step?.rules.length === 0, step?.triggers.length === 0]).toEqual([false, false])
    expect(night.steps.reduce((sum, one) => sum + one.held, 0)).toBeGreaterThanOrEqual(2)
    // On the second run of the day nothing goes; and once the hold is over, so is what it held.
    expect((await nightOf(house, day, 18)).steps.filter(({ rows }) => rows > 0)).toEqual([])
    await nightOf(house, dayAfter(day, 30))
    expect(await there()).toEqual([false, false, true, true])
    await nightOf(house, '2060-01-01')
    expect(await there()).toEqual([false, false, true, true])
    await database.close()
    forget()
  },
)
