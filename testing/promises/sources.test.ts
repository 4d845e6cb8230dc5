/** T-SRC: under each preset, somebody is written down by each of its sources, which their copy shows; without one, nobody. */
import type { Register, SourceWay } from '@loge/features/law/core'
import { createPerson, listPeople } from '@loge/features/people/server'
import { Problem } from '@loge/http'
import type { PersonId } from '@loge/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PresetClaim, readPresets } from './preset-claims.ts'
import { openSourceHouse, type SourceHouse } from './source-house.ts'
import { readWritten } from './written.ts'

const presets = await readPresets()
const kindOf = new Map((await readWritten()).promises.map(({ id, kind }) => [id, kind]))
const houses = new Map<string, SourceHouse>()
const LONG = 900_000

/** Whose own row is checked below as well. */
const WHOLE: ReadonlySet<string> = new Set([
  'S2-14',
  'S2-15',
  'S2-16',
  'S3-26',
  'S4-18',
  'S4-19',
  'S4-20',
  'S4-29',
])

const claims = presets
  .flatMap(({ claims: all }) => all)
  .filter(({ id, path }) => kindOf.get(id) === 'SRC' && path[0] === 'sources')

beforeAll(async () => {
  for (const preset of new Set(claims.map(({ preset: name }) => name)))
    houses.set(preset, await openSourceHouse(preset))
}, LONG)
afterAll(async () => {
  for (const house of houses.values()) await house.close()
})

const houseOf = (preset: string): SourceHouse => houses.get(preset) ?? expect.fail(`no ${preset}`)
const registerOf = (preset: string): Register =>
  presets.find(({ name }) => name === preset)?.register ?? expect.fail(`no ${preset}`)
const sourceOf = ({ preset, path }: PresetClaim) =>
  registerOf(preset).sources.find(({ id }) => id === path.at(-1)) ?? expect.fail('no source')

/** Which way the house works by under this register, for this source; undefined: at the desk, by its name. */
const wayOf = (claim: PresetClaim): SourceWay | undefined =>
  // Whoever applies is tried with their CV, beside `applications`.
  sourceOf(claim).by?.find((way) => way !== 'application')

const DETAIL: Readonly<Partial<Record<SourceWay, RegExp>>> = {
  siteForm: /^public form: contact, version [0-9a-f]{12}$/,
  newsletter: /^public form: newsletter, version [0-9a-f]{12}$/,
  ownForm: /^form: [a-z ]+, version \d+$/,
  paperForm: /^paper form: [a-z ]+, version \d+$/,
  oral: /^welcome call, version 3$/,
  service: /^online service: Loge console$/,
}

const COLLECTED: Readonly<Partial<Record<SourceWay, string>>> = { paperForm: '2026-01-29' }
/** Signed in: by themselves. */
const OWN: ReadonlySet<SourceWay | undefined> = new Set(['ownForm', 'service'])
const KEYED: ReadonlySet<SourceWay> = new Set(['self', 'staff', 'oral', 'paperForm', 'agency', 'mail'])

const writeDown = (claim: PresetClaim): Promise<PersonId> => {
  const way = wayOf(claim)
  const house = houseOf(claim.preset)
  if (way !== undefined) return house.by(way)
  const { id, kind } = sourceOf(claim)
  return house.byDesk(id, {
    ...(kind === 'third_party' ? { supplier: 'Talents SA' } : {}),
    ...(kind === 'public' ? { url: 'https://annuaire.example/roux' } : {}),
  })
}

