/** The page that drives the simulated residence: loopback only, for whoever sits at this machine. */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { carryOut, act, type ActPorts, type Deed } from './acts.ts'
import type { LiveResidence } from './live.ts'
import { localTime, RESIDENCE_ZONE, SPEEDS } from './pace.ts'
import { renderPage } from './page.ts'
import type { Language } from './texts.ts'

export interface ControlSettings {
  readonly living: LiveResidence
  readonly port: number
  /** The edge's own page: `http://127.0.0.1:8422`. */
  readonly edgeUrl: string
}

export interface Control {
  readonly port: number
  stop(): Promise<void>
}

const HOST = '127.0.0.1'
const MOST_BODY = 2_000
const DEEDS_KEPT = 5
const SECURITY = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

/** Any page of any site can send requests here; only ours, under our own name, is heard. */
const isFromHere = (request: IncomingMessage): boolean => {
  const { host, origin } = request.headers
  const name = host?.replace(/:\d+$/, '')
  return (name === HOST || name === 'localhost') && (origin === undefined || origin === `http://${host}`)
}

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > MOST_BODY) return undefined
  }
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const setUplinkOf =
  (edgeUrl: string) =>
  async (cut: boolean): Promise<boolean> => {
    const answer = await fetch(`${edgeUrl}/uplink`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ cut }),
      signal: AbortSignal.timeout(3_000),
    }).catch(() => undefined)
    return answer?.ok === true
  }

/** Asked each time: whoever else cuts the line, or restarts the edge, is seen here too. */
const isCutAt = async (edgeUrl: string): Promise<boolean | null> => {
  const answer = await fetch(`${edgeUrl}/status.json`, { signal: AbortSignal.timeout(1_000) }).catch(
    () => undefined,
  )
  const status: unknown = await answer?.json().catch(() => undefined)
  const isCut = typeof status === 'object' && status !== null && 'cut' in status ? status.cut : null
  return typeof isCut === 'boolean' ? isCut : null
}

const languageOf = (url: URL, request: IncomingMessage): Language => {
  const wanted = url.searchParams.get('lang') ?? request.headers['accept-language'] ?? 'en'
  return wanted.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}

const clockFace = (at: number): string => new Date(at).toISOString().slice(11, 16)

/** A compartment with something in it, or the letterbox of a home: of 84 the page says how many. */
const HOLDS = /^(content-\d+|[a-c]-.+)$/

const fullOf = (says: Readonly<Record<string, string>>): number =>
  Object.entries(says).filter(([key, value]) => HOLDS.test(key) && value === 'ON').length

/** Buttons of a lift that work at this moment. */
const releasedOf = (says: Readonly<Record<string, string>>): number =>
  Object.entries(says).filter(([key, value]) => key.startsWith('floor-') && value === 'UNLOCKED').length

const stateOf = (living: LiveResidence, isCut: boolean | null, deeds: readonly Deed[]) => ({
  time: clockFace(living.pace.now()),
  realTime: clockFace(localTime(living.walkers.world.now(), RESIDENCE_ZONE)),
  speed: living.pace.speed,
  speeds: SPEEDS,
  isCut,
  deeds,
  devices: living.devices.map((device) => ({
    key: device.spec.key,
    isSilent: device.isSilent,
    full: fullOf(device.says),
    released: releasedOf(device.says),
    says: Object.fromEntries(
      ['lock', 'leaf', 'battery', 'phase', 'message', 'smoke'].flatMap((key) =>
        key in device.says ? [[key, device.says[key]]] : [],
      ),
    ),
  })),
})

const send = (response: ServerResponse, status: number, type: string, body: string | Buffer): void => {
  const coded = typeof body === 'string' || type.startsWith('text/') ? `${type}; charset=utf-8` : type
  response.writeHead(status, { ...SECURITY, 'content-type': coded })
  response.end(body)
}

const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/page.js': ['page-client.js', 'text/javascript'],
  '/page.css': ['page.css', 'text/css'],
  '/tokens.css': ['../../ui/styles/tokens.css', 'text/css'],
  '/ysabeau-office.woff2': ['../../ui/fonts/ysabeau-office.woff2', 'font/woff2'],
  '/hanken-grotesk.woff2': ['../../ui/fonts/hanken-grotesk.woff2', 'font/woff2'],
}

const answerWith = ({ living, edgeUrl }: ControlSettings) => {
  let deeds: readonly Deed[] = []
  const setUplink = setUplinkOf(edgeUrl)
  const ports: ActPorts = {
    living,
    say: (deed) => {
      deeds = [deed, ...deeds].slice(0, DEEDS_KEPT)
    },
    setUplink,
  }
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isFromHere(request)) return send(response, 403, 'text/plain', 'Only from this machine.')
    const url = new URL(request.url ?? '/', `http://${HOST}`)
    const file = FILES[url.pathname]
    if (request.method === 'GET' && url.pathname === '/')
      return send(response, 200, 'text/html', renderPage(living.residence, languageOf(url, request)))
    if (request.method === 'GET' && file !== undefined)
      return send(response, 200, file[1], await readFile(new URL(file[0], import.meta.url)))
    if (request.method === 'GET' && url.pathname === '/state')
      return send(
        response,
        200,
        'application/json',
        JSON.stringify(stateOf(living, await isCutAt(edgeUrl), deeds)),
      )
    if (request.method === 'POST' && url.pathname === '/act') {
      const wanted = act.safeParse(await readBody(request))
      if (!wanted.success) return send(response, 400, 'application/json', '{"code":"act_unknown"}')
      const done = await carryOut(ports, wanted.data)
      return send(response, done ? 202 : 404, 'application/json', done ? '{}' : '{"code":"device_unknown"}')
    }
    return send(response, 404, 'text/plain', 'There is nothing here.')
  }
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })

export const startControl = async (settings: ControlSettings): Promise<Control> => {
  const answer = answerWith(settings)
  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) send(response, 500, 'text/plain', 'This did not work.')
    })
  })
  const port = await listen(server, settings.port)
  return {
    port,
    stop: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
