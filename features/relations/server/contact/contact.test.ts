/** The public form and the queue behind it, as a person without a script and a desk with one use them. */
import { asId, type PersonId } from '@loge/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deliverOutLetters } from '../index.ts'
import { openOutside, type OutsideHouse } from '../house.fixture.ts'

const noticeIn = (body: string): string => /name="notice" value="([0-9a-f]{64})"/.exec(body)?.[1] ?? ''

const ANA = {
  site_first_name: 'Ana',
  site_name: 'Roux',
  site_email: 'ana@example.org',
  subject: 'service',
  words: 'Is there a room for bicycles?',
}

let sonio: OutsideHouse
let softathome: OutsideHouse
beforeAll(async () => {
  sonio = await openOutside('sonio')
  softathome = await openOutside('softathome')
}, 240_000)
afterAll(async () => {
  await sonio.close()
  await softathome.close()
})

const write = async (
  house: OutsideHouse,
  fields: Readonly<Record<string, string>>,
  from = `198.51.${100 + Math.floor((counter += 1) / 200)}.${counter % 200}`,
) => {
  const { body } = await house.page('/contact')
  return house.post('/contact', { notice: noticeIn(body), ...fields }, from)
}
let counter = 0

const purposeOf = async (house: OutsideHouse) =>
  /<select[^>]*name="purpose"[^>]*>.*?<option value="([a-z_]+)"/s.exec(
    (await house.page('/contact')).body.replace('<option value="">', ''),
  )?.[1]

const send = async (house: OutsideHouse, fields: Readonly<Record<string, string>>) => {
  const purpose = await purposeOf(house)
  return write(house, { ...(purpose === undefined ? {} : { purpose }), ...fields })
}

interface MessageRow {
  readonly id: string
  readonly person_id: PersonId
  readonly purpose: string
  readonly words: string
  readonly team: string
  readonly may_prospect: boolean
}
const messages = (house: OutsideHouse, email: string) =>
  house.rows<MessageRow>(
    `select m.* from contact_message m join person p on p.id = m.person_id where p.email = '${email}' order by m.received_at`,
  )
const wire = (prefix: string, id: string) => `${prefix}_${id.replaceAll('-', '')}`

