/** The routes of rights changes and of the reviews that lead to them, joined to what answers them. */
import { accountNames, type AccountNames, namesKnownTo } from '@loge/features/accounts/server'
import { mayReadPeople } from '@loge/features/events/server'
import { callerOf } from '@loge/features/places/server'
import { createCursor, Problem, serve, toPage, type Principal } from '@loge/http'
import { type AccessChangeId, type AccessGrantId, type AccountId, type SiteId } from '@loge/kernel'
import { z } from 'zod'
import { undoUntil } from '../core/index.ts'
import {
  changeRoutes as routes,
  type ChangeView,
  reviewRoutes,
  type RightsEdit,
  type RightsPreview,
} from '../wire.ts'
import { applyChange } from './changes/apply-change.ts'
import { loadChanges, loadTouched, type StoredChange, type Touched } from './changes/change-store.ts'
import { previewChange, type ChangeAsked } from './changes/preview-change.ts'
import { undoChange } from './changes/undo-change.ts'
import { viewActor } from './changes/view-actor.ts'
import type { AccessDeps } from './deps.ts'
import { foldedGrant, foldedPerson } from './fold.ts'
import { requirePeopleWithin } from './grant-access.ts'
import { reviewAccess } from './reviews/review-access.ts'
import { type AskingCall, requireAllSites, requireSite, sitesWithin } from './reach.ts'

const changeCursor = createCursor(
  'access-changes',
  z.custom<AccessChangeId>((value) => typeof value === 'string'),
)
const reviewCursor = createCursor(
  'access-reviews',
  z.custom<AccessGrantId>((value) => typeof value === 'string'),
)
/** The list says what a change was about; a change of thousands is told by its number. */
const MOST_TOUCHED = 20

const managesSchedules = (principal: Principal): boolean =>
  principal.kind !== 'anonymous' &&
  principal.grants.some(
    ({ permission, scope }) => permission === 'schedules.manage' && scope.kind === 'organization',
  )

/** An edit asks for what its own route would ask for. */
const requireEdit = (
  { principal, reach }: AskingCall,
  { kind }: { readonly kind: RightsEdit['kind'] },
): void => {
  if (kind === 'suspend' || kind === 'restore') requireAllSites(reach)
  if (kind === 'keepSchedule' && !managesSchedules(principal))
    throw new Problem(
      403,
      'permission_denied',
      'A schedule serves every site: ask somebody responsible for all.',
    )
}

const requireChange = async (
  deps: AccessDeps,
  call: AskingCall,
  { siteId, edits }: ChangeAsked,
): Promise<void> => {
  requireSite(call.reach, siteId)
  for (const edit of edits) requireEdit(call, edit)
  const given = edits.flatMap((edit) =>
    edit.kind === 'grant' && edit.to.kind === 'person' ? [edit.to.personId] : [],
  )
  await requirePeopleWithin(deps, call, given)
}

const accountsOf = (changes: readonly StoredChange[]): readonly AccountId[] =>
  changes
    .flatMap(({ madeBy, undoneBy }) => [madeBy, undoneBy])
    .flatMap((actor) => (actor?.kind === 'account' ? [actor.id as AccountId] : []))

const viewTouched = (call: AskingCall, siteId: SiteId, edit: Touched): ChangeView['touched'][number] => ({
  kind: edit.kind,
  isNew:
    edit.kind === 'grant' ||
    ((edit.kind === 'keepProfile' || edit.kind === 'keepSchedule') && edit.revision_before === null),
  accessProfileId: edit.access_profile_id,
  accessGrantId: edit.access_grant_id,
  scheduleId: edit.schedule_id,
  personId: foldedPerson(call, siteId, edit.person_id),
})

const viewChange = (
  call: AskingCall,
  change: StoredChange,
  { touched, names }: { readonly touched: readonly Touched[]; readonly names: AccountNames },
): ChangeView => ({
  ...change,
  madeBy: viewActor(change.madeBy, names),
  undoneBy: change.undoneBy === null ? null : viewActor(change.undoneBy, names),
  undoUntil: undoUntil(change.madeAt),
  touched: touched.map((edit) => viewTouched(call, change.siteId, edit)),
})

/** How many gain and lose is told to whoever manages rights; who it is, as everywhere. */
const foldedPreview = (call: AskingCall, siteId: SiteId, preview: RightsPreview): RightsPreview => {
  if (mayReadPeople(call, siteId)) return preview
  const folded = (changes: RightsPreview['gains']) => changes.map((change) => ({ ...change, personIds: [] }))
  return { ...preview, gains: folded(preview.gains), losses: folded(preview.losses) }
}

const review = (deps: AccessDeps) =>
  serve(reviewRoutes.reviewAccess, async (call) => {
    const { organizationId, reach, query } = call
    const { siteId, kind, limit } = query
    requireSite(reach, siteId)
    return deps.database.transaction(organizationId, async (transaction) => {
      const after = reviewCursor.decode(query.cursor)
      const asked = { siteId, kind, now: deps.world.now(), after, limit: limit + 1 }
      const rows = await reviewAccess(transaction, asked)
      const page = toPage(rows, limit, { cursor: reviewCursor, positionOf: ({ id }) => id })
      return {
        ...page,
        data: page.data.map((row) => ({
          ...foldedGrant(call, row),
          lastUsedAt: row.lastUsedAt,
          entranceIds: [...row.entranceIds],
        })),
      }
    })
  })

export const changeEndpoints = (deps: AccessDeps) => [
  review(deps),
  serve(routes.previewChange, async (call) => {
    await requireChange(deps, call, call.body)
    return foldedPreview(call, call.body.siteId, await previewChange(deps, callerOf(call), call.body))
  }),
  serve(routes.applyChange, async (call) => {
    await requireChange(deps, call, call.body)
    return applyChange(deps, callerOf(call), call.body)
  }),
  serve(routes.listChanges, (call) => {
    const { organizationId, reach, query } = call
    return deps.database.transaction(organizationId, async (transaction) => {
      const rows = await loadChanges(transaction, {
        siteIds: sitesWithin(reach, query.siteId),
        after: changeCursor.decode(query.cursor),
        limit: query.limit + 1,
      })
      const page = toPage(rows, query.limit, { cursor: changeCursor, positionOf: ({ id }) => id })
      const ids = page.data.map(({ id }) => id)
      const touched = Map.groupBy(
        await loadTouched(transaction, ids, MOST_TOUCHED),
        (edit) => edit.access_change_id,
      )
      const names = await accountNames(transaction, organizationId, accountsOf(page.data))
      const view = (change: StoredChange) =>
        viewChange(call, change, {
          touched: touched.get(change.id) ?? [],
          names: namesKnownTo(call, change.siteId, names),
        })
      return { ...page, data: page.data.map(view) }
    })
  }),
  serve(routes.undoChange, (call) =>
    undoChange(deps, callerOf(call), {
      id: call.params.id,
      require: ({ siteId }, touched) => {
        requireSite(call.reach, siteId)
        for (const edit of touched) requireEdit(call, edit)
      },
    }),
  ),
]
