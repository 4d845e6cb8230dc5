/** The newsletter from the box that is ticked to the trace that outlasts an erasure, under the register of soco. */
import { asId, type PersonId } from '@loge/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insideAsPrivacy, object, withdrawConsent } from '@loge/features/privacy/server'
import { leftOut } from '../../core/index.ts'
import { openOutside, type OutsideHouse, type SentMail } from '../house.fixture.ts'
import { deliverNewsletters, forgetRequests } from '../index.ts'
import { linkIn, openList, sendTo, subscribe as subscribeTo } from './subscribe.fixture.ts'

let house: OutsideHouse
let listId: string
beforeAll(async () => {
  house = await openOutside('soco')
  const { body, status } = await house.ask('POST', '/relations/newsletter-lists', {
    body: {
      name: { en: 'News', fr: 'Nouvelles' },
      frequency: { en: 'once a month', fr: 'une fois par mois' },
    },
  })
  expect(status).toBe(201)
  listId = body.id
}, 240_000)
afterAll(() => house.close())
beforeEach(() => {
  house.sent.splice(0)
})

let network = 0
const ask = async (email: string, more: Readonly<Record<string, string>> = {}) => {
  const { body } = await house.page('/newsletter')
  const notice = /name="notice" value="([0-9a-f]{64})"/.exec(body)?.[1] ?? ''
  network += 1
  return house.post(
    '/newsletter',
    { notice, list: listId, email, agree: 'yes', ...more },
    `203.0.${network}.1`,
  )
}
const deliver = () => deliverNewsletters(house.mail, house.organizationId)

/** Links name their organization already. */
const open = (url: string) => house.inject({ url })
const press = (url: string, payload = '', headers = {}) =>
  house.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })

const subscribe = async (email: string): Promise<void> => {
  await ask(email)
  await deliver()
  const letter = house.sent.findLast(({ to }) => to === email)
  expect((await press(linkIn(letter?.text, '/newsletter/confirm'))).statusCode).toBe(200)
}
interface Subscriber {
  readonly id: string
  readonly person_id: PersonId
  readonly ended_by: string | null
}
const subscriptionsOf = (email: string) =>
  house.rows<Subscriber>(
    `select s.* from subscription s join person p on p.id = s.person_id where p.email = '${email}'`,
  )
const personOf = async (email: string): Promise<PersonId> =>
  asId('person', String((await subscriptionsOf(email))[0]?.person_id))

const send = async () => {
  const { body, status } = await house.ask('POST', '/relations/newsletters', {
    body: {
      listId,
      subject: { en: 'Spring', fr: 'Printemps' },
      body: { en: 'The garden opens.', fr: 'Le jardin ouvre.' },
    },
  })
  expect(status).toBe(201)
  return body as { id: string; copies: number }
}
const readers = () => house.sent.filter(({ subject }) => subject === 'Spring').map(({ to }) => to)

