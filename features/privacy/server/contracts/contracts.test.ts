/** Contracts with recipients as data: what is not signed, not whole or over stops a transfer, and somebody is told. */
import { accountTables } from '@loge/features/accounts/server'
import { eventTables, installCatalogue } from '@loge/features/events/server'
import {
  BOUNDS,
  boundsOn,
  completed,
  type Contract,
  defaultRegister,
  judgeRegister,
  type Recipient,
  type Register,
} from '@loge/features/law/core'
import { draftRegister, hashOf, publishRegister, readPreset } from '@loge/features/law/server'
import { peopleTables } from '@loge/features/people/server'
import { formatId, instant, newId, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import {
  testApi,
  type TestApi,
  testDatabase,
  type TestDatabase,
  testOrganization,
  insertTestPerson,
} from '@loge/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { contractFacts, disclosureFacts, privacyFacts } from '../../core/index.ts'
import { disclosureEndpoints } from '../disclosures/routes.ts'
import { disclosureTables } from '../disclosures/tables.ts'
import { contractEndpoints } from './routes.ts'
import { watchContracts } from './watch.ts'

const at = (day: string): number => Date.parse(`${day}T12:00:00Z`)
let clock = at('2026-06-01')
const world: World = { ...realWorld, now: () => instant(clock) }
let database: TestDatabase
let organizationId: OrganizationId
let personId: PersonId
let api: TestApi
let forget: () => void
let number = 0
const declarations = [...peopleTables, ...accountTables, ...eventTables, ...disclosureTables]

const CONTRACT: Contract = {
  document: { name: 'Contract 12', sha256: 'ab'.repeat(32) },
  until: '2026-12-31',
  confidentialityOn: '2026-02-01',
  clauses: ['instructions', 'sub_processors', 'audit', 'deletion'],
}
const WHOLE: Omit<Recipient, 'kind'> = {
  id: 'desk',
  name: 'Help desk',
  country: 'FR',
  contractOn: '2026-02-01',
  contract: CONTRACT,
  notify: 'none',
  subProcessors: [],
}

/** A preset with one recipient of the first kind of this role that some activity gives data to. */
const withRecipient = async (
  preset: string,
  role: 'processor' | 'controller',
  more: Partial<Recipient> = {},
) => {
  const register = completed((await readPreset(preset)) ?? defaultRegister)
  const [kind, activity, category] =
    register.recipientKinds
      .filter((one) => one.role === role)
      .flatMap((one) => {
        // What is given to nobody at all is no matter of contracts.
        const isGiven = (id: string): boolean =>
          (one.only?.includes(id) ?? true) &&
          register.categories.every((category) => category.id !== id || category.neverShared !== true)
        const from = register.activities.find(
          ({ recipientKinds, categories }) => recipientKinds.includes(one.id) && categories.some(isGiven),
        )
        const given = from?.categories.find(isGiven)
        return from === undefined || given === undefined ? [] : [[one.id, from.id, given] as const]
      })
      .at(0) ?? expect.fail(`no ${role} in ${preset}`)
  const recipient: Recipient = { ...WHOLE, kind, ...more }
  return { register: { ...register, recipients: [recipient] }, activity, category }
}
type House = Awaited<ReturnType<typeof withRecipient>>

/** `exactOptional` leaves no undefined: a contract without this member. */
const contractWithout = (member: keyof Contract): Contract => {
  const { [member]: _gone, ...rest } = CONTRACT
  return rest as Contract
}

const keeping = (transaction: Parameters<Parameters<TestDatabase['transaction']>[1]>[0]) => ({
  transaction,
  world,
  organizationId,
  accountId: null,
  record: () => Promise.resolve(),
})

const publish = (content: Register) =>
  database.transaction(organizationId, async (transaction) => {
    const { stored } = await draftRegister(keeping(transaction), { content, replaces: null })
    await publishRegister(keeping(transaction), { hash: stored.hash })
  })

/** In force, whatever would be said of it: what an older release let in. */
const force = async (content: Register): Promise<void> => {
  number += 1
  clock += 60_000
  await database.transaction(organizationId, (transaction) =>
    sql`insert into register_version (organization_id, number, content, hash, account_id, recorded_at, published_at, effective_at)
      values (${organizationId}, ${number}, ${JSON.stringify(content)}, ${hashOf(content)}, null,
        ${new Date(clock)}, ${new Date(clock)}, ${new Date(clock)})`.execute(transaction),
  )
}

beforeEach(async () => {
  clock = at('2026-06-01')
  number = 0
  forget = installCatalogue([privacyFacts, disclosureFacts, contractFacts])
  database = await testDatabase()
  organizationId = await testOrganization(database)
  personId = newId(realWorld, 'person')
  await database.transaction(organizationId, (transaction) =>
    insertTestPerson({ organizationId, id: personId }).execute(transaction),
  )
  const deps = { database, world, declarations }
  const endpoints = [...disclosureEndpoints(deps), ...contractEndpoints(deps)]
  api = await testApi({ ...deps, organizationId, endpoints })
})
afterEach(async () => {
  await api.close()
  await database.close()
  forget()
})

const give = ({ activity, category }: House) =>
  api.call('POST', '/disclosures', {
    body: {
      recipient: 'desk',
      activity,
      categories: [category],
      personIds: [formatId('person', personId)],
    },
  })
const given = async () => ((await api.call('GET', '/disclosures')).body as { data: readonly object[] }).data
const contracts = async () =>
  ((await api.call('GET', '/privacy/contracts')).body as { data: readonly object[] }).data
const logged = (type: string) =>
  database.transaction(organizationId, async (transaction) => {
    const asked = sql<{ payload: object }>`select payload from event where type = ${type} order by id`
    return (await asked.execute(transaction)).rows.map(({ payload }) => payload)
  })
const watch = () => watchContracts({ database, world }, organizationId)
const faultsOf = (register: Register): readonly string[] =>
  judgeRegister(register, boundsOn('2026-06-01')).map(({ code }) => code)

test('[S1-99] nobody is in the register without a dated, signed commitment; once it is over, nothing more goes to them', async () => {
  for (const role of ['processor', 'controller'] as const) {
    const { contract: _none, ...bare } = WHOLE
    const unsigned = await withRecipient('sonio', role, { contractOn: null })
    const undocumented = await withRecipient('sonio', role)
    const [first] = undocumented.register.recipients
    const without = { ...undocumented.register, recipients: [{ ...bare, kind: first?.kind ?? '' }] }
    for (const [register, code] of [
      [unsigned.register, 'recipient_without_contract'],
      [without, 'contract_without_document'],
    ] as const) {
      expect(faultsOf(register)).toContain(code)
      await expect(publish(register)).rejects.toMatchObject({ status: 422 })
    }
  }
  const house = await withRecipient('sonio', 'processor')
  await publish(house.register)
  clock = at('2026-12-31')
  expect((await give(house)).status).toBe(201)
  clock = at('2027-01-01')
  expect(await give(house)).toMatchObject({ status: 422, body: { code: 'contract_over' } })
  expect(await given()).toHaveLength(1)
})

test.each(['none', 'over'] as const)(
  '[S4-78] with an agreement that is %s a transfer is stopped before it begins, and the officer has a task until there is one',
  async (agreement) => {
    const more =
      agreement === 'none' ? { contractOn: null } : { contract: { ...CONTRACT, until: '2026-05-31' } }
    const code = agreement === 'none' ? 'contract_missing' : 'contract_over'
    const house = await withRecipient('soco', 'controller', more)
    await force(house.register)
    expect(await give(house)).toMatchObject({ status: 422, body: { code } })
    expect(await give(house)).toMatchObject({ status: 422, body: { code } })
    expect(await given()).toEqual([])
    expect(await logged('privacy.transfer_stopped')).toEqual([
      { recipient: 'desk', code },
      { recipient: 'desk', code },
    ])
    expect(await contracts()).toMatchObject([
      { recipient: 'desk', name: 'Help desk', state: code, stopped: 2, lastStoppedAt: expect.any(String) },
    ])
    const signed = await withRecipient('soco', 'controller')
    await force(signed.register)
    expect((await give(signed)).status).toBe(201)
    expect(await contracts()).toMatchObject([{ state: 'binds', stopped: 0, lastStoppedAt: null }])
  },
)

test('[S2-59] a processor that is not bound to secrecy by a day gets no data', async () => {
  const house = await withRecipient('prepaid', 'processor', {
    contract: contractWithout('confidentialityOn'),
  })
  expect(faultsOf(house.register)).toContain('contract_without_confidentiality')
  await expect(publish(house.register)).rejects.toMatchObject({ status: 422 })
  await force(house.register)
  expect(await give(house)).toMatchObject({ status: 422, body: { code: 'contract_without_confidentiality' } })
  // A day to come is none yet.
  const later = await withRecipient('prepaid', 'processor', {
    contract: { ...CONTRACT, confidentialityOn: '2026-06-02' },
  })
  await force(later.register)
  expect(await give(later)).toMatchObject({ status: 422, body: { code: 'contract_without_confidentiality' } })
  expect(await given()).toEqual([])
  clock = at('2026-06-02')
  expect((await give(later)).status).toBe(201)
})

test.each(['instructions', 'sub_processors', 'audit', 'deletion'] as const)(
  '[S2-60, S4-120 2/2] a contract with a processor that says nothing of %s is not put in force, and gives nothing',
  async (clause) => {
    const clauses = CONTRACT.clauses.filter((one) => one !== clause)
    const house = await withRecipient('prepaid', 'processor', { contract: { ...CONTRACT, clauses } })
    expect(faultsOf(house.register)).toContain('contract_without_clauses')
    await expect(publish(house.register)).rejects.toMatchObject({ status: 422 })
    await force(house.register)
    expect(await give(house)).toMatchObject({ status: 422, body: { code: 'contract_without_clauses' } })
    expect(await given()).toEqual([])
    const whole = await withRecipient('prepaid', 'processor')
    expect(faultsOf(whole.register)).not.toContain('contract_without_clauses')
  },
)

test('somebody is told once two months before the end and once more after it', async () => {
  await publish((await withRecipient('soco', 'processor')).register)
  clock = at('2026-10-31')
  await watch()
  expect(await logged('privacy.contract_due')).toEqual([])
  expect(await contracts()).toMatchObject([{ state: 'binds', until: '2026-12-31' }])
  for (const day of ['2026-11-01', '2026-11-02', '2026-12-31']) {
    clock = at(day)
    await watch()
    expect(await logged('privacy.contract_due')).toEqual([{ recipient: 'desk', code: 'ending' }])
    expect(await contracts()).toMatchObject([{ state: 'ending' }])
  }
  clock = at('2027-01-01')
  await watch()
  await watch()
  expect(await logged('privacy.contract_due')).toEqual([
    { recipient: 'desk', code: 'ending' },
    { recipient: 'desk', code: 'contract_over' },
  ])
  expect(await contracts()).toMatchObject([{ state: 'contract_over', stopped: 0 }])
})

test('[S3-188 2/2] a country is adequate by a dated decision: once it is withdrawn transfers stop, and somebody is told', async () => {
  expect(BOUNDS.adequate.length).toBeGreaterThan(5)
  for (const { country, validFrom, source } of BOUNDS.adequate) {
    expect(country).toMatch(/^[A-Z]{2}$/)
    expect(validFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(source).toMatch(/^Decision/)
  }
  await api.close()
  const adequate = BOUNDS.adequate.map((one) =>
    one.country === 'JP' ? { ...one, validUntil: '2026-07-01' } : one,
  )
  const deps = { database, world, declarations, law: { ...BOUNDS, adequate } }
  api = await testApi({
    ...deps,
    organizationId,
    endpoints: [...disclosureEndpoints(deps), ...contractEndpoints(deps)],
  })
  const house = await withRecipient('softathome', 'processor', { country: 'JP', safeguard: 'adequacy' })
  await publish(house.register)
  clock = at('2026-06-30')
  expect((await give(house)).status).toBe(201)
  await watchContracts(deps, organizationId)
  expect(await contracts()).toMatchObject([{ state: 'binds' }])
  clock = at('2026-07-01')
  expect(await give(house)).toMatchObject({ status: 422, body: { code: 'transfer_not_allowed' } })
  expect(await given()).toHaveLength(1)
  await watchContracts(deps, organizationId)
  await watchContracts(deps, organizationId)
  expect(await logged('privacy.contract_due')).toEqual([{ recipient: 'desk', code: 'adequacy_over' }])
  expect(await contracts()).toMatchObject([{ state: 'adequacy_over' }])
})

test('is for whoever answers for the whole organization', async () => {
  const deps = { database, world }
  const stranger = await testApi({
    ...deps,
    organizationId,
    endpoints: contractEndpoints({ ...deps, declarations }),
    personId,
    grants: [],
  })
  expect((await stranger.call('GET', '/privacy/contracts')).status).toBe(403)
  await stranger.close()
})
