/** Somebody applies without an account; recruiters alone open it; each period takes what is its own; nothing comes back. */
import { PERMISSIONS } from '@loge/features/accounts/core'
import { afterEach, describe, expect, it } from 'vitest'
import { openOutside, type OutsideHouse, seal } from '../house.fixture.ts'
import { deliverOutLetters, sealStored } from '../index.ts'
import { endTalents } from './talents.ts'

const PDF = Buffer.from(
  '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n',
  'latin1',
)
const OTHERS = PERMISSIONS.filter((permission) => permission !== 'applications.manage')

/** Nights of retention over everything there is, on a slow machine. */
const LONG = 300_000

let house: OutsideHouse
afterEach(async () => house.close())

interface Sent {
  readonly fields?: Readonly<Record<string, string>>
  readonly cv?: { readonly name: string; readonly bytes: Uint8Array } | undefined
  readonly path?: string
}

const multipart = (fields: Readonly<Record<string, string>>, cv: Sent['cv']): Buffer => {
  const parts = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  )
  const file =
    cv === undefined
      ? []
      : [
          Buffer.from(
            `--b\r\nContent-Disposition: form-data; name="cv_file"; filename="${cv.name}"\r\nContent-Type: application/pdf\r\n\r\n`,
          ),
          Buffer.from(cv.bytes),
          Buffer.from('\r\n'),
        ]
  return Buffer.concat([...parts, ...file, Buffer.from('--b--\r\n')])
}

const noticeOf = async (path = '/apply') =>
  /name="notice" value="(\w+)"/.exec((await house.page(path)).body)?.[1] ?? ''

const PERSON = {
  given_name: 'Ana',
  family_name: 'Roux',
  first_name: 'Ana',
  name: 'Roux',
  email: 'ana@example.org',
  position: 'Gardienne',
}

const apply = async ({ fields = {}, cv = { name: 'cv.pdf', bytes: PDF } }: Sent = {}) => {
  const sent = { ...PERSON, notice: await noticeOf(), ...fields }
  const answer = await house.inject({
    method: 'POST',
    url: `/apply?organization=${house.slug}&lang=en`,
    headers: { 'content-type': 'multipart/form-data; boundary=b', 'x-forwarded-for': '198.51.100.9' },
    payload: multipart(sent, cv.bytes.length === 0 && cv.name === '' ? undefined : cv),
  })
  return { status: answer.statusCode, body: answer.body, to: answer.headers.location }
}

const count = async (table: string): Promise<number> =>
  Number((await house.rows<{ n: string }>(`select count(*) as n from loge.${table}`))[0]?.n)
const TABLES = [
  'application_file',
  'application_document',
  'application_detail',
  'application_view',
  'talent',
] as const
const counts = async () =>
  Object.fromEntries(await Promise.all(TABLES.map(async (one) => [one, await count(one)])))
const events = async (type: string) =>
  house.rows<{ payload: Record<string, unknown>; person_id: string | null }>(
    `select payload, person_id from loge.event where type = '${type}' order by id`,
  )
const search = (q: string) => house.ask('POST', '/applications/search', { body: { q } })

const only = async () => {
  const { body } = await house.ask('GET', '/applications')
  return body.data[0] as { id: string; version: number; state: string; flagged: boolean }
}
const personOf = async () => {
  const [row] = await house.rows<{ person_id: never }>('select person_id from loge.application')
  return row?.person_id ?? expect.fail('nobody applied')
}
const linkIn = async () => {
  await deliverOutLetters(house.mail, house.organizationId)
  const text = house.sent.at(-1)?.text ?? ''
  return /(\/apply\/mine\?\S+)/.exec(text)?.[1] ?? expect.fail('no link')
}
/** The link names the organization itself. */
const open = (link: string) => house.inject({ url: link })
const press = async (link: string, fields: Readonly<Record<string, string>>) =>
  (
    await house.inject({
      method: 'POST',
      url: link,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    })
  ).statusCode
const act = async (body: object) => {
  const { id, version } = await only()
  return house.ask('POST', `/applications/${id}/acts`, { ifMatch: version, body })
}