describe('who asks', () => {
  test('reads what they agree to and how often it comes; nothing is ticked before, and without the tick nothing is kept', async () => {
    const { body } = await house.page('/newsletter')
    expect(body).toContain('News (once a month)')
    expect(body).toContain('We send you the newsletter you subscribed to.')
    expect(body).not.toContain('checked')
    const refused = await ask('nobody@example.org', { agree: '' })
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('only whoever agrees receives it')
    expect((await ask('no address')).status).toBe(422)
    await deliver()
    expect(house.sent).toEqual([])
  })

  test('is nobody until their mailbox confirmed it, and forgotten after two days', async () => {
    house.at('2026-02-01T10:00:00Z')
    await ask('never@example.org')
    await deliver()
    expect(house.sent).toHaveLength(1)
    expect(await subscriptionsOf('never@example.org')).toEqual([])
    const url = linkIn(house.sent[0]?.text, '/newsletter/confirm')
    // A scanner that follows the link confirms nothing.
    expect((await open(url)).statusCode).toBe(200)
    expect(await subscriptionsOf('never@example.org')).toEqual([])
    house.at('2026-02-03T10:00:01Z')
    await forgetRequests(house.mail, house.organizationId)
    expect(await house.rows('select 1 from subscription_request')).toEqual([])
    expect((await press(url)).statusCode).toBe(404)
    expect((await press(url.replace(/token=.*/, 'token=sbs_forged.x'))).statusCode).toBe(404)
  })

  test('fills nobody’s mailbox: the fourth letter of a day is not written, and the page says the same', async () => {
    for (let count = 0; count < 4; count += 1) expect((await ask('often@example.org')).status).toBe(303)
    await deliver()
    expect(house.sent).toHaveLength(3)
  })

  test('[S4-28] is subscribed with the proof: address, day, network, list, the words that were shown and their version', async () => {
    await subscribe('ana@example.org')
    const { body } = await house.ask('GET', '/relations/subscriptions')
    expect(body.data[0]).toMatchObject({
      email: 'ana@example.org',
      listId,
      shown: 'I agree: We send you the newsletter you subscribed to.',
      askedAt: expect.any(String),
      confirmedAt: expect.any(String),
      endedAt: null,
    })
    const [row] = await house.rows<Record<string, unknown>>(
      `select s.network, s.shown_hash, v.notice_hash from subscription s join provenance v on v.id = s.provenance_id`,
    )
    expect(row).toMatchObject({
      network: expect.stringMatching(/^203\.0\./),
      shown_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      notice_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    const personId = await personOf('ana@example.org')
    expect(JSON.stringify(await house.copy(personId))).toContain('I agree: We send you')
    expect(JSON.stringify(await house.copy(personId, 'portability'))).toContain('ana@example.org')
  })
})

describe('a letter', () => {
  test('[S4-49 3/3] goes to the list it is of, and the desk reads how many it reached, missed and left out; a mailbox that is gone and a way out each end a subscription for good', async () => {
    const other = await openList(house)
    const people = new Map<string, PersonId>()
    for (const name of ['reads', 'leaves', 'gone', 'down'])
      people.set(name, await subscribeTo(house, other, `${name}@example.net`))
    await subscribe('elsewhere@example.net')
    const { body: lists } = await house.ask('GET', '/relations/newsletter-lists')
    expect(lists.data).toContainEqual(expect.objectContaining({ id: other, subscribers: 4 }))
    house.sent.splice(0)
    const failing = {
      ...house.mail,
      sendLetter: async (letter: SentMail) =>
        letter.to.startsWith('gone@') ? ('address_refused' as const) : house.mail.sendLetter(letter),
    }
    const first = await sendTo({ ...house, mail: failing }, other, 'Summer')
    expect(first.to.toSorted()).toEqual(['down@example.net', 'leaves@example.net', 'reads@example.net'])
    const counted = async (id: string) => {
      const { body } = await house.ask('GET', '/relations/newsletters')
      return (body as { data: { id: string }[] }).data.find((one) => one.id === id)
    }
    expect(await counted(first.id)).toMatchObject({
      listId: other,
      sent: 3,
      failed: 1,
      leftOut: 0,
      waiting: 0,
    })
    const text = house.sent.find(({ to }) => to === 'leaves@example.net')?.text
    expect((await press(linkIn(text, '/newsletter/unsubscribe'))).statusCode).toBe(200)
    const [gone] = await subscriptionsOf('gone@example.net')
    const wire = `sbs_${(gone?.id ?? '').replaceAll('-', '')}`
    const end = await house.ask('POST', `/relations/subscriptions/${wire}/end`, { body: { by: 'bounced' } })
    expect(end.status).toBe(204)
    expect(
      await Promise.all(
        ['leaves', 'gone', 'reads'].map(
          async (name) => (await subscriptionsOf(`${name}@example.net`))[0]?.ended_by,
        ),
      ),
    ).toEqual(['link', 'bounced', null])
    house.sent.splice(0)
    expect((await sendTo(house, other, 'Autumn')).to.toSorted()).toEqual([
      'down@example.net',
      'reads@example.net',
    ])
    const { body: after } = await house.ask('GET', '/relations/newsletter-lists')
    expect(after.data).toContainEqual(expect.objectContaining({ id: other, subscribers: 2 }))
    // Each beginning and each end is in the log, with what it was and never with whom.
    const told = await house.rows<{ type: string }>(
      `select type from event where person_id = '${people.get('leaves')}' order by filed_at`,
    )
    expect(told.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['newsletter.subscribed', 'newsletter.unsubscribed']),
    )
  })

  test('[S4-90] carries a way out that works in one press without an account, and ends what is queued', async () => {
    await subscribe('one@example.org')
    await subscribe('two@example.org')
    house.sent.splice(0)
    await send()
    await deliver()
    const letters = house.sent.filter(({ subject }) => subject === 'Spring')
    expect(letters.length).toBeGreaterThanOrEqual(2)
    for (const { text, headers } of letters) {
      const url = linkIn(text, '/newsletter/unsubscribe')
      expect(headers).toEqual({
        'List-Unsubscribe': `<http://localhost:8420${url}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      })
      expect((await open(url)).statusCode).toBe(200)
    }
    const letter = letters.find(({ to }) => to === 'one@example.org')
    const url = linkIn(letter?.text, '/newsletter/unsubscribe')
    await send()
    // As a mail program sends it: from nowhere, without a cookie.
    const ended = await press(url, 'List-Unsubscribe=One-Click', { 'sec-fetch-site': 'cross-site' })
    expect(ended.statusCode).toBe(200)
    house.sent.splice(0)
    await deliver()
    expect(readers()).toContain('two@example.org')
    expect(readers()).not.toContain('one@example.org')
    // Years later it still does what it says.
    house.at('2031-01-01T10:00:00Z')
    expect((await press(url)).statusCode).toBe(200)
    house.at('2026-02-04T10:00:00Z')
    expect((await subscriptionsOf('one@example.org'))[0]?.ended_by).toBe('link')
    const { body } = await house.ask('GET', '/relations/newsletters')
    expect(body.data).toContainEqual(expect.objectContaining({ leftOut: 1, waiting: 0, failed: 0 }))
  })

  test('does not reach whoever objected, took their consent back, is frozen or came back', async () => {
    for (const name of ['objects', 'withdraws', 'frozen', 'bounces', 'stays'])
      await subscribe(`${name}@example.org`)
    const who = async (name: string) => (await subscriptionsOf(`${name}@example.org`))[0] ?? expect.fail(name)
    const { organizationId: org } = house
    await house.rows(`insert into objection (organization_id, person_id, objected_to, since)
      values ('${org}', '${(await who('objects')).person_id}', 'marketing', now())`)
    await house.rows(`update consent set withdrawn_at = now(), withdrawn_surface = 'my_data'
      where person_id = '${(await who('withdraws')).person_id}'`)
    await house.rows(`insert into restriction (organization_id, person_id, ground, since, restricted_by, door)
      values ('${org}', '${(await who('frozen')).person_id}', 'objected', now(), '{"kind":"system","id":"test"}', 'close')`)
    const bounced = `sbs_${(await who('bounces')).id.replaceAll('-', '')}`
    const ended = await house.ask('POST', `/relations/subscriptions/${bounced}/end`, {
      body: { by: 'bounced' },
    })
    expect(ended.status).toBe(204)
    const unknown = await house.ask('POST', `/relations/subscriptions/sbs_${'0'.repeat(32)}/end`, {
      body: { by: 'staff' },
    })
    expect(unknown.status).toBe(404)
    house.sent.splice(0)
    await send()
    await deliver()
    expect(readers()).toContain('stays@example.org')
    for (const name of ['objects', 'withdraws', 'frozen', 'bounces'])
      expect(readers()).not.toContain(`${name}@example.org`)
  })

  const queueOf = (personId: PersonId) =>
    house.rows<{ state: string; code: string | null }>(
      `select state, code from newsletter_copy where person_id = '${personId}' order by state`,
    )
  const themselves = (personId: PersonId) => ({
    organizationId: house.organizationId,
    personId,
    actor: { kind: 'system', id: 'test' } as const,
  })
  const said = (work: Parameters<typeof insideAsPrivacy<unknown>>[2]) =>
    insideAsPrivacy(house.deps.database, house.organizationId, work)

  test('a consent that is taken back empties the queue in that moment, and nothing that left before is undone [S1-51 2/3, S2-57 2/3]', async () => {
    await subscribe('back@example.org')
    const personId = await personOf('back@example.org')
    await send()
    await deliver()
    await send()
    expect(await queueOf(personId)).toEqual([
      { state: 'sent', code: null },
      { state: 'waiting', code: null },
    ])
    const [consent] = await house.rows<{ purpose: string; given_at: unknown }>(
      `select purpose, given_at from consent where person_id = '${personId}'`,
    )
    await said((transaction) =>
      withdrawConsent(transaction, house.deps.world, themselves(personId), {
        purpose: consent?.purpose ?? '',
        surface: 'my_data',
      }),
    )
    // No job ran in between.
    expect(await queueOf(personId)).toEqual([
      { state: 'left_out', code: 'not_agreed' },
      { state: 'sent', code: null },
    ])
    house.sent.splice(0)
    await deliver()
    await send()
    await deliver()
    expect(readers()).not.toContain('back@example.org')
    // The proof that it was lawful until then stands as it stood.
    expect(
      await house.rows(
        `select purpose, given_at, withdrawn_at is not null as over from consent where person_id = '${personId}'`,
      ),
    ).toEqual([{ ...consent, over: true }])
  })

  test('a no to advertising cancels what is queued in that moment, and of the address a digest alone stays [S3-169 2/2]', async () => {
    await subscribe('never@example.org')
    const personId = await personOf('never@example.org')
    const suppressed = () =>
      house.rows<Record<string, unknown>>(
        `select x.* from suppression x join subscription s on s.address_digest = x.address_digest where s.person_id = '${personId}'`,
      )
    await send()
    await said((transaction) => object(transaction, house.deps.world, themselves(personId), 'marketing'))
    expect(await queueOf(personId)).toEqual([{ state: 'left_out', code: 'objected' }])
    const [kept = expect.fail('nothing kept')] = await suppressed()
    expect(Object.keys(kept).toSorted()).toEqual(['address_digest', 'organization_id', 'since'])
    expect(JSON.stringify(kept)).not.toContain('never')
    // Whoever takes the no back takes the trace of it along; whoever says it again and leaves, leaves it behind.
    await house.rows(`delete from objection where person_id = '${personId}'`)
    expect(await suppressed()).toEqual([])
    await said((transaction) => object(transaction, house.deps.world, themselves(personId), 'marketing'))
    expect(await house.erase(personId)).toBe('done')
    expect(
      await house.rows(
        `select since from suppression where address_digest = '\\x${Buffer.from(kept['address_digest'] as Uint8Array).toString('hex')}'`,
      ),
    ).toHaveLength(1)
    const offered = await house.ask('POST', '/relations/subscription-requests', {
      body: { listId, emails: ['Never@example.org'], language: 'en', detail: 'form on paper' },
    })
    expect(offered.body).toEqual({ asked: 0, refused: 1 })
  })

  test.each([
    ['hasEnded', 'ended'],
    ['hasObjected', 'objected'],
    ['isSuppressed', 'suppressed'],
    ['isMinor', 'minor'],
  ] as const)('%s leaves a copy out as %s', (is, why) => {
    const may = {
      hasEnded: false,
      hasObjected: false,
      isSuppressed: false,
      hasAgreed: true,
      isMinor: false,
      hasAddress: true,
    }
    expect(leftOut(may)).toBeUndefined()
    expect(leftOut({ ...may, [is]: true })).toBe(why)
    expect(leftOut({ ...may, hasAgreed: false })).toBe('not_agreed')
    expect(leftOut({ ...may, hasAddress: false })).toBe('no_address')
  })
})

test('a no outlasts the erasure: an address that is offered again is not written to, and only a digest under a key says so; who asks themselves may come back', async () => {
  await subscribe('gone@example.org')
  expect(await house.erase(await personOf('gone@example.org'))).toBe('done')
  expect(await house.rows(`select 1 from person where email = 'gone@example.org'`)).toEqual([])
  const digests = await house.rows<{ address_digest: Uint8Array }>('select address_digest from suppression')
  expect(digests.length).toBeGreaterThan(0)
  house.sent.splice(0)
  const taken = await house.ask('POST', '/relations/subscription-requests', {
    body: {
      listId,
      emails: ['GONE@example.org', 'paper@example.org'],
      language: 'fr',
      detail: 'form on paper',
    },
  })
  expect(taken.body).toEqual({ asked: 1, refused: 1 })
  await deliver()
  expect(house.sent.map(({ to }) => to)).toEqual(['paper@example.org'])
  await subscribe('gone@example.org')
  expect(await subscriptionsOf('gone@example.org')).toHaveLength(1)
})

test('what ended goes a month later, with its person, and what runs stays', async () => {
  house.at('2026-03-01T10:00:00Z')
  await subscribe('leaves@example.org')
  await subscribe('remains@example.org')
  const { body } = await house.ask('GET', '/relations/subscriptions')
  const leaving = body.data.find(({ email }: { email: string }) => email === 'leaves@example.org')
  await house.ask('POST', `/relations/subscriptions/${leaving.id}/end`, { body: { by: 'staff' } })
  house.at('2026-03-31T12:00:00Z')
  await house.retain()
  expect(await subscriptionsOf('leaves@example.org')).toHaveLength(1)
  house.at('2026-04-01T12:00:00Z')
  await house.retain()
  expect(await house.rows(`select 1 from person where email = 'leaves@example.org'`)).toEqual([])
  expect(await house.rows(`select 1 from subscription where id = '${leaving.id.slice(4)}'`)).toEqual([])
  expect(await subscriptionsOf('remains@example.org')).toHaveLength(1)
}, 180_000)
