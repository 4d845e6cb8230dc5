/** What the public forms take of each datum, and what they leave alone: typed by the person, declared before, and no more. */
import type { Register } from '@loge/features/law/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declarations } from '../../../../server/declarations.ts'
import { copiedOf, holding, madeBy, send } from './asked.fixture.ts'
import { type OutsideHouse, openOutside } from '../house.fixture.ts'
import { openList } from '../newsletter/subscribe.fixture.ts'

const FAX = 'site_fax'
/** One field more, written down in the register as every other. */
const withFax = (register: Register): Register => ({
  ...register,
  categories: register.categories.map((category) =>
    category.id === 'site_contact'
      ? {
          ...category,
          fields: [
            ...(category.fields ?? []),
            {
              id: FAX,
              label: { en: 'fax number', fr: 'numéro de télécopie' },
              askedOf: ['prospect'],
              mandatory: false,
              type: 'text',
            },
          ],
        }
      : category,
  ),
})

let sonio: OutsideHouse
let softathome: OutsideHouse
let soco: OutsideHouse
beforeAll(async () => {
  sonio = await openOutside('sonio', withFax)
  softathome = await openOutside('softathome')
  soco = await openOutside('soco')
}, 300_000)
afterAll(async () => {
  await sonio.close()
  await softathome.close()
  await soco.close()
})

const LONG = 120_000

const ANA = {
  site_first_name: 'Ana',
  site_name: 'Roux',
  subject: 'service',
  words: 'Is there a bicycle room?',
}
const BO = { given_name: 'Bo', family_name: 'Lind', subject: 'service' }

/** T-CAT of a contact detail that a form took: tagged, explained, taken along, there until its day, and gone with its person. */
const expectContact = async (
  house: OutsideHouse,
  { email, column, value }: { readonly email: string; readonly column: string; readonly value: string },
): Promise<void> => {
  const [made] = await madeBy(house, email)
  const personId = made?.id ?? expect.fail('nobody')
  const copied = await copiedOf(house, personId, column)
  expect(copied).toMatchObject({
    field: { category: 'contact', source: 'provided' },
    value,
    keptUntil: '2027-02-28',
    isTaken: true,
  })
  expect(copied.field?.purposes.length).toBeGreaterThan(0)
  expect(copied.field?.retention.length).toBeGreaterThan(0)
  expect(await house.erase(personId)).toBe('done')
  expect(await madeBy(house, email)).toEqual([])
}

const pastAndGone = async (house: OutsideHouse, email: string) => {
  house.at('2027-02-27T12:00:00Z')
  await house.retain()
  const before = (await madeBy(house, email)).length
  house.at('2027-02-28T12:00:00Z')
  await house.retain()
  return [before, (await madeBy(house, email)).length]
}

