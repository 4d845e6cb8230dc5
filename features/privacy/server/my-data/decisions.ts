/** What was decided about somebody by the software alone, as it was recorded when it was decided, and said in words. */
import { REFUSAL_TEXTS, tellAtDoor } from '@loge/features/access/core'
import { entranceNames } from '@loge/features/access/server'
import { findEvent, listEvents, storedEventOf } from '@loge/features/events/server'
import { type Endpoint, Problem, serve } from '@loge/http'
import type { AnswerOf } from '@loge/http/contract'
import type { EventId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import {
  AUTOMATED_DECISIONS,
  AUTOMATED_NAMES,
  type AutomatedDecision,
  type AutomatedDecisionName,
  REVIEWABLE,
} from '../../core/index.ts'
import { decisionRoutes as routes } from '../../decisions-wire.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { oneself, type Oneself } from './caller.ts'
import { reachOf } from './read.ts'

type Mine = AnswerOf<typeof routes.mine>
type Decision = Mine['data'][number]
type Sentence = Decision['why']

const LATEST = 100

const kindsOf = (): Mine['kinds'] =>
  AUTOMATED_NAMES.map((kind) => {
    const decision: AutomatedDecision = AUTOMATED_DECISIONS[kind]
    const { significant, en, fr } = decision
    return { kind, significant, exception: decision.significant ? decision.exception : null, en, fr }
  })

const kindOf = (type: string): AutomatedDecisionName | undefined =>
  AUTOMATED_NAMES.find((kind) => (AUTOMATED_DECISIONS[kind].facts as readonly string[]).includes(type))

const PRESENTED: Readonly<Record<string, Sentence>> = {
  card: { en: 'a badge', fr: 'un badge' },
  pin: { en: 'a code', fr: 'un code' },
  qr: { en: 'a QR code', fr: 'un QR code' },
  mobileKey: { en: 'a telephone', fr: 'un téléphone' },
  licencePlate: { en: 'a number plate', fr: 'une plaque' },
}
const SOMETHING: Sentence = { en: 'something', fr: 'quelque chose' }

const whyOf = (reason: unknown): Sentence => {
  const told = Object.entries(REFUSAL_TEXTS).find(([code]) => code === reason)?.[1]
  return told === undefined
    ? { en: 'The reason is not known any more.', fr: 'La raison n’est plus connue.' }
    : { en: tellAtDoor(told.en), fr: tellAtDoor(told.fr) }
}

const inputsOf = (kind: unknown, door: string | undefined): Sentence => {
  const { en, fr } = (typeof kind === 'string' ? PRESENTED[kind] : undefined) ?? SOMETHING
  return {
    en: `Presented: ${en}. Door: ${door ?? 'one that is no more'}.`,
    fr: `Présenté : ${fr}. Porte : ${door ?? 'une qui n’est plus là'}.`,
  }
}

type Rows = Awaited<ReturnType<typeof listEvents>>

const describe = async (transaction: Transaction, rows: Rows): Promise<readonly Decision[]> => {
  const events = rows.map(storedEventOf)
  const ids = events.flatMap(({ entranceId }) => (entranceId === undefined ? [] : [entranceId]))
  const nameOf = await entranceNames(transaction, [...new Set(ids)])
  return events.flatMap(({ id, type, occurredAt, payload, entranceId }) => {
    const kind = kindOf(type)
    if (kind === undefined) return []
    const { snapshotVersion, reason } = payload
    const door = entranceId === undefined ? undefined : nameOf.get(entranceId)
    return [
      {
        id,
        kind,
        at: occurredAt,
        ruleVersion: typeof snapshotVersion === 'number' ? snapshotVersion : null,
        from: inputsOf(payload['kind'], door),
        why: whyOf(reason),
      },
    ]
  })
}

const questionOf = (who: Oneself) => ({
  organizationId: who.organizationId,
  reach: reachOf(who),
  filter: { types: REVIEWABLE },
})

/** What somebody contests, in words whoever reviews it reads first; a decision about anybody else is none. */
export const contested = async (
  transaction: Transaction,
  who: Oneself,
  { id, language }: { readonly id: EventId; readonly language: 'en' | 'fr' },
): Promise<string> => {
  const row = await findEvent(transaction, questionOf(who), id)
  const [decision] = row === undefined ? [] : await describe(transaction, [row])
  if (decision === undefined) throw new Problem(404, 'not_found', 'No such decision was taken about you.')
  const { at, ruleVersion, from, why } = decision
  const version = ruleVersion === null ? '' : `, v${ruleVersion}`
  return `[${new Date(at).toISOString()}${version}] ${from[language]} ${why[language]}`
}

export const decisionEndpoints = (deps: PrivacyDeps): readonly Endpoint[] => [
  serve(routes.mine, (call) => {
    const who = oneself(call)
    return insideAsPrivacy(deps.database, who.organizationId, async (transaction) => {
      const rows = await listEvents(transaction, questionOf(who), { limit: LATEST, after: undefined })
      return { kinds: [...kindsOf()], data: [...(await describe(transaction, rows.slice(0, LATEST)))] }
    })
  }),
]