describe('whoever applies', { timeout: LONG }, () => {
  it('fills a form without an account, in two languages, and gets a letter with a link of their own', async () => {
    house = await openOutside('soco')
    expect((await house.page('/apply', '&lang=fr')).body).toContain('Travailler avec nous')
    const shown = await house.page('/apply', '&lang=en')
    expect(shown.body).toContain('Work with us')
    expect(shown.headers['set-cookie']).toBeUndefined()
    expect(await apply()).toMatchObject({ status: 303 })
    expect(await counts()).toMatchObject({ application_file: 1, application_document: 1, talent: 0 })
    const mine = await open(await linkIn())
    expect(mine.statusCode).toBe(200)
    expect(mine.body).toContain('Gardienne')
    expect(mine.body).toContain('Nobody yet.')
    expect((await open('/apply/mine?token=apl_0.x&lang=en')).statusCode).toBe(404)
  })

  it('is recorded as recruited, and no other source is accepted for an application [S4-16 2/2]', async () => {
    house = await openOutside('soco')
    await apply()
    expect(await house.rows('select source, kind from loge.provenance')).toEqual([
      { source: 'recruitment', kind: 'person' },
    ])
    const copied = await house.copy(await personOf())
    const origin = copied.find((line) => line.kind === 'row' && line.table === 'provenance')
    expect(origin).toMatchObject({
      values: {
        source: 'recruitment',
        detail: expect.stringMatching(/^public form: application, version [0-9a-f]{12}$/),
        collected_on: '2026-01-31',
      },
    })
    const key = (source: string) =>
      house.ask('POST', '/applications', {
        body: {
          givenName: 'Léo',
          familyName: 'Petit',
          language: 'fr',
          position: 'Agent',
          channel: 'post',
          source,
          collectedOn: '2026-01-30',
        },
      })
    for (const source of ['loyalty', 'web_site', 'electronic_form', 'commercial_relation'])
      expect(await key(source)).toMatchObject({ status: 422, body: { code: 'application_source_refused' } })
    expect(await count('application')).toBe(1)
    expect(await key('recruitment')).toMatchObject({ status: 201 })
  })

  it('is asked twice before words the law protects are kept, and recruiters see that and strike them out [S3-105 2/2]', async () => {
    house = await openOutside('softathome')
    const fields = { letter: 'Je suis handicapée et syndiquée CGT. J’aime les gens.' }
    const asked = await apply({ fields })
    expect(asked.status).toBe(422)
    expect(asked.body).toContain('health, membership of a union')
    expect(await count('application')).toBe(0)
    expect(await apply({ fields: { ...fields, sure: 'yes' } })).toMatchObject({ status: 303 })
    expect(await only()).toMatchObject({ flagged: true })
    expect(await act({ kind: 'strike' })).toMatchObject({ status: 200 })
    const { id } = await only()
    expect((await house.ask('GET', `/applications/${id}`)).body).toMatchObject({
      flagged: false,
      letter: 'Je suis […] et […] […]. J’aime les gens.',
    })
  })
})

