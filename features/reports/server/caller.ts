/** Who asks, and what of a report is theirs to read, to change and to send to others. */
import { callerOf, type Caller } from '@loge/features/places/server'
import { Problem, reachFor, type Principal, type Reach } from '@loge/http'
import type { AccountId, OrganizationId, ReportId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { readsSite } from './question.ts'
import { findReport, lockReport, type StoredReport } from './report-store.ts'

export interface Asking {
  readonly organizationId: OrganizationId
  readonly principal: Principal
  readonly reach: Reach
}

export interface Keeper extends Caller {
  readonly principal: Principal
  readonly accountId: AccountId
}

export const keeperOf = (call: Asking): Keeper => {
  if (call.principal.kind !== 'account')
    throw new Problem(403, 'account_required', 'Sign in: a key has no reports of its own.')
  return { ...callerOf(call), principal: call.principal, accountId: call.principal.accountId }
}

const holdsAt = (principal: Principal, permission: string, siteId: SiteId): boolean => {
  const reach = reachFor(principal, permission)
  return reach !== undefined && readsSite(reach, siteId)
}

/** Its author, or whoever looks after the accounts it goes to. */
export const mayKeep = (
  principal: Principal,
  report: Pick<StoredReport, 'account_id' | 'site_id'>,
): boolean =>
  principal.kind === 'account' &&
  (report.account_id === principal.accountId || holdsAt(principal, 'accounts.manage', report.site_id))

/** Who else signs in is only known to whoever may see accounts. */
export const maySendToOthers = (principal: Principal, siteId: SiteId): boolean =>
  holdsAt(principal, 'accounts.read', siteId)

const unknown = () =>
  new Problem(404, 'report_unknown', 'There is no such report of a site whose log you read.')

/** Of a site whose log the caller reads; a removed one is not there. */
export const readReport = async (
  transaction: Transaction,
  { organizationId, reach }: Pick<Asking, 'organizationId' | 'reach'>,
  id: ReportId,
): Promise<StoredReport> => {
  const report = await findReport(transaction, organizationId, id)
  if (report === undefined || report.removed_at !== null || !readsSite(reach, report.site_id)) throw unknown()
  return report
}

/** To be changed, so nobody else changes it meanwhile. */
export const takeReport = async (
  transaction: Transaction,
  { organizationId, reach, principal }: Keeper,
  { id, removed }: { readonly id: ReportId; readonly removed: boolean },
): Promise<StoredReport> => {
  const report = await lockReport(transaction, organizationId, id)
  if (report === undefined || !readsSite(reach, report.site_id)) throw unknown()
  if ((report.removed_at !== null) !== removed) throw unknown()
  if (!mayKeep(principal, report))
    throw new Problem(403, 'report_not_yours', 'Ask whoever set it up, or who looks after the accounts.')
  return report
}
