/** Accounts, roles and API keys, joined to what answers them. */
import { serve, versionTag, type Endpoint, type Principal, type Reach } from '@loge/http'
import type { OrganizationId } from '@loge/kernel'
import { PERMISSIONS } from '../core/index.ts'
import { accountsRoutes as routes } from '../wire.ts'
import { acceptLinkFor, changeAccount, giveRole, takeRole } from './change-account.ts'
import { createAccount } from './create-account.ts'
import { listAccounts, viewAccount, type Asker } from './read-accounts.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts'
import type { AccountsDeps } from './deps.ts'
import { confirmedSessionOf } from './me-routes.ts'
import { actorOf } from './record.ts'
import { listRoles } from './roles.ts'
import { writeLink } from './sign-in-links.ts'

interface Asking {
  readonly principal: Principal
  readonly organizationId: OrganizationId
  readonly reach: Reach
}

const siteIdsOf = (reach: Reach) => (reach.wholeOrganization ? undefined : reach.siteIds)

const askerOf = ({ principal, organizationId, reach }: Asking): Asker => ({
  organizationId,
  giver: { kind: 'principal', principal },
  actor: actorOf(principal),
  siteIds: siteIdsOf(reach),
})

interface Tagging {
  header(name: string, value: string): void
}

const tagged = <Account extends { readonly version: number }>(call: Tagging, account: Account): Account => {
  call.header('ETag', versionTag(account.version))
  return account
}

const accountEndpoints = (deps: AccountsDeps): readonly Endpoint[] => [
  serve(routes.accounts, (call) => listAccounts(deps, askerOf(call), call.query)),
  serve(routes.account, async (call) => {
    const view = deps.database.transaction(call.organizationId, (transaction) =>
      viewAccount(transaction, askerOf(call), call.params.id),
    )
    return tagged(call, await view)
  }),
  serve(routes.createAccount, async (call) =>
    tagged(call, await createAccount(deps, askerOf(call), call.body)),
  ),
  serve(routes.changeAccount, async (call) => {
    const { body: change, ifMatch } = call
    return tagged(call, await changeAccount(deps, askerOf(call), call.params.id, { change, ifMatch }))
  }),
  serve(routes.giveRole, async (call) =>
    tagged(call, await giveRole(deps, askerOf(call), call.params.id, call.body)),
  ),
  serve(routes.takeRole, async (call) =>
    tagged(call, await takeRole(deps, askerOf(call), call.params.id, call.params.assignmentId)),
  ),
  serve(routes.issueLink, (call) => {
    confirmedSessionOf(deps, call.principal)
    return deps.database.transaction(call.organizationId, async (transaction) => {
      const account = await acceptLinkFor(transaction, askerOf(call), call.params.id)
      const actor = actorOf(call.principal)
      return writeLink(transaction, deps, call.organizationId, { account, actor })
    })
  }),
  serve(routes.roles, ({ organizationId }) =>
    deps.database.transaction(organizationId, async (transaction) => {
      const roles = await listRoles(transaction, organizationId)
      return {
        data: roles.map(({ built_in, ...role }) => ({ ...role, builtIn: built_in })),
        permissions: [...PERMISSIONS],
      }
    }),
  ),
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
  ...apiKeyEndpoints(deps),
]