describe('an application', { timeout: LONG }, () => {
  it('goes through its states, each with its day, and the candidate is written to [S3-101 2/2]', async () => {
    house = await openOutside('softathome')
    await apply()
    const days = ['2026-02-01', '2026-02-02', '2026-02-03']
    for (const [index, step] of (['shortlist', 'interview', 'offer'] as const).entries()) {
      house.at(`${days[index]}T10:00:00Z`)
      expect(await act({ kind: 'move', step })).toMatchObject({ status: 200, body: { state: step } })
    }
    expect(await act({ kind: 'move', step: 'shortlist' })).toMatchObject({
      status: 409,
      body: { code: 'application_step_back' },
    })
    house.at('2026-02-04T10:00:00Z')
    expect(await act({ kind: 'move', step: 'rejected', words: 'We chose somebody else.' })).toMatchObject({
      status: 200,
    })
    const { body: closed } = await house.ask('GET', '/applications?state=closed')
    const { body } = await house.ask('GET', `/applications/${closed.data[0].id}`)
    expect(
      body.steps.map(({ state, at }: { state: string; at: string }) => [state, at.slice(0, 10)]),
    ).toEqual([
      ['received', '2026-01-31'],
      ['shortlist', '2026-02-01'],
      ['interview', '2026-02-02'],
      ['offer', '2026-02-03'],
      ['rejected', '2026-02-04'],
    ])
    expect(body.keptUntil).toBe('2026-05-04')
    await linkIn()
    expect(house.sent.at(-1)?.text).toContain('We chose somebody else.')
    const again = await house.ask('POST', `/applications/${body.id}/acts`, {
      ifMatch: body.version,
      body: { kind: 'move', step: 'hired' },
    })
    expect(again).toMatchObject({ status: 409, body: { code: 'application_closed' } })
  })

  it('takes the CV to whoever recruits and to nobody else: opened, searched or taken, it is refused and told to the log [S4-39 2/2, S4-47 2/2, S3-107 2/2, S4-23 2/2]', async () => {
    house = await openOutside('soco')
    await apply()
    const { id } = await only()
    const asked = [
      ['GET', `/applications/${id}`, {}],
      ['POST', '/applications/search', { body: { q: 'Roux' } }],
      ['GET', `/applications/${id}/documents/cv`, {}],
      ['GET', '/talents', {}],
    ] as const
    for (const [method, path, what] of asked) {
      expect([path, (await house.ask(method, path, { ...what, as: OTHERS })).status]).toEqual([path, 403])
      const answer = await house.ask(method, path, { ...what, as: ['applications.manage'] })
      expect([path, answer.status]).toEqual([path, 200])
    }
    expect(
      (await events('application.refused')).map(({ payload }) => String(payload['route'])).toSorted(),
    ).toEqual([
      'GET /applications/{id}',
      'GET /applications/{id}/documents/{kind}',
      'GET /talents',
      'POST /applications/search',
    ])
    const { headers, status } = await house.ask('GET', `/applications/${id}/documents/cv`)
    expect([
      status,
      headers['content-type'],
      headers['content-disposition'],
      headers['x-content-type-options'],
    ]).toEqual([200, 'application/pdf', 'attachment; filename="cv.pdf"', 'nosniff'])
    expect(headers['content-security-policy']).toContain("default-src 'self'")
    const opened = await events('application.opened')
    expect(opened.map(({ payload }) => String(payload['what'])).toSorted()).toEqual(['cv', 'cv', 'file'])
    expect(opened.every(({ person_id }) => person_id !== null)).toBe(true)
    const mine = await open(await linkIn())
    expect(mine.body.match(/your CV, the people who recruit/g)).toHaveLength(2)
    // Whatever else a role may do.
    expect(await count('application_document')).toBe(1)
  })

  it('from a job board keeps its channel and number, and the copy says both [S3-102 2/2]', async () => {
    house = await openOutside('softathome')
    const made = await house.ask('POST', '/applications', {
      body: {
        givenName: 'Léo',
        familyName: 'Petit',
        email: 'leo@example.org',
        language: 'fr',
        position: 'Agent',
        channel: 'third_party',
        boardId: 'JB-2026-117',
        source: 'recruiters',
        supplier: 'Cabinet Durand',
        collectedOn: '2026-01-30',
      },
    })
    expect(made).toMatchObject({ status: 201 })
    const copied = await house.copy(await personOf())
    expect(copied.find((line) => line.kind === 'row' && line.table === 'application_file')).toMatchObject({
      values: { channel: 'third_party', board_id: 'JB-2026-117' },
    })
    expect(copied.find((line) => line.kind === 'row' && line.table === 'provenance')).toMatchObject({
      values: { source: 'recruiters', supplier: 'Cabinet Durand' },
    })
    // Told by letter where it comes from, and given a link.
    await deliverOutLetters(house.mail, house.organizationId)
    expect(house.sent.map(({ to }) => to)).toEqual(['leo@example.org', 'leo@example.org'])
    const uploaded = await house.inject({
      method: 'POST',
      url: `/api/v1/applications/${made.body.id}/documents?kind=cv`,
      headers: {
        authorization: 'Bearer test',
        'content-type': 'application/octet-stream',
        'content-disposition': "attachment; filename*=UTF-8''..%2Fcv.pdf",
      },
      payload: PDF,
    })
    expect(uploaded.statusCode).toBe(204)
    expect(await house.rows('select name, media_type from loge.application_document')).toEqual([
      { name: 'cv.pdf', media_type: 'application/pdf' },
    ])
  })

  it('takes no data the register does not list for it: what was browsed or used stays out [S3-103 2/2]', async () => {
    house = await openOutside('softathome')
    await apply()
    for (const category of ['navigation', 'usage', 'login', 'tv', 'devices'])
      expect(
        await act({ kind: 'add_detail', category, detail: 'other', words: 'visited 12 pages' }),
      ).toMatchObject({ status: 422, body: { code: 'application_data_not_listed' } })
    expect(await count('application_detail')).toBe(0)
    for (const category of ['professional', 'background'])
      expect(await act({ kind: 'add_detail', category, detail: 'other', words: 'team lead' })).toMatchObject({
        status: 200,
      })
  })

  it('loses one line of education or career at a time, by recruiters or by whoever applied [S3-104 2/2]', async () => {
    house = await openOutside('softathome')
    await apply({ fields: { education: 'CAP, 2010\nBTS, 2012', career: 'Concierge, 2013-2020' } })
    const { id } = await only()
    const details = async () =>
      (await house.ask('GET', `/applications/${id}`)).body.details as { id: string; words: string }[]
    const [first] = await details()
    expect((await house.ask('GET', `/applications/${id}`, { as: OTHERS })).status).toBe(403)
    expect(await act({ kind: 'remove_detail', detailId: first?.id })).toMatchObject({ status: 200 })
    expect((await details()).map(({ words }) => words)).toEqual(['BTS, 2012', 'Concierge, 2013-2020'])
    const [, career] = await details()
    expect(await press(await linkIn(), { act: 'remove', detail: career?.id ?? '' })).toBe(303)
    expect((await details()).map(({ words }) => words)).toEqual(['BTS, 2012'])
    expect(await house.rows(`select from loge.application_detail where words like 'Concierge%'`)).toEqual([])
  })

  it('is taken back by whoever sent it, at once', async () => {
    house = await openOutside('soco')
    await apply()
    const link = await linkIn()
    expect(await press(link, { act: 'withdraw' })).toBe(303)
    expect((await house.ask('GET', '/applications')).body.data).toEqual([])
    expect((await house.ask('GET', '/applications?state=closed')).body.data[0]).toMatchObject({
      state: 'withdrawn',
    })
    expect((await open(link)).body).toContain('withdrawn by you')
  })
})

