/** What is noted of a customer is there for whoever keeps customers, and for no other use of the house. */
import { BUILT_IN_ROLES, PERMISSIONS, SERVES } from '@loge/features/accounts/core'
import type { Register } from '@loge/features/law/core'
import { hashOf } from '@loge/features/law/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { JOBS, KEEPING } from '../../../../server/jobs.ts'
import { openOutside, type OutsideHouse } from '../house.fixture.ts'
import { relationsEndpoints } from '../index.ts'

let house: OutsideHouse
beforeAll(async () => {
  house = await openOutside('soone')
}, 300_000)
afterAll(() => house.close())

/** In force from now on, whatever a desk would say of it: this register no longer says which data of a customer are used. */
const forgetCustomers = async (): Promise<void> => {
  const [row] = await house.rows<{ content: Register }>(
    'select content from register_version where number = 1',
  )
  const register = row?.content ?? expect.fail('no register')
  const activities = register.activities.map((one) =>
    one.id === 'customer_relation' ? { ...one, categories: ['identification'] } : one,
  )
  const content = { ...register, activities }
  const at = '2026-02-01T10:00:00Z'
  await house.rows(`insert into register_version (organization_id, number, content, hash, account_id, recorded_at, published_at, effective_at)
    values ('${house.organizationId}', 2, '${JSON.stringify(content).replaceAll("'", "''")}', '${hashOf(content)}', null, '${at}', '${at}', '${at}') returning 1`)
  house.at('2026-02-01T11:00:00Z')
}

test('[S0-58 3/3] contacts and notes of a customer are read and kept under that purpose alone: by no other role, route or job, and by nobody where the register does not name them', {
  timeout: 300_000,
}, async () => {
  const { body: sources } = await house.ask('GET', '/relations/sources')
  const { data } = sources as { data: { id: string; kind: string }[] }
  const { body, status } = await house.ask('POST', '/customers', {
    body: {
      givenName: 'Ida',
      familyName: 'Lund',
      origin: 'inbound',
      source: data.find(({ kind }) => kind === 'person')?.id,
      detail: 'call',
      areaOfInterest: 'gates with two wings',
      workEmail: 'ida@nord.example',
    },
  })
  expect(status).toBe(201)
  const { id } = body as { id: string }
  // Who keeps customers has it for that; nothing else there is serves it.
  expect(PERMISSIONS.filter((one) => SERVES[one].includes('customer_records'))).toEqual(['customers.manage'])
  for (const { name, serves } of JOBS)
    expect([name, serves !== KEEPING && serves.includes('customer_records')]).toEqual([name, false])
  const reads = relationsEndpoints(house.deps)
    .map(({ route }) => route)
    .filter(({ method }) => method === 'GET')
    .map(({ path }) => path.replace('{id}', id))
  expect(reads.length).toBeGreaterThan(10)
  for (const { code, permissions } of BUILT_IN_ROLES) {
    const said: string[] = []
    for (const path of reads) {
      const answer = await house.ask('GET', path, { as: permissions })
      if (/two wings|ida@nord/.test(JSON.stringify(answer.body ?? ''))) said.push(path)
    }
    expect([code, said]).toEqual([
      code,
      permissions.includes('customers.manage')
        ? [`/customers`, '/customers/offers', `/customers/${id}`].filter((path) => said.includes(path))
        : [],
    ])
    const { status: read } = await house.ask('GET', `/customers/${id}`, { as: permissions })
    expect([code, read]).toEqual([code, permissions.includes('customers.manage') ? 200 : 403])
  }
  await forgetCustomers()
  // Not named by the register, it is used by nobody, whatever they may do; and the log says that it was asked for.
  for (const path of ['/customers', '/customers/offers']) {
    const refused = await house.ask('GET', path)
    expect([path, refused.status, refused.body]).toMatchObject([path, 403, { code: 'use_not_in_register' }])
  }
  expect(
    await house.rows(
      `select payload ->> 'permission' as permission, payload ->> 'activity' as activity from event where type = 'privacy.use_refused'`,
    ),
  ).toEqual([{ permission: 'customers.manage', activity: 'customer_records' }])
})
