/** Every built-in role against every route, through the real server; and the same as a table people can read. */
import { BUILT_IN_ROLES, grantsOf, PERMISSIONS, type Scope } from '@loge/features/accounts/core'
import { texts } from '@loge/features/accounts/texts'
import type { HttpServer, Principal } from '@loge/http'
import type { Route } from '@loge/http/contract'
import { newId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { everyRoute, serverOf } from './every-route.ts'

const principalWith = (permissions: readonly string[], kind: Scope['kind']): Principal => {
  const scope = kind === 'site' ? { kind, siteId: newId(realWorld, 'site') } : { kind }
  return {
    kind: 'account',
    organizationId: newId(realWorld, 'organization'),
    accountId: newId(realWorld, 'account'),
    sessionId: newId(realWorld, 'session'),
    personId: newId(realWorld, 'person'),
    grants: grantsOf([{ permissions, scope }]),
  }
}

let routes: readonly Route[]
let server: HttpServer
let principal: Principal = { kind: 'anonymous' }

beforeAll(async () => {
  routes = await everyRoute()
  server = await serverOf(routes, () => principal)
})
afterAll(() => server.close())

/** `true` when the request got past the question whether it may; what it asks for is nonsense on purpose. */
const mayReach = async ({ method, path }: Route): Promise<boolean> => {
  const url = `/api/v1${path.replaceAll(/\{\w+\}/g, 'nothing')}`
  const { statusCode } = await server.inject({ method, url })
  return statusCode !== 401 && statusCode !== 403
}

it('nobody who is not signed in reaches more than the public routes [S0-12 1/2]', async () => {
  principal = { kind: 'anonymous' }
  expect(routes.length).toBeGreaterThan(20)
  for (const route of routes)
    expect([route.path, await mayReach(route)]).toEqual([route.path, route.permission === 'public'])
})

it.each(BUILT_IN_ROLES)(
  '$code reaches the routes of its permissions, and no other [S0-76, S1-120 1/4, S3-185 1/3, S1-11 3/3, S4-11 partly]',
  async ({ permissions, scopes }) => {
    const own: ReadonlySet<string> = new Set(permissions)
    for (const kind of scopes) {
      principal = principalWith(permissions, kind)
      for (const route of routes) {
        const allowed =
          route.permission === 'public' || route.permission === 'signed-in' || own.has(route.permission)
        expect([route.method, route.path, await mayReach(route)]).toEqual([route.method, route.path, allowed])
      }
    }
  },
)

it('the table in docs/permissions.md is the one in force', async () => {
  const name = (key: string): string => (texts.en as Readonly<Record<string, string>>)[key] ?? key
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const table = [
    line(['', ...BUILT_IN_ROLES.map(({ code }) => name(`role.${code}`))]),
    line(['---', ...BUILT_IN_ROLES.map(() => ':-:')]),
    ...PERMISSIONS.map((permission) =>
      line([
        `\`${permission}\` ${name(`permission.${permission}`)}`,
        ...BUILT_IN_ROLES.map(({ permissions }) => (permissions.includes(permission) ? '●' : '')),
      ]),
    ),
    line(['given over', ...BUILT_IN_ROLES.map(({ scopes }) => scopes.join(', '))]),
  ]
  const page = `# Roles and permissions

What each role may do when an organization is new. Which permission a route asks for is in the
[API reference](http://127.0.0.1:8420/api/docs). This table is made by \`testing/gates/permission-matrix.test.ts\`.

${table.join('\n')}
`
  await expect(page).toMatchFileSnapshot('../../docs/permissions.md')
})
