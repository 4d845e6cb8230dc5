/** Documents and choices over HTTP: everybody reads them, the officer keeps them, each account answers for itself. */
import { resolveOrganization } from '@loge/features/accounts/server'
import { addPeriod, asksSecrecy } from '@loge/features/law/core'
import { calendarOf, registerAt } from '@loge/features/law/server'
import { callerOf } from '@loge/features/places/server'
import { type Endpoint, type Principal, Problem, type Reach, serve } from '@loge/http'
import { type AccountId, formatId, type Instant, type OrganizationId, type World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import {
  choicesOf,
  isExempt,
  isOperatorNamed,
  lifetimeAtDevice,
  offeredOf,
  termsTemplate,
} from '../../core/index.ts'
import { documentRoutes as routes } from '../../documents-wire.ts'
import { answerDocument, type Answering, findOpen, listAnswers } from './answers.ts'
import { choiceCookie } from './choice-cookie.ts'
import { keepChoice } from './choices.ts'
import { requireWhole } from '../require-whole.ts'
import { draftTerms, type KeepingTerms, publishTerms } from './keep-terms.ts'
import { learnsOfOthers } from './secrecy-gate.ts'
import { listSignatures } from './signatures.ts'
import {
  findDocument,
  findDocumentVersion,
  listDocuments,
  stateOfDocument,
  type StoredDocument,
} from './store.ts'

export interface DocumentsDeps {
  readonly database: Database
  readonly world: World
  /** What browsers call this server. */
  readonly origin: string
  /** Of others' work the software contains. */
  readonly licences: readonly { readonly name: string; readonly version: string; readonly licence: string }[]
}

const view = (row: StoredDocument, inForce: number | undefined, now: Instant) => ({
  document: row.document,
  number: row.number,
  hash: row.hash,
  state: stateOfDocument(row, inForce, now),
  level: row.level,
  changes: [...row.changes],
  asks: row.asks,
  recordedAt: row.recorded_at,
  publishedAt: row.published_at,
  effectiveAt: row.effective_at,
})

const wholeOf = async (transaction: Transaction, row: StoredDocument, now: Instant) => {
  const { organization_id, document } = row
  const current = await findDocument(transaction, organization_id, { document, at: now })
  return { version: view(row, current?.number, now), content: row.content }
}

const unknown = () => new Problem(404, 'document_unknown', 'There is no such version.')

interface InOrganization {
  readonly organizationId: OrganizationId
  readonly principal: Principal
  readonly reach: Reach
}

const accountOf = ({ principal }: Pick<InOrganization, 'principal'>): AccountId => {
  if (principal.kind !== 'account')
    throw new Problem(403, 'account_required', 'Only a person who is signed in answers for themselves.')
  return principal.accountId
}

const reading = ({ database, world }: DocumentsDeps): readonly Endpoint[] => [
  serve(routes.list, ({ organizationId }) =>
    database.transaction(organizationId, async (transaction) => {
      const now = world.now()
      const rows = await listDocuments(transaction, organizationId)
      const data = []
      for (const row of rows) data.push((await wholeOf(transaction, row, now)).version)
      const register = await registerAt(transaction, organizationId, now)
      const today = new Date(now).toISOString().slice(0, 10)
      const secrecyAsked = asksSecrecy(register)
      return { data, operatorNamed: isOperatorNamed(register), secrecyAsked, today }
    }),
  ),
  serve(routes.template, ({ organizationId }) =>
    database.transaction(organizationId, async (transaction) => {
      const [last] = await listDocuments(transaction, organizationId, 'terms')
      return { content: last?.content ?? termsTemplate }
    }),
  ),
  serve(routes.signatures, (call) => {
    requireWhole(call.reach)
    const { organizationId } = call
    return database.transaction(organizationId, async (transaction) => ({
      data: [...(await listSignatures(transaction, organizationId, world.now()))],
    }))
  }),
  serve(routes.read, ({ organizationId, params }) =>
    database.transaction(organizationId, async (transaction) => {
      const row = await findDocumentVersion(transaction, organizationId, params)
      if (row === undefined) throw unknown()
      return wholeOf(transaction, row, world.now())
    }),
  ),
]

const keeping = ({ database, world }: DocumentsDeps): readonly Endpoint[] => {
  const inside = (call: InOrganization, work: (keeping: KeepingTerms) => Promise<StoredDocument>) =>
    database.transaction(call.organizationId, async (transaction) => {
      const { actor } = callerOf(call)
      const accountId = call.principal.kind === 'account' ? call.principal.accountId : null
      const { organizationId } = call
      const row = await work({ transaction, world, organizationId, accountId, actor })
      return wholeOf(transaction, row, world.now())
    })
  return [
    serve(routes.draft, (call) => inside(call, (terms) => draftTerms(terms, call.body))),
    serve(routes.publish, (call) => inside(call, (terms) => publishTerms(terms, call.body))),
  ]
}

const answering = ({ database, world }: DocumentsDeps): readonly Endpoint[] => {
  const inside = <Value>(call: InOrganization, work: (answering: Answering) => Promise<Value>) => {
    const accountId = accountOf(call)
    const { organizationId } = call
    return database.transaction(organizationId, (transaction) =>
      work({ transaction, world, organizationId, accountId }),
    )
  }
  return [
    serve(routes.open, (call) =>
      inside(call, async (own) => {
        const data = []
        const readsOthers = call.principal.kind === 'account' && learnsOfOthers(call.principal)
        for (const { document, number, asks } of await findOpen({ ...own, readsOthers })) {
          const row = await findDocumentVersion(own.transaction, own.organizationId, { document, number })
          if (row === undefined) continue
          const whole = await wholeOf(own.transaction, row, world.now())
          // The strongest of what those asked that were skipped.
          data.push({ ...whole, version: { ...whole.version, asks } })
        }
        return { data }
      }),
    ),
    serve(routes.answered, (call) =>
      inside(call, async (own) => ({
        data: (await listAnswers(own)).map(({ document, number, hash, how, answered_at, language }) => ({
          document,
          number,
          hash,
          how,
          answeredAt: answered_at,
          language,
        })),
      })),
    ),
    serve(routes.answer, async (call) => {
      await inside(call, (own) => answerDocument(own, { ...call.body, network: call.address }))
      return undefined
    }),
  ]
}

const everybody = ({ database, world, origin }: DocumentsDeps): readonly Endpoint[] => [
  serve(routes.readPublic, async ({ params: { document }, query }) => {
    const { id } = await resolveOrganization(database, query.organization)
    return database.transaction(id, async (transaction) => {
      const now = world.now()
      const { number } = query
      const row =
        number === undefined
          ? await findDocument(transaction, id, { document, at: now })
          : await findDocumentVersion(transaction, id, { document, number })
      if (row === undefined || row.published_at === null) throw unknown()
      return wholeOf(transaction, row, now)
    })
  }),
  serve(routes.askedAbout, async ({ query }) => {
    const { id } = await resolveOrganization(database, query.organization)
    const register = await database.transaction(id, (transaction) => registerAt(transaction, id, world.now()))
    const kinds = [...choicesOf(register)]
    const offered = [...offeredOf(register)]
    const trackers = register.trackers.filter(({ kind }) => offered.includes(kind))
    const calendar = calendarOf('UTC')
    const today = calendar.dayOf(world.now())
    const measured = trackers
      .filter(({ kind, store }) => kind === 'audience' && store === 'cookie')
      .map((tracker) => ({
        name: tracker.name,
        surface: tracker.surface,
        asksFirst: !isExempt(tracker),
        maxAgeS: Math.floor(
          (calendar.startOf(addPeriod(today, lifetimeAtDevice(tracker))) - calendar.startOf(today)) / 1000,
        ),
      }))
    return {
      kinds,
      offered,
      measured,
      trackers: trackers.map(({ name, store, kind }) => ({ name, store, kind })),
    }
  }),
  serve(routes.choose, async ({ body, header }) => {
    const { organization, ...choice } = body
    const { id: organizationId } = await resolveOrganization(database, organization)
    const kept = await database.transaction(organizationId, (transaction) =>
      keepChoice({ transaction, world, organizationId }, choice),
    )
    const id = formatId('cookieChoice', kept.id)
    const maxAgeS = Math.max(0, Math.floor((kept.until - world.now()) / 1000))
    header('Set-Cookie', choiceCookie({ id, accepted: kept.accepted, maxAgeS }, origin))
    return { ...kept, accepted: [...kept.accepted] }
  }),
]

export const documentEndpoints = (deps: DocumentsDeps): readonly Endpoint[] => [
  ...everybody(deps),
  ...reading(deps),
  ...keeping(deps),
  ...answering(deps),
]
