/** Files of customers, prospects and contacts at client companies, as whoever sells keeps them. */
import { asId, parseId, type PersonId } from '@loge/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declarations } from '../../../../server/declarations.ts'
import { openOutside, type OutsideHouse } from '../house.fixture.ts'
import { reviewFiles } from './review.ts'

let softathome: OutsideHouse
let soco: OutsideHouse
let sonio: OutsideHouse
beforeAll(async () => {
  softathome = await openOutside('softathome')
  soco = await openOutside('soco')
  sonio = await openOutside('sonio')
}, 300_000)
afterAll(async () => {
  await softathome.close()
  await soco.close()
  await sonio.close()
})

const LATER = 600_000
const START = '2026-01-31T10:00:00Z'

interface Opened {
  readonly id: string
  readonly personId: string
}

/** The first source of the register that is the person. */
const sourceOf = async (house: OutsideHouse): Promise<string> => {
  const { body } = await house.ask('GET', '/relations/sources')
  const { data } = body as { data: { id: string; kind: string }[] }
  return data.find(({ kind }) => kind === 'person')?.id ?? expect.fail('no source')
}

const ask = async (house: OutsideHouse, path: string, more: object = {}) =>
  house.ask('POST', path, {
    body: {
      givenName: 'Ida',
      familyName: 'Lund',
      origin: 'inbound',
      source: await sourceOf(house),
      detail: 'call of 31 January',
      ...more,
    },
  })

const open = async (house: OutsideHouse, path: string, more: object = {}): Promise<Opened> => {
  house.at(START)
  const { status, body } = await ask(house, path, more)
  expect([status, body]).toEqual([201, body])
  return body as Opened
}

const read = async (house: OutsideHouse, path: string, id: string) => {
  const { status, body } = await house.ask('GET', `${path}/${id}`)
  return { status, file: body as Record<string, unknown> & { version: number } }
}

interface Doing {
  readonly kind: string
  readonly as?: readonly string[]
  readonly [more: string]: unknown
}

const act = async (house: OutsideHouse, path: string, id: string, { as, ...body }: Doing) => {
  const { file } = await read(house, path, id)
  return house.ask('POST', `${path}/${id}/acts`, {
    body,
    ifMatch: file.version,
    ...(as === undefined ? {} : { as }),
  })
}

const uuid = (personId: string): PersonId => parseId('person', personId) ?? expect.fail(personId)

const rowsOf = (house: OutsideHouse, table: string, personId: string) =>
  house.rows<Record<string, unknown>>(`select * from ${table} where person_id = '${uuid(personId)}'`)

const copied = async (house: OutsideHouse, personId: string, table: string) =>
  (await house.copy(uuid(personId))).filter((line) => line.kind === 'row' && line.table === table)

const offersOf = async (house: OutsideHouse, path: string) => {
  const { body } = await house.ask('GET', `${path}/offers`)
  return (body as { data: { id: string; workEmail: string }[] }).data
}

