/** Accounts, roles and API keys, joined to what answers them. */
import { serve, tagged, type Endpoint, type Principal, type Reach } from '@loge/http'
import type { OrganizationId } from '@loge/kernel'
import { PERMISSIONS } from '../core/index.ts'
import { accountsRoutes as routes } from '../wire.ts'
import { changeAccount, giveRole, signOutAccount, takeRole } from './change-account.ts'
import { createAccount } from './create-account.ts'
import { listAccounts, viewAccount, type Asker } from './read-accounts.ts'
import { handOutLink } from './hand-out-link.ts'
import { endHandOver, handOver, listDelegations } from './hand-over.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts'
import type { AccountsDeps } from './deps.ts'
import { confirmedSessionOf } from './me-routes.ts'
import { actorOf } from './record.ts'
import { changeRole, createRole, readRole, retireRole, viewRole } from './keep-role.ts'
import { pageOfRoles } from './roles.ts'

interface Asking {
  readonly principal: Principal
  readonly organizationId: OrganizationId
  readonly reach: Reach
}

const siteIdsOf = (reach: Reach) => (reach.wholeOrganization ? undefined : reach.siteIds)

const askerOf = ({ world }: AccountsDeps, { principal, organizationId, reach }: Asking): Asker => ({
  organizationId,
  giver: { kind: 'principal', principal },
  actor: actorOf(principal),
  siteIds: siteIdsOf(reach),
  at: world.now(),
})

const accountEndpoints = (deps: AccountsDeps): readonly Endpoint[] => [
  serve(routes.accounts, (call) => listAccounts(deps, askerOf(deps, call), call.query)),
  serve(routes.searchAccounts, (call) => listAccounts(deps, askerOf(deps, call), call.body)),
  serve(routes.account, async (call) => {
    const view = deps.database.transaction(call.organizationId, (transaction) =>
      viewAccount(transaction, askerOf(deps, call), call.params.id),
    )
    return tagged(call, view)
  }),
  serve(routes.createAccount, async (call) =>
    tagged(call, createAccount(deps, askerOf(deps, call), call.body)),
  ),
  serve(routes.changeAccount, async (call) => {
    const { body: change, ifMatch } = call
    return tagged(call, changeAccount(deps, askerOf(deps, call), call.params.id, { change, ifMatch }))
  }),
  serve(routes.giveRole, async (call) =>
    tagged(call, giveRole(deps, askerOf(deps, call), call.params.id, call.body)),
  ),
  serve(routes.takeRole, async (call) =>
    tagged(call, takeRole(deps, askerOf(deps, call), call.params.id, call.params.assignmentId)),
  ),
  serve(routes.issueLink, (call) => {
    confirmedSessionOf(deps, call.principal)
    return handOutLink(deps, askerOf(deps, call), { accountId: call.params.id, language: call.language })
  }),
  serve(routes.signOutAccount, async (call) => {
    await signOutAccount(deps, askerOf(deps, call), call.params.id)
    return undefined
  }),
]

const roleEndpoints = (deps: AccountsDeps): readonly Endpoint[] => [
  serve(routes.roles, async ({ organizationId, query }) => {
    const page = await pageOfRoles(deps, organizationId, query)
    return { ...page, data: page.data.map(viewRole), permissions: [...PERMISSIONS] }
  }),
  serve(routes.role, (call) => {
    const view = deps.database.transaction(call.organizationId, async (transaction) =>
      viewRole(await readRole(transaction, call, call.params.id)),
    )
    return tagged(call, view)
  }),
  serve(routes.createRole, (call) => tagged(call, createRole(deps, askerOf(deps, call), call.body))),
  serve(routes.changeRole, (call) => {
    const { params, ifMatch, body: changes } = call
    return tagged(call, changeRole(deps, askerOf(deps, call), { id: params.id, ifMatch, changes }))
  }),
  serve(routes.retireRole, (call) =>
    retireRole(deps, askerOf(deps, call), { id: call.params.id, ifMatch: call.ifMatch }),
  ),
]

const delegationEndpoints = (deps: AccountsDeps): readonly Endpoint[] => [
  serve(routes.delegations, async (call) => ({ data: await listDelegations(deps, askerOf(deps, call)) })),
  serve(routes.handOver, (call) => handOver(deps, askerOf(deps, call), call.body)),
  serve(routes.endHandOver, async (call) => {
    await endHandOver(deps, askerOf(deps, call), call.params.id)
    return undefined
  }),
]

const apiKeyEndpoints = (deps: AccountsDeps): readonly Endpoint[] => [
  serve(routes.apiKeys, ({ organizationId, query, reach }) =>
    listApiKeys(deps, organizationId, {
      limit: query.limit,
      cursor: query.cursor,
      siteIds: siteIdsOf(reach),
    }),
  ),
  serve(routes.createApiKey, ({ organizationId, principal, body }) => {
    const { accountId } = confirmedSessionOf(deps, principal)
    const giver = { kind: 'principal', principal } as const
    return createApiKey(deps, organizationId, body, { giver, actor: actorOf(principal), accountId })
  }),
  serve(routes.revokeApiKey, async ({ organizationId, principal, params, reach }) => {
    await revokeApiKey(deps, organizationId, params.id, {
      actor: actorOf(principal),
      siteIds: siteIdsOf(reach),
    })
    return undefined
  }),
]

export const administrationEndpoints = (deps: AccountsDeps): readonly Endpoint[] => [
  ...accountEndpoints(deps),
  ...roleEndpoints(deps),
  ...delegationEndpoints(deps),
  ...apiKeyEndpoints(deps),
]
