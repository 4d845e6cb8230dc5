/** Who may take everything along. */
import { BUILT_IN_ROLES, grantsOf, type RoleCode, type Scope } from '@loge/features/accounts/core'
import { newId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { expect, test } from 'vitest'
import { requireExporter } from './deps.ts'

const organizationId = newId(realWorld, 'organization')

const codeFor = (role: RoleCode, scope: Scope = { kind: 'organization' }, without?: string): string => {
  const permissions = BUILT_IN_ROLES.filter(({ code }) => code === role).flatMap((one) => one.permissions)
  const grants = grantsOf([{ permissions: permissions.filter((one) => one !== without), scope }])
  const principal = { kind: 'apiKey', organizationId, apiKeyId: newId(realWorld, 'apiKey'), grants } as const
  const reach = { wholeOrganization: true, siteIds: [], ownPersonId: undefined }
  try {
    requireExporter({ organizationId, principal, reach })
    return 'given'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'thrown'
  }
}

test('everything leaves for a manager of the whole organization, and not for a key of the caretaker', () => {
  expect(codeFor('administrator')).toBe('given')
  expect(codeFor('manager')).toBe('given')
  expect(codeFor('caretaker')).toBe('permission_denied')
  expect(codeFor('integrator')).toBe('permission_denied')
  expect(codeFor('manager', { kind: 'site', siteId: newId(realWorld, 'site') })).toBe('permission_denied')
})

test('everything leaves only for who may read each of its parts', () => {
  for (const part of ['places', 'people', 'access', 'schedules', 'equipment', 'accounts'])
    expect(codeFor('manager', { kind: 'organization' }, `${part}.read`)).toBe('permission_denied')
})
