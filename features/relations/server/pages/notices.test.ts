/** What stands beside each public form: the ways to the policy, the periods with their start and their day, and the warning. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonId } from '@loge/kernel'
import { openOutside, type OutsideHouse } from '../house.fixture.ts'

let sonio: OutsideHouse
beforeAll(async () => {
  sonio = await openOutside('sonio')
}, 240_000)
afterAll(() => sonio.close())

const noticeIn = (body: string): string => /name="notice" value="([0-9a-f]{64})"/.exec(body)?.[1] ?? ''
const FORMS = ['/contact', '/apply', '/newsletter'] as const

test('[S1-2 1/2] each form leads to the policy in its own language, and so does the foot of its page, without an account', async () => {
  for (const path of FORMS)
    for (const lang of ['en', 'fr']) {
      const { body, status, headers } = await sonio.page(path, `&lang=${lang}`)
      expect([path, status, headers['set-cookie']]).toEqual([path, 200, undefined])
      const [, beside = ''] = /<aside class="soft dense"(.*?)<\/aside>/s.exec(body) ?? []
      const [, foot = ''] = /<footer class="foot(.*?)<\/footer>/s.exec(body) ?? []
      for (const part of [beside, foot])
        expect([path, part]).toEqual([
          path,
          expect.stringMatching(new RegExp(`href="/privacy-policy\\?[^"]*lang=${lang}`)),
        ])
    }
})

test('[S1-10] beside the form stand data, period, what starts it and the day; the copy says the same, and on that day it is gone', {
  timeout: 240_000,
}, async () => {
  sonio.at('2026-01-31T10:00:00Z')
  const form = (await sonio.page('/contact', '&lang=en')).body
  const [, notice = ''] = /<aside class="soft dense"(.*?)<\/aside>/s.exec(form) ?? []
  expect(notice).toContain('Data: ')
  expect(notice).toContain('counted from your last word to us')
  // Thirteen months from the last of January: February has no thirty-first.
  expect(notice).toContain('erased on 28 February 2027')
  expect((await sonio.page('/contact', '&lang=fr')).body).toContain('effacé le 28 février 2027')
  // What is counted from an end has no day yet, and says so.
  expect((await sonio.page('/newsletter', '&lang=en')).body).toContain(
    'The day is known once that has happened',
  )

  const purpose = /<select[^>]*name="purpose"[^>]*>.*?<option value="([a-z_]+)"/s.exec(
    form.replace('<option value="">', ''),
  )?.[1]
  const sent = await sonio.post('/contact', {
    notice: noticeIn(form),
    site_first_name: 'Lea',
    site_name: 'Blanc',
    site_email: 'lea@example.org',
    subject: 'service',
    words: 'Is there a lift?',
    ...(purpose === undefined ? {} : { purpose }),
  })
  expect(sent.status).toBe(303)
  const there = () => sonio.rows<{ id: PersonId }>(`select id from person where email = 'lea@example.org'`)
  const [{ id } = { id: '' as PersonId }] = await there()
  const days = (await sonio.copy(id)).flatMap((line) =>
    line.kind === 'row' && line.table === 'contact_message' ? [line.keptUntil] : [],
  )
  expect(days).toEqual(['2027-02-28'])
  sonio.at('2027-02-27T12:00:00Z')
  await sonio.retain()
  expect(await there()).toHaveLength(1)
  sonio.at('2027-02-28T12:00:00Z')
  await sonio.retain()
  expect(await there()).toEqual([])
})

test('[S1-122 1/3] where a file or a message is sent over the internet stands, in both languages, that no transmission is secure', async () => {
  for (const [lang, said] of [
    ['en', 'Nothing sent over the internet is guaranteed secure'],
    ['fr', 'Rien de ce qui passe par internet n’est garanti sûr'],
  ] as const)
    for (const path of ['/contact', '/apply']) {
      const { body } = await sonio.page(path, `&lang=${lang}`)
      const [form = ''] = /<form class="ask" method="post".*?<\/form>/s.exec(body) ?? []
      const warned = form.indexOf(said)
      expect([path, warned > 0]).toEqual([path, true])
      // Read before what is sent: above the files, and above the button.
      const sends = path === '/apply' ? form.indexOf('type="file"') : form.indexOf('<button')
      expect(warned).toBeLessThan(sends)
    }
})
