/** The edge's own page, for this machine alone: state as HTML and JSON, and the switch of a simulated residence. */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import type { Edge } from '../edge.ts'
import { describeEdge, statusPage } from './page.ts'
import type { Language } from './texts.ts'

const LARGEST_BODY = 1_000
/** A page of another site must not reach in by a name that leads here. */
const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

export interface StatusServer {
  readonly port: number
  close(): Promise<void>
}

/** The page's script, and the faces of the console where they are on this machine. */
const FILES = new Map<string, readonly [file: string, type: string]>([
  ['/page.js', ['page-client.js', 'text/javascript; charset=utf-8']],
  ['/ysabeau-office.woff2', ['../../ui/fonts/ysabeau-office.woff2', 'font/woff2']],
  ['/hanken-grotesk.woff2', ['../../ui/fonts/hanken-grotesk.woff2', 'font/woff2']],
])

const answer = (
  response: ServerResponse,
  status: number,
  body: string | Uint8Array,
  type = 'application/json; charset=utf-8',
): void => {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; font-src 'self'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  })
  response.end(body)
}

const problem = (response: ServerResponse, status: number, code: string): void =>
  answer(response, status, JSON.stringify({ status, code }), 'application/problem+json; charset=utf-8')

const answerFile = async (
  response: ServerResponse,
  [file, type]: readonly [string, string],
): Promise<void> => {
  const bytes = await readFile(new URL(file, import.meta.url)).catch(() => undefined)
  if (bytes === undefined) problem(response, 404, 'not_found')
  else answer(response, 200, bytes, type)
}

const languageOf = ({ url, headers }: IncomingMessage): Language => {
  const asked = new URL(url ?? '/', 'http://localhost').searchParams.get('lang')
  const language = asked ?? headers['accept-language']?.toLowerCase() ?? 'en'
  return language.startsWith('fr') ? 'fr' : 'en'
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  let body = ''
  for await (const chunk of request) {
    body += String(chunk)
    if (body.length > LARGEST_BODY) return ''
  }
  return body
}

const wish = z.object({ cut: z.boolean() })

const readWish = (body: string): z.output<typeof wish> | undefined => {
  try {
    return wish.safeParse(JSON.parse(body)).data
  } catch {
    return undefined
  }
}

const switchUplink = async (
  edge: Edge,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  // A form of another site cannot send this type without being asked first.
  if (request.headers['content-type']?.split(';')[0] !== 'application/json') {
    return problem(response, 415, 'json_expected')
  }
  const wanted = readWish(await readBody(request))
  if (wanted === undefined) return problem(response, 400, 'input_invalid')
  edge.uplink.setCut(wanted.cut)
  answer(response, 200, JSON.stringify(describeEdge(edge)))
}

const listening = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

export const serveStatus = async (edge: Edge, port: number, simulated: boolean): Promise<StatusServer> => {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!LOCAL.test(request.headers.host ?? '')) return problem(response, 403, 'local_only')
    const path = request.url?.split('?')[0]
    if (path === '/uplink') {
      if (!simulated) return problem(response, 404, 'not_simulated')
      return request.method === 'POST'
        ? switchUplink(edge, request, response)
        : problem(response, 405, 'method_not_allowed')
    }
    if (path === '/status.json') return answer(response, 200, JSON.stringify(describeEdge(edge)))
    const file = FILES.get(path ?? '')
    if (file !== undefined) return answerFile(response, file)
    if (path !== '/') return problem(response, 404, 'not_found')
    answer(response, 200, statusPage(describeEdge(edge), languageOf(request)), 'text/html; charset=utf-8')
  }
  const server = createServer((request, response) => {
    handle(request, response).catch(() => problem(response, 500, 'internal'))
  })
  const listenedPort = await listening(server, port)
  return {
    port: listenedPort,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
