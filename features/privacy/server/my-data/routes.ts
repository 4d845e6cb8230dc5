/** My data over HTTP. Whatever a role may do otherwise, each of these is about the caller and about nobody else. */
import { changePerson } from '@loge/features/people/server'
import { type Endpoint, serve, tagged } from '@loge/http'
import type { Transaction } from '@loge/storage'
import { privacyFacts } from '../../core/index.ts'
import { myDataRoutes as routes } from '../../my-data-wire.ts'
import { copyPerson, portableCopy } from '../copy.ts'
import type { PrivacyDeps } from '../deps.ts'
import { requirePersonHere } from '../erase.ts'
import { previewErasure } from '../preview.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { requireWhole } from '../require-whole.ts'
import { oneself, type Oneself, tell } from './caller.ts'
import { giveConsent, liftObjection, object, withdrawConsent } from './consents.ts'
import { writeDocument } from './copy-file.ts'
import { lodgeDirective, requireOffered, revokeDirective } from './directives.ts'
import { contactOf, directiveOf, knownNow, reachOf, readMyData } from './read.ts'

type Work<Value> = (transaction: Transaction) => Promise<Value>

const inside = <Value>({ database }: PrivacyDeps, { organizationId }: Oneself, work: Work<Value>) =>
  insideAsPrivacy(database, organizationId, work)

const copy = (deps: PrivacyDeps): Endpoint =>
  serve(routes.copy, async (call) => {
    const who = oneself(call)
    const { scope } = call.query
    const copied = await (scope === 'access' ? copyPerson : portableCopy)(deps, who)
    const about = await inside(deps, who, async (transaction) => {
      await tell(transaction, deps.world, who, { fact: privacyFacts.copied, payload: { scope } })
      return knownNow(transaction, deps, who)
    })
    const content = writeDocument({ ...about, scope, madeAt: deps.world.now() }, copied)
    return { fileName: scope === 'access' ? 'my-data.json' : 'my-data-portable.json', content }
  })

const contact = (deps: PrivacyDeps): Endpoint =>
  serve(routes.changeContact, async (call) => {
    const who = oneself(call)
    const caller = { organizationId: who.organizationId, actor: who.actor, reach: reachOf(who) }
    const change = { id: who.personId, ifMatch: call.ifMatch, changes: call.body }
    return tagged(
      call,
      changePerson(deps, caller, change).then(() =>
        inside(deps, who, (transaction) => contactOf(transaction, who)),
      ),
    )
  })

const choices = (deps: PrivacyDeps): readonly Endpoint[] => [
  serve(routes.consent, async (call) => {
    const who = oneself(call)
    const given = { ...call.body, surface: 'my_data', action: 'switched_on' } as const
    const givenAt = await inside(deps, who, (transaction) => giveConsent(transaction, deps.world, who, given))
    return { purpose: given.purpose, givenAt }
  }),
  serve(routes.withdraw, async (call) => {
    const who = oneself(call)
    const taken = { purpose: call.params.purpose, surface: 'my_data' } as const
    await inside(deps, who, (transaction) => withdrawConsent(transaction, deps.world, who, taken))
  }),
  serve(routes.object, async (call) => {
    const who = oneself(call)
    const { to } = call.body
    return { to, since: await inside(deps, who, (transaction) => object(transaction, deps.world, who, to)) }
  }),
  serve(routes.allow, async (call) => {
    const who = oneself(call)
    await inside(deps, who, (transaction) => liftObjection(transaction, deps.world, who, call.params.to))
  }),
]

const directives = (deps: PrivacyDeps): readonly Endpoint[] => [
  serve(routes.lodge, async (call) => {
    const who = oneself(call)
    return inside(deps, who, async (transaction) => {
      await requireOffered(transaction, deps, who)
      await lodgeDirective(transaction, deps.world, who, call.body)
      const lodged = await directiveOf(transaction, who.personId)
      if (lodged === null) throw new Error('what was just lodged is there')
      return lodged
    })
  }),
  serve(routes.directiveOf, ({ organizationId, params, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      await requirePersonHere(transaction, params.id)
      return { directive: await directiveOf(transaction, params.id) }
    })
  }),
  serve(routes.revoke, async (call) => {
    const who = oneself(call)
    await inside(deps, who, (transaction) => revokeDirective(transaction, deps.world, who))
  }),
]

export const myDataEndpoints = (deps: PrivacyDeps): readonly Endpoint[] => [
  serve(routes.read, async (call) => {
    const who = oneself(call)
    return inside(deps, who, (transaction) => readMyData(transaction, deps, who))
  }),
  serve(routes.erasure, async (call) => {
    const steps = await previewErasure(deps, oneself(call))
    const kept = new Map(steps.flatMap((step) => step.kept.map(({ rule }) => [rule.id, rule.sentence])))
    return {
      goes: steps.reduce((sum, { does, rows }) => sum + (does === 'keep' ? 0 : rows), 0),
      stays: [...kept].map(([rule, sentence]) => ({ rule, sentence })),
    }
  }),
  copy(deps),
  contact(deps),
  ...choices(deps),
  ...directives(deps),
]
