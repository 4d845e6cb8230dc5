/** What operators ask: alive, ready, figures. */
import { timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Registry } from 'prom-client'
import type { Timers } from '@loge/kernel'
import { Problem } from '../problem.ts'

/** Each throws when its part is not ready; e.g. `{ database: () => database.ping() }`. */
export type ReadinessChecks = Readonly<Record<string, () => Promise<unknown>>>

export interface Operations {
  readonly registry: Registry
  readonly checks: ReadinessChecks
  readonly timers: Timers
  /** Lets a Prometheus on another machine read the figures. */
  readonly metricsToken: string | undefined
  readonly isClosing: () => boolean
}

const PATIENCE_MS = 2_000

const outcomeOf = async (check: () => Promise<unknown>, timers: Timers): Promise<'ok' | 'failed'> => {
  let cancel: () => void = () => undefined
  const late = new Promise<'failed'>((resolve) => {
    cancel = timers.after(PATIENCE_MS, () => resolve('failed'))
  })
  const answer = check().then(
    () => 'ok' as const,
    () => 'failed' as const,
  )
  try {
    return await Promise.race([answer, late])
  } finally {
    cancel()
  }
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/

/** A page of another site may give its own name our address, and ask from this machine; it cannot choose the name it asks for. */
const isOwnName = (host: string): boolean =>
  host === 'localhost' || isIP(host.replaceAll(/^\[|\]$/g, '')) !== 0

/** Figures are for this machine, unless a token was set. Behind a proxy everybody looks local, so that does not count. */
const mayReadMetrics = (request: FastifyRequest, token: string | undefined): boolean => {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (token !== undefined && given !== undefined) {
    const [expected, actual] = [Buffer.from(token), Buffer.from(given)]
    return expected.length === actual.length && timingSafeEqual(expected, actual)
  }
  return (
    LOOPBACK.test(request.ip) &&
    request.headers['x-forwarded-for'] === undefined &&
    isOwnName(request.hostname)
  )
}

export const registerOperations = (fastify: FastifyInstance, operations: Operations): void => {
  fastify.get('/health/live', () => ({ status: 'ok' }))

  fastify.get('/health/ready', async (_request, reply) => {
    const outcomes = await Promise.all(
      Object.entries(operations.checks).map(
        async ([name, check]) => [name, await outcomeOf(check, operations.timers)] as const,
      ),
    )
    const isReady = !operations.isClosing() && outcomes.every(([, outcome]) => outcome === 'ok')
    return reply
      .code(isReady ? 200 : 503)
      .header('Cache-Control', 'no-store')
      .send({
        status: isReady ? 'ok' : operations.isClosing() ? 'closing' : 'failed',
        checks: Object.fromEntries(outcomes),
      })
  })

  fastify.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request, operations.metricsToken))
      throw new Problem(
        403,
        'permission_denied',
        'Ask from this machine, or set LOGE_METRICS_TOKEN and send it.',
      )
    return reply.type(operations.registry.contentType).send(await operations.registry.metrics())
  })
}
