/** Cases of rights over HTTP: the desk, the person’s own side, the public form and the mail gateway. */
import { contested } from '../my-data/decisions.ts'
import { findAccount } from '@loge/features/accounts/server'
import { createCursor, type Endpoint, Problem, type Principal, serve, tagged } from '@loge/http'
import { asId, formatCivilDay, type OrganizationId } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { z } from 'zod'
import { type CaseEntry, ENDED, feeIn, isWaiting } from '../../core/index.ts'
import { requestRoutes as routes } from '../../wire.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { actInside, actOnCase, previewAct } from './act-on-case.ts'
import { casesNow } from './case-at.ts'
import { findCandidates } from './candidates.ts'
import { notingStops } from '../contracts/watch.ts'
import { noteCopied } from '../deeds/make-copy.ts'
import { readDeed } from '../deeds/tables.ts'
import type { PrivacyDeps } from '../deps.ts'
import { askerOf } from './asker.ts'
import { openCase } from './open-case.ts'
import { receiveMail } from './receive-mail.ts'
import { reportOf } from './report.ts'
import { readSettings } from './settings.ts'
import { endedRequests, findRequest, openRequests, requestsOf, type StoredLetter, tablesOf } from './store.ts'
import { noticesOf, viewNotice } from '../telling/routes.ts'
import { createNetworkLimit, requireFew } from './throttle.ts'
import { viewCase, viewLetter, viewLine } from './view.ts'

const openCursor = createCursor('privacy-requests-open', z.tuple([z.number(), z.string()]))
const endedCursor = createCursor('privacy-requests-ended', z.tuple([z.number(), z.string()]))

const isAfter = (one: readonly [number, string], other: readonly [number, string]): boolean =>
  one[0] > other[0] || (one[0] === other[0] && one[1] > other[1])

const listing = (deps: PrivacyDeps): Endpoint =>
  serve(routes.list, (call) => {
    const { organizationId } = askerOf(call)
    const { limit, cursor, state, right } = call.query
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const now = deps.world.now()
      const settings = await readSettings(transaction, organizationId, now)
      if (state === 'open') {
        const after = openCursor.decode(cursor)
        const cases = await casesNow(transaction, await openRequests(transaction, organizationId, right), now)
        const placed = cases
          .map((one) => ({ one, at: [one.clock.dueAt, one.request.id] as const }))
          .toSorted((one, other) => (isAfter(one.at, other.at) ? 1 : -1))
          .filter(({ at }) => after === undefined || isAfter(at, after))
        const page = placed.slice(0, limit)
        const last = placed.length > limit ? page.at(-1) : undefined
        return {
          data: page.map(({ one }) => viewLine(one, settings, now)),
          nextCursor: last === undefined ? null : openCursor.encode([last.at[0], last.at[1]]),
        }
      }
      const before = endedCursor.decode(cursor)
      const found = await endedRequests(transaction, {
        organizationId,
        right,
        before: before === undefined ? undefined : [before[0] as typeof now, before[1]],
        limit: limit + 1,
      })
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      return {
        data: (await casesNow(transaction, page, now)).map((one) => viewLine(one, settings, now)),
        nextCursor:
          last === undefined || last.ended_at === null ? null : endedCursor.encode([last.ended_at, last.id]),
      }
    })
  })

const reading = (deps: PrivacyDeps): readonly Endpoint[] => [
  listing(deps),
  serve(routes.report, (call) => {
    const { organizationId } = askerOf(call)
    return insideAsPrivacy(deps.database, organizationId, (transaction) =>
      reportOf(transaction, organizationId, { year: call.query.year, now: deps.world.now() }),
    )
  }),
  serve(routes.read, (call) => {
    const { organizationId } = askerOf(call)
    return tagged(
      call,
      insideAsPrivacy(deps.database, organizationId, (transaction) =>
        viewCase(transaction, call.params.id, deps.world.now()),
      ),
    )
  }),
  serve(routes.candidates, (call) => {
    const { organizationId } = askerOf(call)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const request = await findRequest(transaction, call.params.id)
      if (request === undefined) throw new Problem(404, 'not_found', 'There is no such case.')
      const found = await findCandidates(transaction, request)
      return { data: found.map((one) => ({ ...one, homes: [...one.homes], by: [...one.by] })) }
    })
  }),
  serve(routes.preview, async (call) => {
    const { id } = call.params
    return { letter: await previewAct(deps, askerOf(call), { id, act: call.body }) }
  }),
]

