/** Support access over HTTP: the desk of the whole organization, and the person concerned. */
import { callerOf } from '@loge/features/places/server'
import { type Endpoint, Problem, type Principal, type Reach, serve } from '@loge/http'
import type { OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { supportRoutes as routes } from '../../support-wire.ts'
import type { PrivacyDeps } from '../deps.ts'
import { oneself } from '../my-data/caller.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { requireWhole } from '../require-whole.ts'
import { addData } from './data.ts'
import { casesByDevice } from './statistics.ts'
import { listAccesses, lockAccess, type StoredAccess, viewAccesses } from './store.ts'
import { agreeToAccess, type Asking, endAccess, openAccess, readForSupport, reviewAccess } from './support.ts'
import { listPurposes } from './use.ts'

interface AskingCall {
  readonly organizationId: OrganizationId
  readonly principal: Principal
  readonly reach: Reach
}

const view = async (transaction: Transaction, { world }: PrivacyDeps, stored: StoredAccess) => {
  const [told] = await viewAccesses(transaction, [stored], world.now())
  if (told === undefined) throw new Error('what was just stored is told')
  return told
}

type Told = Awaited<ReturnType<typeof view>>

/** What is the desk's own is not in what the person reads. */
const viewOwn = ({ personId: _whose, personName: _name, review: _review, ...own }: Told) => own

const asDesk = (
  deps: PrivacyDeps,
  call: AskingCall,
  work: (transaction: Transaction, asking: Asking) => Promise<StoredAccess>,
): Promise<Told> => {
  requireWhole(call.reach)
  const { organizationId, actor } = callerOf(call)
  return insideAsPrivacy(deps.database, organizationId, async (transaction) =>
    view(transaction, deps, await work(transaction, { organizationId, actor })),
  )
}

const personOf = (principal: Principal) => (principal.kind === 'account' ? principal.personId : undefined)

/** Somebody who reads other people's data answers for it by name. */
const requireAccount = (principal: Principal): void => {
  if (principal.kind !== 'account')
    throw new Problem(403, 'account_required', 'A key is nobody. Sign in with an account.')
}

const desk = (deps: PrivacyDeps): readonly Endpoint[] => [
  serve(routes.list, ({ organizationId, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => ({
      data: await viewAccesses(transaction, await listAccesses(transaction), deps.world.now()),
      purposes: (await listPurposes(transaction, deps, organizationId)).map(
        ({ id, sentence, categories }) => ({
          id,
          sentence,
          categories,
        }),
      ),
    }))
  }),
  serve(routes.open, async (call) => {
    requireAccount(call.principal)
    return asDesk(deps, call, (transaction, asking) => openAccess(transaction, deps, asking, call.body))
  }),
  serve(routes.statistics, ({ organizationId, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => ({
      data: await casesByDevice(transaction),
    }))
  }),
  serve(routes.add, async (call) => {
    requireAccount(call.principal)
    const { id } = call.params
    return asDesk(deps, call, async (transaction, asking) => {
      await addData(transaction, deps, asking, { id, ...call.body })
      return lockAccess(transaction, id)
    })
  }),
  serve(routes.read, async (call) => {
    requireAccount(call.principal)
    requireWhole(call.reach)
    const { organizationId, actor } = callerOf(call)
    const { id } = call.params
    const { category } = call.query
    return readForSupport(deps, { organizationId, actor }, { id, category })
  }),
  serve(routes.end, async (call) =>
    asDesk(deps, call, (transaction, asking) =>
      endAccess(transaction, deps, asking, { id: call.params.id, by: 'desk' }),
    ),
  ),
  serve(routes.review, async (call) =>
    asDesk(deps, call, (transaction, asking) =>
      reviewAccess(
        transaction,
        deps,
        { ...asking, personId: personOf(call.principal) },
        { id: call.params.id, ...call.body },
      ),
    ),
  ),
]

const own = (deps: PrivacyDeps): readonly Endpoint[] => [
  serve(routes.mine, async (call) => {
    const who = oneself(call)
    return insideAsPrivacy(deps.database, who.organizationId, async (transaction) => {
      const stored = await listAccesses(transaction, who.personId)
      return { data: (await viewAccesses(transaction, stored, deps.world.now())).map(viewOwn) }
    })
  }),
  serve(routes.agree, async (call) => {
    const who = oneself(call)
    return insideAsPrivacy(deps.database, who.organizationId, async (transaction) =>
      viewOwn(
        await view(
          transaction,
          deps,
          await agreeToAccess(transaction, deps, who, { id: call.params.id, personId: who.personId }),
        ),
      ),
    )
  }),
  serve(routes.stop, async (call) => {
    const who = oneself(call)
    const ending = { id: call.params.id, by: 'person', personId: who.personId } as const
    return insideAsPrivacy(deps.database, who.organizationId, async (transaction) =>
      viewOwn(await view(transaction, deps, await endAccess(transaction, deps, who, ending))),
    )
  }),
]

export const supportEndpoints = (deps: PrivacyDeps): readonly Endpoint[] => [...desk(deps), ...own(deps)]