describe('its three periods', { timeout: LONG }, () => {
  const BEFORE = '2026-05-03T12:00:00Z'
  const THEN = '2026-05-04T12:00:00Z'

  it('rejected: there the day before its three months are over, and not on it, and its person with it [S3-106 2/3]', async () => {
    house = await openOutside('softathome')
    await apply()
    // No consent was asked for applying, and none to keep the CV was assumed.
    expect(await house.rows('select purpose from loge.consent')).toEqual([])
    house.at('2026-02-04T10:00:00Z')
    await act({ kind: 'move', step: 'rejected' })
    house.at(BEFORE)
    await house.retain()
    expect(await count('application_document')).toBe(1)
    house.at(THEN)
    await house.retain()
    expect(await counts()).toEqual(Object.fromEntries(TABLES.map((one) => [one, 0])))
    expect(await house.rows(`select from loge.person where email = 'ana@example.org'`)).toEqual([])
  })

  it('kept to be called: by a choice of its own, until the day that was told, left in one press [S4-40 2/2, S3-106 3/3]', async () => {
    house = await openOutside('soco')
    expect((await house.page('/apply', '&lang=en')).body).toContain('Until 31 January 2028 at the latest')
    await apply({ fields: { pool: 'yes' } })
    expect(await house.rows('select purpose, action, surface from loge.consent')).toEqual([
      { purpose: 'talent_pool', action: 'ticked', surface: 'public_form' },
    ])
    const link = await linkIn()
    house.at('2026-02-04T10:00:00Z')
    await act({ kind: 'move', step: 'rejected' })
    house.at(THEN)
    await house.retain()
    // The file of the application is gone; the CV they agreed to stays, and is found to call them.
    expect(await counts()).toMatchObject({ application_file: 0, application_document: 0, talent: 1 })
    const { body } = await house.ask('GET', '/talents')
    expect(body.data).toEqual([expect.objectContaining({ personName: 'Ana Roux', endsOn: '2028-01-31' })])
    expect((await house.ask('GET', `/talents/${body.data[0].id}/cv`)).status).toBe(200)
    expect((await open(link)).body).toContain('until 31 January 2028 at the latest')
    house.at('2028-01-30T12:00:00Z')
    await house.retain()
    await endTalents(house.deps, house.organizationId)
    expect(await count('talent')).toBe(1)
    house.at('2028-01-31T12:00:00Z')
    await house.retain()
    expect(await count('talent')).toBe(0)
    expect(await house.rows(`select from loge.person where email = 'ana@example.org'`)).toEqual([])
  })

  it('left: the CV is gone at once, and the application goes on as it was', async () => {
    house = await openOutside('soco')
    await apply({ fields: { pool: 'yes' } })
    expect(await press(await linkIn(), { act: 'leave' })).toBe(303)
    expect(await counts()).toMatchObject({ application_file: 1, application_document: 1, talent: 0 })
    expect(await house.rows('select withdrawn_at is not null as is_out from loge.consent')).toEqual([
      { is_out: true },
    ])
    expect(await events('talent.left')).toMatchObject([{ payload: { by: 'candidate' } }])
  })

  it('consent taken back elsewhere: nobody reads the CV from then on, and the next turn deletes it', async () => {
    house = await openOutside('soco')
    await apply({ fields: { pool: 'yes' } })
    await house.rows(
      `update loge.consent set withdrawn_at = now(), withdrawn_surface = 'my_data' returning id`,
    )
    expect((await house.ask('GET', '/talents')).body.data).toEqual([])
    await endTalents(house.deps, house.organizationId)
    expect(await count('talent')).toBe(0)
  })

  it('hired: staff from that day with a period of their own, while the application ends by its own', async () => {
    house = await openOutside('soco')
    await apply({ fields: { pool: 'yes' } })
    house.at('2026-02-04T10:00:00Z')
    expect(await act({ kind: 'move', step: 'hired', words: 'Welcome!' })).toMatchObject({ status: 200 })
    expect(await house.rows('select kind, starts_on::text, ends_on::text from loge.relation')).toEqual([
      { kind: 'staff', starts_on: '2026-02-04', ends_on: null },
    ])
    expect(await count('talent')).toBe(0)
    house.at(THEN)
    await house.retain()
    expect(await counts()).toMatchObject({ application_file: 0, application_document: 0 })
    expect(await house.rows(`select from loge.person where email = 'ana@example.org'`)).toHaveLength(1)
  })
})

