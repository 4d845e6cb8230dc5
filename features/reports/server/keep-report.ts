/** A report is set up, changed, removed and taken back; each is a fact. */
import { accountNames } from '@loge/features/accounts/server'
import { appendEvents } from '@loge/features/events/server'
import { Problem, requireVersion } from '@loge/http'
import type { BodyOf } from '@loge/http/contract'
import {
  type AccountId,
  formatCivilDay,
  formatId,
  newId,
  type ReportId,
  type Weekday,
  type World,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { z } from 'zod'
import { firstOn, reportFacts, type Rhythm } from '../core/index.ts'
import type { reportRoutes } from '../wire.ts'
import { type Keeper, maySendToOthers, takeReport } from './caller.ts'
import { filterShape, type PlaceFinders, readsSite, requireFilters } from './question.ts'
import { clockOf, findReport, planOf, readersOf, type StoredReport, tablesOf } from './report-store.ts'

type Input = BodyOf<typeof reportRoutes.setUp>

/** More than anybody reads. */
const MOST_REPORTS = 50

const rhythmOf = ({ rhythm }: Input): Rhythm =>
  rhythm.every === 'week' ? { every: 'week', weekday: rhythm.weekday as Weekday } : rhythm

const minutesOf = ({ time }: Input): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

const record = (
  transaction: Transaction,
  world: World,
  { organizationId, actor }: Keeper,
  { fact, report }: { readonly fact: keyof typeof reportFacts; readonly report: StoredReport },
): Promise<void> =>
  appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: reportFacts[fact].type,
      occurredAt: world.now(),
      actor,
      siteId: report.site_id,
      payload: { reportId: formatId('report', report.id) },
    },
  ])

const requireSite = async (
  transaction: Transaction,
  { organizationId, reach }: Keeper,
  { siteId }: Input,
) => {
  const site = await tablesOf(transaction)
    .selectFrom('site')
    .select('time_zone')
    .where('organization_id', '=', organizationId)
    .where('id', '=', siteId)
    .executeTakeFirst()
  if (site === undefined || !readsSite(reach, siteId))
    throw new Problem(404, 'not_found', 'There is no such site whose log you read.')
  return site.time_zone
}

/** Everybody named is an account of the house; who names others may see who signs in. */
const requireReaders = async (
  transaction: Transaction,
  keeper: Keeper,
  { siteId, readers }: Input,
  already: readonly AccountId[],
): Promise<readonly AccountId[]> => {
  const named = [...new Set(readers)]
  const others = named.filter((id) => id !== keeper.accountId && !already.includes(id))
  if (others.length > 0 && !maySendToOthers(keeper.principal, siteId))
    throw new Problem(403, 'report_readers_beyond', 'You may have reports sent to yourself only.')
  const names = await accountNames(transaction, keeper.organizationId, named)
  if (named.some((id) => !names.has(id)))
    throw new Problem(400, 'report_reader_unknown', 'A report goes to accounts of this organization.')
  return named
}

const writeReaders = async (
  transaction: Transaction,
  report: Pick<StoredReport, 'organization_id' | 'id'>,
  accountIds: readonly AccountId[],
): Promise<void> => {
  const readers = tablesOf(transaction)
  await readers
    .deleteFrom('report_reader')
    .where('organization_id', '=', report.organization_id)
    .where('report_id', '=', report.id)
    .execute()
  await readers
    .insertInto('report_reader')
    .values(
      accountIds.map((account_id) => ({
        organization_id: report.organization_id,
        report_id: report.id,
        account_id,
      })),
    )
    .execute()
}

const columnsOf = (input: Input, world: World, zone: string) => {
  const rhythm = rhythmOf(input)
  const minutes = minutesOf(input)
  const now = world.now()
  return {
    site_id: input.siteId,
    name: input.name,
    filters: JSON.stringify(z.encode(filterShape, input.filters)),
    every: rhythm.every,
    weekday: rhythm.every === 'week' ? rhythm.weekday : null,
    month_day: rhythm.every === 'month' ? rhythm.day : null,
    minutes,
    // What it missed while it was paused, or before it was changed, is not made up for.
    next_on: formatCivilDay(firstOn({ rhythm, minutes }, now, clockOf(zone, now))),
    paused: input.paused,
  }
}

