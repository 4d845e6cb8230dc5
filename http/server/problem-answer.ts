/** Everything that goes wrong leaves as `application/problem+json`; what is unexpected says nothing about its cause. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ProblemDocument } from '../contract/index.ts'
import type { Logger } from '../logging.ts'
import { Problem } from '../problem.ts'
import { texts as generalTexts } from '../texts.ts'
import { languageOf, type Language } from './language.ts'

/** `problem.<code>` → what it says to a person, per language. */
export type ProblemTexts = Readonly<Record<Language, Readonly<Record<string, string>>>>

/** Fastify's own refusals of a request, as ours. */
const KNOWN: Readonly<Record<string, readonly [status: number, code: string, detail: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'body_too_large', 'Send less at once.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'media_type_unsupported', 'Send application/json.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'request_malformed', 'Content-Length does not match the body.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'body_malformed', 'Send a JSON body.'],
  FST_ERR_BAD_URL: [400, 'request_malformed', 'The address is not well formed.'],
  FST_STATIC_FORBIDDEN_PATH: [404, 'not_found', 'There is nothing at this address.'],
  FST_ERR_MAX_PARAM_LENGTH: [404, 'not_found', 'There is nothing at this address.'],
}

const AWAY_S = 2
/** Of a database that is restarted: who asked may ask again. */
const AWAY: Readonly<Record<string, Problem>> = {
  database_away: new Problem(503, 'database_away', 'Nothing was changed. Ask again.', {
    retryAfterS: AWAY_S,
  }),
  outcome_unknown: new Problem(
    503,
    'outcome_unknown',
    'Read what is there, or ask again with the same Idempotency-Key.',
    { retryAfterS: AWAY_S },
  ),
}

/** What Node refuses before there is a request, with the words HTTP has for it. */
const UNREAD: Readonly<Record<string, readonly [problem: Problem, reason: string]>> = {
  HPE_HEADER_OVERFLOW: [
    new Problem(431, 'request_malformed', 'The headers are too long.'),
    'Request Header Fields Too Large',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    new Problem(408, 'request_malformed', 'The request did not arrive in time.'),
    'Request Timeout',
  ],
}
const UNREADABLE = [new Problem(400, 'request_malformed', 'This is not HTTP.'), 'Bad Request'] as const

export const asProblem = (error: unknown): Problem | undefined => {
  if (error instanceof Problem) return error
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  const known = KNOWN[error.code]
  return known === undefined ? AWAY[error.code] : new Problem(...known)
}

export const createProblemAnswers = (logger: Logger, texts: ProblemTexts | undefined) => {
  const titleOf = (language: Language, code: string): string => {
    const key = `problem.${code}`
    const general: Readonly<Record<string, string>> = generalTexts[language]
    return texts?.[language][key] ?? general[key] ?? code.replaceAll('_', ' ')
  }

  const documentOf = (problem: Problem, request: FastifyRequest): ProblemDocument => ({
    type: `/api/docs#problem-${problem.code}`,
    title: titleOf(languageOf(request.headers['accept-language']), problem.code),
    status: problem.status,
    code: problem.code,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    instance: `urn:uuid:${request.id}`,
    ...(problem.errors.length === 0 ? {} : { errors: problem.errors }),
  })

  return {
    documentOf,
    /** A whole answer, for a connection on which nothing could be read. */
    rawAnswerTo: (nodesCode: string | undefined): string => {
      const [{ status, code, detail }, reason] = UNREAD[nodesCode ?? ''] ?? UNREADABLE
      const type = `/api/docs#problem-${code}`
      const body = JSON.stringify({ type, title: titleOf('en', code), status, code, detail })
      return [
        `HTTP/1.1 ${status} ${reason}`,
        'Content-Type: application/problem+json; charset=utf-8',
        `Content-Length: ${Buffer.byteLength(body)}`,
        'Connection: close',
        '',
        body,
      ].join('\r\n')
    },
    send: (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
      // A body that breaks off is its sender's doing, who hung up: nothing failed here.
      const unforeseen = request.raw.readableAborted
        ? new Problem(400, 'request_malformed')
        : new Problem(500, 'internal')
      const problem = asProblem(error) ?? unforeseen
      if (problem.status >= 500 && problem.code !== 'shutting_down')
        logger.error('http_failed', error, {
          requestId: request.id,
          method: request.method,
          code: problem.code,
        })
      if (problem.status === 401) reply.header('WWW-Authenticate', 'Bearer realm="loge"')
      if (problem.retryAfterS !== undefined) reply.header('Retry-After', String(problem.retryAfterS))
      return reply
        .code(problem.status)
        .header('Cache-Control', 'no-store')
        .type('application/problem+json; charset=utf-8')
        .send(JSON.stringify(documentOf(problem, request)))
    },
  }
}

export type ProblemAnswers = ReturnType<typeof createProblemAnswers>