describe('what was kept before files were sealed', { timeout: LONG }, () => {
  it('is sealed once where it stands, and opens as before', async () => {
    house = await openOutside('soco')
    await apply({ fields: { pool: 'yes' } })
    const kept = () =>
      house.rows<{ content: Buffer }>(
        'select content from loge.application_document union all select content from loge.talent',
      )
    const sealed = await kept()
    for (const table of ['application_document', 'talent'])
      await house.rows(`update loge.${table} set content = '\\x${PDF.toString('hex')}'`)
    expect(await sealStored(house.mail, house.organizationId)).toBe(2)
    expect(await kept()).toEqual(sealed)
    expect(await sealStored(house.mail, house.organizationId)).toBe(0)
    const { id } = await only()
    expect((await house.ask('GET', `/applications/${id}/documents/cv`)).status).toBe(200)
  })
})

describe('their rights', { timeout: LONG }, () => {
  it('a copy and what they take along hold the CV, the database alone shows none, an erasure takes it everywhere [S0-79 partly, S4-11 partly]', async () => {
    house = await openOutside('soco')
    await apply({ fields: { pool: 'yes' } })
    const personId = await personOf()
    const hex = `\\x${PDF.toString('hex')}`
    for (const scope of ['access', 'portability'] as const) {
      const lines = (await house.copy(personId, scope)).filter((line) => line.kind === 'row')
      for (const table of ['application_document', 'talent'])
        expect(lines.find((line) => line.table === table)?.values).toMatchObject({
          content: hex,
          name: 'cv.pdf',
        })
    }
    for (const table of ['application_document', 'talent'])
      expect(await house.rows(`select encode(content, 'hex') as kept from loge.${table}`)).toEqual([
        { kept: Buffer.from(seal(PDF)).toString('hex') },
      ])
    expect(await house.erase(personId)).toBe('done')
    expect(await counts()).toEqual(Object.fromEntries(TABLES.map((one) => [one, 0])))
    expect((await search('Roux')).body.data).toEqual([])
  })
})

