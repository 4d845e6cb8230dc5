/** T-ROL: somebody is each kind of person a register names; the rules of each follow it, and two kinds keep two rules. */
import { BUILT_IN_ROLES, PERMISSIONS } from '@loge/features/accounts/core'
import { formatId, parseId, type PersonId } from '@loge/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCase } from '../../features/privacy/server/requests/open-case.ts'
import { declarations } from '../../server/declarations.ts'
import { insideAsPrivacy } from '@loge/features/privacy/server'
import { readPresets } from './preset-claims.ts'
import { KINDS, type Kind, keptUntil, type Life, liveThrough, sourceOf } from './roles-house.ts'
import { openSourceHouse, type SourceHouse } from './source-house.ts'
import { readWritten } from './written.ts'

const presets = await readPresets()
const kindOf = new Map((await readWritten()).promises.map(({ id, kind }) => [id, kind]))
const houses = new Map<string, SourceHouse>()
const lives = new Map<string, ReadonlyMap<string, Life>>()
const LONG = 900_000
const OUTSIDE: readonly string[] = ['sonio', 'softathome', 'soco']
const START = '2026-01-31T10:00:00Z'

beforeAll(async () => {
  for (const preset of OUTSIDE) {
    houses.set(preset, await openSourceHouse(preset))
    const kinds = WHOSE.filter((one) => one.preset === preset).map(({ is }) => is)
    lives.set(preset, await liveThrough(houseOf(preset), [...new Set(kinds)]))
  }
}, LONG)
afterAll(async () => {
  for (const house of houses.values()) await house.close()
})

const houseOf = (preset: string): SourceHouse => houses.get(preset) ?? expect.fail(`no ${preset}`)
const kind = (is: keyof typeof KINDS): Kind => KINDS[is] ?? expect.fail(is)

/** Files of prospects are tried in all they do beside the feature. */
const OWN: ReadonlySet<string> = new Set(['S3-68', 'S4-6'])

/** Claims of kinds of people that are kept in rows of their own. */
const WHOSE = presets
  .filter(({ name }) => OUTSIDE.includes(name))
  .flatMap(({ name, register, claims }) =>
    claims.flatMap(({ id, path }) => {
      const audience = register.audiences.find((one) => path[0] === 'audiences' && one.id === path[1])
      return audience === undefined ||
        kindOf.get(id) !== 'ROL' ||
        KINDS[audience.is] === undefined ||
        OWN.has(id)
        ? []
        : [{ preset: name, id, is: audience.is }]
    }),
  )

/** Which share of the whole this is; what the row adds is checked below, or beside the feature. */
const SHARE: Readonly<Record<string, string>> = {
  'S3-27': '2/3',
  'S3-28': '2/3',
  'S3-100': '2/3',
  'S3-108': '2/3',
  'S3-115': '2/3',
  'S4-4': '2/3',
  'S4-5': '2/3',
}

describe('somebody who is of a kind, and of another too', () => {
  const titles = Map.groupBy(WHOSE, ({ preset, is }) => `${preset} ${is}`)
  const rows = [...titles].map(([key, claims]) => {
    const shares = claims.flatMap(({ id }) => (SHARE[id] === undefined ? [] : [`${id} ${SHARE[id]}`]))
    const [{ preset, is }] = claims as [(typeof claims)[number]]
    return [`${key}${shares.length === 0 ? '' : ` [${shares.join(', ')}]`}`, preset, is] as const
  })
  test.each(rows)(
    '%s: is shown to whoever may see that kind; each goes by its own rule, the other stays',
    (_title, preset, is) => {
      expect(lives.get(preset)?.get(is)).toEqual({ begun: [1, 1], shown: true, left: [0, 1], person: 1 })
    },
  )
})

const permissionsOf = (code: string): readonly string[] =>
  BUILT_IN_ROLES.find((role) => role.code === code)?.permissions ?? expect.fail(code)

