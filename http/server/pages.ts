/**
 * Pages the server writes itself, whole, for whoever has no account, no script and no cookie: what everybody must be able
 * to read. They look like the app because they link its sheets.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../problem.ts'
import { languageOf } from './language.ts'
import { networkOf } from './network-address.ts'
import { refuseForeignOrigin } from './origin-check.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { readSentForm, type SentForm } from './sent-form.ts'

export interface AskedPage {
  /** Only what is there once. */
  readonly query: Readonly<Record<string, string>>
  readonly language: 'en' | 'fr'
  readonly cookie: string | undefined
  readonly styleSheets: readonly string[]
}

/** Whole, or a way to another page, so that whoever loads it again sends nothing twice. */
export type PageAnswer =
  | { readonly status: number; readonly html: string }
  | { readonly redirect: `/${string}` }

export interface SentPage extends AskedPage, SentForm {
  /** Of the caller, for throttling only. */
  readonly address: string
}

export interface Page {
  readonly path: `/${string}`
  readonly answer: (asked: AskedPage) => Promise<PageAnswer>
  /** What its form sends, with or without a script. */
  readonly receive?: (sent: SentPage) => Promise<PageAnswer>
  /** Mail programs send it too: it changes nothing that a cookie would be needed for. */
  readonly fromAnywhere?: true
}

/** Of the built app; without one the pages are plain, and say the same. */
const styleSheetsOf = async (staticDir: string | undefined): Promise<readonly string[]> => {
  if (staticDir === undefined) return []
  const index = await readFile(join(staticDir, 'index.html'), 'utf8').catch(() => '')
  return [...index.matchAll(/href="(\/assets\/[\w.-]+\.css)"/g)].flatMap(([, path]) => path ?? [])
}

const onceOnly = (query: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(query as Record<string, unknown>).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1].length <= 200,
    ),
  )

const languageAsked = (query: Readonly<Record<string, string>>, header: string | undefined) => {
  const { lang } = query
  return lang === 'en' || lang === 'fr' ? lang : languageOf(header)
}

const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data']
/** A file of five megabytes, and the words around it. */
const FORM_LIMIT = 6 * 1024 * 1024

const bytesOf = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0))

const refuseOtherSites = ({ method, headers }: FastifyRequest, origin: string): void => {
  const fetchSite = headers['sec-fetch-site']
  refuseForeignOrigin(
    {
      method,
      // `no-referrer` makes a browser call itself nobody, also to its own site; it then says `same-origin` as well.
      origin: headers.origin === 'null' ? undefined : headers.origin,
      fetchSite: Array.isArray(fetchSite) ? fetchSite[0] : fetchSite,
      host: headers.host,
      hasSessionCookie: headers.cookie !== undefined,
    },
    origin,
  )
}

const give = (reply: FastifyReply, answer: PageAnswer, language: 'en' | 'fr'): FastifyReply => {
  reply.headers({
    'Cache-Control': 'no-cache',
    'Content-Language': language,
    Vary: 'Accept-Language, Cookie',
  })
  if ('redirect' in answer) return reply.redirect(answer.redirect, 303)
  return reply.code(answer.status).type('text/html; charset=utf-8').send(answer.html)
}

interface PagesAround {
  readonly staticDir: string | undefined
  readonly limiter: RateLimiter
  readonly origin: string
}

export const registerPages = async (
  server: FastifyInstance,
  pages: readonly Page[],
  { staticDir, limiter, origin }: PagesAround,
): Promise<void> => {
  const styleSheets = await styleSheetsOf(staticDir)
  const limited = async (request: FastifyRequest): Promise<void> => {
    const retryAfterS = limiter.take('public', networkOf(request.ip))
    if (retryAfterS > 0)
      throw new Problem(429, 'too_many_requests', `Try again in ${retryAfterS} s.`, { retryAfterS })
  }
  const askedOf = ({ query: raw, headers }: FastifyRequest): AskedPage => {
    const query = onceOnly(raw)
    const language = languageAsked(query, headers['accept-language'])
    return { query, language, cookie: headers.cookie, styleSheets }
  }
  for (const page of pages)
    server.get(page.path, { onRequest: limited }, async (request, reply) => {
      const asked = askedOf(request)
      return give(reply, await page.answer(asked), asked.language)
    })
  await server.register(async (inner) => {
    inner.removeAllContentTypeParsers()
    const options = { parseAs: 'buffer', bodyLimit: FORM_LIMIT } as const
    inner.addContentTypeParser(FORMS, options, (_request, body, done) => done(null, body))
    for (const { path, receive, fromAnywhere } of pages)
      if (receive !== undefined)
        inner.post(path, { onRequest: limited }, async (request, reply) => {
          if (fromAnywhere === undefined) refuseOtherSites(request, origin)
          const asked = askedOf(request)
          const sent = readSentForm(bytesOf(request.body), request.headers['content-type'] ?? '')
          const answer = await receive({ ...asked, ...sent, address: networkOf(request.ip) })
          return give(reply, answer, asked.language)
        })
  })
}
