/** What leaves on request: for an authority by a case of its own, for a possible buyer through a data room. */
import { createHash } from 'node:crypto'
import { formatId, type PersonId } from '@loge/kernel'
import type { TestApi } from '@loge/testing'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { copyPerson, type CopyLine } from '../copy.ts'
import { type DisclosureHouse, openDisclosureHouse } from '../disclosures/house.fixture.ts'
import { deliverReleaseLetters } from './letters.ts'

// A whole house under each register, and everything that is kept of two people.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

/** One house for each register, whatever is asked of it. */
const houses = new Map<string, DisclosureHouse>()
const houseOf = async (preset: string): Promise<DisclosureHouse> => {
  const house = houses.get(preset) ?? (await openDisclosureHouse(preset))
  houses.set(preset, house)
  return house
}
afterAll(async () => {
  for (const house of houses.values()) await house.close()
})

interface Release {
  readonly id: string
  readonly state: string
  readonly people: readonly { readonly id: string; readonly label: string; readonly letter: string }[]
}

const codeOf = ({ status, body }: { status: number; body: unknown }): number | string =>
  status < 300 ? status : (body as { code: string }).code

/** With a file of whoever buys or may buy, kept by the code for that activity. */
const addFile = async (house: DisclosureHouse, table: string, givenName: string): Promise<PersonId> => {
  const personId = await house.addPerson(givenName)
  await house.sql(`insert into ${table} (organization_id, id, version, person_id, provenance_id, origin, opened_at, title,
      area_of_interest, work_email, contacts, last_contact_at, is_active, active_why, active_on)
    select organization_id, gen_random_uuid(), 1, person_id, id, 'inbound', '2026-11-01', 'Midwife', 'prenatal imaging',
      'ida@clinic.example', '[]', '2026-11-01', true, 'contact', '2026-11-01' from provenance where person_id = '${personId}'`)
  return personId
}

const caller = (api: TestApi) => ({
  open: (body: object) => api.call('POST', '/privacy/releases', { body }),
  decide: (id: string, decision: string) =>
    api.call('POST', `/privacy/releases/${id}/decision`, { body: { decision, reasons: 'Checked' } }),
  content: (id: string) => api.call('POST', `/privacy/releases/${id}/content`),
  give: (id: string, contentHash: string) =>
    api.call('POST', `/privacy/releases/${id}/give`, { body: { contentHash } }),
  list: async () => ((await api.call('GET', '/privacy/releases')).body as { data: readonly Release[] }).data,
})

const factsOf = async (house: DisclosureHouse, id: string) =>
  (await house.sql(`select type from event where payload->>'releaseId' = '${id}' order by id`)).map(
    ({ type }) => String(type),
  )

const REQUISITIONS = [
  {
    preset: 'softathome',
    recipient: 'a_authorities',
    activity: 'prospects',
    category: 'professional',
    tables: ['prospect_file'],
    claims: '[S3-25 2/2, S3-65 3/3]',
  },
  {
    preset: 'sonio',
    recipient: 'a_regulator',
    activity: 'crm',
    category: 'professional',
    tables: ['customer_file'],
    claims: '[S1-96, S1-97]',
  },
  {
    preset: 'soco',
    recipient: 'a_third_parties',
    activity: 'relationship',
    category: 'account',
    tables: ['person', 'provenance'],
    claims: '[S4-75 2/2]',
  },
] as const

