/** Who is signed in, what they may do, and where: what the console asks first. */
import { Problem, type Principal } from '@loge/http'
import type { SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { handedOverAt } from '../core/index.ts'
import { findAccount, loadAssignments } from './account-store.ts'
import { loadDelegations } from './delegations.ts'
import type { AccountsDeps } from './deps.ts'
import { nameOf, sitesOf, sitesOfPerson } from './neighbours.ts'
import { confirmedUntil, loadProofs } from './sessions.ts'

type Someone = Exclude<Principal, { readonly kind: 'anonymous' }>

const describeAccount = async (transaction: Transaction, principal: Someone) => {
  if (principal.kind === 'apiKey') return null
  const { organizationId, accountId, personId } = principal
  const account = await findAccount(transaction, organizationId, accountId)
  const proofs = await loadProofs(transaction, organizationId, accountId)
  return {
    id: accountId,
    personId,
    personName: (await nameOf(transaction, organizationId, personId)) ?? '',
    email: account?.email ?? '',
    hasPassword: proofs.password,
    hasPasskey: proofs.passkey,
    confirmedUntil: confirmedUntil(principal.confirmedAt),
  }
}

const visibleSites = async (transaction: Transaction, deps: AccountsDeps, principal: Someone) => {
  const { organizationId, grants } = principal
  if (grants.some(({ scope }) => scope.kind === 'organization')) return sitesOf(transaction, organizationId)
  const granted = grants.flatMap(({ scope }): SiteId[] => (scope.kind === 'site' ? [scope.siteId] : []))
  const at = deps.world.now()
  const home =
    principal.kind === 'account'
      ? await sitesOfPerson(transaction, organizationId, { personId: principal.personId, at })
      : []
  return sitesOf(transaction, organizationId, [...new Set([...granted, ...home])])
}

/** Those whose role the caller has for a while, by the name the caller knows them by. */
const standsInFor = async (transaction: Transaction, deps: AccountsDeps, principal: Someone) => {
  if (principal.kind === 'apiKey') return []
  const { organizationId, accountId } = principal
  const at = deps.world.now()
  const delegations = await loadDelegations(transaction, organizationId, { accountId, at })
  const running = delegations.filter((delegation) => handedOverAt(delegation, at) !== undefined)
  return Promise.all(
    running.map(async ({ giverPersonId, giverEmail, until }) => ({
      name: (await nameOf(transaction, organizationId, giverPersonId)) ?? giverEmail,
      until,
    })),
  )
}

export const describeMe = async (deps: AccountsDeps, principal: Principal) => {
  if (principal.kind === 'anonymous') throw new Problem(401, 'sign_in_required')
  const { organizationId, grants } = principal
  const organization = (await deps.database.organizations()).find(({ id }) => id === organizationId)
  if (organization === undefined) throw new Problem(401, 'sign_in_required')
  return deps.database.transaction(organizationId, async (transaction) => {
    const account = await describeAccount(transaction, principal)
    const assignments =
      account === null
        ? []
        : await loadAssignments(transaction, organizationId, {
            accountIds: [account.id],
            at: deps.world.now(),
          })
    return {
      organization: { id: organization.id, slug: organization.slug, name: organization.name },
      account,
      roles: [...new Set(assignments.map(({ role }) => role))],
      grants: [...grants],
      standsInFor: await standsInFor(transaction, deps, principal),
      sites: [...(await visibleSites(transaction, deps, principal))],
    }
  })
}
