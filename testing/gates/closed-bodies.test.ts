/** No body takes a name it does not know, at any depth: a misspelt end of a right would be a right for ever. */
import type { Principal } from '@loge/http'
import { defineRoute, type Route } from '@loge/http/contract'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { everyRoute, REACHED, serverOf } from './every-route.ts'

const anonymous = (): Principal => ({ kind: 'anonymous' })

/** Where a schema describes an object and does not say that it takes nothing else. */
const openIn = (schema: unknown, path = ''): readonly string[] => {
  if (typeof schema !== 'object' || schema === null) return []
  const inner = Object.entries(schema).flatMap(([key, part]) => openIn(part, `${path}/${key}`))
  const isOpen = 'properties' in schema && 'type' in schema && !('additionalProperties' in schema)
  return isOpen ? [path, ...inner] : inner
}

const bodiesOf = async (routes: readonly Route[]): Promise<readonly (readonly [string, unknown])[]> => {
  const server = await serverOf(routes, anonymous)
  const answer = await server.inject({ method: 'GET', url: '/api/openapi.json' })
  await server.close()
  const { paths } = answer.json<{ paths: Record<string, Record<string, { requestBody?: unknown }>> }>()
  const { components } = answer.json<{ components: { schemas: Record<string, unknown> } }>()
  const bodies = Object.entries(components.schemas).filter(([name]) => name.endsWith('Body'))
  const written = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody }]) => [`${method} ${path}`, requestBody] as const),
  )
  return [...bodies, ...written]
}

it('is said of every route by the description of the API', async () => {
  const bodies = await bodiesOf(await everyRoute())
  expect(bodies.length).toBeGreaterThan(100)
  expect(bodies.flatMap(([name, schema]) => openIn(schema, name))).toEqual([])
})

it('is so: whatever holds an object, and a map of free names stays one', async () => {
  const until = z.object({ until: z.string().optional() })
  const route = defineRoute({
    method: 'POST',
    path: '/rights',
    summary: 'For this test',
    tag: 'Tests',
    permission: 'public',
    rateLimit: 'public',
    body: z.object({
      list: z.array(until).default([]),
      either: z
        .discriminatedUnion('kind', [
          until.extend({ kind: z.literal('one') }),
          z.object({ kind: z.literal('other') }),
        ])
        .optional(),
      chained: until.transform((one) => one).optional(),
      refined: until.refine(({ until: end }) => end !== 'never').optional(),
      free: z.record(z.string(), until.nullable()).optional(),
    }),
  })
  const server = await serverOf([route], anonymous)
  const send = async (payload: object) => {
    const answer = await server.inject({ method: 'POST', url: '/api/v1/rights', payload })
    return answer.statusCode === REACHED ? [] : answer.json<{ errors: { pointer: string }[] }>().errors
  }
  const misspelt = { untill: 'tomorrow' }
  for (const [body, pointer] of [
    [{ list: [misspelt] }, '/list/0/untill'],
    [{ either: { kind: 'one', ...misspelt } }, '/either/untill'],
    [{ either: { kind: 'other', ...misspelt } }, '/either/untill'],
    [{ chained: misspelt }, '/chained/untill'],
    [{ refined: misspelt }, '/refined/untill'],
    [{ free: { any: misspelt } }, '/free/any/untill'],
  ] as const)
    expect(await send(body)).toMatchObject([{ pointer, code: 'unknown_field' }])
  const end = { until: 'tomorrow' }
  const body = { list: [end], either: { kind: 'one', ...end }, chained: end, free: { any: end, other: null } }
  expect(await send(body)).toEqual([])
  expect(await send({ refined: { until: 'never' } })).toMatchObject([{ pointer: '/refined' }])
  await server.close()
})