describe('the public form', () => {
  test('shows the notice of the register in force beside it, in both languages, and needs neither script nor cookie', async () => {
    const { body, headers, status } = await sonio.page('/contact')
    expect(status).toBe(200)
    expect(headers['set-cookie']).toBeUndefined()
    expect(body).toContain('<form class="ask" method="post"')
    expect(body).toContain('What becomes of what you write')
    expect(body).toContain('Kept')
    const french = await sonio.page('/contact', '&lang=fr')
    expect(french.body).toContain('Ce que devient ce que vous écrivez')
    expect(french.body).toContain('Prénom *')
  })

  test.each([
    ['/contact', { given_name: 'Ana', family_name: 'Roux', subject: 'service', words: 'Typed at length' }],
    ['/newsletter', { email: 'typed@example.org' }],
    ['/apply', { family_name: 'Roux', email: 'typed@example.org', position: 'Typed at length' }],
  ])(
    'at %s the notice and the policy stand above the first input and open beside it; nothing is kept under words that are no more, and what was typed is still there [S3-4 1/3]',
    async (path, typed) => {
      await softathome.ask('POST', '/relations/newsletter-lists', {
        body: { name: { en: 'News', fr: 'Nouvelles' }, frequency: { en: 'monthly', fr: 'mensuelle' } },
      })
      const people = async () => (await softathome.rows('select id from person')).length
      const before = await people()
      for (const language of ['en', 'fr']) {
        const { body } = await softathome.page(path, `&lang=${language}`)
        const first = body.search(/<(?:input(?! type="hidden")|textarea|select)/)
        const policy = /<a href="\/privacy-policy[^"]*" target="_blank" rel="noopener">/.exec(body)
        expect(body.indexOf('id="notice-title"')).toBeGreaterThan(0)
        expect(body.indexOf('id="notice-title"')).toBeLessThan(first)
        expect(policy?.index).toBeLessThan(first)
      }
      const outdated = Object.entries({ notice: 'ab'.repeat(32), ...typed })
      const part = ([name, value]: readonly [string, string]) =>
        `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
      const isUpload = path === '/apply'
      const answer = await softathome.inject({
        method: 'POST',
        url: `${path}?organization=${softathome.slug}&lang=en`,
        headers: {
          'content-type': isUpload ? 'multipart/form-data; boundary=b' : 'application/x-www-form-urlencoded',
          'x-forwarded-for': '198.51.90.1',
        },
        payload: isUpload
          ? `${outdated.map(part).join('')}--b--\r\n`
          : new URLSearchParams(Object.fromEntries(outdated)).toString(),
      })
      expect(answer.statusCode).toBeGreaterThanOrEqual(400)
      for (const value of Object.values(typed)) expect(answer.body).toContain(value)
      expect(await people()).toBe(before)
    },
  )

  test('what is sent is kept with the version of the notice that was shown, whichever form it is [S3-4 2/3]', async () => {
    const { body } = await softathome.page('/contact')
    await send(softathome, {
      given_name: 'Told',
      family_name: 'First',
      email: 'told@example.org',
      subject: 'service',
      words: 'Hello',
    })
    expect(
      await softathome.rows(
        `select notice_hash from provenance o join person p on p.id = o.person_id where p.email = 'told@example.org'`,
      ),
    ).toEqual([{ notice_hash: noticeIn(body) }])
  })

  test('[S1-36] has a star, a legend and aria-required on exactly the inputs that may not stay empty', async () => {
    const { body } = await sonio.page('/contact')
    expect(body).toContain('Fields marked with * must be filled in.')
    const controls = [...body.matchAll(/<(?:input|select|textarea)[^>]*\sname="([a-z_]+)"[^>]*>/g)].filter(
      ([control]) => /id="in-/.test(control),
    )
    const required = controls
      .filter(([control]) => /required aria-required="true"/.test(control))
      .map(([, name]) => name)
    const starred = [...body.matchAll(/<label for="in-([a-z_]+)">[^<]*\*<\/label>/g)].map(([, name]) => name)
    expect(required.length).toBeGreaterThanOrEqual(5)
    expect(starred).toEqual(required)
    // What the server refuses when it is empty is the same set again.
    const { body: refused } = await write(sonio, {})
    expect([...refused.matchAll(/id="in-([a-z_]+)-fault"/g)].map(([, name]) => name)).toEqual(required)
  })

  test('[S1-37] keeps nothing when a mandatory field is blank and says what follows; an optional one may stay empty', async () => {
    const { status, body } = await send(sonio, { ...ANA, site_email: '', words: 'kept nowhere' })
    expect(status).toBe(422)
    expect(body).toContain('without it we cannot handle what you send')
    expect(body).toContain('kept nowhere')
    expect(await sonio.rows(`select 1 from contact_message where words = 'kept nowhere'`)).toEqual([])
    expect(await sonio.rows(`select 1 from person where given_name = 'Ana'`)).toEqual([])
    const done = await send(sonio, { ...ANA, site_email: 'whole@example.org' })
    expect([done.status, String(done.to).includes('sent=yes')]).toEqual([303, true])
    expect(await messages(sonio, 'whole@example.org')).toHaveLength(1)
  })

  test('[S1-29, S1-83, S1-31, S1-32] keeps a prospect with the source, its form, the moment and the version of the notice, each name apart, and the company as it was typed', async () => {
    await send(sonio, {
      ...ANA,
      site_email: 'ana@example.org',
      site_company: 'Roux SARL',
      site_phone: '06 12 34 56 78',
    })
    const [message] = await messages(sonio, 'ana@example.org')
    const [source] = await sonio.rows<Record<string, unknown>>(
      `select * from provenance where person_id = '${message?.person_id}'`,
    )
    expect(source).toMatchObject({
      source: 'form',
      kind: 'person',
      detail: expect.stringMatching(/^public form: contact, version [0-9a-f]{12}$/),
      collected_on: '2026-01-31',
      notice_hash: noticeIn((await sonio.page('/contact')).body),
      notice_due_on: null,
    })
    const [person] = await sonio.rows<Record<string, unknown>>(
      `select * from person where id = '${message?.person_id}'`,
    )
    expect(person).toMatchObject({ given_name: 'Ana', family_name: 'Roux', mobile: '+33612345678' })
    const asked = await sonio.rows(
      `select field, value from asked_value where person_id = '${message?.person_id}'`,
    )
    expect(asked).toEqual([{ field: 'site_company', value: 'Roux SARL' }])
    // Of the company, the copy and the erasure know as of everything else.
    const copy = JSON.stringify(await sonio.copy(asId('person', String(message?.person_id))))
    expect(copy).toContain('Roux SARL')
    expect(copy).toContain('public form: contact')
  })

  test('nothing about somebody outside is stored without its source: the database itself refuses', async () => {
    const [{ id } = { id: '' }] = await sonio.rows<{ id: string }>('select id from person limit 1')
    await expect(
      sonio.rows(`insert into contact_message (organization_id, id, version, person_id, purpose, subject, team, language, words, may_prospect, received_at, state)
        values ('${sonio.organizationId}', gen_random_uuid(), 1, '${id}', 'x', 'law', 'legal', 'en', 'x', false, now(), 'new')`),
    ).rejects.toThrow()
  })

  test('shows words that changed meanwhile again, takes no machine for somebody, and no flood', async () => {
    const changed = await write(sonio, { ...ANA, purpose: 'suitable_services', notice: '0'.repeat(64) })
    expect(changed.status).toBe(409)
    expect(changed.body).toContain('worded anew')
    const machine = await send(sonio, {
      ...ANA,
      site_email: 'machine@example.org',
      website: 'http://spam.example',
    })
    expect(machine.status).toBe(303)
    expect(await messages(sonio, 'machine@example.org')).toEqual([])
    for (let count = 0; count < 5; count += 1)
      expect((await send(sonio, { ...ANA, site_email: 'many@example.org' })).status).toBe(303)
    const { status, body } = await send(sonio, { ...ANA, site_email: 'many@example.org' })
    expect(status).toBe(429)
    expect(body).toContain('try again tomorrow')
  })

  test('a form that another site sends, or that did not arrive whole, is refused', async () => {
    const foreign = await sonio.inject({
      method: 'POST',
      url: `/contact?organization=${sonio.slug}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
      payload: 'words=x',
    })
    expect(foreign.statusCode).toBe(403)
    const broken = await sonio.inject({
      method: 'POST',
      url: `/contact?organization=${sonio.slug}`,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x\r\nContent-Disposition: form-data; name="words"\r\n\r\nnever ends',
    })
    expect([broken.statusCode, broken.json().code]).toEqual([400, 'form_malformed'])
  })

  test('[S1-42] what a prospect left goes thirteen months after they last wrote, a short month being no excuse, and our own letter starts nothing anew', async () => {
    const house = await openOutside('sonio')
    house.at('2025-01-31T10:00:00Z')
    await send(house, { ...ANA, site_email: 'january@example.org' })
    const [first] = await messages(house, 'january@example.org')
    house.at('2025-06-10T10:00:00Z')
    await send(house, { ...ANA, site_email: 'june@example.org' })
    const path = `/relations/messages/${wire('cmg', String(first?.id))}`
    house.at('2025-12-01T10:00:00Z')
    const answered = await house.ask('POST', `${path}/acts`, {
      body: { kind: 'answer', words: 'Yes.' },
      ifMatch: 1,
    })
    expect(answered.status).toBe(200)
    await deliverOutLetters(house.mail, house.organizationId)
    expect(house.sent).toHaveLength(1)
    const left = async (moment: string) => {
      house.at(moment)
      await house.retain()
      return (await house.rows<{ email: string }>('select email from person order by email')).map(
        ({ email }) => email,
      )
    }
    expect(await left('2026-02-27T12:00:00Z')).toEqual(['january@example.org', 'june@example.org'])
    expect(await left('2026-02-28T12:00:00Z')).toEqual(['june@example.org'])
    expect(await left('2026-07-09T12:00:00Z')).toEqual(['june@example.org'])
    expect(await left('2026-07-10T12:00:00Z')).toEqual([])
    await house.close()
  }, 120_000)
})

