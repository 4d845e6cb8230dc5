/** The OpenAPI 3.1 description, from the same routes that answer. */
import { z } from 'zod'
import { takesIdempotencyKey, type Route } from '../contract/index.ts'
import { RATE_LIMITS } from '../rate-limits.ts'
import { closed } from './closed.ts'

type Json = { readonly [key: string]: unknown }

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string().meta({ description: 'Stable; texts may change.' }),
    detail: z.string().optional(),
    instance: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' })

const words = (path: string): string[] => path.match(/[A-Za-z0-9]+/g) ?? []
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** `GET /entrances/{id}/who` → `getEntrancesIdWho`. */
export const operationIdOf = ({ method, path }: Route): string =>
  method.toLowerCase() + words(path).map(capital).join('')

/** Points `$ref`s at the document's components instead of the schema's own definitions. */
const rebase = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(rebase)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string'
        ? inner.replace('#/$defs/', '#/components/schemas/')
        : rebase(inner),
    ]),
  )
}

const createSchemas = () => {
  const components: Record<string, unknown> = {}
  /** The schema of what travels; schemas with an `id` in their metadata become components. */
  const describe = (schema: z.ZodType): Json => {
    const {
      $schema: _dialect,
      $defs = {},
      ...own
    } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
    for (const [name, definition] of Object.entries($defs))
      components[name] = rebase({ ...definition, id: undefined })
    const named = typeof own.id === 'string' ? own.id : undefined
    if (named === undefined) return rebase(own) as Json
    components[named] = rebase({ ...own, id: undefined })
    return { $ref: `#/components/schemas/${named}` }
  }
  /** Keeps a route's own shape under a name, so that the description stays readable. */
  const name = (wanted: string, schema: z.ZodType): Json => {
    const described = describe(schema)
    if ('$ref' in described) return described
    components[wanted] = described
    return { $ref: `#/components/schemas/${wanted}` }
  }
  return { components, describe, name }
}

type Schemas = ReturnType<typeof createSchemas>

const parametersOf = (route: Route, { describe }: Schemas): Json[] => {
  const fields = (place: 'path' | 'query', schema: z.ZodObject | undefined): Json[] =>
    Object.entries(schema?.shape ?? {}).map(([field, shape]) => ({
      name: field,
      in: place,
      required: place === 'path' || !z.safeParse(shape as z.ZodType, undefined).success,
      schema: describe(shape as z.ZodType),
    }))
  const header = (name: string, required: boolean, description: string): Json => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  })
  return [
    ...fields('path', route.params),
    ...fields('query', route.query),
    ...(takesIdempotencyKey(route)
      ? [
          header(
            'Idempotency-Key',
            false,
            route.repeat === 'refused'
              ? 'One execution per key; kept 30 days. The answer is not: a repeat hears `already_done_secret_shown_once`.'
              : 'One execution per key; kept 30 days. `idempotency_outcome_unknown`: it was carried out and its answer was lost.',
          ),
        ]
      : []),
    ...(route.upload === undefined
      ? []
      : [
          header(
            'Content-Disposition',
            false,
            "The name of the file: `attachment; filename*=UTF-8''…` (RFC 6266).",
          ),
        ]),
    ...(route.ifMatch ? [header('If-Match', true, 'The ETag of the version you read.')] : []),
    ...(route.stream ? [header('Last-Event-ID', false, 'Resume after this event.')] : []),
  ]
}

const STREAM_FROM = {
  'Stream-From': {
    description:
      'For who may read events: give it to `/events/stream` as `Last-Event-ID`, and nothing that changed this answer since is missed.',
    schema: { type: 'string' },
  },
}

const isPrivateGet = ({ method, permission }: Route): boolean => method === 'GET' && permission !== 'public'

const answerOf = (route: Route, { name }: Schemas): Json => {
  if (route.stream)
    return {
      '200': {
        description: 'Server-sent events',
        content: { 'text/event-stream': { schema: { type: 'string' } } },
      },
    }
  if (route.download !== undefined)
    return {
      '200': {
        description: 'A file',
        content: { [route.download]: { schema: { type: 'string', format: 'binary' } } },
      },
    }
  if (route.answer === undefined) return { [String(route.status ?? 204)]: { description: 'Done' } }
  const schema = name(`${capital(operationIdOf(route))}Answer`, route.answer)
  const done = { description: 'Done', content: { 'application/json': { schema } } }
  return { [String(route.status ?? 200)]: isPrivateGet(route) ? { ...done, headers: STREAM_FROM } : done }
}

const operationOf = (route: Route, schemas: Schemas): Json => ({
  operationId: operationIdOf(route),
  summary: route.summary,
  tags: [route.tag],
  description: [
    route.permission.includes('.') ? `Needs the permission \`${route.permission}\`.` : undefined,
    route.permission === 'signed-in' ? 'Needs an account or an API key.' : undefined,
    `Rate class \`${route.rateLimit}\`: ${RATE_LIMITS[route.rateLimit].burst} at once, then ${RATE_LIMITS[route.rateLimit].perSecond}/s.`,
    route.problems && `Problems: ${route.problems.map((code) => `\`${code}\``).join(', ')}.`,
  ]
    .filter((line) => line !== undefined)
    .join(' '),
  ...(route.permission === 'public' ? { security: [] } : {}),
  parameters: parametersOf(route, schemas),
  ...(route.upload === undefined
    ? {}
    : {
        requestBody: {
          required: true,
          content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
        },
      }),
  ...(route.body === undefined
    ? {}
    : {
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: schemas.name(`${capital(operationIdOf(route))}Body`, closed(route.body)),
            },
          },
        },
      }),
  responses: {
    ...answerOf(route, schemas),
    default: { $ref: '#/components/responses/Problem' },
  },
  ...(route.permission === 'public' || route.permission === 'signed-in'
    ? {}
    : { 'x-permission': route.permission }),
  ...(route.problems === undefined ? {} : { 'x-problems': route.problems }),
})

export interface ApiDescription {
  readonly info: Readonly<Record<'title' | 'version' | 'description', string>> & Json
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>
  readonly [key: string]: unknown
}

export const describeApi = (
  routes: readonly Route[],
  version: string,
  cookieName: string,
): ApiDescription => {
  const schemas = createSchemas()
  const problem = schemas.describe(problemSchema)
  const paths: Record<string, Record<string, Json>> = {}
  for (const route of routes) {
    const path = `/api/v1${route.path}`
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, schemas) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Loge',
      version,
      description:
        'One place to manage a connected residence. Times are RFC 3339 in UTC; ids are `<kind>_<32 hex>`.',
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: '/' }],
    security: [{ apiKey: [] }, { session: [] }],
    tags: [...new Set(routes.map(({ tag }) => tag))].toSorted().map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.components,
      responses: {
        Problem: {
          description: 'Refused or failed; `code` says why.',
          content: { 'application/problem+json': { schema: problem } },
        },
      },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, `loge_…`' },
        session: { type: 'apiKey', in: 'cookie', name: cookieName },
      },
    },
  }
}
