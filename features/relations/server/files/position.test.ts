/** Of somebody's work the position and the company are asked of professionals alone; the position goes alone. */
import { readPreset } from '@loge/features/law/server'
import { peopleRoutes } from '@loge/features/people/wire'
import { parseId } from '@loge/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { declarations } from '../../../../server/declarations.ts'
import { formOf } from '../../core/index.ts'
import { openOutside, type OutsideHouse } from '../house.fixture.ts'

let house: OutsideHouse
beforeAll(async () => {
  house = await openOutside('soone')
}, 240_000)
afterAll(async () => house.close())

const NEW = {
  givenName: 'Ida',
  familyName: 'Lund',
  origin: 'inbound',
  source: 'managers',
  detail: 'call of 31 January',
}

/** What a professional has is a file; whoever lives here has a record without any place for it. */
test('[S0-51] the company is of professional data, asked of professionals, and of nobody who lives here or comes by', async () => {
  const register = (await readPreset('soone')) ?? expect.fail('no preset')
  const company = register.categories
    .flatMap(({ covers, fields = [] }) => fields.map((field) => ({ covers, ...field })))
    .find(({ id }) => id === 'company')
  expect(company).toMatchObject({ askedOf: ['manager'], mandatory: false })
  // Every column that keeps whom somebody works for is of this category, and none is in a table of residents.
  const ofCompany = declarations.flatMap(({ table, columns }) =>
    Object.entries(columns).flatMap(([column, { pd }]) =>
      pd !== 'none' && /company|employer/.test(`${table}.${column}`) && pd !== 'link'
        ? [[`${table}.${column}`, pd] as const]
        : [],
    ),
  )
  expect(ofCompany.length).toBeGreaterThan(0)
  for (const [column, pd] of ofCompany) {
    expect([column, company?.covers.includes(pd)]).toEqual([column, true])
    expect(column).not.toMatch(/^(?:person|tenancy|relation|account)\./)
  }
  const asked = (kinds: Parameters<typeof formOf>[1]) => formOf(register, kinds).map(({ id }) => id)
  expect(asked(['manager'])).toContain('company')
  for (const kind of ['resident', 'visitor'] as const) {
    expect(asked([kind])).toContain('first_name')
    expect(asked([kind])).not.toContain('company')
  }
})

test('[S0-52 2/2] a position is asked of professionals alone, never needed, and erased alone', {
  timeout: 120_000,
}, async () => {
  const ofWork = declarations.flatMap(({ table, columns }) =>
    Object.entries(columns).flatMap(([column, { pd }]) =>
      pd === 'professional' ? [`${table}.${column}`] : [],
    ),
  )
  expect(ofWork).toContain('customer_file.title')
  for (const one of ofWork)
    expect(one).toMatch(/^(?:(?:customer|prospect|contact|visitor|supplied)_file\.|affiliation\.company_id$)/)
  // A resident is entered without one, and with one not at all.
  const resident = { givenName: 'Ana', familyName: 'Roux' }
  const { body: entered } = peopleRoutes.create
  expect(entered.safeParse(resident).success).toBe(true)
  for (const more of [{ position: 'Nurse' }, { title: 'Nurse' }, { company: 'Clinic' }])
    expect(entered.safeParse({ ...resident, ...more }).success).toBe(false)
  for (const path of ['/contact', '/newsletter'])
    expect((await house.page(path)).body).not.toMatch(/name="(?:position|title|company)"/)

  const sources = (await house.ask('GET', '/relations/sources')).body as {
    data: { id: string; kind: string }[]
  }
  const source = sources.data.find(({ kind }) => kind === 'person')?.id ?? expect.fail('no source')
  const open = async (more: object) => {
    const { status, body } = await house.ask('POST', '/customers', { body: { ...NEW, source, ...more } })
    expect([status, body]).toEqual([201, body])
    return body as { id: string; personId: string }
  }
  await open({ familyName: 'Untitled' })
  const { id, personId } = await open({
    title: 'Caretaker of the whole quarter',
    workEmail: 'ida@work.example',
    company: 'Soone',
  })
  const read = async () => (await house.ask('GET', `/customers/${id}`)).body as Record<string, unknown>
  const before = await read()
  expect(before).toMatchObject({ title: 'Caretaker of the whole quarter', company: 'Soone' })
  const emptied = await house.ask('POST', `/customers/${id}/acts`, {
    body: { kind: 'change', work: { title: null } },
    ifMatch: Number(before['version']),
  })
  expect(emptied.status).toBe(200)
  expect(await read()).toMatchObject({
    title: null,
    company: 'Soone',
    personName: 'Ida Lund',
    workEmail: 'ida@work.example',
  })
  const copy = JSON.stringify(await house.copy(parseId('person', personId) ?? expect.fail(personId)))
  expect([copy.includes('ida@work.example'), copy.includes('Caretaker')]).toEqual([true, false])
  const inLog = `select 1 from event where payload::text like '%Caretaker%'`
  expect([
    await house.rows(inLog),
    await house.rows(`select 1 from customer_file where title is not null`),
  ]).toEqual([[], []])
})
