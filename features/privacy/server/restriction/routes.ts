/** Freezing and freeing over HTTP, for whoever answers for the rights of people over the whole organization. */
import { callerOf } from '@loge/features/places/server'
import { type Endpoint, type Principal, type Reach, serve } from '@loge/http'
import type { OrganizationId, PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { restrictionRoutes as routes } from '../../restriction-wire.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { requireWhole } from '../require-whole.ts'
import {
  liftRestriction,
  listRestrictions,
  noteTold,
  type RestrictionOf,
  restrictPerson,
  type StoredRestriction,
} from './restrict.ts'

interface AskingCall {
  readonly organizationId: OrganizationId
  readonly principal: Principal
  readonly reach: Reach
}

const view = (one: StoredRestriction) => ({
  personId: one.person_id,
  personName: one.person_name,
  ground: one.ground,
  door: one.door,
  since: one.since,
  by: {
    kind: one.restricted_by.kind,
    id: one.restricted_by.kind === 'unknown' ? null : one.restricted_by.id,
  },
  requestId: one.request_id,
  toldAt: one.told_at,
  toldHow: one.told_how,
})

/** Does it, and answers who is restricted now. */
const change = (
  deps: PrivacyDeps,
  call: AskingCall,
  personId: PersonId,
  work: (transaction: Transaction, whose: RestrictionOf) => Promise<void>,
) => {
  requireWhole(call.reach)
  const { organizationId, actor } = callerOf(call)
  return insideAsPrivacy(deps.database, organizationId, async (transaction) => {
    await work(transaction, { organizationId, actor, personId })
    return { data: (await listRestrictions(transaction)).map(view) }
  })
}

export const restrictionEndpoints = (deps: PrivacyDeps): readonly Endpoint[] => [
  serve(routes.list, ({ organizationId, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => ({
      data: (await listRestrictions(transaction)).map(view),
    }))
  }),
  serve(routes.restrict, (call) =>
    change(deps, call, call.body.personId, (transaction, whose) =>
      restrictPerson(transaction, deps, whose, call.body),
    ),
  ),
  serve(routes.told, (call) =>
    change(deps, call, call.params.id, (transaction, whose) =>
      noteTold(transaction, deps, whose, call.body.how),
    ),
  ),
  serve(routes.lift, (call) =>
    change(deps, call, call.params.id, (transaction, whose) => liftRestriction(transaction, deps, whose)),
  ),
]
