/** Who sees and makes backups: each holds every organization of the installation. */
import type { PermissionGrant } from '@loge/http'
import type { OrganizationId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testApi, type TestApi, testDatabase, type TestDatabase, testOrganization } from '@loge/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installCatalogue } from '@loge/features/events/server'
import { eventFacts } from '@loge/features/events/core'
import type { BackupDesk } from './desk.ts'
import { backupsEndpoints } from './routes.ts'

let database: TestDatabase
let forget: () => void
const apis: TestApi[] = []
const begun: OrganizationId[] = []
const desk: BackupDesk = {
  place: { folder: '/srv/backup', hour: 2, keep: 14, sealed: true },
  copies: async () => [],
  running: () => undefined,
  begin: ({ organizationId }) => void begun.push(organizationId),
}

beforeAll(async () => {
  database = await testDatabase()
  forget = installCatalogue([eventFacts])
})
afterAll(async () => {
  for (const api of apis) await api.close()
  forget()
  await database.close()
})

const sit = async (
  organizationId: OrganizationId,
  scope: PermissionGrant['scope'] = { kind: 'organization' },
  sitting = desk,
): Promise<TestApi> => {
  const installation = { mail: false, simulation: false, release: 'test' }
  const endpoints = backupsEndpoints({ database, world: realWorld, desk: sitting, installation })
  const grants = [{ permission: 'backups.run', scope }]
  const api = await testApi({ database, world: realWorld, organizationId, endpoints, grants })
  apis.push(api)
  return api
}

const firstOrganization = async (): Promise<OrganizationId> => {
  const [first] = await database.organizations()
  return first?.id ?? testOrganization(database, 'the first')
}

test('are the affair of the organization the installation was made for, and of no later one', async () => {
  const first = await firstOrganization()
  const later = await testOrganization(database, 'a later one')
  const keeper = await sit(first)
  expect(await keeper.call('GET', '/backups')).toMatchObject({
    status: 200,
    body: { place: { folder: '/srv/backup' } },
  })
  expect((await keeper.call('POST', '/backups')).status).toBe(202)
  const other = await sit(later)
  const refused = { status: 403, body: { code: 'backups_not_yours' } }
  expect(await other.call('GET', '/backups')).toMatchObject(refused)
  expect(await other.call('POST', '/backups')).toMatchObject(refused)
  expect(await other.call('POST', '/backup-drills', { body: { whole: true } })).toMatchObject(refused)
  expect(begun).toEqual([first])
})

test('that end while somebody asks how they stand are said to be made still, so that the page asks again', async () => {
  const startedAt = realWorld.now()
  let progress: ReturnType<BackupDesk['running']> = { startedAt, done: 1, total: 2 }
  const ending: BackupDesk = {
    ...desk,
    copies: async () => {
      progress = undefined
      return []
    },
    running: () => progress,
  }
  const keeper = await sit(await firstOrganization(), undefined, ending)
  expect((await keeper.call('GET', '/backups')).body).toMatchObject({ running: { done: 1 }, failed: null })
  expect((await keeper.call('GET', '/backups')).body).toMatchObject({ running: null })
})
