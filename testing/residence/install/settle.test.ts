import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listPlaces, systemCaller } from '@loge/features/places/server'
import { installCatalogue } from '@loge/features/events/server'
import { realWorld } from '@loge/kernel/real-world'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfiguration } from '../../../server/configuration.ts'
import { everyFact } from '../../../server/facts.ts'
import { loadKeys } from '../../../server/keys.ts'
import { testDatabase, testOrganization, type TestDatabase } from '../../database.ts'
import { makeResidence } from '../residence.ts'
import { moveIn, type Settling } from './settle.ts'

let dataDir: string
let database: TestDatabase
let forgetCatalogue: () => void
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'loge-settle-'))
  database = await testDatabase()
  forgetCatalogue = installCatalogue(everyFact)
})
afterAll(async () => {
  forgetCatalogue()
  await database.close()
  await rm(dataDir, { recursive: true, force: true })
})

it('leaves nothing of a moving in that was stopped in the middle', async () => {
  const residence = makeResidence(1)
  const [person] = residence.people
  if (person === undefined) throw new Error('nobody lives there')
  const organizationId = await testOrganization(database)
  const settling: Settling = {
    configuration: readConfiguration({ LOGE_DATA_DIR: dataDir }, dataDir).configuration,
    installation: { database, keys: await loadKeys(dataDir) },
    organizationId,
    residence,
  }
  const sites = async () => {
    const deps = { database, world: realWorld }
    const caller = systemCaller(organizationId, 'test')
    return (await listPlaces(deps, caller, { kind: 'site', query: { limit: 10 } })).data
  }
  const people = [...residence.people, { ...person, home: 'no such home' }]
  await expect(moveIn({ ...settling, residence: { ...residence, people } })).rejects.toThrow('no home')
  expect(await sites()).toEqual([])
  await moveIn(settling)
  expect(await sites()).toHaveLength(1)
})
