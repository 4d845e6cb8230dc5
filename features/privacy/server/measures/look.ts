/**
 * The measures of the register in force, looked at: by a check of the software, or by the day of somebody's own look, which
 * speaks for a year. Each look is kept; the first that fails is told in the log, and whoever answers for privacy gets a letter.
 */
import { appendEvents } from '@loge/features/events/server'
import { addPeriod, EVIDENCE_MONTHS, evidenceOf, type Register, UTC } from '@loge/features/law/core'
import { registerAt } from '@loge/features/law/server'
import { type Instant, newId, type OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { securityFacts } from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { CHECKS, HOLDS, type Looking, type Machine, type Outcome } from './checks.ts'
import { tablesOf } from './tables.ts'

export type MeasureDeps = Pick<PrivacyDeps, 'database' | 'world' | 'declarations'> & {
  readonly machine: Machine
}

/** Years of looks are history enough. */
const KEPT_YEARS = 3

const startOfDay = (now: Instant): Date => new Date(UTC.startOf(UTC.dayOf(now)))

const dated = (on: string, now: Instant): Outcome => {
  const day = UTC.dayOf(Date.parse(`${on}T00:00:00Z`) as Instant)
  const last = addPeriod(day, { unit: 'month', count: EVIDENCE_MONTHS })
  const today = UTC.dayOf(now)
  return day <= today && today <= last
    ? HOLDS
    : { outcome: day > today ? 'evidence_to_come' : 'evidence_old', found: 1 }
}

const lookAt = (measure: Register['security'][number], looking: Looking): Promise<Outcome> | Outcome => {
  const evidence = evidenceOf(measure)
  if (evidence === undefined) return { outcome: 'evidence_missing', found: 1 }
  return 'on' in evidence ? dated(evidence.on, looking.now) : CHECKS[evidence.check](looking)
}

const lastOutcome = async (transaction: Transaction, measure: string): Promise<string | undefined> =>
  (
    await tablesOf(transaction)
      .selectFrom('measure_check')
      .select('outcome')
      .where('measure', '=', measure)
      .orderBy('at', 'desc')
      .executeTakeFirst()
  )?.outcome

/** Looks at every measure now. */
export const lookAtMeasures = (
  { database, world, declarations, machine }: MeasureDeps,
  organizationId: OrganizationId,
): Promise<void> =>
  insideAsPrivacy(database, organizationId, async (transaction) => {
    const now = world.now()
    const register = await registerAt(transaction, organizationId, now)
    const looking: Looking = { transaction, organizationId, now, register, declarations, machine }
    for (const measure of register.security) {
      const { outcome, found } = await lookAt(measure, looking)
      const before = await lastOutcome(transaction, measure.id)
      await tablesOf(transaction)
        .insertInto('measure_check')
        .values({ organization_id: organizationId, measure: measure.id, at: new Date(now), outcome, found })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      if (outcome === HOLDS.outcome || outcome === before) continue
      await appendEvents(transaction, world, organizationId, [
        {
          id: newId(world, 'event'),
          type: securityFacts.measureFailed.type,
          occurredAt: now,
          actor: { kind: 'system', id: 'privacy' },
          payload: { measure: measure.id, outcome, found },
        },
      ])
    }
    const over = new Date(now)
    over.setUTCFullYear(over.getUTCFullYear() - KEPT_YEARS)
    await tablesOf(transaction).deleteFrom('measure_check').where(sql<boolean>`at < ${over}`).execute()
  })

/** A job: once a day. */
export const lookAtMeasuresDaily = async (
  deps: MeasureDeps,
  organizationId: OrganizationId,
): Promise<void> => {
  const today = await insideAsPrivacy(deps.database, organizationId, (transaction) =>
    tablesOf(transaction)
      .selectFrom('measure_check')
      .select('measure')
      .where(sql<boolean>`at >= ${startOfDay(deps.world.now())}`)
      .executeTakeFirst(),
  )
  if (today === undefined) await lookAtMeasures(deps, organizationId)
}
