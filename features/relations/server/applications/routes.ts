/** Applications over HTTP: every route asks for the right to recruit, and a refusal is told to the log. */
import { appendEvents } from '@loge/features/events/server'
import { type Endpoint, type Refusal, serve, tagged } from '@loge/http'
import { newId } from '@loge/kernel'
import { applicationRoutes as routes } from '../../applications-wire.ts'
import { relationsFacts } from '../../core/index.ts'
import type { RelationsDeps } from '../deps.ts'
import { type Calling, deskOf } from '../desk-of.ts'
import { actOnApplication, giveApplication, keyIn, uploadDocument } from './act.ts'
import { downloadDocument, downloadTalent, listApplications, listTalents, readApplication } from './find.ts'
import { beginOpening, closeOpening, listOpenings } from './openings.ts'

const deskFor = (call: Calling) => deskOf(call)

export const applicationEndpoints = (deps: RelationsDeps): readonly Endpoint[] => [
  serve(routes.list, (call) => listApplications(deps, deskFor(call), call.query)),
  serve(routes.search, (call) => listApplications(deps, deskFor(call), call.body)),
  serve(routes.read, (call) => tagged(call, readApplication(deps, deskFor(call), call.params.id))),
  serve(routes.download, (call) => downloadDocument(deps, deskFor(call), call.params)),
  serve(routes.keep, (call) => keyIn(deps, deskFor(call), call.body)),
  serve(routes.upload, async (call) => {
    const { content, params, query, fileName } = call
    await uploadDocument(deps, deskFor(call), { ...params, ...query, name: fileName, content })
    return undefined
  }),
  serve(routes.act, (call) =>
    actOnApplication(deps, deskFor(call), { id: call.params.id, ifMatch: call.ifMatch, act: call.body }),
  ),
  serve(routes.give, async (call) => {
    await giveApplication(deps, deskFor(call), { id: call.params.id, recipient: call.body.recipient })
    return undefined
  }),
  serve(routes.listOpenings, (call) => listOpenings(deps, deskFor(call))),
  serve(routes.open, (call) => beginOpening(deps, deskFor(call), call.body)),
  serve(routes.close, async (call) => {
    await closeOpening(deps, deskFor(call), call.params.id)
    return undefined
  }),
  serve(routes.listTalents, (call) => listTalents(deps, deskFor(call))),
  serve(routes.downloadTalent, (call) => downloadTalent(deps, deskFor(call), call.params.id)),
]

/** Who asked for an application without the right to: the log says so. */
export const createTellRefusal =
  ({ database, world }: Pick<RelationsDeps, 'database' | 'world'>) =>
  ({ principal, route }: Refusal): Promise<void> =>
    database.transaction(principal.organizationId, async (transaction) => {
      await appendEvents(transaction, world, principal.organizationId, [
        {
          id: newId(world, 'event'),
          type: relationsFacts.applicationRefused.type,
          occurredAt: world.now(),
          actor:
            principal.kind === 'account'
              ? { kind: 'account', id: principal.accountId }
              : { kind: 'apiKey', id: principal.apiKeyId },
          payload: { route: `${route.method} ${route.path}` },
        },
      ])
    })
