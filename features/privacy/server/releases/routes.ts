/** Releases over HTTP, for whoever answers for the rights of people over the whole organization. */
import type { Register } from '@loge/features/law/core'
import { registerAt } from '@loge/features/law/server'
import { callerOf } from '@loge/features/places/server'
import { type Endpoint, Problem, serve } from '@loge/http'
import { type Id, type OrganizationId } from '@loge/kernel'
import { releaseFor } from '../../core/index.ts'
import { releaseRoutes as routes } from '../../releases-wire.ts'
import type { PrivacyDeps } from '../deps.ts'
import { notingStops } from '../contracts/watch.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { requireWhole } from '../require-whole.ts'
import { decideRelease, giveRelease, lookAtContent, openRelease } from './act.ts'
import { releaseLetter } from './letters.ts'
import { findReleaseLetter, listReleases, lockRelease, viewReleases } from './store.ts'
import { tablesOf } from './tables.ts'

/** Whom a case may be for by the register in force, and how much each of them may get. */
const recipientsIn = (register: Register) => {
  const { recipients, recipientKinds, activities, categories } = register
  return recipients.flatMap(({ id, name, kind: of }) => {
    const kind = releaseFor(register, of)
    if (kind === undefined) return []
    const only = recipientKinds.find((one) => one.id === of)?.only
    return [
      {
        id,
        name,
        kind,
        activities: activities
          .filter(({ recipientKinds: listed }) => listed.includes(of))
          .map((activity) => ({
            id: activity.id,
            label: activity.label,
            categories: categories
              .filter(
                (one) =>
                  activity.categories.includes(one.id) &&
                  (only?.includes(one.id) ?? true) &&
                  one.neverShared !== true,
              )
              .map((one) => ({ id: one.id, label: one.label })),
            purposes: activity.purposes.map((one) => ({ id: one.id, sentence: one.sentence })),
          })),
      },
    ]
  })
}

const viewOne = (deps: PrivacyDeps, organizationId: OrganizationId, id: Id<'release'>) =>
  insideAsPrivacy(deps.database, organizationId, async (transaction) => {
    const release = await lockRelease(transaction, id)
    const [view] = await viewReleases(transaction, organizationId, [release])
    if (view === undefined) throw new Error('a release that was just read is there')
    return view
  })

const letters = (deps: PrivacyDeps): readonly Endpoint[] => [
  serve(routes.letter, ({ organizationId, params, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const found = await findReleaseLetter(transaction, params.id)
      if (found === undefined || found.person.state === 'not_told')
        throw new Problem(404, 'not_found', 'There is no such letter.')
      const { subject, text } = await releaseLetter(transaction, found, deps.world.now())
      return { name: found.person.name, address: found.person.address, subject, body: text }
    })
  }),
  serve(routes.posted, async ({ organizationId, params, reach }) => {
    requireWhole(reach)
    await insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const { numUpdatedRows } = await tablesOf(transaction)
        .updateTable('release_person')
        .set({ state: 'sent', told_at: new Date(deps.world.now()) })
        .where('id', '=', params.id)
        .where('state', 'in', ['to_post', 'failed', 'given_up'])
        .executeTakeFirst()
      if (numUpdatedRows === 0n) throw new Problem(404, 'not_found', 'No such letter is to be posted.')
    })
    return undefined
  }),
]

export const releaseEndpoints = (deps: PrivacyDeps): readonly Endpoint[] => [
  serve(routes.list, ({ organizationId, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const register = await registerAt(transaction, organizationId, deps.world.now())
      return {
        data: await viewReleases(transaction, organizationId, await listReleases(transaction)),
        recipients: recipientsIn(register),
      }
    })
  }),
  serve(routes.open, async (call) => {
    requireWhole(call.reach)
    const { organizationId, actor } = callerOf(call)
    const giving = { organizationId, actor, recipient: call.body.recipient }
    const { id } = await notingStops(deps, giving, () =>
      openRelease(deps, { organizationId, actor }, call.body),
    )
    return viewOne(deps, organizationId, id)
  }),
  serve(routes.decide, async (call) => {
    requireWhole(call.reach)
    const { organizationId, actor } = callerOf(call)
    const { id } = call.params
    await decideRelease(deps, { organizationId, actor }, { id, ...call.body })
    return viewOne(deps, organizationId, id)
  }),
  serve(routes.content, (call) => {
    requireWhole(call.reach)
    const { organizationId, actor } = callerOf(call)
    return lookAtContent(deps, { organizationId, actor }, call.params.id)
  }),
  serve(routes.give, async (call) => {
    requireWhole(call.reach)
    const { organizationId, actor } = callerOf(call)
    const { id } = call.params
    await giveRelease(deps, { organizationId, actor }, { id, contentHash: call.body.contentHash })
    return viewOne(deps, organizationId, id)
  }),
  ...letters(deps),
]
