/** The data protection officer: sees what has to be watched over, and is named where everybody reads. */
import { BUILT_IN_ROLES } from '@loge/features/accounts/core'
import { installCatalogue } from '@loge/features/events/server'
import { lawEndpoints } from '@loge/features/law/server'
import { renderDocument } from '@loge/features/privacy/core'
import { privacyEndpoints, type PrivacyDeps } from '@loge/features/privacy/server'
import { realWorld } from '@loge/kernel/real-world'
import { testApi, testDatabase, testOrganization } from '@loge/testing'
import { expect, test } from 'vitest'
import { declarations } from '../../server/declarations.ts'
import { everyFact } from '../../server/facts.ts'
import { publishIn } from './preset-house.ts'
import { readPresets } from './preset-claims.ts'

const DESKS = ['/register', '/privacy/requests', '/privacy/breaches'] as const

test('softathome: sees the register, the requests and the breaches, which nobody does by living or working there; name and address are published [S3-16 2/3]', async () => {
  const forget = installCatalogue(everyFact)
  const database = await testDatabase()
  const organizationId = await testOrganization(database)
  const deps: PrivacyDeps = { database, world: realWorld, declarations }
  const preset = (await readPresets()).find(({ name }) => name === 'softathome') ?? expect.fail('no preset')
  const register = await publishIn(deps, organizationId, preset.register)
  const statuses = async (code: string): Promise<readonly number[]> => {
    const permissions = BUILT_IN_ROLES.find((role) => role.code === code)?.permissions ?? expect.fail(code)
    const grants = permissions.map((permission) => ({ permission, scope: { kind: 'organization' } as const }))
    const endpoints = [
      ...lawEndpoints({ ...deps, recordRegister: async () => undefined }),
      ...privacyEndpoints(deps),
    ]
    const api = await testApi({ database, world: realWorld, organizationId, endpoints, grants })
    const answers = []
    for (const path of DESKS) answers.push((await api.call('GET', path)).status)
    await api.close()
    return answers
  }
  expect(await statuses('dpo')).toEqual([200, 200, 200])
  for (const code of ['caretaker', 'technician', 'resident', 'commercial', 'recruiter', 'integrator'])
    expect([code, await statuses(code)]).toEqual([code, [403, 403, 403]])
  const { dpo } = register.controller
  for (const language of ['en', 'fr'] as const) {
    const policy = JSON.stringify(renderDocument('privacy_policy', register)[language])
    for (const said of [dpo?.name, dpo?.email, dpo?.address]) {
      expect(said).toMatch(/./)
      expect(policy).toContain(said)
    }
  }
  await database.close()
  forget()
})