const stored = async (
  transaction: Transaction,
  { organizationId }: Keeper,
  id: ReportId,
): Promise<StoredReport> => {
  const report = await findReport(transaction, organizationId, id)
  if (report === undefined) throw new Error('what was just written is there')
  return report
}

interface Keeping {
  readonly transaction: Transaction
  readonly world: World
  readonly keeper: Keeper
}

interface Settling extends Keeping {
  readonly finders: PlaceFinders
}

export const setUp = async (
  { transaction, world, keeper, finders }: Settling,
  { input, language }: { readonly input: Input; readonly language: 'en' | 'fr' },
): Promise<StoredReport> => {
  const { organizationId, accountId } = keeper
  const zone = await requireSite(transaction, keeper, input)
  await requireFilters(transaction, finders, input)
  const readers = await requireReaders(transaction, keeper, input, [])
  const { count } = await tablesOf(transaction)
    .selectFrom('report')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(count) >= MOST_REPORTS)
    throw new Problem(409, 'too_many_reports', `Remove a report first: ${MOST_REPORTS} are kept at most.`)
  const id = newId(world, 'report')
  await tablesOf(transaction)
    .insertInto('report')
    .values({
      organization_id: organizationId,
      id,
      account_id: accountId,
      language,
      version: 1,
      removed_at: null,
      ...columnsOf(input, world, zone),
    })
    .execute()
  await writeReaders(transaction, { organization_id: organizationId, id }, readers)
  const report = await stored(transaction, keeper, id)
  await record(transaction, world, keeper, { fact: 'setUp', report })
  return report
}

export const change = async (
  { transaction, world, keeper, finders }: Settling,
  {
    id,
    input,
    ifMatch,
  }: { readonly id: ReportId; readonly input: Input; readonly ifMatch: string | undefined },
): Promise<StoredReport> => {
  const before = await takeReport(transaction, keeper, { id, removed: false })
  requireVersion(ifMatch, before.version)
  const zone = await requireSite(transaction, keeper, input)
  const asked = before.site_id === input.siteId ? filterShape.parse(before.filters) : {}
  await requireFilters(transaction, finders, input, asked)
  const already = await readersOf(transaction, keeper.organizationId, [id])
  const readers = await requireReaders(
    transaction,
    keeper,
    input,
    already.map(({ account_id }) => account_id),
  )
  await tablesOf(transaction)
    .updateTable('report')
    .set({ ...columnsOf(input, world, zone), version: before.version + 1 })
    .where('organization_id', '=', keeper.organizationId)
    .where('id', '=', id)
    .execute()
  await writeReaders(transaction, before, readers)
  const report = await stored(transaction, keeper, id)
  await record(transaction, world, keeper, { fact: 'changed', report })
  return report
}

/** Taken back, it goes on from now: what it missed meanwhile is not made up for. */
export const setRemoved = async (
  { transaction, world, keeper }: Keeping,
  { id, removed }: { readonly id: ReportId; readonly removed: boolean },
): Promise<StoredReport> => {
  const before = await takeReport(transaction, keeper, { id, removed: !removed })
  const now = world.now()
  const { rhythm, minutes } = planOf(before)
  await tablesOf(transaction)
    .updateTable('report')
    .set({
      removed_at: removed ? new Date(now) : null,
      ...(removed
        ? {}
        : { next_on: formatCivilDay(firstOn({ rhythm, minutes }, now, clockOf(before.zone, now))) }),
    })
    .where('organization_id', '=', keeper.organizationId)
    .where('id', '=', id)
    .execute()
  await record(transaction, world, keeper, { fact: removed ? 'removed' : 'restored', report: before })
  return stored(transaction, keeper, id)
}