describe.each(REQUISITIONS)('under the register of $preset', (row) => {
  const { preset, recipient, activity, category, tables, claims } = row
  const table = activity === 'crm' ? 'customer_file' : 'prospect_file'
  let house: DisclosureHouse
  let asked: object
  let ida: PersonId
  beforeAll(async () => {
    house = await houseOf(preset)
    ida = await addFile(house, table, 'Ida')
    asked = {
      recipient,
      activity,
      categories: [category],
      personIds: [formatId('person', ida)],
      reference: 'PV 2026/118',
      scope: 'The title and the interest noted of one person, since 1 November',
      receivedOn: '2026-11-20',
      provision: 'Article 60-1 du code de procédure pénale',
      procedure: 'national',
    }
  })

  test(`an authority gets data out of a case alone: provision, procedure, scope, who approved, exactly what was given and when ${claims}`, async () => {
    const bob = await addFile(house, table, 'Bob')
    const officer = await house.signedIn('Olga', 'dpo')
    const desk = caller(officer)
    // By no other way, whatever it cites.
    const direct = { recipient, activity, categories: [category], personIds: [ida] }
    const cited = { provision: 'Article 60-1', procedure: 'union' }
    expect(await house.give(direct)).toBe('provision_missing')
    expect(await house.give({ ...direct, more: cited })).toBe('release_needed')
    for (const [without, code] of [
      [{ provision: undefined }, 'provision_missing'],
      [{ procedure: undefined }, 'release_wrong_kind'],
      [{ procedure: 'own' }, 'input_invalid'],
      [{ scope: '' }, 'input_invalid'],
      [{ categories: ['cv'] }, 'category_not_for_recipient'],
    ] as const)
      expect([without, codeOf(await desk.open({ ...asked, ...without }))]).toEqual([without, code])
    expect(await desk.list()).toEqual([])

    const opened = (await desk.open(asked)).body as Release
    expect(codeOf(await desk.content(opened.id))).toBe('release_not_approved')
    expect(codeOf(await desk.give(opened.id, 'ab'.repeat(32)))).toBe('release_not_approved')
    expect(codeOf(await desk.decide(opened.id, 'approved'))).toBe(200)
    const { content, hash } = (await desk.content(opened.id)).body as { content: string; hash: string }
    expect(hash).toBe(createHash('sha256').update(content).digest('hex'))
    // One person, one category of one activity: nobody else, no address, no mailbox, no movement.
    const handed = JSON.parse(content) as {
      people: { person: string; tables: { table: string; rows: object[] }[] }[]
    }
    expect(handed.people.map(({ person }) => person)).toEqual(['Ida Okafor'])
    expect(content).not.toContain('Bob')
    expect(content).not.toContain('ida@clinic.example')
    expect(handed.people[0]?.tables.map(({ table }) => table)).toEqual([...tables])
    // What was given is what was looked at, to the letter.
    expect(codeOf(await desk.give(opened.id, 'ab'.repeat(32)))).toBe('release_changed')
    expect(await house.given()).toEqual([])
    expect(codeOf(await desk.give(opened.id, hash))).toBe(200)
    expect(codeOf(await desk.give(opened.id, hash))).toBe('release_not_approved')
    expect(await desk.list()).toMatchObject([
      {
        kind: 'requisition',
        recipientName: expect.stringContaining('Somebody'),
        provision: 'Article 60-1 du code de procédure pénale',
        procedure: 'national',
        scope: expect.stringContaining('one person'),
        receivedOn: '2026-11-20',
        decidedBy: 'Olga Okafor',
        decision: 'Checked',
        state: 'given',
        givenAt: expect.any(String),
        givenBy: 'Olga Okafor',
        contentHash: hash,
      },
    ])
    expect(await house.given()).toMatchObject([
      { recipient, contentHash: hash, procedure: 'national', categories: [category] },
    ])
    expect((await factsOf(house, opened.id)).toSorted()).toEqual([
      'privacy.release_decided',
      'privacy.release_given',
      'privacy.release_opened',
      'privacy.release_read',
    ])
    await expect(house.sql(`update release_case set scope = 'more' where id is not null`)).rejects.toThrow(
      'not changed',
    )
    await expect(house.sql(`update release_case set content_hash = '${'0'.repeat(64)}'`)).rejects.toThrow(
      'stays as it ended',
    )
    const lines: CopyLine[] = []
    const within = ({ purposes }: { readonly purposes: readonly string[] }) =>
      purposes.includes('staff_accountability')
    const whose = { organizationId: house.organizationId, personId: ida, within }
    for await (const line of await copyPerson(house.deps, whose)) lines.push(line)
    expect(JSON.stringify(lines)).toContain(recipient)
    expect(bob).not.toBe(ida)
    // Refused, it gives nothing and stays.
    const second = (await desk.open({ ...asked, procedure: 'union' })).body as Release
    expect(codeOf(await desk.decide(second.id, 'refused'))).toBe(200)
    expect(codeOf(await desk.decide(second.id, 'approved'))).toBe('release_not_open')
    expect(codeOf(await desk.content(second.id))).toBe('release_not_approved')
    expect(await house.given()).toHaveLength(1)
    expect(codeOf(await caller(await house.signedIn('Max', 'manager', ['people.read'])).open(asked))).toBe(
      'permission_denied',
    )
  })
})

const ROOMS = [
  { preset: 'sonio', unlisted: 'use', activity: 'crm', table: 'customer_file', claims: '[S1-94 2/2]' },
  {
    preset: 'softathome',
    unlisted: 'web',
    activity: 'prospects',
    table: 'prospect_file',
    claims: '[S3-66 3/3]',
  },
] as const

