/** Who would gain and who would lose what by a change of rights. Nothing is written and nothing is locked. */
import type { Caller } from '@loge/features/places/server'
import { loadSchedules, viewSchedules } from '@loge/features/schedules/server'
import type { PersonId, ScheduleId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { compareRights, type RightsChange } from '../../core/index.ts'
import type { RightsEdit, RightsPreview } from '../../wire.ts'
import type { AccessDeps } from '../deps.ts'
import { inForceAt, listPlacements } from '../placements.ts'
import { readMoment } from '../snapshot-version.ts'
import { loadStanding } from './load-standing.ts'
import { planEdits } from './plan-edits.ts'

export interface ChangeAsked {
  readonly siteId: SiteId
  readonly edits: readonly RightsEdit[]
}

type Shown = RightsPreview['gains'][number]

const viewHours = (hours: RightsChange['before']): Shown['before'] =>
  hours === null ? null : { ...hours, scheduleIds: [...hours.scheduleIds] }

const viewChange = ({ personIds, before, after, ...change }: RightsChange): Shown => ({
  ...change,
  personIds: [...personIds],
  before: viewHours(before),
  after: viewHours(after),
})

const doorsOf = async (
  transaction: Transaction,
  deps: AccessDeps,
  siteId: SiteId,
  changes: readonly RightsChange[],
): Promise<RightsPreview['doors']> => {
  const inForce = inForceAt(await listPlacements(transaction, [siteId], deps.world.now()), siteId)
  const told = inForce !== null && inForce.aloneSince === null ? 'now' : 'when_it_answers'
  return [...new Set(changes.map(({ entranceId }) => entranceId))].map((entranceId) => ({
    entranceId,
    told,
    aloneSince: inForce?.aloneSince ?? null,
  }))
}

type KeptSchedule = Extract<RightsEdit, { readonly kind: 'keepSchedule' }>

const schedulesOf = async (
  transaction: Transaction,
  deps: AccessDeps,
  edits: readonly RightsEdit[],
  changes: readonly RightsChange[],
): Promise<RightsPreview['schedules']> => {
  const ids = new Set(
    changes.flatMap(({ before, after }) => [...(before?.scheduleIds ?? []), ...(after?.scheduleIds ?? [])]),
  )
  const stored = await loadSchedules(transaction, { ids: [...ids] })
  const views = await viewSchedules(transaction, stored, deps.world.now())
  const kept = new Map<ScheduleId | null, KeptSchedule>(
    edits.flatMap((edit) => (edit.kind === 'keepSchedule' ? [[edit.id, edit]] : [])),
  )
  return views.map(({ id, name, weekly }) => {
    const before = { name, weekly }
    const after = kept.get(id)
    return { id, before, after: after === undefined ? before : { name: after.name, weekly: after.weekly } }
  })
}

export const previewChange = async (
  deps: AccessDeps,
  { organizationId }: Pick<Caller, 'organizationId'>,
  { siteId, edits, namesAfter }: ChangeAsked & { readonly namesAfter?: PersonId | undefined },
): Promise<RightsPreview> =>
  deps.database.consistent(organizationId, async (transaction) => {
    const now = deps.world.now()
    const basedOn = await readMoment(transaction)
    const before = await loadStanding(transaction, siteId, { edits, now })
    const planned = await planEdits({ transaction, deps, siteId, before }, edits)
    const { gains, losses, ...totals } = compareRights(before.standing, planned.after, {
      now,
      namesAfter,
    })
    const changes = [...gains, ...losses]
    return {
      basedOn,
      gains: gains.map(viewChange),
      losses: losses.map(viewChange),
      totals,
      doors: await doorsOf(transaction, deps, siteId, changes),
      schedules: await schedulesOf(transaction, deps, edits, changes),
      warnings: [...planned.warnings],
    }
  })
