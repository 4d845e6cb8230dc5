/** T-CAT, last part: every built-in role against every route that serves a category; who needs it for nothing is refused. */
import { BUILT_IN_ROLES, grantsOf, isPermission, SERVES } from '@loge/features/accounts/core'
import type { Principal } from '@loge/http'
import type { Route } from '@loge/http/contract'
import { type ActivityId, type Category, newId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { expect } from 'vitest'
import { declarations } from '../../server/declarations.ts'
import { everyRoute, serverOf } from '../gates/every-route.ts'

/** What one role was answered at one route. */
export interface Tried {
  readonly role: string
  readonly needs: readonly ActivityId[]
  readonly route: string
  readonly serves: readonly ActivityId[]
  readonly isRefused: boolean
}

const servedBy = (permissions: readonly string[]): readonly ActivityId[] => [
  ...new Set(permissions.flatMap((one) => (isPermission(one) ? SERVES[one] : []))),
]

const principalWith = (permissions: readonly string[]): Principal => ({
  kind: 'account',
  organizationId: newId(realWorld, 'organization'),
  accountId: newId(realWorld, 'account'),
  sessionId: newId(realWorld, 'session'),
  personId: newId(realWorld, 'person'),
  grants: grantsOf([{ permissions, scope: { kind: 'organization' } }]),
})

export const tryEveryRole = async (): Promise<readonly Tried[]> => {
  const routes = (await everyRoute()).filter(({ permission }) => servedBy([permission]).length > 0)
  let principal: Principal = { kind: 'anonymous' }
  const server = await serverOf(routes, () => principal)
  const isRefused = async ({ method, path }: Route): Promise<boolean> => {
    const url = `/api/v1${path.replaceAll(/\{\w+\}/g, 'nothing')}`
    return (await server.inject({ method, url })).statusCode === 403
  }
  const tried: Tried[] = []
  for (const { code: role, permissions } of BUILT_IN_ROLES) {
    principal = principalWith(permissions)
    for (const route of routes)
      tried.push({
        role,
        needs: servedBy(permissions),
        route: `${route.method} ${route.path}`,
        serves: servedBy([route.permission]),
        isRefused: await isRefused(route),
      })
  }
  await server.close()
  return tried
}

const activitiesOf = (category: Category): readonly ActivityId[] => [
  ...new Set(
    declarations.flatMap(({ columns }) =>
      Object.values(columns).flatMap((field) => (field.pd === category ? field.for : [])),
    ),
  ),
]

/** Whoever needs it for nothing is refused, wherever it is what the route is for. Equipment is everybody's to see. */
export const checkNeed = (tried: readonly Tried[], covers: readonly Category[]): void => {
  const answers = covers.flatMap((category) => {
    const why = activitiesOf(category)
    return tried
      .filter(({ serves }) => serves.some((one) => why.includes(one)))
      .map((one) => ({ ...one, isNeeded: one.needs.some((need) => one.serves.includes(need)) }))
  })
  expect(answers.some(({ isNeeded }) => isNeeded)).toBe(true)
  for (const { role, route, isNeeded, isRefused } of answers)
    if (!isNeeded) expect([role, route, isRefused]).toEqual([role, route, true])
}