describe('whoever is written down by a source of the register has it beside them, and in their copy', () => {
  const rows = claims.map(
    (claim) =>
      [
        `${claim.preset}: ${claim.path.at(-1)}${WHOLE.has(claim.id) ? ` [${claim.id} 1/2]` : ''}`,
        claim,
      ] as const,
  )
  test.each(rows)('%s', async (_title, claim) => {
    const house = houseOf(claim.preset)
    const { id, kind } = sourceOf(claim)
    const way = wayOf(claim)
    const personId = await writeDown(claim)
    const own = (await house.origins(personId)).filter(({ source }) => source === id)
    expect(own).toHaveLength(1)
    expect(own[0]).toMatchObject({
      kind,
      detail: expect.stringMatching((way && DETAIL[way]) ?? /./),
      collected_on: way === undefined ? '2026-01-30' : (COLLECTED[way] ?? '2026-01-31'),
      notice_hash: await house.registerHash(),
      keyed_by: way !== undefined && KEYED.has(way) ? house.AGENT : OWN.has(way) ? expect.anything() : null,
    })
    if (kind === 'third_party') expect(own[0]?.supplier).toMatch(/./)
    if (kind === 'public') expect(own[0]?.url).toMatch(/^https:/)
    const copied = (await house.copy(personId)).filter((line) => line.table === 'provenance')
    expect(copied).toContainEqual(
      expect.objectContaining({
        kind: 'row',
        values: expect.objectContaining({ source: id, kind, detail: own[0]?.detail }),
      }),
    )
  })
})

describe('without a source', () => {
  test.each([...new Set(claims.map(({ preset }) => preset))])(
    '%s: nobody and nothing is written down, by the database itself',
    async (preset) => {
      const house = houseOf(preset)
      const before = await house.rows('select id from person')
      await expect(
        house.rows(`insert into person (organization_id, id, given_name, family_name, sort_name, sources, version)
          values ('${house.organizationId}', gen_random_uuid(), 'No', 'Origin', 'origin no', '{}', 1)`),
      ).rejects.toThrow(/without its source/)
      expect(await house.rows('select id from person')).toHaveLength(before.length)
      const [{ id } = { id: '' }] = before as readonly { readonly id: string }[]
      for (const table of ['contact_message', 'asked_value', 'subscription']) {
        const [{ required } = { required: false }] = await house.rows<{ required: boolean }>(
          `select attnotnull as required from pg_attribute
           where attrelid = 'loge.${table}'::regclass and attname = 'provenance_id'`,
        )
        expect([table, required]).toEqual([table, true])
      }
      await expect(
        house.rows(`insert into asked_value (organization_id, id, person_id, provenance_id, form, field, value)
          values ('${house.organizationId}', gen_random_uuid(), '${id}', gen_random_uuid(), 'contact', 'x', 'y')`),
      ).rejects.toThrow(/foreign key/)
      // A source the register does not name is none.
      const named = await house.ask('POST', '/relations/people', {
        body: {
          givenName: 'No',
          familyName: 'Origin',
          language: 'en',
          source: 'hearsay',
          detail: 'x',
          collectedOn: '2026-01-30',
        },
      })
      expect([named.status, named.body.code]).toEqual([422, 'source_unknown'])
    },
  )
})

const refusalOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'kept',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  )

describe('prepaid', () => {
  const prepaid = () => houseOf('prepaid')

  test('what somebody typed into the form of the platform names the form and its version, and nobody is written to as if others had told [S2-14 2/2, S2-15 2/2]', async () => {
    const house = prepaid()
    const typed = await house.by('ownForm')
    const told = await house.by('self')
    const rows = [...(await house.origins(typed)), ...(await house.origins(told))]
    expect(rows.find(({ source }) => source === 'web_form')?.detail).toMatch(/, version \d+$/)
    expect(rows.filter(({ kind }) => kind !== 'person')).toEqual([])
    expect(rows.map(({ notice_due_on: due }) => due)).toEqual(rows.map(() => null))
    await house.tell()
    expect([...(await house.letters(typed)), ...(await house.letters(told))]).toEqual([])
  })

  test('whoever the agency told us of is written to within a month, with its name; the agency itself is named, and sees its own residences alone [S2-16 2/2]', async () => {
    const house = prepaid()
    const { deps, agent } = house
    const [here, elsewhere] = [await house.newHome('Here'), await house.newHome('Elsewhere')]
    const agency = {
      ...agent,
      reach: { wholeOrganization: false, siteIds: [here.siteId], ownPersonId: undefined },
    }
    const supplied = (familyName: string, unitId: typeof here.unitId, more: object) =>
      createPerson(deps, agency, {
        givenName: 'Bo',
        familyName,
        email: `${familyName}@example.org`,
        language: 'fr',
        source: 'agency',
        tenancy: { unitId, role: 'holder', movesInAt: deps.world.now(), movesOutAt: null },
        ...more,
      })
    expect(await refusalOf(supplied('unnamed', here.unitId, {}))).toBe('source_supplier_missing')
    const origin = { supplier: 'Régie du Parc' }
    expect(await refusalOf(supplied('foreign', elsewhere.unitId, { origin }))).toBe('unit_unknown')
    const person = await supplied('named', here.unitId, { origin })
    await createPerson(deps, agent, {
      givenName: 'Cy',
      familyName: 'Elsewhere',
      tenancy: { unitId: elsewhere.unitId, role: 'holder', movesInAt: deps.world.now(), movesOutAt: null },
    })
    expect(await house.origins(person.id)).toMatchObject([
      { source: 'agency', supplier: 'Régie du Parc', notice_due_on: '2026-02-28' },
    ])
    for (const _twice of [1, 2]) await house.tell()
    const letters = await house.letters(person.id)
    expect(letters.map(({ sent_to: to }) => to)).toEqual(['named@example.org'])
    expect(letters[0]?.body).toContain('Régie du Parc')
    expect(letters.map(({ written_at: at }) => new Date(at).toISOString().slice(0, 10))).toEqual([
      '2026-01-31',
    ])
    const seen = (await listPeople(deps, agency, { limit: 100 })).data.map(({ familyName }) => familyName)
    expect(seen).toEqual(['named'])
  })
})

