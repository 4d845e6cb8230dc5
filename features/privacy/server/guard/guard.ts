/**
 * Watches callers. Who reads more people than everyday work needs is slowed down, and whoever answers for privacy is told;
 * who asks for what is not theirs is written down, and after ten times they are told too. It counts in memory, each
 * replica alone, so that a restart forgives; what it finds is in the log, which does not.
 */
import { appendEvents } from '@loge/features/events/server'
import type { FactDefinition, PayloadValue } from '@loge/features/events/core'
import { type Guard, type GuardedCall, Problem } from '@loge/http'
import { MINUTE_MS, newId, type World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { PROBING, READING, securityFacts } from '../../core/index.ts'
import { createReaders } from './readers.ts'

interface GuardDeps {
  readonly database: Database
  readonly world: World
  /** Raised with each refusal and each alert. */
  readonly count: (kind: string) => void
  readonly reading?: { readonly people: number; readonly withinMs: number }
}

const idOf = ({ principal }: GuardedCall): string =>
  principal.kind === 'account' ? principal.accountId : principal.apiKeyId

/** Whoever answers for privacy reads as many people as a right asks for. */
const isOfficer = ({ principal }: GuardedCall): boolean =>
  principal.grants.some(
    ({ permission, scope }) => permission === 'privacy.manage' && scope.kind === 'organization',
  )

/** Refusals that ask the caller for something else than to keep away. */
const NO_PROBE: ReadonlySet<string> = new Set([
  'confirmation_required',
  'account_required',
  'use_not_in_register',
  'secrecy_not_signed',
])

const isProbe = ({ route }: GuardedCall, { status, code }: Problem): boolean =>
  !NO_PROBE.has(code) && (status === 403 || (status === 404 && route.path.includes('{')))

const isExport = ({ route }: GuardedCall): boolean =>
  route.rateLimit === 'export' || route.download !== undefined

export const createGuard = ({ database, world, count, reading = READING }: GuardDeps): Guard => {
  const readers = createReaders(world, reading)
  const probes = new Map<string, { since: number; refusals: number }>()

  const tell = (
    { principal }: GuardedCall,
    { type }: FactDefinition,
    payload: Readonly<Record<string, PayloadValue>>,
  ): Promise<void> => {
    count(type)
    const { organizationId } = principal
    return database.transaction(organizationId, (transaction) =>
      appendEvents(transaction, world, organizationId, [
        {
          id: newId(world, 'event'),
          type,
          occurredAt: world.now(),
          actor:
            principal.kind === 'account'
              ? { kind: 'account', id: principal.accountId }
              : { kind: 'apiKey', id: principal.apiKeyId },
          payload,
        },
      ]),
    )
  }

  /** The how manieth refusal of this caller within the time that counts. */
  const refusalsOf = (call: GuardedCall): number => {
    const now = world.now()
    for (const [id, { since }] of probes) if (now - since > PROBING.withinMs) probes.delete(id)
    const probe = probes.get(idOf(call)) ?? { since: now, refusals: 0 }
    probe.refusals += 1
    probes.set(idOf(call), probe)
    return probe.refusals
  }

  return {
    before: (call) => {
      if (call.route.method !== 'GET' || !readers.watches(call.route) || isOfficer(call)) return
      const waitMs = readers.waitOf(idOf(call))
      if (waitMs === 0) return
      const retryAfterS = Math.ceil(waitMs / 1000)
      throw new Problem(429, 'reading_too_much', `Many people were read. Go on in ${retryAfterS} s.`, {
        retryAfterS,
      })
    },
    answered: async (call, body) => {
      if (!readers.watches(call.route) || isOfficer(call)) return
      const people = readers.note(idOf(call), body)
      if (people === undefined) return
      await tell(call, securityFacts.massReading, { people, minutes: reading.withinMs / MINUTE_MS })
    },
    refused: async (call, problem) => {
      if (!isProbe(call, problem)) return
      const route = `${call.route.method} ${call.route.path}`
      const refusals = refusalsOf(call)
      // Beyond the alert, more lines of the same would only fill the log.
      if (refusals > PROBING.refusals) return count(securityFacts.objectRefused.type)
      await (problem.status === 403 && isExport(call)
        ? tell(call, securityFacts.exportRefused, { route })
        : tell(call, securityFacts.objectRefused, { route, code: problem.code }))
      if (refusals === PROBING.refusals) await tell(call, securityFacts.probing, { refusals })
    },
  }
}
