/** The edge's own page, for this machine alone: state as HTML and JSON, and the switch of a simulated residence. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import type { Edge } from '../edge.ts'
import { describeEdge, statusPage } from './page.ts'

const LARGEST_BODY = 1_000
/** A page of another site must not reach in by a name that leads here. */
const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

export interface StatusServer {
  readonly port: number
  close(): Promise<void>
}

const answer = (response: ServerResponse, status: number, body: string, type = 'application/json'): void => {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  })
  response.end(body)
}

const problem = (response: ServerResponse, status: number, code: string): void =>
  answer(response, status, JSON.stringify({ status, code }), 'application/problem+json')

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
    if (path !== '/') return problem(response, 404, 'not_found')
    const language = request.headers['accept-language']?.toLowerCase().startsWith('fr') === true ? 'fr' : 'en'
    answer(response, 200, statusPage(describeEdge(edge), language), 'text/html')
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