describe('a prospect', () => {
  test('[S3-68 1/2, S4-6 1/2] is kept with who came to whom, when, and whether they are active since which day and why; a rule of its own, beside that of a customer', {
    timeout: LATER,
  }, async () => {
    for (const house of [softathome, soco]) {
      const { id, personId } = await open(house, '/prospects', { origin: 'outbound', company: 'Nord SA' })
      const { file } = await read(house, '/prospects', id)
      expect(file).toMatchObject({
        origin: 'outbound',
        openedAt: '2026-01-31T10:00:00.000Z',
        isActive: true,
        activeWhy: 'staff',
        activeOn: '2026-01-31T10:00:00.000Z',
        company: 'Nord SA',
      })
      // The same human is a customer as well, which changes nothing of the prospect.
      const customer = await open(house, '/customers', {
        personId,
        givenName: undefined,
        familyName: undefined,
      })
      expect(customer.personId).toBe(personId)
      house.at('2026-02-10T10:00:00Z')
      expect((await act(house, '/prospects', id, { kind: 'deactivate' })).status).toBe(200)
      expect((await read(house, '/prospects', id)).file).toMatchObject({
        isActive: false,
        activeWhy: 'staff',
        activeOn: '2026-02-10T10:00:00.000Z',
      })
      expect((await read(house, '/customers', customer.id)).file).toMatchObject({ isActive: true })
      await act(house, '/prospects', id, { kind: 'end', why: 'over' })
      // Rights follow the kind: each file is told with its own purposes, and with the day on which it goes.
      const told = async (table: string) =>
        (await copied(house, personId, table)).map((line) =>
          line.kind === 'row' ? line.keptUntil : undefined,
        )
      const [until] = await told('prospect_file')
      expect(until).toMatch(/^20(27|29|31)-/)
      expect(await told('customer_file')).toEqual([null])
      house.at(new Date(Date.parse(`${until}T12:00:00Z`) - 86_400_000).toISOString())
      await house.retain()
      expect(await rowsOf(house, 'prospect_file', personId)).toHaveLength(1)
      house.at(`${until}T12:00:00Z`)
      await house.retain()
      expect(await rowsOf(house, 'prospect_file', personId)).toEqual([])
      expect(await rowsOf(house, 'customer_file', personId)).toHaveLength(1)
      // Whoever may not keep files of prospects sees none.
      const { status } = await house.ask('GET', '/prospects', { as: ['customers.manage', 'people.read'] })
      expect(status).toBe(403)
      house.at(START)
    }
  })

  test('[S4-22 1/2] every contact is logged with its channel, day and direction, with its source; only what came from the person counts as the last contact', {
    timeout: LATER,
  }, async () => {
    const { id, personId } = await open(soco, '/prospects')
    soco.at('2026-06-01T10:00:00Z')
    const contacts = [
      { at: '2026-03-01T09:00:00Z', channel: 'telephone', direction: 'inbound' },
      { at: '2026-05-01T09:00:00Z', channel: 'email', direction: 'outbound' },
      { at: '2026-02-15T09:00:00Z', channel: 'meeting', direction: 'inbound' },
    ] as const
    for (const one of contacts)
      expect((await act(soco, '/prospects', id, { kind: 'contact', ...one })).status).toBe(200)
    const { file } = await read(soco, '/prospects', id)
    expect(file['contacts']).toEqual([
      { at: '2026-05-01T09:00:00.000Z', channel: 'email', direction: 'outbound' },
      { at: '2026-03-01T09:00:00.000Z', channel: 'telephone', direction: 'inbound' },
      { at: '2026-02-15T09:00:00.000Z', channel: 'meeting', direction: 'inbound' },
    ])
    expect(file['lastContactAt']).toBe('2026-03-01T09:00:00.000Z')
    const ahead = { kind: 'contact', at: '2026-06-02T09:00:00Z', channel: 'email', direction: 'inbound' }
    expect((await act(soco, '/prospects', id, ahead)).body).toMatchObject({ code: 'contact_in_future' })
    // It is what retention counts from: of a prospect, and of a customer under a rule of last contact.
    const { personId: other } = await open(softathome, '/prospects')
    const [before] = await copied(softathome, other, 'prospect_file')
    const { id: otherId } = (
      (await softathome.ask('GET', '/prospects?limit=1')).body as { data: [{ id: string }] }
    ).data[0]
    softathome.at('2026-06-01T10:00:00Z')
    await act(softathome, '/prospects', otherId, { kind: 'contact', ...contacts[1] })
    const [rows] = await rowsOf(softathome, 'prospect_file', other)
    expect(rows?.['last_contact_at']).toBe(Date.parse(START))
    await act(softathome, '/prospects', otherId, { kind: 'contact', ...contacts[0] })
    expect((await rowsOf(softathome, 'prospect_file', other))[0]?.['last_contact_at']).toBe(
      Date.parse(contacts[0].at),
    )
    expect(before).toBeDefined()
    // Where it comes from is with the file, in the copy, and cannot be left out.
    const [source] = await copied(soco, personId, 'provenance')
    expect(source).toMatchObject({
      values: { kind: 'person', detail: 'call of 31 January', collected_on: '2026-01-31' },
    })
    const [kept] = await rowsOf(soco, 'provenance', personId)
    expect(kept?.['notice_hash']).toMatch(/^[0-9a-f]{64}$/)
    expect((await ask(soco, '/prospects', { source: undefined })).status).toBe(400)
    expect((await ask(soco, '/prospects', { source: 'nowhere' })).body).toMatchObject({
      code: 'source_unknown',
    })
    await expect(
      soco.rows(
        `update prospect_file set provenance_id = null where person_id = '${uuid(personId)}' returning 1`,
      ),
    ).rejects.toThrow(/null value/)
    softathome.at(START)
    soco.at(START)
  })

  test('[S4-87 1/2, S3-71 3/3] is active for twelve months after they were in touch themselves, then looked at within a month or gone; a hold keeps them, and a request to be forgotten is carried out', {
    timeout: LATER,
  }, async () => {
    for (const house of [soco, softathome]) {
      const silent = await open(house, '/prospects')
      const held = await open(house, '/prospects')
      const looked = await open(house, '/prospects')
      await house.rows(`insert into legal_hold (organization_id, id, person_id, tables, ground, case_name, reason, placed_by, placed_at, ends_on)
        values ('${house.organizationId}', gen_random_uuid(), '${uuid(held.personId)}', '{}', 'legal_claims', 'c', 'r', '{"kind":"system","id":"t"}', now(), '2040-01-01') returning 1`)
      const night = async (day: string) => {
        house.at(`${day}T02:00:00Z`)
        const { database, world } = house.deps
        for (const deps of [
          { database, world, declarations },
          { database, world, declarations },
        ])
          await reviewFiles(deps, house.organizationId)
      }
      await night('2027-01-30')
      expect((await read(house, '/prospects', silent.id)).file).toMatchObject({
        isActive: true,
        reviewBy: null,
      })
      await night('2027-01-31')
      expect((await read(house, '/prospects', silent.id)).file).toMatchObject({
        isActive: false,
        activeWhy: 'no_contact',
        activeOn: '2027-01-31T02:00:00.000Z',
        reviewBy: '2027-02-28T00:00:00.000Z',
      })
      await act(house, '/prospects', looked.id, { kind: 'activate' })
      await night('2027-02-27')
      expect((await read(house, '/prospects', silent.id)).status).toBe(200)
      await night('2027-02-28')
      await house.retain()
      expect((await read(house, '/prospects', silent.id)).status).toBe(404)
      expect((await read(house, '/prospects', held.id)).status).toBe(200)
      expect((await read(house, '/prospects', looked.id)).file).toMatchObject({
        isActive: true,
        activeWhy: 'review',
      })
      // Nothing else is known of them: the person goes with the file.
      expect(await house.rows(`select 1 from person where id = '${uuid(silent.personId)}'`)).toEqual([])
      expect(await house.rows(`select 1 from person where id = '${uuid(held.personId)}'`)).toHaveLength(1)
      expect(await house.erase(uuid(looked.personId))).toBe('done')
      expect(await rowsOf(house, 'prospect_file', looked.personId)).toEqual([])
      expect(await house.rows(`select 1 from person where id = '${uuid(looked.personId)}'`)).toEqual([])
      house.at(START)
    }
  })

  test('[S3-69 3/3] becomes a customer: another rule, the same dates; and only with whoever keeps customers', {
    timeout: LATER,
  }, async () => {
    const { id, personId } = await open(softathome, '/prospects', { title: 'Director' })
    softathome.at('2026-04-01T10:00:00Z')
    await act(softathome, '/prospects', id, {
      kind: 'contact',
      at: '2026-03-01T09:00:00Z',
      channel: 'telephone',
      direction: 'inbound',
    })
    const [before] = await rowsOf(softathome, 'prospect_file', personId)
    const alone = await act(softathome, '/prospects', id, { kind: 'convert', as: ['prospects.manage'] })
    expect(alone.status).toBe(403)
    expect((await act(softathome, '/prospects', id, { kind: 'convert' })).status).toBe(200)
    expect((await read(softathome, '/prospects', id)).status).toBe(404)
    const [after] = await rowsOf(softathome, 'customer_file', personId)
    for (const column of [
      'id',
      'opened_at',
      'last_contact_at',
      'contacts',
      'origin',
      'title',
      'provenance_id',
    ])
      expect([column, after?.[column]]).toEqual([column, before?.[column]])
    const [line] = await copied(softathome, personId, 'customer_file')
    expect(line).toMatchObject({ keptUntil: null })
    softathome.at(START)
  })

  test('[S3-72 1/2] nothing but name, contact and work is taken; every other field is refused, and leaves nothing', {
    timeout: LATER,
  }, async () => {
    for (const field of [
      'login',
      'password',
      'usage',
      'tv',
      'navigation',
      'mobileUsage',
      'devices',
      'notes',
      'bornOn',
    ]) {
      const refused = await ask(softathome, '/prospects', { familyName: 'Refused', [field]: 'x' })
      expect([field, refused.status]).toEqual([field, 400])
    }
    expect(await softathome.rows(`select 1 from person where family_name = 'Refused'`)).toEqual([])
    const { id } = await open(softathome, '/prospects')
    const change = { kind: 'change', work: { usage: 'x' } }
    expect((await act(softathome, '/prospects', id, change)).status).toBe(400)
  })

  test('[S3-70 3/3] whoever says no to offers is on no list any more, and their file stays', {
    timeout: LATER,
  }, async () => {
    const { id, personId } = await open(softathome, '/prospects', { workEmail: 'no@nord.example' })
    expect((await offersOf(softathome, '/prospects')).map(({ workEmail }) => workEmail)).toContain(
      'no@nord.example',
    )
    expect((await act(softathome, '/prospects', id, { kind: 'object' })).status).toBe(200)
    expect((await read(softathome, '/prospects', id)).file).toMatchObject({ hasObjected: true })
    expect((await offersOf(softathome, '/prospects')).map(({ workEmail }) => workEmail)).not.toContain(
      'no@nord.example',
    )
    expect(
      await softathome.rows(`select 1 from objection where person_id = '${uuid(personId)}'`),
    ).toHaveLength(1)
  })

  test('[S3-77 1/2] files of prospects open for commercial and marketing teams only', {
    timeout: LATER,
  }, async () => {
    const { id } = await open(softathome, '/prospects')
    const teams = {
      research: ['customers.manage', 'equipment.read', 'equipment.manage'],
      debug: ['equipment.read', 'equipment.manage', 'places.read'],
      security: ['accounts.read', 'events.read', 'register.read'],
      hr: ['applications.manage', 'people.read', 'people.manage'],
    }
    for (const as of Object.values(teams))
      for (const path of ['/prospects', '/prospects/offers', `/prospects/${id}`])
        expect([as, path, (await softathome.ask('GET', path, { as })).status]).toEqual([as, path, 403])
    expect((await softathome.ask('GET', `/prospects/${id}`, { as: ['prospects.manage'] })).status).toBe(200)
  })
})

