/** What decisions change, over HTTP: the scope before, and the copy to print. */
import { callerOf } from '@loge/features/places/server'
import { type Endpoint, Problem, serve } from '@loge/http'
import type { OrganizationId, PrivacyRequestId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { deedRoutes as routes } from '../../deeds-wire.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { findRequest, type StoredRequest } from '../requests/store.ts'
import { requireWhole } from '../require-whole.ts'
import { portableFile, readableCopy } from './make-copy.ts'
import { scopeOf } from './scope.ts'
import { readDeed } from './tables.ts'

const requireCase = async (transaction: Transaction, id: PrivacyRequestId): Promise<StoredRequest> => {
  const request = await findRequest(transaction, id)
  if (request === undefined) throw new Problem(404, 'not_found', 'There is no such case.')
  return request
}

/** Only what was granted is handed over. */
const granted = ({ database }: PrivacyDeps, organizationId: OrganizationId, id: PrivacyRequestId) =>
  insideAsPrivacy(database, organizationId, async (transaction) => {
    const request = await requireCase(transaction, id)
    const deed = await readDeed(transaction, id)
    if (deed?.kind !== 'copy' || request.person_id === null)
      throw new Problem(409, 'request_no_copy', 'No copy was granted in this case.')
    return { request, personId: request.person_id, scope: deed.details['scope'] }
  })

export const deedEndpoints = (deps: PrivacyDeps): readonly Endpoint[] => [
  serve(routes.scope, ({ organizationId, params, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const { person_id: personId, identity } = await requireCase(transaction, params.id)
      if (identity === 'to_check' || identity === 'asked')
        throw new Problem(409, 'request_identity_first', 'First make sure who asks.')
      return scopeOf(transaction, deps, { organizationId, personId })
    })
  }),
  serve(routes.copy, async (call) => {
    requireWhole(call.reach)
    const { organizationId } = callerOf(call)
    const { request, personId, scope } = await granted(deps, organizationId, call.params.id)
    const isFile = scope === 'portability'
    const content = await (isFile ? portableFile : readableCopy)(deps, request, personId)
    return { fileName: `${request.reference}.${isFile ? 'json' : 'html'}`, content }
  }),
]
