/** A disclosure over the API: refused with nothing written, or a line of the register of disclosures and of the person's copy. */
import { eventTables, installCatalogue } from '@loge/features/events/server'
import { accountTables } from '@loge/features/accounts/server'
import { completed, defaultRegister, type Register } from '@loge/features/law/core'
import { draftRegister, publishRegister, readPreset } from '@loge/features/law/server'
import { peopleTables } from '@loge/features/people/server'
import { formatId, newId, type OrganizationId, type PersonId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import {
  testApi,
  type TestApi,
  testDatabase,
  type TestDatabase,
  testOrganization,
  insertTestPerson,
} from '@loge/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { disclosureFacts, privacyFacts } from '../../core/index.ts'
import { copyPerson, type CopyLine, erasePerson } from '../index.ts'
import { disclosureTables } from './tables.ts'
import { disclosureEndpoints } from './routes.ts'

let database: TestDatabase
let organizationId: OrganizationId
let personId: PersonId
let api: TestApi
let forget: () => void
const declarations = [...peopleTables, ...accountTables, ...eventTables, ...disclosureTables]

const publish = (content: Register) =>
  database.transaction(organizationId, async (transaction) => {
    const record = () => Promise.resolve()
    const keeping = { transaction, world: realWorld, organizationId, accountId: null, record }
    const { stored } = await draftRegister(keeping, { content, replaces: null })
    await publishRegister(keeping, { hash: stored.hash })
  })

/** The register of a customer programme, with somebody in India under standard clauses. */
const adopt = async () => {
  const preset = completed((await readPreset('soco')) ?? defaultRegister)
  const someone = {
    contractOn: '2026-01-01',
    contract: {
      document: { name: 'Contract', sha256: 'cd'.repeat(32) },
      confidentialityOn: '2026-01-01',
      clauses: ['instructions', 'sub_processors', 'audit', 'deletion'],
    },
    notify: 'none',
    subProcessors: [],
  } as const
  await publish({
    ...preset,
    recipients: [
      {
        ...someone,
        id: 'desk',
        kind: 'providers',
        name: 'Help desk',
        country: 'IN',
        safeguard: 'standard_clauses',
        document: { name: 'Clauses', sha256: 'ab'.repeat(32) },
      },
    ],
  })
}

beforeEach(async () => {
  forget = installCatalogue([privacyFacts, disclosureFacts])
  database = await testDatabase()
  organizationId = await testOrganization(database)
  personId = newId(realWorld, 'person')
  await database.transaction(organizationId, (transaction) =>
    insertTestPerson({ organizationId, id: personId }).execute(transaction),
  )
  const deps = { database, world: realWorld, declarations }
  api = await testApi({ ...deps, organizationId, endpoints: disclosureEndpoints(deps) })
  await adopt()
})
afterEach(async () => {
  await api.close()
  await database.close()
  forget()
})

const give = (recipient: string, more: object = {}) =>
  api.call('POST', '/disclosures', {
    body: {
      recipient,
      activity: 'relationship',
      categories: ['account'],
      personIds: [formatId('person', personId)],
      ...more,
    },
  })
const listed = async () => ((await api.call('GET', '/disclosures')).body as { data: readonly object[] }).data

test('a transfer outside the area is a line with recipient, country, category and safeguard [S3-187, S3-62 2/2, S4-80, S4-121]', async () => {
  expect(await give('desk')).toMatchObject({
    status: 201,
    body: {
      data: [
        {
          recipient: 'desk',
          recipientName: 'Help desk',
          at: expect.any(String),
          country: 'IN',
          safeguard: 'standard_clauses',
          categories: ['account'],
        },
      ],
    },
  })
  expect(await listed()).toHaveLength(1)
})

test('whatever the register does not say is refused, and nothing is written', async () => {
  expect(await give('nobody')).toMatchObject({ status: 422, body: { code: 'recipient_unknown' } })
  expect(await give('desk', { activity: 'recruitment' })).toMatchObject({
    body: { code: 'recipient_not_of_activity' },
  })
  expect(await give('desk', { categories: ['cv'] })).toMatchObject({
    body: { code: 'category_not_for_recipient' },
  })
  const stranger = formatId('person', newId(realWorld, 'person'))
  expect(await give('desk', { personIds: [stranger] })).toMatchObject({ status: 404 })
  expect(await give('desk', { provision: '' })).toMatchObject({ status: 400 })
  expect(await listed()).toEqual([])
})

test('the person finds it in their copy; erased, the line stays and is about nobody', async () => {
  await give('desk')
  const deps = { database, world: realWorld, declarations }
  const lines: CopyLine[] = []
  for await (const line of await copyPerson(deps, { organizationId, personId })) lines.push(line)
  expect(lines).toContainEqual(
    expect.objectContaining({
      kind: 'row',
      table: 'disclosure',
      values: expect.objectContaining({ recipient_name: 'Help desk', country: 'IN' }),
    }),
  )
  const actor = { kind: 'system', id: 'test' } as const
  const erasure = await erasePerson(deps, { organizationId, personId, reason: 'not_needed', actor })
  expect([erasure.state, erasure.found]).toEqual(['done', []])
  expect(await listed()).toMatchObject([{ personId: null, recipientName: 'Help desk' }])
})