describe('a customer', () => {
  test('[S1-72 1/2, S1-73 1/2] has a name, a title and an area of interest apart, which goes alone; their work’s contact details are apart from their own, and they alone serve offers', {
    timeout: LATER,
  }, async () => {
    const { id, personId } = await open(sonio, '/customers', {
      title: 'Midwife',
      areaOfInterest: 'prenatal imaging',
      workEmail: 'ida@clinic.example',
      workPhone: '01 02 03 04 05',
      workAddress: '1 rue Haute, Lyon',
    })
    await sonio.rows(
      `update person set email = 'private@ida.example', mobile = '+33600000000' where id = '${uuid(personId)}' returning 1`,
    )
    expect(
      (await act(sonio, '/customers', id, { kind: 'change', work: { areaOfInterest: null } })).status,
    ).toBe(200)
    const [row] = await rowsOf(sonio, 'customer_file', personId)
    expect(row).toMatchObject({
      title: 'Midwife',
      area_of_interest: null,
      work_email: 'ida@clinic.example',
      work_phone: '01 02 03 04 05',
      work_address: '1 rue Haute, Lyon',
    })
    expect((await read(sonio, '/customers', id)).file).toMatchObject({
      personName: 'Ida Lund',
      title: 'Midwife',
    })
    const said = JSON.stringify([
      await offersOf(sonio, '/customers'),
      (await read(sonio, '/customers', id)).file,
    ])
    expect(said).toContain('ida@clinic.example')
    expect(said).not.toMatch(/private@ida|\+336/)
    // Without one for work there is none to write to, whatever they have of their own.
    await act(sonio, '/customers', id, { kind: 'change', work: { workEmail: null } })
    expect((await offersOf(sonio, '/customers')).map((one) => one.id)).not.toContain(id)
  })

  test('[S1-74 1/2] is with a company from a day to a day; the company stays when they leave or are erased', {
    timeout: LATER,
  }, async () => {
    const { id, personId } = await open(sonio, '/customers', { company: 'Clinique du Parc' })
    await act(sonio, '/customers', id, { kind: 'join', company: 'Hôpital Nord', on: '2026-03-01' })
    expect((await read(sonio, '/customers', id)).file).toMatchObject({
      company: 'Hôpital Nord',
      companies: [
        { name: 'Hôpital Nord', since: '2026-03-01', until: null },
        { name: 'Clinique du Parc', since: '2026-01-31', until: '2026-03-01' },
      ],
    })
    await act(sonio, '/customers', id, { kind: 'join', company: null, on: '2026-04-01' })
    expect((await read(sonio, '/customers', id)).file).toMatchObject({ company: null })
    expect(await copied(sonio, personId, 'affiliation')).toHaveLength(2)
    expect(await sonio.erase(uuid(personId))).toBe('done')
    expect(await rowsOf(sonio, 'affiliation', personId)).toEqual([])
    expect(
      await sonio.rows(`select name from company where name in ('Clinique du Parc', 'Hôpital Nord')`),
    ).toHaveLength(2)
  })

  test('[S1-75 3/3] says no to marketing, and is served as before; [S1-80] whoever left all of it empty loses nothing and is sent nothing', {
    timeout: LATER,
  }, async () => {
    const { id } = await open(sonio, '/customers', { workEmail: 'ida@clinic.example' })
    expect((await offersOf(sonio, '/customers')).map((one) => one.id)).toContain(id)
    await act(sonio, '/customers', id, { kind: 'object' })
    const blank = await open(sonio, '/customers')
    for (const one of [id, blank.id]) {
      expect((await offersOf(sonio, '/customers')).map((offer) => offer.id)).not.toContain(one)
      for (const body of [
        { kind: 'contact', at: START, channel: 'telephone', direction: 'outbound' },
        { kind: 'join', company: 'Clinique', on: '2026-01-31' },
        { kind: 'change', work: { title: 'Doctor' } },
        { kind: 'end', why: 'over' },
      ])
        expect((await act(sonio, '/customers', one, body)).status).toBe(200)
    }
    expect(await copied(sonio, blank.personId, 'customer_file')).toHaveLength(1)
    expect(sonio.sent).toEqual([])
  })

  test('[S4-48 3/3] the end of the relation gives what serves nothing else a day on which it goes', {
    timeout: LATER,
  }, async () => {
    const { id, personId } = await open(soco, '/customers')
    const until = async (table: string) =>
      (await copied(soco, personId, table)).map((line) => (line.kind === 'row' ? line.keptUntil : undefined))
    expect([await until('customer_file'), await until('person')]).toEqual([[null], [null]])
    soco.at('2026-05-01T10:00:00Z')
    await act(soco, '/customers', id, { kind: 'end', why: 'over' })
    expect([await until('customer_file'), await until('person')]).toEqual([['2029-05-01'], ['2029-05-01']])
    // What serves something else waits for that.
    const prospect = await ask(soco, '/prospects', { personId, givenName: undefined, familyName: undefined })
    expect(prospect.status).toBe(201)
    expect([await until('customer_file'), await until('person')]).toEqual([['2029-05-01'], [null]])
    soco.at('2029-05-01T12:00:00Z')
    await soco.retain()
    expect(await rowsOf(soco, 'customer_file', personId)).toEqual([])
    expect(await soco.rows(`select 1 from person where id = '${uuid(personId)}'`)).toHaveLength(1)
    soco.at(START)
  })
})

