/** The routes of profiles, grants, credentials and placements, joined to what answers them. */
import { mayReadPeople } from '@loge/features/events/server'
import { callerOf } from '@loge/features/places/server'
import { createCursor, Problem, serve, toPage, versionTag } from '@loge/http'
import {
  type AccessGrantId,
  type AccessProfileId,
  type CredentialId,
  type Instant,
  type PersonId,
  type SiteId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { z } from 'zod'
import { accessRoutes as routes, type AccessView } from '../wire.ts'
import { askAccessOf, type EntranceAccess } from './ask.ts'
import { whenAsked } from './as-of.ts'
import { loadCredentials } from './credential-store.ts'
import type { AccessDeps } from './deps.ts'
import { grantAccess, requirePeopleWithin } from './grant-access.ts'
import { revokeGrant } from './revoke-grants.ts'
import { restorePerson, suspendPerson } from './suspend-person.ts'
import { reportFound } from './find-again.ts'
import { foldedCredential, foldedGrant } from './fold.ts'
import { loadGrants } from './grant-store.ts'
import { changeCredentialStatus, createCredential, replaceCredential } from './keep-credential.ts'
import { notFound } from './keep-entrance.ts'
import { changeProfile, createProfile, removeProfile } from './keep-profile.ts'
import { listPlacements } from './placements.ts'
import { loadProfiles, type StoredProfile } from './profile-store.ts'
import { type AskingCall, isOwn, reachesSite, requireSite, requireSiteToGive, sitesWithin } from './reach.ts'
import { showNames } from './show-names.ts'
import { isPersonWithin, loadSuspended, sitesOfPerson } from './subjects.ts'
import { viewAccess, viewCredential, viewGrant, viewProfile } from './views.ts'

const isText = (value: unknown): boolean => typeof value === 'string'
const profileCursor = createCursor('access-profiles', z.custom<AccessProfileId>(isText))
const grantCursor = createCursor('access-grants', z.custom<AccessGrantId>(isText))
const credentialCursor = createCursor('credentials', z.custom<CredentialId>(isText))

const findProfile = async (
  transaction: Transaction,
  { reach }: Pick<AskingCall, 'reach'>,
  { id, asOf }: { readonly id: AccessProfileId; readonly asOf?: Instant | undefined },
): Promise<StoredProfile> => {
  const [profile] = await loadProfiles(transaction, { ids: [id], asOf })
  if (profile === undefined) throw notFound()
  requireSite(reach, profile.siteId)
  return profile
}

const requireProfile = async (deps: AccessDeps, call: AskingCall, id: AccessProfileId): Promise<void> => {
  await deps.database.transaction(call.organizationId, (transaction) =>
    findProfile(transaction, call, { id }),
  )
}

const shownProfile = (call: AskingCall, profile: StoredProfile) => {
  call.header('ETag', versionTag(profile.revision))
  return viewProfile(profile)
}

const profiles = (deps: AccessDeps) => [
  serve(routes.listProfiles, ({ organizationId, reach, query }) =>
    deps.database.transaction(organizationId, async (transaction) => {
      const siteIds = sitesWithin(reach, query.siteId)
      const after = profileCursor.decode(query.cursor)
      const rows = await loadProfiles(transaction, { siteIds, after, limit: query.limit + 1 })
      const page = toPage(rows, query.limit, { cursor: profileCursor, positionOf: ({ id }) => id })
      return { ...page, data: page.data.map(viewProfile) }
    }),
  ),
  serve(routes.createProfile, async (call) => {
    requireSite(call.reach, call.body.siteId)
    return shownProfile(call, await createProfile(deps, callerOf(call), call.body))
  }),
  serve(routes.readProfile, async (call) => {
    const { organizationId, params, query } = call
    const profile = await deps.database.transaction(organizationId, (transaction) =>
      findProfile(transaction, call, { id: params.id, asOf: whenAsked(query.at, deps.world.now()).asOf }),
    )
    return shownProfile(call, profile)
  }),
  serve(routes.changeProfile, async (call) => {
    const { params, ifMatch, body: input } = call
    await requireProfile(deps, call, params.id)
    return shownProfile(call, await changeProfile(deps, callerOf(call), { id: params.id, ifMatch, input }))
  }),
  serve(routes.removeProfile, async (call) => {
    await requireProfile(deps, call, call.params.id)
    return removeProfile(deps, callerOf(call), { id: call.params.id, ifMatch: call.ifMatch })
  }),
]

/** Whose they are is told to who may read the people there; to others a filter would tell it too. */
const requireMayFilter = (
  call: AskingCall,
  { personId, siteId }: { readonly personId?: PersonId | undefined; readonly siteId?: SiteId | undefined },
): void => {
  if (personId === undefined) return
  const sites = sitesWithin(call.reach, siteId) ?? [undefined]
  if (sites.every((one) => mayReadPeople(call, one))) return
  throw new Problem(403, 'person_filter_forbidden', 'Leave personId out, or ask for the right to see people.')
}

const grants = (deps: AccessDeps) => [
  serve(routes.listGrants, (call) => {
    const { organizationId, reach, query } = call
    requireMayFilter(call, query)
    return deps.database.transaction(organizationId, async (transaction) => {
      const rows = await loadGrants(transaction, {
        siteIds: sitesWithin(reach, query.siteId),
        personId: query.personId,
        withRevoked: query.revoked === 'true',
        after: grantCursor.decode(query.cursor),
        limit: query.limit + 1,
      })
      const page = toPage(rows, query.limit, { cursor: grantCursor, positionOf: ({ id }) => id })
      return { ...page, data: page.data.map((grant) => foldedGrant(call, grant)) }
    })
  }),
  serve(routes.grantAccess, async (call) => {
    const { siteId, to } = call.body
    requireSiteToGive(call.reach, siteId)
    await requirePeopleWithin(deps, call, to.kind === 'person' ? [to.personId] : [])
    return viewGrant(await grantAccess(deps, callerOf(call), call.body))
  }),
  serve(routes.revokeGrant, async (call) => {
    const { organizationId, reach, params, body } = call
    const [grant] = await deps.database.transaction(organizationId, (transaction) =>
      loadGrants(transaction, { ids: [params.id], withRevoked: true }),
    )
    if (grant === undefined) throw notFound()
    requireSite(reach, grant.siteId)
    return foldedGrant(call, await revokeGrant(deps, callerOf(call), { id: params.id, reason: body.reason }))
  }),
]

/** Refuses what is not of a site of the caller's. */
const requireCredential = async (deps: AccessDeps, call: AskingCall, id: CredentialId): Promise<void> => {
  const [credential] = await deps.database.transaction(call.organizationId, (transaction) =>
    loadCredentials(transaction, { ids: [id] }),
  )
  if (credential === undefined) throw notFound()
  requireSite(call.reach, credential.siteId)
}

const setStatus =
  (deps: AccessDeps, status: 'active' | 'suspended' | 'lost') =>
  async (call: AskingCall & { readonly params: { readonly id: CredentialId } }) => {
    const { id } = call.params
    await requireCredential(deps, call, id)
    return foldedCredential(call, await changeCredentialStatus(deps, callerOf(call), { id, status }))
  }

const credentials = (deps: AccessDeps) => [
  serve(routes.listCredentials, (call) => {
    const { organizationId, reach, query } = call
    requireMayFilter(call, query)
    return deps.database.transaction(organizationId, async (transaction) => {
      const rows = await loadCredentials(transaction, {
        siteIds: sitesWithin(reach, query.siteId),
        personId: query.personId,
        after: credentialCursor.decode(query.cursor),
        limit: query.limit + 1,
      })
      const page = toPage(rows, query.limit, { cursor: credentialCursor, positionOf: ({ id }) => id })
      return { ...page, data: page.data.map((credential) => foldedCredential(call, credential)) }
    })
  }),
  serve(routes.createCredential, async (call) => {
    requireSite(call.reach, call.body.siteId)
    await requirePeopleWithin(deps, call, [call.body.personId])
    const { secret, ...credential } = await createCredential(deps, callerOf(call), call.body)
    call.header('Cache-Control', 'no-store')
    return { ...viewCredential(credential), secret }
  }),
  serve(routes.replaceCredential, async (call) => {
    await requireCredential(deps, call, call.params.id)
    const { secret, ...credential } = await replaceCredential(deps, callerOf(call), {
      id: call.params.id,
      ...call.body,
    })
    call.header('Cache-Control', 'no-store')
    return { ...foldedCredential(call, credential), secret }
  }),
  serve(routes.suspendCredential, setStatus(deps, 'suspended')),
  serve(routes.reactivateCredential, setStatus(deps, 'active')),
  serve(routes.reportCredentialLost, setStatus(deps, 'lost')),
  serve(routes.reportCredentialFound, async (call) => {
    await requireCredential(deps, call, call.params.id)
    const change = { id: call.params.id, withdraws: call.query.withdraws }
    const { doors, ...credential } = await reportFound(deps, callerOf(call), change)
    return { ...foldedCredential(call, credential), doors }
  }),
]

/** The sites to answer for: all the caller may see where the person is known, or all of them for oneself. */
const sitesToAsk = async (transaction: Transaction, call: AskingCall, personId: PersonId) => {
  const known = await sitesOfPerson(transaction, personId)
  const { reach } = call
  return reach.wholeOrganization || isOwn(reach, personId)
    ? known
    : known.filter((siteId) => reach.siteIds.includes(siteId))
}

/** A suspension holds at every site: it is for whoever manages all that the person has to do with. */
const requireWholeLife = async (
  deps: AccessDeps,
  { organizationId, reach }: AskingCall,
  personId: PersonId,
): Promise<void> => {
  if (reach.wholeOrganization) return
  const sites = await deps.database.transaction(organizationId, (transaction) =>
    sitesOfPerson(transaction, personId),
  )
  if (!sites.some((siteId) => reach.siteIds.includes(siteId))) throw notFound()
  if (sites.every((siteId) => reach.siteIds.includes(siteId))) return
  throw new Problem(
    403,
    'person_at_other_sites',
    'This person has rights at other sites too. Ask somebody responsible for all of them.',
  )
}

const hasGrant = ({ decision }: EntranceAccess): boolean =>
  decision.allowed || decision.refusal !== 'no_grant_here'

const persons = (deps: AccessDeps) => [
  serve(routes.accessOfPerson, async (call) => {
    const { organizationId, params, query, reach } = call
    const when = whenAsked(query.at, deps.world.now())
    const { sites, suspended } = await deps.database.transaction(organizationId, async (transaction) => {
      if (!(await isPersonWithin(transaction, reach, params.id))) throw notFound()
      return {
        sites: await sitesToAsk(transaction, call, params.id),
        suspended: (await loadSuspended(transaction, when.asOf)).has(params.id),
      }
    })
    const data: AccessView['data'] = []
    for (const siteId of sites.filter((each) => query.siteId === undefined || each === query.siteId)) {
      const answers = await askAccessOf(deps, { organizationId, siteId, when, personId: params.id })
      // Who asks for themselves learns nothing of doors they have nothing to do with.
      data.push(...(reachesSite(reach, siteId) ? answers : answers.filter(hasGrant)).map(viewAccess))
    }
    return { at: when.at, suspended, data }
  }),
  serve(routes.showNames, async (call) => {
    call.header('Cache-Control', 'no-store')
    return { data: [...(await showNames(deps, { ...callerOf(call), reach: call.reach }, call.body))] }
  }),
  serve(routes.suspendPerson, async (call) => {
    await requireWholeLife(deps, call, call.params.id)
    return suspendPerson(deps, callerOf(call), { personId: call.params.id, reason: call.body.reason })
  }),
  serve(routes.restorePerson, async (call) => {
    await requireWholeLife(deps, call, call.params.id)
    return restorePerson(deps, callerOf(call), call.params.id)
  }),
]

const placements = (deps: AccessDeps) => [
  serve(routes.listPlacements, ({ organizationId, reach, query }) =>
    deps.database.transaction(organizationId, async (transaction) => ({
      data: [...(await listPlacements(transaction, sitesWithin(reach, query.siteId), deps.world.now()))],
    })),
  ),
]

export const rightsEndpoints = (deps: AccessDeps) => [
  ...profiles(deps),
  ...grants(deps),
  ...credentials(deps),
  ...persons(deps),
  ...placements(deps),
]