/** The copy was printed and went with the letter. */
const noteIfCopied = async (transaction: Transaction, deps: PrivacyDeps, letter: StoredLetter) => {
  if (letter.kind !== 'answer') return
  const { organization_id: organizationId, request_id: requestId } = letter
  const deed = await readDeed(transaction, requestId)
  const personId = (await findRequest(transaction, requestId))?.person_id
  if (deed?.kind !== 'copy' || deed.state !== 'due' || personId === null || personId === undefined) return
  const scope = deed.details['scope'] === 'portability' ? 'portability' : 'access'
  await noteCopied(transaction, deps, { organizationId, requestId, personId, scope })
}

const posted = (deps: PrivacyDeps): Endpoint =>
  serve(routes.posted, (call) => {
    const { organizationId } = askerOf(call)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const letters = tablesOf(transaction)
      const { id } = call.params
      await letters
        .updateTable('privacy_letter')
        .set({ state: 'sent', sent_at: new Date(deps.world.now()) })
        .where('id', '=', id)
        // What did not leave by mail may be printed and posted instead.
        .where('state', 'in', ['to_post', 'failed', 'given_up'])
        .execute()
      const letter = await letters
        .selectFrom('privacy_letter')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      if (letter === undefined) throw new Problem(404, 'not_found', 'There is no such letter.')
      if (letter.state !== 'sent')
        throw new Problem(409, 'letter_not_to_post', 'This letter is on its way by mail.')
      await noteIfCopied(transaction, deps, letter)
      return viewLetter(letter)
    })
  })

const doing = (deps: PrivacyDeps): readonly Endpoint[] => [
  serve(routes.record, (call) => {
    const asker = askerOf(call)
    return insideAsPrivacy(deps.database, asker.organizationId, async (transaction) => {
      const { id } = await openCase(transaction, deps, asker, call.body)
      return viewCase(transaction, id, deps.world.now())
    })
  }),
  serve(routes.act, async (call) => {
    const asker = askerOf(call)
    const { body: act, ifMatch, params } = call
    const at = act.kind === 'person_wrote' ? act.receivedAt : undefined
    const work = () => actOnCase(deps, asker, { id: params.id, ifMatch, act, at })
    const { organizationId, actor } = asker
    const recipient = 'deed' in act && act.deed?.kind === 'hand_over' ? act.deed.recipient : undefined
    await (recipient === undefined ? work() : notingStops(deps, { organizationId, actor, recipient }, work))
    return tagged(
      call,
      insideAsPrivacy(deps.database, asker.organizationId, (transaction) =>
        viewCase(transaction, params.id, deps.world.now()),
      ),
    )
  }),
  posted(deps),
  serve(routes.mail, (call) => receiveMail(deps, askerOf(call), call.body)),
]

const ownerOf = async (transaction: Transaction, principal: Principal) => {
  if (principal.kind !== 'account')
    throw new Problem(409, 'request_not_a_person', 'A key has no data of its own. Sign in as a person.')
  const account = await findAccount(transaction, principal.organizationId, principal.accountId)
  const { rows } = await sql<{ name: string; language: 'en' | 'fr' | null }>`
    select given_name || ' ' || family_name as name, language from person
    where id = ${principal.personId}`.execute(transaction)
  if (account === undefined || rows[0] === undefined)
    throw new Problem(409, 'request_not_a_person', 'A key has no data of its own. Sign in as a person.')
  const { personId, accountId } = principal
  return { personId, accountId, email: account.email, ...rows[0] }
}

/** Told, and not answered yet. */
const feeAsked = (entries: readonly CaseEntry[]) => {
  const charged = feeIn(entries)
  return charged?.state === 'announced'
    ? { cents: charged.fee.cents, currency: charged.fee.terms.currency }
    : null
}