describe('a contact at a client company', () => {
  test('[S3-117 3/3, S3-118 1/2] is written to at work alone, in a file that nothing of staff is joined to', {
    timeout: LATER,
  }, async () => {
    const { id, personId } = await open(softathome, '/client-contacts', {
      company: 'Nord SA',
      workEmail: 'ida@nord.example',
    })
    await softathome.rows(
      `update person set email = 'private@ida.example', mobile = '+33600000000', born_on = '1980-01-01', street = '2 rue Basse' where id = '${uuid(personId)}' returning 1`,
    )
    await softathome.rows(`insert into relation (organization_id, id, version, person_id, kind, source, starts_on)
      values ('${softathome.organizationId}', gen_random_uuid(), 1, '${uuid(personId)}', 'staff', 'staff', '2020-01-01') returning 1`)
    expect(await offersOf(softathome, '/client-contacts')).toEqual([
      { id, name: 'Ida Lund', company: 'Nord SA', title: null, workEmail: 'ida@nord.example' },
    ])
    const said = JSON.stringify((await read(softathome, '/client-contacts', id)).file)
    expect(said).not.toMatch(/private@ida|\+336|1980-01-01|rue Basse|2020-01-01/)
    for (const field of ['salary', 'contract', 'bornOn', 'hiredOn', 'relationId', 'evaluation'])
      expect([field, (await ask(softathome, '/client-contacts', { [field]: 'x' })).status]).toEqual([
        field,
        400,
      ])
    expect(asId('person', uuid(personId))).toBe(uuid(personId))
  })
})

test('one open file of a kind for each person, and no act on what has ended', {
  timeout: LATER,
}, async () => {
  const { id, personId } = await open(soco, '/customers')
  const again = await ask(soco, '/customers', { personId })
  expect([again.status, again.body]).toMatchObject([409, { code: 'file_open_already' }])
  expect((await ask(soco, '/customers', { familyName: undefined })).body).toMatchObject({
    code: 'file_without_name',
  })
  expect((await act(soco, '/customers', id, { kind: 'activate' })).body).toMatchObject({
    code: 'file_not_prospect',
  })
  await act(soco, '/customers', id, { kind: 'end', why: 'left' })
  expect((await act(soco, '/customers', id, { kind: 'object' })).body).toMatchObject({ code: 'file_ended' })
  expect((await soco.ask('GET', '/customers?state=ended')).body).toMatchObject({
    data: [{ id, endedAt: START.replace('Z', '.000Z') }],
  })
})
