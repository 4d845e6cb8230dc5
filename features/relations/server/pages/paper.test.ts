/** The same form on a screen and on paper; and a permission that is asked of the operator, answered in writing and filed. */
import type { PersonId } from '@loge/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openOutside, type OutsideHouse } from '../house.fixture.ts'

let soco: OutsideHouse
let soone: OutsideHouse
beforeAll(async () => {
  soco = await openOutside('soco')
  soone = await openOutside('soone')
}, 300_000)
afterAll(async () => {
  await soco?.close()
  await soone?.close()
})

const noticeIn = (body: string): string => /name="notice" value="([0-9a-f]{64})"/.exec(body)?.[1] ?? ''

test('[S4-30] on the screen and on paper the same fields have a star, with its legend: exactly those the form refuses when they are empty', async () => {
  for (const path of ['/contact', '/apply']) {
    const { body } = await soco.page(path, '&lang=fr')
    const [form = '', classes = ''] = /<form class="([^"]*)" method="post".*?<\/form>/s.exec(body) ?? []
    // What paper leaves out is named by a class; of the form that is the button alone.
    const [, hidden = ''] = /@media print\{([^{]*)\{display:none!important\}/.exec(body) ?? []
    const leftOut = hidden.split(',').map((one) => one.trim().replace(/^\./, ''))
    expect(leftOut).toContain('no-print')
    expect(classes.split(' ').filter((one) => leftOut.includes(one))).toEqual([])
    const gone = [...form.matchAll(/<(\w+) [^>]*class="([^"]*)"/g)].filter(([, , said = '']) =>
      said.split(' ').some((one) => leftOut.includes(one)),
    )
    expect(gone.map(([, tag]) => tag)).toEqual(['button'])
    expect(form).toContain('marqués d’un *')
    const starred = [...form.matchAll(/<label for="in-([a-z_-]+)">[^<]*\*<\/label>/g)].map(([, name]) => name)
    const required = [...form.matchAll(/id="in-([a-z_-]+)"[^>]*required aria-required="true"/g)].map(
      ([, name]) => name,
    )
    expect(starred.length).toBeGreaterThan(2)
    expect(required).toEqual(starred)
  }
  const { body } = await soco.page('/contact', '&lang=fr')
  const refused = await soco.post('/contact', { notice: noticeIn(body) })
  const faults = [...refused.body.matchAll(/id="in-([a-z_]+)-fault"/g)].map(([, name]) => name)
  const stars = [...body.matchAll(/<label for="in-([a-z_]+)">[^<]*\*<\/label>/g)].map(([, name]) => name)
  expect(faults).toEqual(stars)
})

test('[S0-44] a permission to reproduce is asked, answered in writing and filed with both dates; whoever asks takes all of their own data along meanwhile', async () => {
  soone.at('2026-02-02T10:00:00Z')
  const form = (await soone.page('/contact', '&lang=en')).body
  expect(form).toContain('<option value="permission">A permission to reproduce')
  const names = [...form.matchAll(/<label for="in-([a-z_]+)">[^<]*\*<\/label>/g)].map(
    ([, name]) => name ?? '',
  )
  const said: Readonly<Record<string, string>> = {
    subject: 'permission',
    words: 'May I print your plan in a book?',
  }
  const fields = Object.fromEntries(
    names.map((name) => [name, said[name] ?? (name.includes('mail') ? 'ida@example.org' : 'Ida')]),
  )
  const sent = await soone.post('/contact', { notice: noticeIn(form), ...fields })
  expect(sent.status).toBe(303)
  const [message] = await soone.rows<{ id: string; person_id: PersonId; team: string }>(
    `select id, person_id, team from contact_message where subject = 'permission'`,
  )
  expect(message?.team).toBe('legal')
  const personId = message?.person_id ?? ('' as PersonId)
  // Not granted yet, and no clause stands before their own data.
  const rowsOf = async (scope: 'access' | 'portability') =>
    (await soone.copy(personId, scope)).flatMap((line) => (line.kind === 'row' ? [line.table] : []))
  expect(await rowsOf('access')).toEqual(expect.arrayContaining(['person', 'contact_message']))

  soone.at('2026-02-05T15:00:00Z')
  const path = `/relations/messages/cmg_${String(message?.id).replaceAll('-', '')}`
  const words = 'Granted, for this book alone, with our name beside it.'
  const answered = await soone.ask('POST', `${path}/acts`, { body: { kind: 'answer', words }, ifMatch: 1 })
  expect(answered.body.state).toBe('answered')
  soone.at('2026-06-01T10:00:00Z')
  const { body: filed } = await soone.ask('GET', path)
  expect(filed).toMatchObject({
    subject: 'permission',
    words: 'May I print your plan in a book?',
    receivedAt: '2026-02-02T10:00:00.000Z',
    answeredAt: '2026-02-05T15:00:00.000Z',
    letters: [
      {
        sentTo: 'ida@example.org',
        writtenAt: '2026-02-05T15:00:00.000Z',
        body: expect.stringContaining(words),
      },
    ],
  })
  // Refused or granted, what they take along is the same and whole.
  expect(await rowsOf('access')).toEqual(expect.arrayContaining(['person', 'contact_message', 'out_letter']))
})
