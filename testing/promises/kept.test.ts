/**
 * From the end of a contract to the last day of a period, under three registers: there the day before, in the archive while
 * a law alone keeps it, and on the day gone from every table, list, search, copy and store, with a certificate.
 */
import { BUILT_IN_ROLES } from '@loge/features/accounts/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OutsideHouse } from '../../features/relations/server/house.fixture.ts'
import {
  act,
  archiveOf,
  endOn,
  isKept,
  kept,
  type KeptFile,
  nightOf,
  openFile,
  openKeptHouse,
  seenAt,
  toldDay,
  uuid,
} from './kept-house.ts'

const LATER = 900_000
const houses = new Map<string, OutsideHouse>()
beforeAll(async () => {
  for (const name of ['soone', 'sonio', 'softathome']) houses.set(name, await openKeptHouse(name))
}, LATER)
afterAll(async () => {
  for (const house of houses.values()) await house.close()
})
const houseOf = (name: string): OutsideHouse => houses.get(name) ?? expect.fail(name)

interface Hold {
  readonly tables: string
  readonly ground: string
  readonly reason: string
}
const holdOn = (house: OutsideHouse, { personId }: KeptFile, { tables, ground, reason }: Hold) =>
  house.rows(`insert into legal_hold (organization_id, id, person_id, tables, ground, case_name, reason, placed_by, placed_at, ends_on)
    values ('${house.organizationId}', gen_random_uuid(), '${uuid(personId)}', '${tables}', '${ground}', 'Invoice 12', '${reason}',
      '{"kind":"system","id":"t"}', '2026-03-14', '2036-03-14') returning 1`)

interface Step {
  readonly table: string
  readonly rows: number
  readonly rules: readonly string[]
  readonly triggers: readonly string[]
}
interface Run {
  readonly hash: string
  readonly isIntact: boolean
  readonly steps: readonly Step[]
}

/** The certificate of the last night. */
const lastRun = async (house: OutsideHouse): Promise<Run> => {
  const { body } = await house.ask('GET', '/retention')
  return (body as { runs: readonly Run[] }).runs[0] ?? expect.fail('no run')
}

/** What became of somebody in every store there is, as the desk reads it. */
const storesOf = async (house: OutsideHouse, { personId }: KeptFile) => {
  const [erasure] = await kept<{ id: string }>(
    house,
    `select id from erasure where person_id = '${uuid(personId)}'`,
  )
  const { body } = await house.ask('GET', `/erasures/era_${erasure?.id.replaceAll('-', '')}`)
  return body as {
    readonly state: string
    readonly found: readonly unknown[]
    readonly steps: readonly { readonly table: string; readonly done: number }[]
    readonly stores: readonly { readonly store: string; readonly state: string }[]
  }
}

const EVERYWHERE = ['search', 'people', 'person']

test('[S0-65 3/3, S0-66 3/3, S0-63 2/2] three years after a contract everything of it is gone; of whom a law or a case keeps something, that alone stays, in an archive that no other role sees', {
  timeout: LATER,
}, async () => {
  const house = houseOf('soone')
  const going = await openFile(house, '/customers', 'Goingson')
  const item = await openFile(house, '/customers', 'Itemson')
  const whole = await openFile(house, '/customers', 'Wholeson')
  for (const file of [going, item, whole]) await endOn(house, file, '2026-03-14')
  await holdOn(house, item, {
    tables: '{customer_file}',
    ground: 'legal_obligation',
    reason: 'Code de commerce, art. L123-22',
  })
  await holdOn(house, whole, { tables: '{}', ground: 'legal_claims', reason: 'Claim of 2 May' })
  expect(await toldDay(house, going)).toBe('2029-03-14')

  await nightOf(house, '2029-03-13')
  for (const file of [going, item, whole]) {
    expect([file.familyName, await isKept(house, file)]).toEqual([file.familyName, true])
    expect(await seenAt(house, file)).toEqual([...EVERYWHERE, 'ended'])
  }
  expect((await archiveOf(house)).size).toBe(0)

  await nightOf(house, '2029-03-14')
  expect(await isKept(house, going)).toBe(false)
  for (const file of [going, item, whole])
    expect([file.familyName, await seenAt(house, file)]).toEqual([file.familyName, []])
  await expect(house.copy(uuid(going.personId))).rejects.toThrow()
  // By the next day memories of the server have emptied themselves; a copy that was set aside goes by its cycle.
  house.at('2029-03-15T13:00:00Z')
  const gone = await storesOf(house, going)
  expect([gone.state, gone.found]).toEqual(['done', []])
  expect(gone.stores.map(({ store }) => store)).toEqual(
    expect.arrayContaining(['imported_files', 'queued_mail', 'search', 'caches', 'logs', 'backups']),
  )
  for (const { store, state } of gone.stores)
    if (store !== 'backups') expect([store, state]).not.toEqual([store, 'pending'])
  const run = await lastRun(house)
  expect(run.isIntact).toBe(true)
  expect(run.steps.find(({ table }) => table === 'customer_file')).toMatchObject({
    rows: 1,
    held: 2,
    rules: ['after_contract'],
    triggers: ['contract_ended'],
    oldest: '2026-03-14',
  })

  // Of one the item alone, of the other everything: each with the rule and the case that keeps it.
  const archive = await archiveOf(house)
  expect([...archive.keys()].toSorted()).toEqual([item.personId, whole.personId].toSorted())
  expect(archive.get(item.personId)).toMatchObject({
    rules: [{ id: 'legal' }],
    cases: [{ caseName: 'Invoice 12', reason: 'Code de commerce, art. L123-22', endsOn: '2036-03-14' }],
  })
  const tables = (await house.copy(uuid(item.personId))).flatMap((line) =>
    line.kind === 'row' ? [line.table] : [],
  )
  expect([...new Set(tables)].toSorted()).toEqual([
    'archived',
    'customer_file',
    'legal_hold',
    'person',
    // A file is never without the source of what it says.
    'provenance',
  ])

  // Nobody but whoever answers for it reads it, for a reason, and the log says so.
  for (const { code, permissions } of BUILT_IN_ROLES) {
    const { status } = await house.ask('GET', '/retention/archive', { as: permissions })
    expect([code, status]).toEqual([code, permissions.includes('privacy.manage') ? 200 : 403])
  }
  const open = (body: object, file = item) =>
    house.ask('POST', `/retention/archive/${file.personId}/open`, { body })
  expect((await open({})).status).toBe(400)
  expect((await open({ reason: 'marketing' })).status).toBe(400)
  expect((await open({ reason: 'authority' }, going)).status).toBe(404)
  const read = await open({ reason: 'authority' })
  expect(read.status).toBe(200)
  expect(JSON.stringify(read.body)).toContain('Itemson')
  expect(await kept(house, `select payload from event where type = 'privacy.archive_opened'`)).toEqual([
    { payload: { reason: 'authority' } },
  ])
})