test('softathome: what is collected from somebody says so, and what stood beside the form is the notice it names [S3-26 2/2]', async () => {
  const house = houseOf('softathome')
  const personId = await house.by('siteForm')
  const { body } = await house.page('/contact')
  const [shown] = /name="notice" value="([0-9a-f]{64})"/.exec(body)?.slice(1) ?? []
  expect(body).toContain('What becomes of what you write')
  expect(await house.origins(personId)).toMatchObject([
    { source: 'person', kind: 'person', notice_hash: shown, notice_due_on: null },
  ])
})

describe('soco', () => {
  const soco = () => houseOf('soco')
  const count = async (table: string) => (await soco().rows(`select 1 from ${table}`)).length

  test('a visit of the web site writes nobody down; a form that is sent does [S4-18 2/2]', async () => {
    const house = soco()
    const before = [await count('person'), await count('provenance')]
    for (const path of ['/contact', '/newsletter']) expect((await house.page(path)).status).toBe(200)
    expect([await count('person'), await count('provenance')]).toEqual(before)
    await house.by('siteForm')
    expect((await house.rows(`select 1 from provenance where source = 'web_site'`)).length).toBeGreaterThan(0)
  })

  test('the use of the online service is a source by its name, once, however often somebody signs in [S4-19 2/2]', async () => {
    const rows = await soco().rows<{ person_id: string; detail: string; kind: string }>(
      `select person_id, detail, kind from provenance where source = 'online_service'`,
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(new Set(rows.map(({ person_id: id }) => id)).size).toBe(rows.length)
    for (const { detail, kind } of rows)
      expect([detail, kind]).toEqual(['online service: Loge console', 'observed'])
  })

  test('a form of the service names itself and its version [S4-20 2/2]', async () => {
    const house = soco()
    const own = (await house.origins(await house.by('ownForm'))).filter(
      ({ source }) => source === 'service_form',
    )
    expect(own.map(({ detail }) => detail)).toEqual(['form: my data, version 1'])
  })

  test('an electronic form, a paper one and an answer are three sources; an answer names its questions and whoever keyed it in [S4-29 2/2]', async () => {
    const house = soco()
    const answered = await house.by('oral')
    expect(await house.origins(answered)).toMatchObject([
      { source: 'oral_answer', detail: 'welcome call, version 3', keyed_by: house.AGENT },
    ])
    for (const detail of [undefined, ' '])
      expect(await refusalOf(house.enter('oral', { origin: { detail } }))).toBe('source_script_missing')
    expect(await refusalOf(house.enter('paperForm'))).toBe('form_date_needed')
    const kept = await house.rows<{ source: string }>('select distinct source from provenance')
    for (const source of ['electronic_form', 'paper_form', 'oral_answer'])
      expect(kept.map((one) => one.source)).toContain(source)
  })
})
