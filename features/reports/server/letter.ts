/** The letter of one run: counts by kind, and where to see the events. Written for one reader, as far as they see then. */
import { EVENT_KINDS, type EventKind } from '@loge/features/events/core'
import { countEvents } from '@loge/features/events/server'
import { fill, type Letter, type Template } from '@loge/features/notices/server'
import type { PermissionGrant, Reach } from '@loge/http'
import { asId, formatId, type OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { z } from 'zod'
import { askedBy, filterShape, readsSite } from './question.ts'
import { findReport, type StoredRun, tablesOf } from './report-store.ts'
import { texts } from './texts.ts'

type Language = 'en' | 'fr'

const reachOf = (grants: readonly PermissionGrant[]): Reach => {
  const scopes = grants.filter(({ permission }) => permission === 'events.read').map(({ scope }) => scope)
  return {
    wholeOrganization: scopes.some(({ kind }) => kind === 'organization'),
    siteIds: scopes.flatMap((scope) => (scope.kind === 'site' ? [scope.siteId] : [])),
    ownPersonId: undefined,
  }
}

const KINDS = Object.keys(EVENT_KINDS) as EventKind[]
const KIND_OF: ReadonlyMap<string, EventKind> = new Map(
  KINDS.flatMap((kind) => EVENT_KINDS[kind].map((type) => [type, kind] as const)),
)

interface Counted {
  readonly type: string
  readonly count: number
}

/** A line a kind, in the order in which the page names them; what is of no kind comes last. */
const countsOf = (counted: readonly Counted[], language: Language): string => {
  const words = texts[language]
  const number = new Intl.NumberFormat(language)
  const sums = new Map<EventKind | 'other', number>()
  for (const { type, count } of counted) {
    const kind = KIND_OF.get(type) ?? 'other'
    sums.set(kind, (sums.get(kind) ?? 0) + Number(count))
  }
  const lines = [...KINDS, 'other' as const].flatMap((kind) => {
    const count = sums.get(kind)
    const what = words[`letter.report.${kind}`]
    return count === undefined
      ? []
      : [fill(words['letter.report.line'], { what, count: number.format(count) })]
  })
  return lines.length === 0 ? words['letter.report.nothing'] : lines.join('\n')
}

/** `16–22 November 2026`. Its end is the beginning of a day that does not belong to it. */
const periodIn = (language: Language, timeZone: string, run: StoredRun): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr-FR', { dateStyle: 'long', timeZone })
    .formatRange(run.covers_from, run.covers_until - 1)
    // Thin spaces around the dash come and go with the version of the calendar data.
    .replaceAll(/\s*–\s*/g, '–')

const addressOf = (origin: string, run: StoredRun): string => {
  const address = new URL('/events', origin)
  const search = {
    site: formatId('site', run.site_id),
    ...z.encode(filterShape, filterShape.parse(run.filters)),
    from: new Date(run.covers_from).toISOString(),
    until: new Date(run.covers_until).toISOString(),
  }
  for (const [name, value] of Object.entries(search))
    if (value !== undefined) address.searchParams.set(name, value)
  return address.href
}

const findRun = async (transaction: Transaction, organizationId: OrganizationId, aboutId: string) => {
  const run = await tablesOf(transaction)
    .selectFrom('report_run')
    .innerJoin('site', (join) =>
      join
        .onRef('site.organization_id', '=', 'report_run.organization_id')
        .onRef('site.id', '=', 'report_run.site_id'),
    )
    .selectAll('report_run')
    .select(['site.time_zone as zone', 'site.name as site'])
    .where('report_run.organization_id', '=', organizationId)
    .where('report_run.id', '=', asId('reportRun', aboutId))
    .executeTakeFirst()
  const report = run && (await findReport(transaction, organizationId, run.report_id))
  // Removed meanwhile, or too old to be read: there is nothing to tell any more.
  return run === undefined || report === undefined || report.removed_at !== null ? undefined : { run, report }
}

export const createReportLetter =
  (origin: string): Template =>
  async (transaction, { organizationId, aboutId, reader, language }) => {
    const found = await findRun(transaction, organizationId, aboutId)
    if (found === undefined) return 'not_allowed'
    const { run, report } = found
    const reach = reachOf(reader.grants)
    if (!readsSite(reach, run.site_id)) return 'not_allowed'
    const { kind, filter } = askedBy(run)
    const types = kind === undefined ? undefined : EVENT_KINDS[kind]
    const bucketMs = filter.until - filter.from
    const question = { organizationId, reach, filter: { ...filter, types } }
    const counted = await countEvents(transaction, question, { from: filter.from, bucketMs })
    const { name } = report
    const { site } = run
    const period = periodIn(language, run.zone, run)
    const letter: Letter = {
      subject: fill(texts[language]['letter.report.subject'], { name, period }),
      text: fill(texts[language]['letter.report.body'], {
        name,
        site,
        period,
        counts: countsOf(counted, language),
        events: addressOf(origin, run),
        reports: `${origin}/events/reports`,
      }),
    }
    return letter
  }
