/** The typed client of the browser: types come from the routes, nothing of them is loaded at run time. */
import type {
  ProblemDocument,
  Route,
  WireAnswer,
  WireBody,
  WireParams,
  WireQuery,
} from '../contract/index.ts'
import { fileNameHeader } from '../contract/file-name.ts'

/** A refusal of the server, or of the way to it (`unreachable`). */
export class ApiProblem extends Error {
  readonly code: string
  readonly status: number
  readonly document: ProblemDocument

  constructor(document: ProblemDocument) {
    super(document.title)
    this.name = 'ApiProblem'
    this.code = document.code
    this.status = document.status
    this.document = document
  }
}

type Part<Name extends string, Value> = undefined extends Value
  ? Value extends undefined
    ? unknown
    : { readonly [Key in Name]?: Value }
  : object extends Value
    ? { readonly [Key in Name]?: Value }
    : { readonly [Key in Name]: Value }

export type Input<R extends Route> = Part<'params', WireParams<R>> &
  Part<'query', WireQuery<R>> &
  Part<'body', WireBody<R>> &
  (R extends { readonly upload: number } ? { readonly file: File } : unknown) & {
    readonly ifMatch?: string
    /** Made anew for each POST unless given: give the same one to repeat the same wish. */
    readonly idempotencyKey?: string
    readonly signal?: AbortSignal
  }

export interface Answered<R extends Route> {
  readonly answer: WireAnswer<R>
  /** The version's tag, without quotes, for `ifMatch`. */
  readonly tag: string | undefined
}

export interface Client {
  /** `client.call<typeof getPerson>('GET', '/people/{id}', { params: { id } })` */
  call<R extends Route>(method: R['method'], path: R['path'], input: Input<R>): Promise<WireAnswer<R>>
  /** The same, with the tag of the version that was read. */
  read<R extends Route>(method: R['method'], path: R['path'], input: Input<R>): Promise<Answered<R>>
}

export interface ClientOptions {
  readonly base?: string
  readonly language?: () => string
  readonly fetch?: typeof globalThis.fetch
  /** Hears with each answer from where a stream misses nothing after it. */
  readonly onStreamFrom?: (place: string) => void
  /** Hears every refusal, e.g. to go to sign-in on `sign_in_required`. */
  readonly onProblem?: (problem: ApiProblem) => void
}

interface LooseInput {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  /** Travels as it is. */
  readonly file?: File
  readonly ifMatch?: string
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

/** `crypto.randomUUID` exists only on https and loopback, and a tablet in the hall may use neither. */
export const newIdempotencyKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

export const addressOf = (base: string, path: string, { params = {}, query = {} }: LooseInput): string => {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null) search.append(name, String(one))
  const text = search.toString()
  return `${base}/api/v1${filled}${text === '' ? '' : `?${text}`}`
}

const problemOf = async (response: Response): Promise<ApiProblem> => {
  const fallback = {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code: 'internal',
  }
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') === true
  const document = isProblem ? await response.json().catch(() => fallback) : fallback
  return new ApiProblem(document as ProblemDocument)
}

export const headersOf = (method: string, input: LooseInput, language: string | undefined): Headers => {
  const headers = new Headers({ Accept: 'application/json' })
  if (language !== undefined) headers.set('Accept-Language', language)
  if (input.body !== undefined) headers.set('Content-Type', 'application/json')
  if (input.file !== undefined) {
    headers.set('Content-Type', 'application/octet-stream')
    headers.set('Content-Disposition', fileNameHeader(input.file.name))
  }
  if (input.ifMatch !== undefined) headers.set('If-Match', `"${input.ifMatch}"`)
  if (method === 'POST') headers.set('Idempotency-Key', input.idempotencyKey ?? newIdempotencyKey())
  return headers
}

export const createClient = (options: ClientOptions = {}): Client => {
  const send = async (method: string, path: string, input: LooseInput): Promise<Response> => {
    const request = options.fetch ?? globalThis.fetch
    try {
      return await request(addressOf(options.base ?? '', path, input), {
        method,
        headers: headersOf(method, input, options.language?.()),
        credentials: 'same-origin',
        ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
        ...(input.file === undefined ? {} : { body: input.file }),
        ...(input.signal === undefined ? {} : { signal: input.signal }),
      })
    } catch (error) {
      if (input.signal?.aborted) throw error
      throw new ApiProblem({ type: 'about:blank', title: 'unreachable', status: 0, code: 'unreachable' })
    }
  }

  const read = async (method: string, path: string, input: LooseInput) => {
    const response = await send(method, path, input).catch((error: unknown) => {
      if (error instanceof ApiProblem) options.onProblem?.(error)
      throw error
    })
    if (!response.ok) {
      const problem = await problemOf(response)
      options.onProblem?.(problem)
      throw problem
    }
    const from = response.headers.get('stream-from')
    if (from !== null) options.onStreamFrom?.(from)
    const text = await response.text()
    return {
      answer: text === '' ? undefined : (JSON.parse(text) as unknown),
      tag: response.headers.get('etag')?.replaceAll('"', ''),
    }
  }

  return {
    read: read as Client['read'],
    call: (async (method: string, path: string, input: LooseInput) =>
      (await read(method, path, input)).answer) as Client['call'],
  }
}
