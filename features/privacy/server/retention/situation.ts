/** What the register in force says at a moment, as work in an order: the log, then people, then rows, children first. */
import type { RetentionClass } from '@loge/features/events/core'
import { calendarOf, hashOf, registerAt, timeZoneOf } from '@loge/features/law/server'
import { formatCivilDay, type Instant, type OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Expiry, findPaths, type Paths, planRetention, type RetentionPlan } from '../../core/index.ts'
import { childrenFirst } from '../ask-table.ts'
import type { PrivacyDeps } from '../deps.ts'
import { CLASSES, type Moment, ruleOfClass } from './drawers.ts'
import type { Day } from './due.ts'
import { type Held, readHeld } from './held.ts'
import type { RunStep } from './tables.ts'

export type Work =
  | { readonly kind: 'drop' | 'log'; readonly retention: RetentionClass }
  | { readonly kind: 'rows'; readonly expiry: Expiry }
  | { readonly kind: 'people' }

export interface Situation extends Moment {
  readonly registerHash: string
  readonly paths: Paths
  readonly plan: RetentionPlan
  readonly day: Day
  readonly held: Held
  readonly works: readonly Work[]
}

const inOrder = async (transaction: Transaction, expiries: readonly Expiry[]): Promise<readonly Expiry[]> => {
  const tables = expiries.map(({ strand }) => strand.table)
  const order = await childrenFirst(transaction, tables)
  return expiries.toSorted(
    (one, other) => order.indexOf(one.strand.table) - order.indexOf(other.strand.table),
  )
}

export const situationAt = async (
  transaction: Transaction,
  deps: Pick<PrivacyDeps, 'declarations'>,
  organizationId: OrganizationId,
  asOf: Instant,
): Promise<Situation> => {
  const register = await registerAt(transaction, organizationId, asOf)
  const timeZone = await timeZoneOf(transaction)
  const calendar = calendarOf(timeZone)
  const day = { today: formatCivilDay(calendar.dayOf(asOf)), timeZone }
  const paths = findPaths(deps.declarations)
  const plan = planRetention(deps.declarations, register)
  const expiries = await inOrder(transaction, plan.expiries)
  const hasLog = deps.declarations.some(({ table }) => table === 'event')
  const works: readonly Work[] = [
    ...(hasLog ? CLASSES.map((retention) => ({ kind: 'drop', retention }) as const) : []),
    ...(hasLog ? CLASSES.map((retention) => ({ kind: 'log', retention }) as const) : []),
    // Before the rows: a row that goes by its own rule may be the last that says of somebody that all is over.
    { kind: 'people' },
    ...expiries.map((expiry) => ({ kind: 'rows', expiry }) as const),
  ]
  const held = await readHeld(transaction, paths.anchors, day.today)
  return { register, registerHash: hashOf(register), asOf, calendar, paths, plan, day, held, works }
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)]

/** The step of the certificate, before anything was done. */
export const stepOfWork = (work: Work, { register, plan }: Situation): RunStep => {
  const begun = { rows: 0, held: 0, oldest: null, ended: false } as const
  if (work.kind === 'rows') {
    const { strand, does, clocks } = work.expiry
    const rules = clocks.map(({ rule }) => rule)
    return {
      table: strand.table,
      does,
      rules: rules.map(({ id }) => id),
      triggers: unique(rules.map(({ trigger }) => trigger)),
      ...begun,
    }
  }
  if (work.kind === 'people') {
    const rules = plan.people.map(({ rule }) => rule)
    return {
      table: 'person',
      does: 'erase',
      rules: unique(rules.map(({ id }) => id)),
      triggers: unique(rules.map(({ trigger }) => trigger)),
      ...begun,
    }
  }
  const { id, trigger } = ruleOfClass(register, work.retention)
  return {
    table: `event_${work.retention}`,
    does: work.kind === 'drop' ? 'drop' : 'empty',
    rules: [id],
    triggers: [trigger],
    ...begun,
  }
}