describe.each(ROOMS)('a data room under the register of $preset', (row) => {
  const { preset, unlisted, activity, table, claims } = row
  let house: DisclosureHouse
  beforeAll(async () => {
    house = await houseOf(preset)
  })

  test(`is approved by the officer, nameless, logged, told to everybody in it, and without browsing ${claims}`, async () => {
    const people = [await addFile(house, table, 'Ira'), await addFile(house, table, 'Rob')]
    await house.sql(`update person set email = 'ira@example.org', language = 'en' where given_name = 'Ira'`)
    await house.sql(`update person set street = '1 rue Haute', city = 'Lyon' where given_name = 'Rob'`)
    const asker = caller(await house.signedIn('Adam', 'administrator'))
    const officer = caller(await house.signedIn('Odile', 'dpo'))
    const purpose =
      house.register.activities.find(({ id }) => id === activity)?.purposes[0]?.id ?? expect.fail('none')
    const asked = {
      recipient: 'a_buyer',
      activity,
      categories: ['professional'],
      personIds: people.map((id) => formatId('person', id)),
      reference: 'Project Alba',
      scope: 'Titles and areas of interest, to judge the portfolio',
      receivedOn: '2026-11-20',
      purpose,
    }
    const direct = { recipient: 'a_buyer', activity, categories: ['professional'], personIds: people }
    expect(await house.give(direct)).toBe('release_needed')
    const browsing = preset === 'sonio' ? 'browsing' : 'navigation'
    for (const [wrong, code] of [
      [{ purpose: undefined }, 'release_purpose_missing'],
      [{ purpose: 'anything' }, 'release_purpose_missing'],
      [{ provision: 'art. 1', procedure: 'union' }, 'release_wrong_kind'],
      [{ categories: [browsing] }, 'category_not_for_recipient'],
    ] as const)
      expect([wrong, codeOf(await asker.open({ ...asked, ...wrong }))]).toEqual([wrong, code])
    const elsewhere = codeOf(await asker.open({ ...asked, activity: unlisted, categories: [browsing] }))
    expect(['recipient_not_of_activity', 'category_not_for_recipient']).toContain(elsewhere)

    const { id } = (await asker.open(asked)).body as Release
    // Whoever asked does not approve, nor does anybody but the officer; and no key of a machine.
    expect(codeOf(await asker.decide(id, 'approved'))).toBe('release_officer_only')
    expect(codeOf(await caller(house.desk).decide(id, 'approved'))).toBe('release_officer_only')
    const own = (await officer.open({ ...asked, reference: 'Own' })).body as Release
    expect(codeOf(await officer.decide(own.id, 'approved'))).toBe('release_officer_only')
    expect(codeOf(await officer.decide(id, 'approved'))).toBe(200)

    const { content, hash } = (await officer.content(id)).body as { content: string; hash: string }
    expect(content).toContain('prenatal imaging')
    for (const name of ['Ira', 'Rob', 'Okafor', 'clinic.example', 'rue Haute', ...people.map(String)])
      expect([name, content.includes(name)]).toEqual([name, false])
    const labels = (JSON.parse(content) as { people: { person: string }[] }).people.map(
      ({ person }) => person,
    )
    expect(labels).toEqual(['0001', '0002'])

    // Nothing is handed over before each of them was told: one by mail, one on paper.
    expect(codeOf(await officer.give(id, hash))).toBe('release_people_untold')
    const sent: { to: string; text: string }[] = []
    const deps = {
      ...house.deps,
      sendLetter: async (letter: { to: string; text: string }) => {
        sent.push(letter)
        return undefined
      },
    }
    await deliverReleaseLetters(deps, house.organizationId)
    expect(sent.map(({ to }) => to)).toEqual(['ira@example.org'])
    expect(sent[0]?.text).toContain('without your name')
    expect(codeOf(await officer.give(id, hash))).toBe('release_people_untold')
    const [room] = (await officer.list()).filter((one) => one.id === id)
    const paper =
      room?.people.find(({ letter }) => letter === 'to_post') ?? expect.fail('nobody is written to')
    const letter = await house.desk.call('GET', `/privacy/release-letters/${paper.id}`)
    expect(JSON.stringify(letter.body)).toContain('1 rue Haute')
    expect(
      (await house.desk.call('POST', `/privacy/release-letters/${paper.id}/posted`)).status,
    ).toBeLessThan(300)

    // Nobody frozen meanwhile is in it.
    const freeze = `insert into restriction (organization_id, person_id, since, restricted_by, ground, door)
      select organization_id, id, '2026-11-20', '{"kind":"system","id":"t"}', 'unlawful', 'close' from person where id = '${String(people[0])}'`
    await house.sql(freeze)
    expect(codeOf(await officer.give(id, hash))).toBe('release_person_frozen')
    await house.sql('delete from restriction')
    expect(codeOf(await officer.give(id, hash))).toBe(200)
    const given = (await house.given()) as { recipient: string; contentHash: string }[]
    expect(given.filter(({ contentHash }) => contentHash === hash)).toMatchObject(
      people.map(() => ({ recipient: 'a_buyer', contentHash: hash, categories: ['professional'] })),
    )
    expect(await factsOf(house, id)).toContain('privacy.release_given')
  })
})
