/** The words of an organization: a page of them in both languages, and a way to it wherever a document uses one. */
import type { Register } from '@loge/features/law/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DocumentsHouse, openDocumentsHouse, registerOf } from './documents-house.fixture.ts'
import { linkerOf } from './pages/glossary.ts'
import { textOf } from './pages/html.ts'

const LANGUAGES = ['en', 'fr'] as const
const DOCUMENTS = ['/terms', '/privacy-policy', '/cookies', '/legal']

describe.each(['softathome', 'soco', 'sonio'])('the words of %s', (preset) => {
  let house: DocumentsHouse
  let register: Register
  beforeAll(async () => {
    house = await openDocumentsHouse()
    register = await registerOf(preset)
    expect(await house.publish(register)).toEqual(['in force'])
  }, 120_000)
  afterAll(() => house.close())

  test.each(LANGUAGES)(
    'are a page in %s, and every section of every document leads there from the first use of each [S3-8]',
    async (language) => {
      const glossary = await house.page('/privacy-centre/words', `&lang=${language}`)
      for (const { id, term, definition } of register.glossary) {
        expect(glossary).toContain(`id="word-${id}"`)
        expect(glossary).toContain(`<b>${term[language]}</b>`)
        expect(glossary.replaceAll('\u00a0', ' ')).toContain(definition[language])
      }
      expect(await house.page('/privacy-centre', `&lang=${language}`)).toContain(
        'href="/privacy-centre/words?',
      )
      let uses = 0
      for (const path of DOCUMENTS) {
        const body = await house.page(path, `&lang=${language}`)
        const sections = body
          .split(/<section id="/)
          .slice(1)
          .map((one) => one.split('</section>', 1)[0] ?? '')
          // Not the list of the words itself, nor what the software adds beneath the legal notice.
          .filter((one) => !/^(?:glossary|licences)"/.test(one))
        for (const one of sections) {
          const head = /^[^"]*"><h2>[^<]*<\/h2>(?:<p class="summary">.*?<\/p>)?/.exec(one)?.[0] ?? ''
          const said = one.slice(head.length)
          for (const { id, term } of register.glossary) {
            const ways = said.split(`#word-${id}">`).length - 1
            expect([path, head, id, ways < 2]).toEqual([path, head, id, true])
            uses += ways
            // Where no way is, the word is not either: not in what is read, table heads aside.
            const read = said.replaceAll(/<th .*?<\/th>|<[^>]*>/g, ' ').toLowerCase()
            const word = new RegExp(
              `(?<![\\p{L}\\p{N}-])${term[language].toLowerCase()}(?![\\p{L}\\p{N}-])`,
              'u',
            )
            const longer = register.glossary.some(
              (other) =>
                other.id !== id && other.term[language].toLowerCase().includes(term[language].toLowerCase()),
            )
            if (ways === 0 && !longer)
              expect([path, head, id, word.test(read)]).toEqual([path, head, id, false])
          }
        }
      }
      expect(uses).toBeGreaterThan(0)
    },
  )
})

test('a word is found at any capital and in the plural, never inside another, and what it is written beside stays text', () => {
  const words = linkerOf(
    [
      { id: 'data', term: { en: 'data', fr: 'donnée' }, definition: { en: '-', fr: '-' } },
      {
        id: 'personal',
        term: { en: 'personal data', fr: 'donnée personnelle' },
        definition: { en: '-', fr: '-' },
      },
    ],
    { query: {}, language: 'en' },
  )
  expect(textOf(words('<b>Metadata</b> are not Personal data'))).toBe(
    '&lt;b&gt;Metadata&lt;/b&gt; are not <a href="/privacy-centre/words?lang=en#word-personal">Personal data</a>',
  )
  expect(textOf(words('personal data; datas'))).toBe(
    'personal data; <a href="/privacy-centre/words?lang=en#word-data">datas</a>',
  )
})
