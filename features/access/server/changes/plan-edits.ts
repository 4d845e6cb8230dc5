/** The edits of a change as core tries them out, each checked as saving it would check it. */
import { compileInputForSite, loadSchedules } from '@loge/features/schedules/server'
import { Problem } from '@loge/http'
import { type AccessProfileId, newId, type ScheduleId, type SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { Draft, type GrantedTo, type Standing, type StandingEdit } from '../../core/index.ts'
import type { RightsEdit, RightsPreview } from '../../wire.ts'
import type { AccessDeps } from '../deps.ts'
import { grantRevoked, profileUnknown, requireGranted, requirePeriod } from '../grant-access.ts'
import { loadGrants } from '../grant-store.ts'
import { notFound } from '../keep-entrance.ts'
import { requireLines } from '../keep-profile.ts'
import type { SiteStanding } from './load-standing.ts'
import { alreadySo, inOrder, requireOnce } from './order.ts'

type Warning = RightsPreview['warnings'][number]

interface Planning {
  readonly transaction: Transaction
  readonly deps: AccessDeps
  readonly siteId: SiteId
  readonly before: SiteStanding
}

interface PlannedEdit {
  readonly edit: StandingEdit
  readonly warnings: readonly Omit<Warning, 'edit'>[]
}

type EditOf<Kind extends RightsEdit['kind']> = Extract<RightsEdit, { readonly kind: Kind }>

const requireProfile = (standing: Standing, id: AccessProfileId): void => {
  if (!standing.profiles.has(id)) throw profileUnknown()
}

const grantsOf = (standing: Standing, id: AccessProfileId) =>
  [...standing.grants.values()].filter(({ accessProfileId }) => accessProfileId === id)

const keepProfile = async (
  { transaction, deps, siteId, before }: Planning,
  standing: Standing,
  { id, lines }: EditOf<'keepProfile'>,
): Promise<PlannedEdit> => {
  if (id !== null) requireProfile(standing, id)
  // A schedule made by an edit before this one is not stored yet.
  const isMade = (scheduleId: ScheduleId | null): boolean =>
    scheduleId !== null && standing.schedules.has(scheduleId) && !before.schedules.has(scheduleId)
  await requireLines(transaction, deps, siteId, {
    lines: lines.map((line) => (isMade(line.scheduleId) ? { ...line, scheduleId: null } : line)),
  })
  const profile = { id: id ?? newId(deps.world, 'accessProfile'), lines }
  const named = new Set(lines.flatMap(({ scheduleId }) => scheduleId ?? []))
  const warnings = [...named].flatMap((scheduleId) =>
    before.schedules.get(scheduleId)?.warnings.includes('never_opens') === true
      ? [{ code: 'never_opens' as const, scheduleId }]
      : [],
  )
  return { edit: { kind: 'keepProfile', profile }, warnings }
}

/** Somebody who has it loses it: that is shown even when saving would be refused for it. */
const removeProfile = (standing: Standing, { id, revokeGrants }: EditOf<'removeProfile'>): PlannedEdit => {
  requireProfile(standing, id)
  const isInUse = grantsOf(standing, id).length > 0 && !revokeGrants
  return {
    edit: { kind: 'removeProfile', id },
    warnings: isInUse ? [{ code: 'profile_in_use', scheduleId: null }] : [],
  }
}

/** What begins with the change begins for all of its grants at once: alike, they are compared once. */
const giveGrant = (
  { deps, before }: Planning,
  standing: Standing,
  { accessProfileId, to, validFrom, validUntil }: EditOf<'grant'>,
): PlannedEdit => {
  const grant = {
    id: newId(deps.world, 'accessGrant'),
    accessProfileId,
    to,
    validFrom: validFrom ?? before.hours.now,
    validUntil,
  }
  requirePeriod(grant.validFrom, validUntil)
  requireProfile(standing, accessProfileId)
  return { edit: { kind: 'grant', grant }, warnings: [] }
}

const revoke = async (
  { transaction, siteId }: Planning,
  standing: Standing,
  { id }: EditOf<'revoke'>,
): Promise<PlannedEdit> => {
  if (!standing.grants.has(id)) {
    const [known] = await loadGrants(transaction, { ids: [id], siteIds: [siteId], withRevoked: true })
    throw known === undefined ? notFound() : grantRevoked()
  }
  return { edit: { kind: 'revoke', id }, warnings: [] }
}

const keepSchedule = async (
  { transaction, deps, before }: Planning,
  edit: EditOf<'keepSchedule'>,
): Promise<PlannedEdit> => {
  const { id, newId: chosen, kind: _kind, ...input } = edit
  if (id !== null) {
    const [known] = await loadSchedules(transaction, { ids: [id] })
    if (known === undefined) throw notFound()
    if (known.retiredAt !== null)
      throw new Problem(409, 'schedule_retired', 'This schedule is retired. Make a new one.')
  }
  if (chosen !== undefined && (await loadSchedules(transaction, { ids: [chosen] })).length > 0)
    throw alreadySo()
  const scheduleId = id ?? chosen ?? newId(deps.world, 'schedule')
  const { site, ...hours } = before.hours
  const schedule = await compileInputForSite(transaction, site, hours, { id: scheduleId, input })
  return {
    edit: { kind: 'keepSchedule', schedule },
    warnings: schedule.warnings.map((code) => ({ code, scheduleId: id })),
  }
}

const planEdit = async (planning: Planning, standing: Standing, edit: RightsEdit): Promise<PlannedEdit> => {
  switch (edit.kind) {
    case 'keepProfile':
      return keepProfile(planning, standing, edit)
    case 'removeProfile':
      return removeProfile(standing, edit)
    case 'grant':
      return giveGrant(planning, standing, edit)
    case 'revoke':
      return revoke(planning, standing, edit)
    case 'keepSchedule':
      return keepSchedule(planning, edit)
    case 'suspend':
    case 'restore':
      if (standing.suspended.has(edit.personId) === (edit.kind === 'suspend')) throw alreadySo()
      return { edit: { kind: edit.kind, personId: edit.personId }, warnings: [] }
  }
}

/** Whom an edit is about. */
const granted = (edit: RightsEdit): readonly GrantedTo[] => {
  if (edit.kind === 'grant') return [edit.to]
  return edit.kind === 'suspend' || edit.kind === 'restore'
    ? [{ kind: 'person', personId: edit.personId }]
    : []
}

export interface PlannedChange {
  readonly after: Standing
  readonly warnings: readonly Warning[]
}

export const planEdits = async (planning: Planning, edits: readonly RightsEdit[]): Promise<PlannedChange> => {
  requireOnce(edits)
  await requireGranted(planning.transaction, planning.siteId, edits.flatMap(granted))
  const after = new Draft(planning.before.standing)
  const warnings: Warning[] = []
  for (const { edit, position } of inOrder(edits)) {
    const planned = await planEdit(planning, after, edit)
    after.make(planned.edit)
    warnings.push(...planned.warnings.map((warning) => ({ ...warning, edit: position })))
  }
  return { after, warnings: warnings.sort((one, other) => one.edit - other.edit) }
}
