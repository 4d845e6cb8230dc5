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
import type { RateLimiter } from './rate-limiter.ts'

export interface AskedPage {
  /** Only what is there once. */
  readonly query: Readonly<Record<string, string>>
  readonly language: 'en' | 'fr'
  readonly cookie: string | undefined
  readonly styleSheets: readonly string[]
}

export interface Page {
  readonly path: `/${string}`
  readonly answer: (asked: AskedPage) => Promise<{ readonly status: number; readonly html: string }>
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

export const registerPages = async (
  server: FastifyInstance,
  pages: readonly Page[],
  { staticDir, limiter }: { readonly staticDir: string | undefined; readonly limiter: RateLimiter },
): Promise<void> => {
  const styleSheets = await styleSheetsOf(staticDir)
  const answer = (page: Page) => async (request: FastifyRequest, reply: FastifyReply) => {
    const retryAfterS = limiter.take('public', networkOf(request.ip))
    if (retryAfterS > 0)
      throw new Problem(429, 'too_many_requests', `Try again in ${retryAfterS} s.`, { retryAfterS })
    const query = onceOnly(request.query)
    const language = languageAsked(query, request.headers['accept-language'])
    const { status, html } = await page.answer({
      query,
      language,
      cookie: request.headers.cookie,
      styleSheets,
    })
    return reply
      .code(status)
      .headers({ 'Cache-Control': 'no-cache', 'Content-Language': language, Vary: 'Accept-Language, Cookie' })
      .type('text/html; charset=utf-8')
      .send(html)
  }
  for (const page of pages) server.get(page.path, answer(page))
}