describe('softathome', () => {
  const softathome = () => houseOf('softathome')

  test('a customer becomes a past customer on a day that is kept and told, and from which the clock of all that served it runs [S3-27 3/3]', async () => {
    const house = softathome()
    const customer = { ...kind('customer'), is: 'customer' }
    const personId = await customer.begin(house)
    expect(await keptUntil(house, personId, customer)).toBeNull()
    house.at('2026-05-01T10:00:00Z')
    await customer.end(house, personId)
    const listed = async (state: string) => {
      const { body } = await house.ask('GET', `/customers?state=${state}`)
      const { data } = body as { data: { personId: string; endedAt: string | null }[] }
      return data.find((one) => one.personId === formatId('person', personId))?.endedAt
    }
    expect([await listed('open'), await listed('ended')]).toEqual([undefined, '2026-05-01T10:00:00.000Z'])
    expect(await keptUntil(house, personId, customer)).toMatch(/^20\d\d-05-01$/)
    house.at(START)
  })

  test('what somebody fills a form in with is a record of theirs: the form and its version, when and what for; it goes by its own rule, and the customer they are stays [S3-78 2/2]', async () => {
    const house = softathome()
    const known = await kind('customer').begin(house)
    await house.rows(`update person set email = 'ida@example.org' where id = '${known}' returning 1`)
    const personId = await house.by('siteForm')
    const record = `select purpose, subject, received_at, detail from contact_message m
      join provenance o on o.id = m.provenance_id where m.person_id = '${personId}'`
    expect(await house.rows(record)).toEqual([
      {
        purpose: 'answer_forms',
        subject: 'service',
        received_at: Date.parse(START),
        detail: expect.stringMatching(/^public form: contact, version [0-9a-f]{12}$/),
      },
    ])
    for (const [as, status] of [
      [['relations.read'], 200],
      [PERMISSIONS.filter((one) => one !== 'relations.read'), 403],
    ] as const)
      expect((await house.ask('GET', '/relations/messages', { as })).status).toBe(status)
    house.at('2029-01-31T12:00:00Z')
    await house.retain()
    const here = async (id: PersonId) => (await house.rows(`select 1 from person where id = '${id}'`)).length
    expect([await house.rows(record), await here(personId), await here(known)]).toEqual([[], 0, 1])
    house.at(START)
  })

  test('a candidate is kept with the channel they came by, whichever it was [S3-100 3/3]', async () => {
    const house = softathome()
    const channels = ['email', 'post', 'third_party'] as const
    for (const channel of channels) {
      const isOther = channel === 'third_party'
      const body = {
        givenName: 'Léo',
        familyName: channel,
        language: 'fr',
        position: 'Agent',
        channel,
        source: isOther ? 'recruiters' : await sourceOf(house),
        ...(isOther ? { supplier: 'Cabinet Durand' } : {}),
        collectedOn: '2026-01-30',
      }
      const { status, body: kept } = await house.ask('POST', '/applications', { body })
      expect([status, kept]).toEqual([201, kept])
      const { body: read } = await house.ask('GET', `/applications/${(kept as { id: string }).id}`)
      expect(read).toMatchObject({ channel })
      const { channel: _channel, ...without } = body
      expect((await house.ask('POST', '/applications', { body: without })).status).toBe(400)
    }
    expect(
      await house.rows(`select payload->>'channel' as channel from event where type = 'application.received'
        order by position`),
    ).toEqual(channels.map((channel) => ({ channel })))
  })

  test('somebody who works here is staff: of no list of prospects, customers or contacts, and of nothing that is written to them [S3-115 3/3]', async () => {
    const house = softathome()
    const personId = await house.enter('staff', {
      familyName: 'Works',
      email: 'works@softathome.example',
      relation: { kind: 'staff', startsOn: '2025-01-01', endsOn: null },
    })
    for (const path of ['/prospects', '/customers', '/client-contacts'])
      for (const list of [path, `${path}/offers`])
        expect(JSON.stringify((await house.ask('GET', list)).body)).not.toMatch(
          new RegExp(`${formatId('person', personId)}|works@softathome`),
        )
    const lines = await house.copy(personId)
    const tables = new Set(lines.map(({ table }) => table))
    for (const table of ['prospect_file', 'customer_file', 'contact_file', 'subscription'])
      expect([table, tables.has(table)]).toEqual([table, false])
    // What says that they work here serves staff alone.
    expect(await keptUntil(house, personId, { table: 'relation', is: 'staff' })).toBeNull()
  })
})