const answerFee = (deps: PrivacyDeps): Endpoint =>
  serve(routes.answerFee, ({ organizationId, principal, params: { id }, body: { answer } }) =>
    insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const { personId, accountId } = await ownerOf(transaction, principal)
      const request = await findRequest(transaction, id)
      if (request?.person_id !== personId) throw new Problem(404, 'not_found', 'You have no such request.')
      const asker = { organizationId, actor: { kind: 'account', id: accountId }, personId } as const
      const kind = answer === 'accept' ? 'fee_accepted' : 'withdrawn'
      await actInside(transaction, deps, asker, { id, ifMatch: '*', act: { kind } })
      return undefined
    }),
  )

const own = (deps: PrivacyDeps): readonly Endpoint[] => [
  answerFee(deps),
  serve(routes.mine, ({ organizationId, principal }) =>
    insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      if (principal.kind !== 'account') return { data: [] }
      const cases = await casesNow(
        transaction,
        await requestsOf(transaction, principal.personId),
        deps.world.now(),
      )
      const told = await Promise.all(cases.map(({ request }) => noticesOf(transaction, request.id)))
      return {
        data: cases.map(({ request, clock, story, standing }, index) => ({
          id: request.id,
          reference: request.reference,
          right: request.right,
          receivedAt: request.received_at,
          state: request.state,
          isWaiting: isWaiting(standing.entries) && !ENDED.has(request.state),
          feeAsked: ENDED.has(request.state) ? null : feeAsked(standing.entries),
          dueOn: formatCivilDay(clock.dueOn),
          endedAt: request.ended_at,
          letters: story.letters.map(viewLetter),
          told: (told[index] ?? []).map(viewNotice),
        })),
      }
    }),
  ),
  serve(routes.ask, ({ organizationId, principal, body, language }) =>
    insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const owner = await ownerOf(transaction, principal)
      const now = deps.world.now()
      const actor = { kind: 'account', id: owner.accountId } as const
      const { decisionId, words, right } = body
      const who = { organizationId, personId: owner.personId, actor }
      const about =
        decisionId === undefined ? '' : await contested(transaction, who, { id: decisionId, language })
      const opened = await openCase(
        transaction,
        deps,
        { organizationId, actor },
        {
          right: decisionId === undefined ? right : 'automated_decision',
          words: [about, words].filter((said) => said !== '').join('\n\n'),
          channel: 'in_app',
          receivedAt: now,
          language: owner.language ?? language,
          name: owner.name,
          email: owner.email,
          personId: owner.personId,
        },
      )
      const [standing] = await casesNow(transaction, [opened], now)
      if (standing === undefined) throw new Error('what was just opened is there')
      return { id: opened.id, reference: opened.reference, dueOn: formatCivilDay(standing.clock.dueOn) }
    }),
  ),
]

const organizationNamed = async (
  database: Pick<Database, 'organizations'>,
  slug: string | undefined,
): Promise<OrganizationId> => {
  const organizations = await database.organizations()
  const chosen =
    slug === undefined && organizations.length === 1
      ? organizations[0]
      : organizations.find((one) => one.slug === slug)
  if (chosen === undefined)
    throw new Problem(400, 'organization_required', 'Say which organization you ask, by its short name.')
  return asId('organization', chosen.id)
}

/** Whoever asks is told the same, whether somebody is known under that name or not. */
const fromOutside = (deps: PrivacyDeps): Endpoint => {
  const requireFewOfNetwork = createNetworkLimit(deps.world)
  return serve(routes.askFromOutside, async ({ body, address }) => {
    const { organization, website, ...asked } = body
    const organizationId = await organizationNamed(deps.database, organization)
    requireFewOfNetwork(address)
    if (website !== undefined && website !== '') return { received: true } as const
    const asker = { organizationId, actor: { kind: 'unknown' } } as const
    await insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const now = deps.world.now()
      await requireFew(transaction, asked.email, now)
      await openCase(transaction, deps, asker, { ...asked, channel: 'web_form', receivedAt: now })
    })
    return { received: true } as const
  })
}

export const requestEndpoints = (deps: PrivacyDeps): readonly Endpoint[] => [
  ...reading(deps),
  ...doing(deps),
  ...own(deps),
  fromOutside(deps),
]