describe('the contact form', () => {
  test('[S1-33] a telephone number is the one that was typed, and is learnt from nowhere else', {
    timeout: LONG,
  }, async () => {
    const { body } = await sonio.page('/contact')
    expect(body).toMatch(/<input class="in" type="tel" value="" autocomplete="tel" id="in-site_phone"/)
    const email = 'typed@example.org'
    await send(sonio, '/contact', { ...ANA, site_email: email, site_phone: '06 12 34 56 78' })
    await expectContact(sonio, { email, column: 'mobile', value: '+33612345678' })
    // Left empty it stays so, whoever else has a number for the same address.
    const silent = 'silent@example.org'
    await send(sonio, '/contact', { ...ANA, site_email: silent })
    const [first] = await madeBy(sonio, silent)
    await send(sonio, '/contact', { ...ANA, site_email: silent, site_phone: '06 99 99 99 99' })
    const bought = { givenName: 'Ana', familyName: 'Roux', language: 'fr', source: 'form', detail: 'list' }
    const listed = { ...bought, email: silent, collectedOn: '2026-01-31', mobile: '+33688888888' }
    expect((await sonio.ask('POST', '/relations/people', { body: listed })).status).toBe(400)
    const filed = await sonio.ask('POST', '/customers', {
      body: {
        personId: `per_${first?.id.replaceAll('-', '')}`,
        origin: 'inbound',
        source: 'form',
        detail: 'call',
        workPhone: '01 02 03 04 05',
      },
    })
    expect([filed.status, filed.body]).toEqual([201, filed.body])
    await sonio.retain()
    const kept = await madeBy(sonio, silent)
    expect(kept.filter(({ id }) => id === first?.id).map(({ mobile }) => mobile)).toEqual([null])
    expect(new Set(kept.map(({ mobile }) => mobile))).toEqual(new Set([null, '+33699999999']))
  })

  test('[S1-34] an address is a contact detail, and no field is taken that the register does not declare first', {
    timeout: LONG,
  }, async () => {
    const declared = {
      en: /<label for="in-site_fax">Fax number</,
      fr: /<label for="in-site_fax">Numéro de télécopie</,
    }
    for (const language of ['en', 'fr'] as const)
      expect((await sonio.page('/contact', `&lang=${language}`)).body).toMatch(declared[language])
    const email = 'fields@example.org'
    const more = {
      [FAX]: '01 44 44 44 44',
      site_tie: 'UNDECLARED-TIE',
      born_on: '1980-01-01',
      mobile: '0655555555',
    }
    expect((await send(sonio, '/contact', { ...ANA, site_email: email, ...more })).status).toBe(303)
    expect(await holding(sonio, '01 44 44 44 44')).toEqual(['asked_value'])
    for (const undeclared of ['UNDECLARED-TIE', '1980-01-01', '655555555'])
      expect([undeclared, await holding(sonio, undeclared)]).toEqual([undeclared, []])
    // Where it is not declared it is neither asked nor kept.
    expect((await softathome.page('/contact')).body).not.toContain(FAX)
    await send(softathome, '/contact', {
      ...BO,
      email: 'bo@example.org',
      words: 'Hello.',
      [FAX]: 'UNDECLARED-FAX',
    })
    expect(await madeBy(softathome, 'bo@example.org')).toHaveLength(1)
    expect(await holding(softathome, 'UNDECLARED-FAX')).toEqual([])
    await expectContact(sonio, { email, column: 'email', value: email })
    expect(await holding(sonio, '01 44 44 44 44')).toEqual([])
  })

  test('[S3-82 2/2] what is written freely has a limit and a hint, is looked through for what the law protects most, and is in the copy', {
    timeout: LONG,
  }, async () => {
    for (const [language, hint] of [
      ['en', 'Please write nothing sensitive'],
      ['fr', 'Merci de ne rien écrire de sensible'],
    ] as const)
      expect((await softathome.page('/contact', `&lang=${language}`)).body).toContain(hint)
    const email = 'free@example.org'
    const write = (words: string, sure = {}) => send(softathome, '/contact', { ...BO, email, words, ...sure })
    const long = await write('x'.repeat(20_001))
    expect([long.status, long.body.includes('This is too long.')]).toEqual([422, true])
    const words = 'Je suis handicapée et syndiquée : y a-t-il une rampe ?'
    const asked = await write(words)
    expect(asked.status).toBe(422)
    expect(asked.body).toContain('You seem to write about: health, membership of a union.')
    expect(asked.body).toMatch(/<input type="checkbox" name="sure" value="yes">/)
    expect(asked.body).toContain('y a-t-il une rampe')
    expect(await holding(softathome, 'rampe')).toEqual([])
    expect((await write(words, { sure: 'yes' })).status).toBe(303)
    const [made] = await madeBy(softathome, email)
    expect((await write('x'.repeat(20_000))).status).toBe(303)
    const copy = await softathome.copy(made?.id ?? expect.fail('nobody'))
    const messages = copy.flatMap((line) =>
      line.kind === 'row' && line.table === 'contact_message' ? [line.values['words']] : [],
    )
    expect(messages).toEqual([words])
  })

  test('[S3-92 2/2] whoever only looks leaves no name and no address; what is typed is all there is', {
    timeout: LONG,
  }, async () => {
    // The counts of visits have no column that is about anybody.
    const counted = declarations.find(({ table }) => table === 'audience_count')
    expect(Object.values(counted?.columns ?? {}).map(({ pd }) => pd)).toEqual(
      Object.keys(counted?.columns ?? { missing: 1 }).map(() => 'none'),
    )
    const personal = declarations.filter(({ columns }) =>
      Object.values(columns).some(({ pd }) => pd !== 'none'),
    )
    const rows = async () => {
      const counts: Record<string, number> = {}
      for (const { table } of personal)
        counts[table] =
          (await softathome.rows<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? 0
      return counts
    }
    const before = await rows()
    for (const path of ['/contact', '/apply', '/newsletter'])
      for (const language of ['en', 'fr']) {
        const seen = await softathome.inject({
          url: `${path}?organization=${softathome.slug}&lang=${language}`,
          headers: {
            'x-forwarded-for': '203.0.113.77',
            'user-agent': 'Firefox/ANONYMOUS-VISITOR',
            cookie: 'loge-audience=x~123',
          },
        })
        expect([seen.statusCode, seen.headers['set-cookie']]).toEqual([200, undefined])
      }
    expect(await rows()).toEqual(before)
    for (const trace of ['203.0.113.77', 'ANONYMOUS-VISITOR', 'x~123'])
      expect(await holding(softathome, trace)).toEqual([])
    const email = 'visitor@example.org'
    expect((await send(softathome, '/contact', { ...BO, email, words: 'Good evening.' })).status).toBe(303)
    const [made] = await softathome.rows<Record<string, unknown>>(
      `select * from person where email = '${email}'`,
    )
    expect(made).toMatchObject({
      given_name: 'Bo',
      family_name: 'Lind',
      mobile: null,
      street: null,
      born_on: null,
    })
  })

  test('[S1-33, S1-34] what nobody speaks of any more goes on its day, and not one before', {
    timeout: LONG,
  }, async () => {
    const email = 'late@example.org'
    sonio.at('2026-01-31T10:00:00Z')
    await send(sonio, '/contact', { ...ANA, site_email: email, site_phone: '06 12 34 56 78' })
    expect(await pastAndGone(sonio, email)).toEqual([1, 0])
  })
})

test('[S4-100 2/2] no box is ticked before, each stands for one use, and nobody is turned away who leaves them empty', {
  timeout: LONG,
}, async () => {
  await openList(soco)
  const boxesOf = (body: string) => [...body.matchAll(/<input type="checkbox"[^>]*>/g)].map(([box]) => box)
  const named = (box: string) => /name="(\w+)"/.exec(box)?.[1] ?? ''
  for (const house of [soco, sonio, softathome])
    for (const path of ['/contact', '/apply', '/newsletter'])
      for (const language of ['en', 'fr']) {
        const { body } = await house.page(path, `&lang=${language}`)
        const boxes = boxesOf(body)
        for (const box of boxes) expect([path, box]).toEqual([path, expect.not.stringMatching(/checked/)])
        expect(new Set(boxes.map(named)).size).toBe(boxes.length)
        // What a form is for needs no box; whatever else is asked may stay empty.
        const needed = boxes.filter((box) => box.includes('required')).map(named)
        expect([path, needed]).toEqual([path, path === '/newsletter' && boxes.length > 0 ? ['agree'] : []])
      }
  const boxes = boxesOf((await soco.page('/contact')).body)
  const uses = new Set(
    boxesOf((await soco.page('/newsletter')).body)
      .concat(boxesOf((await soco.page('/apply')).body))
      .map(named),
  )
  expect([...uses].toSorted()).toEqual(['agree', 'pool'])
  for (const box of boxes) expect(uses).not.toContain(named(box))
  const fields = {
    ...BO,
    first_name: 'Bo',
    name: 'Lind',
    email: 'silent@example.org',
    words: 'Where is my parcel?',
  }
  expect((await send(soco, '/contact', fields)).status).toBe(303)
  // Silence is none: nothing was agreed to, and nothing is sent that rests on it.
  expect(await soco.rows('select 1 from consent')).toEqual([])
  expect(await soco.rows('select 1 from contact_message where may_prospect')).toEqual([])
  expect(await soco.rows('select 1 from subscription_request')).toEqual([])
})