describe('a file', { timeout: LONG }, () => {
  const HOSTILE: readonly (readonly [string, Uint8Array, string])[] = [
    ['cv.pdf', Buffer.from('<!doctype html><script>alert(1)</script>'), 'kind'],
    ['cv.pdf', Buffer.from('MZ program'), 'kind'],
    ['cv.pdf', Buffer.from('PK\u0003\u0004 forty gigabytes of nothing'), 'kind'],
    ['../../etc/cron.d/cv.pdf', Buffer.from('* * * * * root reboot'), 'kind'],
    ['cv.pdf', Buffer.concat([PDF, Buffer.from('MZ program')]), 'two_in_one'],
    [
      'cv.pdf',
      Buffer.from(PDF.toString('latin1').replace('/Type', '/OpenAction << /S /JavaScript /JS (x) >> /Type')),
      'active',
    ],
    ['cv.pdf', Buffer.concat([PDF, Buffer.alloc(4 * 1024 * 1024, 0x20)]), 'too_large'],
    ['cv.pdf', Buffer.alloc(0), 'empty'],
  ]

  it.each(HOSTILE)(
    '%s that is none is refused, kept nowhere, and the log says so [S0-37 2/2]',
    async (name, bytes, fault) => {
      house = await openOutside('soco')
      const answer = await apply({ cv: { name, bytes } })
      expect(answer.status).toBe(422)
      expect(await events('upload.refused')).toMatchObject([{ payload: { what: 'cv', fault } }])
      expect(await count('application')).toBe(0)
      expect(await count('person')).toBe(0)
    },
  )

  it('keyed in by recruiters is judged the same', async () => {
    house = await openOutside('soco')
    await apply()
    const { id } = await only()
    const answer = await house.inject({
      method: 'POST',
      url: `/api/v1/applications/${id}/documents?kind=letter`,
      headers: { authorization: 'Bearer test', 'content-type': 'application/octet-stream' },
      payload: '<svg onload="alert(1)">',
    })
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'file_refused'])
    expect(await events('upload.refused')).toHaveLength(1)
    expect(await count('application_document')).toBe(1)
  })
})

describe('what is given to others', { timeout: LONG }, () => {
  it('an agency’s candidate goes to no accountant, somebody who applied themselves may [S3-124 2/2]', async () => {
    const books = {
      id: 'books',
      kind: 'accounting',
      name: 'Comptes et Cie',
      country: 'FR',
      contractOn: '2024-01-01',
      contract: {
        document: { name: 'Contract', sha256: 'cd'.repeat(32) },
        confidentialityOn: '2024-01-01',
        clauses: ['instructions', 'sub_processors', 'audit', 'deletion'],
      },
      notify: 'none',
      subProcessors: [],
    } as const
    house = await openOutside('softathome', (register) => ({ ...register, recipients: [books] }))
    const agency = await house.ask('POST', '/applications', {
      body: {
        givenName: 'Léo',
        familyName: 'Petit',
        language: 'fr',
        position: 'Agent',
        channel: 'third_party',
        source: 'recruiters',
        supplier: 'Cabinet Durand',
        collectedOn: '2026-01-30',
      },
    })
    const give = (id: string) =>
      house.ask('POST', `/applications/${id}/disclosures`, { body: { recipient: 'books' } })
    expect(await give(agency.body.id)).toMatchObject({
      status: 422,
      body: { code: 'recipient_not_of_activity' },
    })
    expect(await count('disclosure')).toBe(0)
    await apply()
    const { body: own } = await search('Roux')
    expect(await give(own.data[0].id)).toMatchObject({ status: 204 })
    expect(await house.rows('select recipient, activity from loge.disclosure')).toEqual([
      { recipient: 'books', activity: 'candidates' },
    ])
  })
})
