/** Those outside over HTTP. */
import { registerAt } from '@loge/features/law/server'
import { type Endpoint, serve, tagged } from '@loge/http'
import { newsletterRoutes } from '../newsletter-wire.ts'
import { relationsRoutes as routes } from '../wire.ts'
import { actOn } from './contact/act-on-message.ts'
import { listMessages, readMessage } from './contact/read-messages.ts'
import { receiveMail } from './contact/receive-mail.ts'
import { applicationEndpoints } from './applications/routes.ts'
import type { RelationsDeps } from './deps.ts'
import { deskOf } from './desk-of.ts'
import {
  createList,
  endByStaff,
  listLists,
  listNewsletters,
  listSubscriptions,
  sendNewsletter,
  takeOver,
} from './newsletter/desk.ts'
import { fileEndpoints } from './files/routes.ts'
import { keepOutsider, listToTell, noteTold } from './sources.ts'

const newsletter = (deps: RelationsDeps): readonly Endpoint[] => [
  serve(newsletterRoutes.listLists, (call) => listLists(deps, deskOf(call))),
  serve(newsletterRoutes.createList, (call) => createList(deps, deskOf(call), call.body)),
  serve(newsletterRoutes.listSubscriptions, (call) => listSubscriptions(deps, deskOf(call), call.query)),
  serve(newsletterRoutes.end, async (call) => {
    await endByStaff(deps, deskOf(call), { id: call.params.id, by: call.body.by })
    return undefined
  }),
  serve(newsletterRoutes.takeOver, (call) => takeOver(deps, deskOf(call), call.body)),
  serve(newsletterRoutes.listIssues, (call) => listNewsletters(deps, deskOf(call))),
  serve(newsletterRoutes.send, (call) => sendNewsletter(deps, deskOf(call), call.body)),
]

export const relationsEndpoints = (deps: RelationsDeps): readonly Endpoint[] => [
  serve(routes.listMessages, (call) => listMessages(deps, deskOf(call), call.query)),
  serve(routes.readMessage, (call) => tagged(call, readMessage(deps, deskOf(call), call.params.id))),
  serve(routes.actOnMessage, (call) =>
    actOn(deps, deskOf(call), { id: call.params.id, ifMatch: call.ifMatch, act: call.body }),
  ),
  serve(routes.receiveMail, (call) => receiveMail(deps, deskOf(call), call.body)),
  serve(routes.listSources, async (call) => {
    const { organizationId } = deskOf(call)
    const { sources } = await deps.database.transaction(organizationId, (transaction) =>
      registerAt(transaction, organizationId, deps.world.now()),
    )
    return { data: sources.map(({ id, kind, label }) => ({ id, kind, label })) }
  }),
  serve(routes.listToTell, (call) => listToTell(deps, deskOf(call))),
  serve(routes.addOutsider, (call) => keepOutsider(deps, deskOf(call), call.body)),
  serve(routes.noteTold, async (call) => {
    await noteTold(deps, deskOf(call), call.params.id)
    return undefined
  }),
  ...newsletter(deps),
  ...fileEndpoints(deps, deskOf),
  ...applicationEndpoints(deps),
]
