/** Breaches over HTTP, for whoever answers for the whole organization. */
import { sayMomentIn, timeZoneOf } from '@loge/features/law/server'
import { callerOf } from '@loge/features/places/server'
import { type Endpoint, Problem, serve, tagged } from '@loge/http'
import type { Instant } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { breachRoutes as routes } from '../../breaches-wire.ts'
import { type BreachAct, breachNotice } from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { requireWhole } from '../require-whole.ts'
import { readSettings } from '../requests/settings.ts'
import { actOnBreach, recordBreach } from './act.ts'
import { letterTo } from './deliver.ts'
import { authorOf, type BreachNow, concernedBy, findBreach, findLetter, listBreaches } from './store.ts'
import { tablesOf } from './tables.ts'

const MOST_LISTED = 500

const viewLine = ({ breach, standing, clocks, duties }: BreachNow) => ({
  id: breach.id,
  reference: breach.reference,
  title: standing.facts.title,
  foundAt: standing.facts.foundAt,
  risk: standing.risk,
  clocks: clocks.map((clock) => ({ ...clock })),
  duties: [...duties],
  people: standing.people,
  closedAt: breach.closed_at,
  version: breach.version,
})

const detailOf = (act: BreachAct): string => {
  if (act.kind === 'assessed') return act.risk
  if (act.kind === 'notified') return `${act.to}.${act.stage}`
  if (act.kind === 'people_found' || act.kind === 'people_told') return String(act.people)
  return ''
}

const wordsOf = (act: BreachAct): string => {
  switch (act.kind) {
    case 'assessed':
    case 'not_notified':
    case 'people_not_told':
      return act.reasons
    case 'notified':
      return [act.reference, act.lateReason].filter((one) => one !== '').join(' · ')
    case 'noted':
      return act.words
    case 'closed':
      return act.lessons
    case 'recorded':
    case 'amended':
    case 'confirmed':
    case 'people_found':
    case 'people_told':
      return ''
  }
}

const viewWhole = async (transaction: Transaction, now: BreachNow, me: string) => {
  const { standing, entries } = now
  const { facts, proposed } = standing
  const concerned = await concernedBy(transaction, now.breach.id)
  return {
    ...viewLine(now),
    facts: { ...facts, categories: [...facts.categories] },
    proposed: proposed === null ? null : { risk: proposed.risk, byMe: proposed.by === me },
    entries: entries.map(({ number, at, recorded_by: by, act }) => ({
      number,
      at,
      by: { kind: by.kind, id: by.kind === 'unknown' ? null : by.id },
      act: act.kind,
      detail: detailOf(act),
      words: wordsOf(act),
    })),
    concerned: concerned.slice(0, MOST_LISTED).map((one) => ({
      id: one.id,
      personId: one.person_id,
      name: one.name,
      foundIn: [...one.found_in],
      state: one.state,
      sentAt: one.sent_at,
    })),
  }
}

const requireBreach = (found: BreachNow | undefined): BreachNow => {
  if (found === undefined) throw new Problem(404, 'not_found', 'There is no such breach here.')
  return found
}

const reading = (deps: PrivacyDeps): readonly Endpoint[] => [
  serve(routes.list, ({ organizationId, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const now = deps.world.now()
      const settings = await readSettings(transaction, organizationId, now)
      return { data: (await listBreaches(transaction, settings, { now })).map(viewLine) }
    })
  }),
  serve(routes.read, (call) => {
    requireWhole(call.reach)
    const { organizationId, actor } = callerOf(call)
    return tagged(
      call,
      insideAsPrivacy(deps.database, organizationId, async (transaction) => {
        const now = deps.world.now()
        const settings = await readSettings(transaction, organizationId, now)
        const found = requireBreach(await findBreach(transaction, settings, { id: call.params.id, now }))
        return viewWhole(transaction, found, authorOf(actor))
      }),
    )
  }),
  serve(routes.notice, ({ organizationId, params, query, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const now = deps.world.now()
      const settings = await readSettings(transaction, organizationId, now)
      const found = requireBreach(await findBreach(transaction, settings, { id: params.id, now }))
      const zone = await timeZoneOf(transaction)
      const told = found.entries.map(({ act }) => act).find((act) => act.kind === 'notified')
      const notice = breachNotice(found.standing, {
        ...query,
        register: settings.register,
        organization: settings.organization,
        lateReason: told?.kind === 'notified' ? told.lateReason : '',
        say: (at: Instant) => sayMomentIn(query.language, at, zone),
      })
      return { title: notice.title, lines: notice.lines.map((line) => ({ ...line })) }
    })
  }),
]

const acting = (deps: PrivacyDeps): readonly Endpoint[] => [
  serve(routes.record, async (call) => {
    requireWhole(call.reach)
    const caller = callerOf(call)
    const recorded = await recordBreach(deps, caller, call.body)
    return insideAsPrivacy(deps.database, caller.organizationId, (transaction) =>
      viewWhole(transaction, recorded, authorOf(caller.actor)),
    )
  }),
  serve(routes.act, async (call) => {
    requireWhole(call.reach)
    const caller = callerOf(call)
    const { params, body, ifMatch } = call
    const after = await actOnBreach(deps, caller, { id: params.id, ifMatch, act: body })
    return tagged(
      call,
      insideAsPrivacy(deps.database, caller.organizationId, (transaction) =>
        viewWhole(transaction, after, authorOf(caller.actor)),
      ),
    )
  }),
]

const letters = (deps: PrivacyDeps): readonly Endpoint[] => [
  serve(routes.letter, ({ organizationId, params, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const concerned = await findLetter(transaction, params.id)
      const letter =
        concerned === undefined ? undefined : await letterTo(transaction, concerned, deps.world.now())
      if (concerned === undefined || letter === undefined)
        throw new Problem(404, 'not_found', 'There is no such letter.')
      const { name, address } = concerned
      return { name, address, subject: letter.subject, body: letter.text }
    })
  }),
  serve(routes.posted, ({ organizationId, params, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      await tablesOf(transaction)
        .updateTable('breach_person')
        .set({ state: 'sent', sent_at: new Date(deps.world.now()) })
        .where('id', '=', params.id)
        .where('state', 'in', ['to_post', 'failed', 'given_up'])
        .execute()
      const concerned = await findLetter(transaction, params.id)
      if (concerned === undefined) throw new Problem(404, 'not_found', 'There is no such letter.')
      if (concerned.state !== 'sent')
        throw new Problem(409, 'letter_not_to_post', 'This letter is on its way by mail.')
      return { id: concerned.id, sentAt: concerned.sent_at }
    })
  }),
]

export const breachEndpoints = (deps: PrivacyDeps): readonly Endpoint[] => [
  ...reading(deps),
  ...acting(deps),
  ...letters(deps),
]