describe('the queue', () => {
  test('[S3-86] a message about work is seen by recruiters alone, each subject has one team, and handing it over is in the log', async () => {
    const others = ['relations.read', 'relations.manage']
    const teams = []
    for (const subject of ['service', 'offers', 'work', 'press', 'law']) {
      await send(softathome, {
        given_name: 'Ida',
        family_name: 'Voss',
        email: `${subject}@example.org`,
        subject,
        words: 'Hello',
      })
      const found = await messages(softathome, `${subject}@example.org`)
      teams.push(...found.map(({ team }) => team))
    }
    expect(new Set(teams).size).toBe(5)
    const [work] = await messages(softathome, 'work@example.org')
    const path = `/relations/messages/${wire('cmg', String(work?.id))}`
    const listed = async (as: readonly string[]) =>
      (await softathome.ask('GET', '/relations/messages', { as })).body.data.map(
        ({ team }: MessageRow) => team,
      )
    expect(await listed(others)).not.toContain('recruiting')
    expect(await listed([...others, 'applications.manage'])).toContain('recruiting')
    expect((await softathome.ask('GET', path, { as: others })).status).toBe(404)
    expect(
      (await softathome.ask('POST', `${path}/acts`, { body: { kind: 'close' }, ifMatch: 1, as: others }))
        .status,
    ).toBe(404)
    const routed = await softathome.ask('POST', `${path}/acts`, {
      body: { kind: 'route', team: 'legal' },
      ifMatch: 1,
    })
    expect(routed.status).toBe(200)
    expect(await listed(others)).toContain('legal')
    const log = await softathome.rows<{ payload: { act: string; team: string } }>(
      `select payload from event where type = 'message.moved'`,
    )
    expect(log.map(({ payload }) => payload)).toContainEqual(
      expect.objectContaining({ act: 'route', team: 'legal' }),
    )
  })

  test('a message is new, taken, answered and closed, each with its moment; its answer leaves once, with every way out', async () => {
    await send(softathome, {
      given_name: 'Jo',
      family_name: 'Ek',
      email: 'jo@example.org',
      subject: 'law',
      words: 'Which contract?',
    })
    const [message] = await messages(softathome, 'jo@example.org')
    const path = `/relations/messages/${wire('cmg', String(message?.id))}`
    const act = (body: object, ifMatch: number) => softathome.ask('POST', `${path}/acts`, { body, ifMatch })
    expect((await act({ kind: 'assign' }, 1)).body.state).toBe('assigned')
    expect((await act({ kind: 'assign' }, 1)).status).toBe(412)
    expect((await act({ kind: 'answer', words: 'This one.' }, 2)).body.state).toBe('answered')
    expect((await act({ kind: 'answer', words: 'Again.' }, 3)).body.code).toBe('message_answered')
    expect((await act({ kind: 'route', team: 'legal' }, 3)).body.code).toBe('message_there_already')
    expect((await act({ kind: 'close' }, 3)).body.state).toBe('closed')
    expect((await act({ kind: 'close' }, 4)).body.code).toBe('message_closed')
    const { body } = await softathome.ask('GET', path)
    expect(body).toMatchObject({
      assignedAt: expect.any(String),
      answeredAt: expect.any(String),
      closedAt: expect.any(String),
      letters: [{ state: 'waiting', sentTo: 'jo@example.org' }],
    })
    await deliverOutLetters(softathome.mail, softathome.organizationId)
    await deliverOutLetters(softathome.mail, softathome.organizationId)
    const mine = softathome.sent.filter(({ to }) => to === 'jo@example.org')
    expect(mine).toHaveLength(1)
    expect(mine[0]?.text).toContain('> Which contract?')
    expect(mine[0]?.text).toContain('/privacy-centre/request')
  })

  test('[S3-79 2/2] a message is kept for the purpose of the register it was sent for, dated at every state, and gone with its person once the rule is over', async () => {
    const fields = { given_name: 'Eva', family_name: 'Holm', subject: 'law', words: 'And this one?' }
    // The only one there is, whatever a machine sends.
    await send(softathome, { ...fields, email: 'eva@example.org', purpose: 'resale' })
    const [message] = await messages(softathome, 'eva@example.org')
    expect(message?.purpose).toBe('answer_forms')
    const path = `/relations/messages/${wire('cmg', String(message?.id))}`
    const days = ['2026-02-01', '2026-02-02', '2026-02-03'] as const
    for (const [index, body] of [
      { kind: 'assign' },
      { kind: 'answer', words: 'Yes.' },
      { kind: 'close' },
    ].entries()) {
      softathome.at(`${days[index]}T10:00:00Z`)
      const done = await softathome.ask('POST', `${path}/acts`, { body, ifMatch: index + 1 })
      expect([done.status, body.kind]).toEqual([200, body.kind])
    }
    expect((await softathome.ask('GET', path)).body).toMatchObject({
      state: 'closed',
      receivedAt: '2026-01-31T10:00:00.000Z',
      assignedAt: `${days[0]}T10:00:00.000Z`,
      answeredAt: `${days[1]}T10:00:00.000Z`,
      closedAt: `${days[2]}T10:00:00.000Z`,
    })
    // What the copy says is what the nights do.
    const personId = asId('person', String(message?.person_id))
    const told = (await softathome.copy(personId)).flatMap((line) =>
      line.kind === 'row' && line.table === 'contact_message' ? [line.keptUntil] : [],
    )
    // Three years after they last wrote, as the register says of whoever may be written to.
    expect(told).toEqual(['2029-01-31'])
    softathome.at('2029-01-30T12:00:00Z')
    await softathome.retain()
    expect(await messages(softathome, 'eva@example.org')).toHaveLength(1)
    softathome.at('2029-01-31T12:00:00Z')
    await softathome.retain()
    expect(await softathome.rows(`select 1 from contact_message where id = '${message?.id}'`)).toEqual([])
    expect(await softathome.rows(`select 1 from person where id = '${personId}'`)).toEqual([])
    softathome.at('2026-01-31T10:00:00Z')
  }, 300_000)

  test('[S3-80] prospecting is a choice of its own, unticked, and the answer comes without it', async () => {
    const { body } = await softathome.page('/contact')
    expect(body).toMatch(/<input type="checkbox" name="prospect" value="yes">/)
    const who = { given_name: 'Al', family_name: 'Bo', subject: 'offers', words: 'Hello' }
    await send(softathome, { ...who, email: 'no@example.org' })
    await send(softathome, { ...who, email: 'yes@example.org', prospect: 'yes' })
    expect((await messages(softathome, 'no@example.org'))[0]?.may_prospect).toBe(false)
    expect((await messages(softathome, 'yes@example.org'))[0]?.may_prospect).toBe(true)
    expect((await messages(softathome, 'no@example.org'))[0]?.team).toBe('commercial')
  })

  test('everything of somebody outside goes with them', async () => {
    await send(softathome, {
      given_name: 'Jo',
      family_name: 'Ek',
      email: 'jo@example.org',
      subject: 'law',
      words: 'And now?',
    })
    const [message] = await messages(softathome, 'jo@example.org')
    expect(await softathome.erase(asId('person', String(message?.person_id)))).toBe('done')
    expect(await messages(softathome, 'jo@example.org')).toEqual([])
    expect(await softathome.rows(`select 1 from out_letter where sent_to = 'jo@example.org'`)).toEqual([])
  })
})

