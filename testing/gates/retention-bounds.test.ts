/** T-RET: the day before its end a person is still there, on the day they go; for each ready-made register by its own rules. */
import { installCatalogue } from '@loge/features/events/server'
import { addPeriod, completed } from '@loge/features/law/core'
import { hashOf, readPreset } from '@loge/features/law/server'
import { previewRetention, type PrivacyDeps, runErasures, runRetention } from '@loge/features/privacy/server'
import { addDays, formatCivilDay, instant, newId, parseCivilDay } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization, insertTestPerson } from '@loge/testing'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { declarations } from '../../server/declarations.ts'
import { everyFact } from '../../server/facts.ts'

/**
 * Whoever worked here until then, or was last heard of then: by what the rule of their register counts from. Of
 * candidates the periods are beside their files (`features/relations/server/applications`).
 */
const cases = [
  {
    preset: 'soone',
    ruleId: 'after_contract',
    began: '2026-03-14',
    ends: '2029-03-14',
    claims: '[S0-65 2/3]',
  },
  { preset: 'prepaid', ruleId: 'service', began: '2026-01-01', ends: '2031-01-01', claims: '[S2-45 partly]' },
  {
    preset: 'soco',
    ruleId: 'customer_account',
    began: '2026-05-10',
    ends: '2029-05-10',
    claims: '[S4-82 2/3]',
  },
] as const

it.each(cases)(
  'keeps by $preset until the day before $ends, and no longer $claims',
  {
    timeout: 120_000,
  },
  async ({ preset, ruleId, began, ends }) => {
    const forget = installCatalogue(everyFact)
    const database = await testDatabase()
    const organizationId = await testOrganization(database)
    const found = await readPreset(preset)
    if (found === undefined) throw new Error(`${preset} is not there`)
    const register = completed(found)
    const rule = register.retention.find(({ id }) => id === ruleId)
    if (rule === undefined || typeof rule.period === 'string') throw new Error(`${ruleId} has no figure`)
    const beganOn = parseCivilDay(began)
    const endsOn = parseCivilDay(ends)
    if (beganOn === undefined || endsOn === undefined) throw new Error('a day')
    expect(formatCivilDay(addPeriod(beganOn, rule.period))).toBe(ends)
    const personId = newId(realWorld, 'person')
    await database.transaction(organizationId, async (transaction) => {
      await sql`insert into register_version (organization_id, number, content, hash, account_id, recorded_at, published_at, effective_at)
      values (${organizationId}, 1, ${JSON.stringify(found)}, ${hashOf(found)}, null, '2020-01-01', '2020-01-01', '2020-01-01')`.execute(
        transaction,
      )
      await insertTestPerson({ organizationId, id: personId }).execute(transaction)
      await (rule.trigger === 'last_contact_from_person'
        ? sql`insert into person_contact values (${organizationId}, ${personId}, ${`${began}T10:00:00Z`})`
        : sql`insert into relation (organization_id, id, version, person_id, kind, source, starts_on, ends_on)
          values (${organizationId}, ${newId(realWorld, 'relation')}, 1, ${personId}, 'contact', 'person', '2025-01-01', ${began})`
      ).execute(transaction)
    })
    const at = (day: string): PrivacyDeps => ({
      database,
      world: { ...realWorld, now: () => instant(Date.parse(`${day}T12:00:00Z`)) },
      declarations,
    })
    const people = async (): Promise<number> =>
      database.transaction(organizationId, async (transaction) => {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from person`.execute(transaction)
        return rows[0]?.n ?? -1
      })
    const dayBefore = formatCivilDay(addDays(endsOn, -1))
    await runRetention(at(dayBefore), organizationId)
    await runErasures(at(dayBefore), organizationId)
    expect(await people()).toBe(1)
    const run = await runRetention(at(ends), organizationId)
    await runErasures(at(ends), organizationId)
    expect(await people()).toBe(0)
    expect(run.steps.find(({ does }) => does === 'erase')).toMatchObject({ rows: 1, oldest: began })
    expect(run.hash).toMatch(/^[0-9a-f]{64}$/)
    expect((await previewRetention(at(ends), organizationId)).steps).toEqual([])
    await database.close()
    forget()
  },
)
