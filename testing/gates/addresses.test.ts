/** Nothing anybody types may stand in an address: proxies, browsers and logs of others keep addresses (RFC 9110, 17.9). */
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Route } from '@loge/http/contract'
import { beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { everyRoute } from './every-route.ts'

const root = join(import.meta.dirname, '../..')

/** Free text all the same, and why it names nobody. */
const NOBODY: Readonly<Record<string, string>> = {
  'DELETE /register/draft hash': 'a digest',
  'GET /events type': 'the name of a fact',
  'GET /events/export type': 'the name of a fact',
  'GET /events/histogram type': 'the name of a fact',
  'GET /events/stream type': 'the name of a fact',
  'GET /public/cookies organization': 'the short name of an organization, as in its own addresses',
  'GET /public/documents/{document} organization':
    'the short name of an organization, as in its own addresses',
  'GET /sites/{id}/time-preview holidayRegion': 'of a list of regions',
  'GET /sites/{id}/time-preview timeZone': 'of a list of time zones',
}

/** Made by the server, of ids and numbers. */
const CURSOR = 'cursor'

interface Shape {
  readonly type?: unknown
  readonly enum?: unknown
  readonly const?: unknown
  readonly pattern?: unknown
  readonly format?: unknown
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
}

const COUNTED: readonly unknown[] = ['integer', 'number', 'boolean', 'null']

/** A choice, a number, a day, an id: whatever is written there, it is none of a person’s words. */
const isClosed = ({ type, enum: choices, const: one, pattern, format, items, anyOf }: Shape): boolean => {
  if (anyOf !== undefined) return anyOf.every(isClosed)
  if (type === 'array') return items !== undefined && isClosed(items)
  return [choices, one, pattern, format].some((bound) => bound !== undefined) || COUNTED.includes(type)
}

const freeIn = (route: Route): readonly string[] =>
  [route.params, route.query].flatMap((schema) =>
    Object.entries(schema?.shape ?? {}).flatMap(([name, shape]) =>
      name === CURSOR ||
      isClosed(z.toJSONSchema(shape as z.ZodType, { io: 'input', unrepresentable: 'any' }) as Shape)
        ? []
        : [`${route.method} ${route.path} ${name}`],
    ),
  )

let routes: readonly Route[]
beforeAll(async () => {
  routes = await everyRoute()
})

it('no address of the API takes what somebody types: names are looked for in a body [S0-79 partly, S4-11 partly]', () => {
  expect(routes.flatMap(freeIn).toSorted()).toEqual(Object.keys(NOBODY).toSorted())
})

it('a route that only asks changes nothing and takes no key', () => {
  const asking = routes.filter(({ asks }) => asks === true).map(({ path }) => path)
  expect(asking.toSorted()).toEqual(['/accounts/search', '/applications/search', '/people/search'])
})

it('would see a name: free text is free, wherever it stands', () => {
  const route = {
    method: 'GET',
    path: '/x',
    summary: '',
    tag: 'x',
    permission: 'public',
    rateLimit: 'read',
  } as const
  const query = z.object({ q: z.string().max(100).optional(), on: z.iso.date(), kind: z.enum(['a']) })
  expect(freeIn({ ...route, query })).toEqual(['GET /x q'])
  expect(freeIn({ ...route, query: z.object({ q: z.array(z.string()) }) })).toEqual(['GET /x q'])
})

/** What a page reads from its address by these names is what somebody typed. */
const TYPED = /raw\['(?:q|find|name|text|email|search)'\]/

it('no page of the console keeps in its address what somebody types', async () => {
  const found: string[] = []
  for await (const file of glob('{features,web}/**/*.{ts,tsx}', {
    cwd: root,
    exclude: ['**/node_modules/**'],
  }))
    if (TYPED.test(await readFile(join(root, file), 'utf8'))) found.push(file)
  expect(found).toEqual([])
})
