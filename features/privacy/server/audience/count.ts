/** Counts one visit’s facts, where the register has them counted and nobody said no. */
import type { Register } from '@loge/features/law/core'
import { calendarOf, registerAt } from '@loge/features/law/server'
import { Problem } from '@loge/http'
import { formatCivilDay, type Id, type OrganizationId, type World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { sql } from 'kysely'
import {
  COUNTED,
  type CountedFact,
  DATA_KEPT,
  isExempt,
  LEAST_SHOWN,
  lengthOfVisit,
  shapeOfPath,
  shownSums,
} from '../../core/index.ts'

interface Counting {
  readonly transaction: Transaction
  readonly world: World
  readonly organizationId: OrganizationId
}

export interface Visit {
  readonly surface: string
  readonly choice?: Id<'cookieChoice'> | undefined
  readonly page?: string | undefined
  readonly click?: string | undefined
  readonly seconds?: number | undefined
  readonly browser?: string | undefined
  readonly screen?: string | undefined
  readonly origin?: string | undefined
}

const calendar = calendarOf('UTC')

/** Undefined: no such choice, or it is over. */
const acceptedBy = async ({ transaction, world, organizationId }: Counting, id: Visit['choice']) => {
  if (id === undefined) return undefined
  const { rows } = await sql<{ accepted: readonly string[] }>`
    select accepted from cookie_choice
    where organization_id = ${organizationId} and id = ${id} and until > ${new Date(world.now())}`.execute(
    transaction,
  )
  return rows[0]?.accepted.includes('audience')
}

/**
 * From here to the end of the transaction the database lets us at the sums and at nothing else: no table of people, none of
 * accounts, none of choices. What was asked before is no longer readable.
 */
const asAudience = (transaction: Transaction): Promise<unknown> =>
  sql`set local role loge_audience`.execute(transaction)

const mayCount = async (counting: Counting, register: Register, visit: Visit): Promise<boolean> => {
  const tracker = register.trackers.find(
    ({ kind, surface }) => kind === 'audience' && surface === visit.surface,
  )
  if (tracker === undefined) return false
  const accepted = await acceptedBy(counting, visit.choice)
  return isExempt(tracker) ? accepted !== false : accepted === true
}

const factsOf = ({ page, click, seconds, browser, screen, origin }: Visit) => {
  const facts: Readonly<Record<CountedFact, string | undefined>> = {
    page: page === undefined ? undefined : shapeOfPath(page),
    click: click === undefined ? undefined : shapeOfPath(click),
    seconds: seconds === undefined ? undefined : lengthOfVisit(seconds),
    browser,
    screen,
    origin,
  }
  return COUNTED.flatMap((what) => {
    const value = facts[what]
    return value === undefined ? [] : [{ what, value }]
  })
}

export const countVisit = async (counting: Counting, visit: Visit): Promise<void> => {
  const { transaction, world, organizationId } = counting
  const now = world.now()
  const register = await registerAt(transaction, organizationId, now)
  if (!(await mayCount(counting, register, visit)))
    throw new Problem(403, 'audience_not_counted', 'Nothing is counted here, or not yet.')
  const day = formatCivilDay(calendar.dayOf(now))
  await asAudience(transaction)
  for (const { what, value } of factsOf(visit))
    await sql`insert into audience_count (organization_id, surface, day, what, value, count)
      values (${organizationId}, ${visit.surface}, ${day}, ${what}, ${value}, 1)
      on conflict (organization_id, surface, day, what, value) do update set count = audience_count.count + 1`.execute(
      transaction,
    )
}

/** The sums of everything that is kept, by surface; a number that could be somebody is left out. */
export const readAudience = async ({ transaction, organizationId }: Omit<Counting, 'world'>) => {
  await asAudience(transaction)
  const { rows } = await sql<{ surface: string; what: CountedFact; value: string; count: string }>`
    select surface, what, value, sum(count) as count from audience_count
    where organization_id = ${organizationId} group by surface, what, value order by surface`.execute(
    transaction,
  )
  const sums = rows.map(({ count, ...row }) => ({ ...row, count: Number(count) }))
  const bySurface = Map.groupBy(sums, ({ surface }) => surface)
  return {
    least: LEAST_SHOWN,
    data: [...bySurface].flatMap(([surface, own]) =>
      shownSums(own).map(({ what, value, count }) => ({ surface, what, value, count })),
    ),
  }
}

/** Whatever else lasts, a contract too: after twenty-five months a day is gone. */
export const forgetAudience = (
  { database, world }: { readonly database: Database; readonly world: World },
  organizationId: OrganizationId,
): Promise<unknown> => {
  const today = formatCivilDay(calendar.dayOf(world.now()))
  return database.transaction(organizationId, async (transaction) => {
    await asAudience(transaction)
    await sql`delete from audience_count where organization_id = ${organizationId}
      and (day + make_interval(months => ${DATA_KEPT.count}))::date <= ${today}::date`.execute(transaction)
  })
}