describe('soco', () => {
  const soco = () => houseOf('soco')

  test('a customer who is known in a centre alone, without an account, has the rights and the clocks of one with an account [S4-4 3/3]', async () => {
    const house = soco()
    const customer = { ...kind('customer'), is: 'customer' }
    const online = await customer.begin(house, await house.by('service'))
    const here = await customer.begin(house)
    const accounts = `select 1 from account where person_id =`
    expect(await house.rows(`${accounts} '${online}'`)).toHaveLength(1)
    expect(await house.rows(`${accounts} '${here}'`)).toEqual([])
    const asker = { organizationId: house.organizationId, actor: { kind: 'system', id: 'test' } } as const
    const { database, world } = house.deps
    const privacy = { database, world, declarations }
    const due: unknown[] = []
    for (const [personId, channel] of [
      [online, 'in_app'],
      [here, 'post'],
    ] as const) {
      for (const right of ['access', 'erasure', 'objection', 'portability'] as const) {
        const asked = { right, channel, receivedAt: world.now(), language: 'fr', name: 'Ida Lund' } as const
        const opened = await insideAsPrivacy(database, house.organizationId, (transaction) =>
          openCase(transaction, privacy, asker, {
            ...asked,
            ...(channel === 'post' ? { address: '1 rue Basse, Lyon' } : { email: 'ana@example.org' }),
            words: 'All of it, please',
          }),
        )
        due.push([right, opened.received_at])
      }
      const tables = new Set((await house.copy(personId)).map(({ table }) => table))
      for (const table of ['person', 'customer_file', 'provenance']) expect([...tables]).toContain(table)
    }
    expect(due.slice(0, 4)).toEqual(due.slice(4))
    house.at('2026-05-01T10:00:00Z')
    const ends: (string | null)[] = []
    for (const personId of [online, here]) {
      await customer.end(house, personId)
      ends.push(await keptUntil(house, personId, customer))
    }
    expect(ends).toEqual(['2029-05-01', '2029-05-01'])
    house.at(START)
    expect(await house.erase(here)).toBe('done')
    expect(await house.rows(`select 1 from customer_file where person_id = '${here}'`)).toEqual([])
  })

  test('of one human who is a client and a candidate, recruiters open the application alone and who sells the file alone; what one of them ends leaves the other [S4-5 3/3]', async () => {
    const house = soco()
    const [hr, sales] = [permissionsOf('recruiter'), permissionsOf('commercial')]
    const apply = async () => {
      const { body: kept } = await house.ask('POST', '/applications', {
        body: {
          givenName: 'Ida',
          familyName: 'Both',
          language: 'fr',
          position: 'Gardienne',
          channel: 'post',
          source: 'recruitment',
          collectedOn: '2026-01-30',
        },
      })
      const { id } = kept as { id: string }
      const [row] = await house.rows<{ person_id: PersonId }>(
        `select person_id from application where id = '${parseId('application', id)}'`,
      )
      const personId = row?.person_id ?? expect.fail('nobody applied')
      await kind('customer').begin(house, personId)
      const [file] = await house.rows<{ id: never }>(
        `select id from customer_file where person_id = '${personId}'`,
      )
      const fileId = formatId('relationFile', file?.id ?? expect.fail('no file'))
      return { id, personId, fileId }
    }
    const [one, two] = [await apply(), await apply()]
    const opens = async (path: string, as: readonly string[]) => (await house.ask('GET', path, { as })).status
    for (const { id, fileId } of [one, two]) {
      expect([await opens(`/applications/${id}`, hr), await opens(`/applications/${id}`, sales)]).toEqual([
        200, 403,
      ])
      expect([await opens(`/customers/${fileId}`, sales), await opens(`/customers/${fileId}`, hr)]).toEqual([
        200, 403,
      ])
    }
    const left = async ({ personId }: typeof one) => [
      (await house.rows(`select 1 from application_file where person_id = '${personId}'`)).length,
      (await house.rows(`select 1 from customer_file where person_id = '${personId}'`)).length,
    ]
    house.at('2026-02-04T10:00:00Z')
    const { body } = await house.ask('GET', `/applications/${one.id}`)
    const rejected = { kind: 'move', step: 'rejected', words: 'We chose somebody else.' }
    const moved = await house.ask('POST', `/applications/${one.id}/acts`, {
      ifMatch: (body as { version: number }).version,
      body: rejected,
    })
    expect(moved.status).toBe(200)
    await kind('customer').end(house, two.personId)
    house.at('2029-02-05T12:00:00Z')
    await house.retain()
    expect([await left(one), await left(two)]).toEqual([
      [0, 1],
      [1, 0],
    ])
    house.at(START)
  })
})

describe('sonio', () => {
  test('a visit of the pages writes down nothing of anybody, in any table; a form that is sent does [S1-4 2/2]', async () => {
    const house = houseOf('sonio')
    const personal = declarations
      .filter(({ subject, columns }) => subject !== 'no_subject' && 'organization_id' in columns)
      .map(({ table }) => table)
    const all = async () => {
      const counted = personal.map((table) => `select '${table}' as of, count(*)::int as n from ${table}`)
      return house.rows<{ of: string; n: number }>(counted.join(' union all '))
    }
    const before = await all()
    expect(before.length).toBeGreaterThan(50)
    for (const path of ['/contact', '/newsletter', '/apply', '/contact?sent=yes'])
      for (const again of [1, 2])
        expect([path, again, (await house.page(path)).headers['set-cookie']]).toEqual([
          path,
          again,
          undefined,
        ])
    expect(await all()).toEqual(before)
    await house.by('siteForm')
    const changed = (await all()).filter(({ n }, index) => n !== before[index]?.n).map(({ of }) => of)
    expect(changed).toEqual(expect.arrayContaining(['person', 'provenance', 'contact_message']))
  })
})