describe('somebody whom others told us of', () => {
  const CLARA = {
    givenName: 'Clara',
    familyName: 'Moreau',
    email: 'clara@example.org',
    language: 'fr',
    source: 'recruiters',
    detail: 'CV by e-mail',
    collectedOn: '2026-01-31',
  }
  const keep = (more: object) => softathome.ask('POST', '/relations/people', { body: { ...CLARA, ...more } })

  test.each([
    ['a source the register does not name', { source: 'hearsay' }, 'source_unknown'],
    ['a third party without a name', {}, 'source_supplier_missing'],
    ['a public source without its address', { source: 'public' }, 'source_address_missing'],
    ['a day to come', { supplier: 'Talents SA', collectedOn: '2026-02-01' }, 'source_in_future'],
  ])('%s is refused, and nothing is kept', async (_what, more, code) => {
    const { status, body } = await keep(more)
    expect([status, body.code]).toEqual([422, code])
    expect(await softathome.rows(`select 1 from person where family_name = 'Moreau'`)).toEqual([])
  })

  test('[S3-122, S3-123] is kept with who passed them on and when, told by a letter that names both within a month, and it is on their record', async () => {
    const { status, body } = await keep({ supplier: 'Talents SA' })
    expect(status).toBe(201)
    expect(body.noticeDueOn).toBe('2026-02-28')
    const due = (await softathome.ask('GET', '/relations/to-tell')).body.data
    expect(due).toEqual([
      expect.objectContaining({
        supplier: 'Talents SA',
        daysLeft: 28,
        isWritten: true,
        personName: 'Clara Moreau',
      }),
    ])
    await deliverOutLetters(softathome.mail, softathome.organizationId)
    const letter = softathome.sent.find(({ to }) => to === 'clara@example.org')
    expect(letter?.text).toContain('Talents SA')
    expect(letter?.text).toContain('2026-01-31')
    expect(letter?.text).toContain('/privacy-centre/request')
    expect((await softathome.ask('GET', '/relations/to-tell')).body.data).toEqual([])
    const [source] = await softathome.rows<{ person_id: PersonId; told_at: Date | null }>(
      `select * from provenance where supplier = 'Talents SA'`,
    )
    expect(source?.told_at).not.toBeNull()
    expect(JSON.stringify(await softathome.copy(asId('person', String(source?.person_id))))).toContain(
      'Talents SA',
    )
  })

  test('[S3-135] a public source is kept with its address and day; without a way to write, they stand on the desk until somebody told them', async () => {
    const { email: _, ...unreachable } = CLARA
    const kept = await softathome.ask('POST', '/relations/people', {
      body: { ...unreachable, source: 'public', url: 'https://annuaire.example/moreau', familyName: 'Petit' },
    })
    expect(kept.status).toBe(201)
    const [line] = (await softathome.ask('GET', '/relations/to-tell')).body.data
    expect(line).toMatchObject({
      url: 'https://annuaire.example/moreau',
      collectedOn: '2026-01-31',
      isWritten: false,
    })
    expect((await softathome.ask('POST', `/relations/to-tell/${line.id}/told`)).status).toBe(204)
    expect(
      (await softathome.ask('POST', `/relations/to-tell/${wire('prv', '0'.repeat(32))}/told`)).status,
    ).toBe(404)
    expect((await softathome.ask('GET', '/relations/to-tell')).body.data).toEqual([])
  })

  test('who told us themselves is not told what they know', async () => {
    const { body } = await softathome.ask('POST', '/relations/people', {
      body: { ...CLARA, source: 'booth', email: 'booth@example.org', familyName: 'Stand' },
    })
    expect(body.noticeDueOn).toBeNull()
    expect(await softathome.rows(`select 1 from out_letter where sent_to = 'booth@example.org'`)).toEqual([])
  })
})

