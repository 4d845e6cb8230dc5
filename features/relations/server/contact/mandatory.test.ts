/** Whoever withholds what is needed reads what follows, field by field, and becomes nobody's customer by halves. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openOutside, type OutsideHouse } from '../house.fixture.ts'

let house: OutsideHouse
beforeAll(async () => {
  house = await openOutside('softathome')
}, 240_000)
afterAll(() => house.close())

const kept = () =>
  house.rows<{ people: string; messages: string; customers: string }>(
    `select (select count(*) from person) as people, (select count(*) from contact_message) as messages,
       (select count(*) from customer_file) as customers`,
  )

const formOf = async () => {
  const { body } = await house.page('/contact')
  const controls = [...body.matchAll(/<(?:input|select|textarea)[^>]*\sname="([a-z_]+)"[^>]*>/g)]
  return {
    notice: /name="notice" value="([0-9a-f]{64})"/.exec(body)?.[1] ?? expect.fail('no notice'),
    purpose: /<select[^>]*name="purpose"[^>]*>[\s\S]*?<option value="([a-z_]+)"/.exec(body)?.[1] ?? '',
    needed: controls.flatMap(([control, name = '']) =>
      /required aria-required="true"/.test(control) ? [name] : [],
    ),
  }
}

const source = async (): Promise<string> => {
  const { body } = await house.ask('GET', '/relations/sources')
  const { data } = body as { data: { id: string; kind: string }[] }
  return data.find(({ kind }) => kind === 'person')?.id ?? expect.fail('no source')
}

test('a mandatory datum left empty says at its field what follows, and no relation is begun; the staff cannot begin one without it either [S3-183]', async () => {
  const { notice, purpose, needed } = await formOf()
  const whole: Readonly<Record<string, string>> = {
    notice,
    purpose,
    given_name: 'Ida',
    family_name: 'Lund',
    email: 'ida@example.org',
    subject: 'service',
    words: 'I would like to order.',
  }
  expect(needed.length).toBeGreaterThanOrEqual(3)
  const before = await kept()
  for (const [at, name] of needed.entries()) {
    const { status, body } = await house.post('/contact', { ...whole, [name]: '' }, `198.51.90.${at + 1}`)
    expect([name, status]).toEqual([name, 422])
    expect(body, name).toMatch(
      new RegExp(`id="in-${name}-fault"[^>]*>[^<]*without it we cannot handle what you send`),
    )
  }
  const file = {
    givenName: 'Ida',
    familyName: 'Lund',
    origin: 'inbound',
    source: await source(),
    detail: 'a call',
  }
  for (const missing of ['givenName', 'familyName']) {
    const { status, body } = await house.ask('POST', '/customers', { body: { ...file, [missing]: '' } })
    expect([missing, status]).toEqual([missing, 400])
    expect(JSON.stringify(body), missing).toContain(`/${missing}`)
  }
  expect(await kept()).toEqual(before)
  expect((await house.post('/contact', whole, '198.51.91.1')).status).toBe(303)
  expect((await house.ask('POST', '/customers', { body: file })).status).toBe(201)
})