test('[S1-103 2/2, S1-104 2/2, S1-106 3/3] what a contract leaves is kept until the longest of its laws, each cited, out of daily work; what served offers goes three years after, and stops at a no', {
  timeout: LATER,
}, async () => {
  const house = houseOf('sonio')
  const prospect = await openFile(house, '/prospects', 'Marketson', { workEmail: 'a@clinic.example' })
  const refuses = await openFile(house, '/prospects', 'Noson', { workEmail: 'b@clinic.example' })
  const customer = await openFile(house, '/customers', 'Crmson', { workEmail: 'c@clinic.example' })
  const offers = async () => JSON.stringify((await house.ask('GET', '/prospects/offers')).body)
  expect(await offers()).toContain('b@clinic.example')
  await act(house, refuses, { kind: 'object' })
  expect(await offers()).not.toContain('b@clinic.example')
  expect(await offers()).toContain('a@clinic.example')
  await endOn(house, prospect, '2026-06-30')
  expect(await toldDay(house, prospect)).toBe('2029-06-30')
  await endOn(house, customer, '2027-06-30')
  // Five years for claims, and ten from the end of the year for accounts: the later.
  expect(await toldDay(house, customer)).toBe('2038-01-01')

  await nightOf(house, '2027-06-30')
  expect(await seenAt(house, customer)).toEqual([])
  expect(await isKept(house, customer)).toBe(true)
  expect((await archiveOf(house)).get(customer.personId)).toMatchObject({
    until: '2038-01-01',
    rules: [
      { id: 'agreement', ground: expect.stringContaining('art. 2224') },
      { id: 'mandatory', ground: expect.stringContaining('art. L123-22') },
    ],
  })
  await nightOf(house, '2029-06-29')
  expect([await isKept(house, prospect), await seenAt(house, prospect)]).toEqual([
    true,
    expect.arrayContaining(['ended']),
  ])
  await nightOf(house, '2029-06-30')
  expect([await isKept(house, prospect), await seenAt(house, prospect)]).toEqual([false, []])
  await nightOf(house, '2037-12-31')
  expect((await archiveOf(house)).get(customer.personId)?.rules.map(({ id }) => id)).toEqual(['mandatory'])
  await nightOf(house, '2038-01-01')
  expect([await isKept(house, customer), (await archiveOf(house)).size]).toEqual([false, 0])
  // What is destroyed is counted, table by table, and looked for in every store.
  const [row] = await kept<{ steps: readonly { table: string; done: number }[] }>(
    house,
    `select steps from erasure where person_id = '${uuid(customer.personId)}'`,
  )
  const counts = new Map(row?.steps.map(({ table, done }) => [table, done]))
  expect((await lastRun(house)).steps.find(({ table }) => table === 'customer_file')).toMatchObject({
    rows: 1,
  })
  for (const table of ['provenance', 'person', 'archived'])
    expect([table, counts.get(table)]).toEqual([table, 1])
  house.at('2038-01-02T13:00:00Z')
  const { state, found, stores } = await storesOf(house, customer)
  expect([state, found]).toEqual(['done', []])
  for (const { store, state: became } of stores)
    if (store !== 'backups') expect([store, became]).not.toEqual([store, 'pending'])
})

test('[S3-23 2/2] a contact at a client company is kept five years after they serve nothing any more, in the archive, by the law that is cited', {
  timeout: LATER,
}, async () => {
  const house = houseOf('softathome')
  const contact = await openFile(house, '/client-contacts', 'Limitson')
  await endOn(house, contact, '2029-06-30')
  expect(await toldDay(house, contact)).toBe('2034-06-30')
  await nightOf(house, '2029-06-30')
  expect(await seenAt(house, contact)).toEqual([])
  expect((await archiveOf(house)).get(contact.personId)).toMatchObject({
    until: '2034-06-30',
    rules: [{ id: 'limitation', ground: expect.stringContaining('art. 2224') }],
  })
  await nightOf(house, '2034-06-29')
  expect(await isKept(house, contact)).toBe(true)
  await nightOf(house, '2034-06-30')
  expect(await isKept(house, contact)).toBe(false)
  expect((await lastRun(house)).steps.find(({ table }) => table === 'contact_file')).toMatchObject({
    rules: ['limitation'],
    triggers: ['purpose_achieved'],
    rows: 1,
  })
})