describe('a mail that came in', () => {
  const mail = {
    from: 'lou@example.org',
    name: 'Lou Petit',
    title: 'Bicycles',
    words: 'Is there a room for them?',
    language: 'en',
  }
  const take = (more: object = {}) => sonio.ask('POST', '/relations/mails', { body: { ...mail, ...more } })
  const lastContact = async (personId: string) =>
    sonio.rows<{ last: string }>(
      `select max(received_at)::text as last from contact_message where person_id = '${personId}'`,
    )

  // Two whole runs of retention.
  test('[S1-84] is a message whose address is kept as taken from it; the notice goes back once, and each mail is their last word, from which they are kept', {
    timeout: 120_000,
  }, async () => {
    sonio.at('2026-03-01T10:00:00Z')
    const taken = await take()
    expect([taken.status, taken.body]).toEqual([201, expect.objectContaining({ isNew: true })])
    const [message] = await messages(sonio, mail.from)
    const personId = message?.person_id ?? expect.fail('no message')
    expect(message).toMatchObject({ words: 'Bicycles\n\nIs there a room for them?', team: 'support' })
    const [origin, ...others] = await sonio.rows<{ source: string; kind: string; notice_hash: string }>(
      `select * from provenance where person_id = '${personId}'`,
    )
    expect([origin, others]).toEqual([
      expect.objectContaining({ source: 'inbound_mail', kind: 'person' }),
      [],
    ])
    expect(JSON.stringify(await sonio.copy(personId))).toContain('inbound_mail')

    await deliverOutLetters(sonio.mail, sonio.organizationId)
    const letters = () => sonio.sent.filter(({ to }) => to === mail.from)
    const [letter] = letters()
    const told = await sonio.page('/contact')
    // The very uses that stand beside the form, under the version that the record names.
    expect(noticeIn(told.body)).toBe(origin?.notice_hash)
    for (const part of ['/privacy-policy', '/privacy-centre/request', 'the mail you sent', 'How long: '])
      expect(letter?.text).toContain(part)
    const [, first] = /^- (.+)$/m.exec(letter?.text ?? '') ?? expect.fail('no use')
    expect(told.body).toContain(first?.replaceAll("'", '&#39;'))

    // Who writes again is the same, told already, and heard from later.
    sonio.at('2026-05-20T10:00:00Z')
    expect((await take({ from: 'LOU@example.org' })).body).toMatchObject({ isNew: false })
    await deliverOutLetters(sonio.mail, sonio.organizationId)
    expect(letters()).toHaveLength(1)
    expect(await lastContact(personId)).toMatchObject([{ last: expect.stringContaining('2026-05-20') }])
    const left = async (day: string) => {
      sonio.at(`${day}T12:00:00Z`)
      await sonio.retain()
      return (await messages(sonio, mail.from)).length
    }
    // Thirteen months after the last, not after the first.
    expect([await left('2027-06-19'), await left('2027-06-20')]).toEqual([2, 0])
    sonio.at('2026-01-31T10:00:00Z')
  })

  test('a sender without a name is called by their address, and nobody fills the desk', async () => {
    const from = 'many@example.org'
    for (const _turn of [1, 2, 3, 4, 5]) expect((await take({ from, name: undefined })).status).toBe(201)
    const sixth = await take({ from })
    expect([sixth.status, sixth.body.code]).toEqual([429, 'messages_too_many'])
    const named = await sonio.rows(`select given_name, family_name from person where email = '${from}'`)
    expect(named).toEqual([{ given_name: '', family_name: 'many' }])
    expect((await take({ from: 'nobody' })).status).toBe(400)
  })
})
