/** What keeps a document from being published, tried over the API under the ready-made registers; and what people then read. */
import type { Register } from '@loge/features/law/core'
import {
  checklistOf,
  type DocumentContent,
  judgeText,
  renderDocument,
  termsTemplate,
} from '@loge/features/privacy/core'
import {
  type DocumentsHouse,
  openDocumentsHouse,
  registerOf,
} from '../../features/privacy/server/documents/documents-house.fixture.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

let house: DocumentsHouse
beforeAll(async () => {
  house = await openDocumentsHouse()
}, 120_000)
afterAll(() => house.close())

const LANGUAGES = ['en', 'fr'] as const

const titled = (titles: readonly string[], said = ''): DocumentContent => {
  const one = {
    title: 'Conditions',
    lead: 'Lead',
    sections: titles.map((title, index) => ({
      id: `s${index}`,
      title,
      summary: 'In short.',
      blocks: [{ kind: 'text' as const, text: index === 0 && said !== '' ? said : 'A text.' }],
    })),
  }
  return { en: one, fr: one }
}

const publishTerms = async (content: DocumentContent): Promise<readonly string[]> => {
  const [draft] = await house.rows<{ hash: string }>(
    `select hash from document_version where published_at is null`,
  )
  const drafted = await house.call('PUT', '/documents/terms/draft', {
    body: { content, replaces: draft?.hash ?? null },
  })
  const { version } = drafted.body as { version: { hash: string } }
  const said = await house.call('POST', '/documents/terms/draft/publish', {
    body: { hash: version.hash, isSubstantial: false },
  })
  if (said.status === 200) return ['in force']
  const { code, errors } = said.body as { code: string; errors: readonly { code: string }[] }
  return [code, ...new Set(errors.map((one) => one.code))]
}
const versions = async (): Promise<number> =>
  (
    await house.rows<{ n: number }>(
      `select count(*)::int n from document_version where published_at is not null`,
    )
  )[0]?.n ?? -1

describe('numbers and references', () => {
  let softathome: Register
  beforeAll(async () => {
    softathome = await registerOf('softathome')
    expect(await house.publish(softathome)).toEqual(['in force'])
  })

  test('[S3-143] sections that jump from IV to VII, or a way to one that is not there, keep a document from being published', async () => {
    const before = await versions()
    const jump = ['I. Who', 'II. What', 'III. Why', 'IV. How long', 'VII. Rights']
    expect(await publishTerms(titled(jump))).toEqual(['document_faulty', 'number_out_of_order'])
    const whole = ['I. Who', 'II. What', 'III. Why', 'IV. How long', 'V. Rights']
    for (const broken of [
      'See section VI.',
      'Voir la section VII ci-dessous.',
      'See sections II, III and VIII.',
      'See article 9 of these terms.',
      'See the section “Transfers”.',
    ])
      expect([broken, await publishTerms(titled(whole, broken))]).toEqual([
        broken,
        ['document_faulty', 'reference_broken'],
      ])
    expect(await publishTerms(titled([...whole, 'Annex']))).toEqual(['document_faulty', 'number_missing'])
    expect(await versions()).toBe(before)
    const sound =
      'See sections II, III and V, the section “Rights”, GDPR articles 15 to 21, and article 17 of the Regulation.'
    expect(await publishTerms(titled(whole, sound))).toEqual(['in force'])
    expect(await versions()).toBe(before + 1)
  })

  test('the same holds of what is made from a register: a sentence that leads nowhere keeps the register itself from being published', async () => {
    const [rule, ...others] = softathome.retention
    const sentence = { en: 'As section V says.', fr: 'Comme le dit la section V.' }
    const broken = { ...softathome, retention: [{ ...rule, sentence }, ...others] }
    const said = await house.publish(broken)
    expect([said[0], said.some((one) => one.startsWith('reference_broken'))]).toEqual([
      'document_faulty',
      true,
    ])
    const [still] = await house.rows<{ n: number }>(
      `select count(*)::int n from register_version where published_at is not null`,
    )
    expect(still?.n).toBe(1)
  })

  test('[S3-192] a way to “5/7” of a document without such sections is refused, and the channels are said once, in the register, wherever they are read', async () => {
    expect(await publishTerms(titled(['Who', 'Rights'], 'Write by a channel of section 5/7.'))).toEqual([
      'document_faulty',
      'reference_broken',
    ])
    const named = titled(['Who', 'Rights'], 'Your rights: {channels}.')
    expect(await publishTerms(named)).toEqual(['in force'])
    const places = ['/privacy-policy', '/privacy-centre', '/terms']
    const shown = async (address: string) =>
      Promise.all(places.map(async (path) => (await house.page(path, '&lang=en')).includes(address)))
    for (const { address, for: uses } of softathome.channels)
      if (address !== '' && uses.includes('rights'))
        expect([address, await shown(address)]).toEqual([address, [true, true, true]])
    // Changed there, it is another in each of them; the terms from their next publication on.
    const moved = {
      ...softathome,
      channels: [...softathome.channels, { kind: 'post', address: '9 quai Neuf, Brest', for: ['rights'] }],
    }
    expect(await house.publish(moved)).toEqual(['in force'])
    expect(await publishTerms(named)).toEqual(['in force'])
    expect(await shown('9 quai Neuf, Brest')).toEqual([true, true, true])
  })
})

describe('a summary', () => {
  test('[S3-3] in plain words stands at the top of each section of every document, in both languages; terms without are not published', async () => {
    const register = await registerOf('softathome')
    const documents = [
      ...(['privacy_policy', 'cookie_policy', 'legal_notice'] as const).map((one) =>
        renderDocument(one, register),
      ),
      termsTemplate,
    ]
    for (const content of documents)
      for (const language of LANGUAGES)
        for (const { id, summary = '' } of content[language].sections) {
          expect([id, summary]).toEqual([id, expect.stringMatching(/\S/)])
          // Short sentences of short words, and none of the words of lawyers.
          for (const said of summary.split(/[.:?!]\s*/))
            expect([id, said.split(' ').length <= 18]).toEqual([id, true])
          expect(summary).not.toMatch(
            /pursuant|hereby|processing|controller|traitement|susmentionn|aux termes/i,
          )
        }
    const [section] = renderDocument('privacy_policy', register).fr.sections
    const body = (await house.page('/privacy-policy', '&lang=fr')).replaceAll(/\s/g, ' ')
    expect(body).toContain(
      `<h2>${section?.title}</h2><p class="summary"><b>En bref :</b> ${section?.summary}</p>`,
    )
    const whole = termsTemplate.fr
    const silent = {
      en: termsTemplate.en,
      fr: { ...whole, sections: whole.sections.map(({ summary: _summary, ...one }) => one) },
    }
    expect(await publishTerms(silent)).toEqual(['document_faulty', 'summary_missing'])
    expect(judgeText(termsTemplate)).toEqual([])
  })
})

describe('the checklist of a policy', () => {
  const DAY = '2026-11-22'
  const missingIn = (register: Register) =>
    checklistOf(register, DAY).flatMap(({ point, missing }) => (missing.length === 0 ? [] : [point]))
  let prepaid: Register
  let soco: Register
  beforeAll(async () => {
    prepaid = await registerOf('prepaid')
    soco = await registerOf('soco')
  })
  beforeEach(() => expect(prepaid.controller.name).not.toBe(''))

  test('[S2-5] names operator, contact, bases, recipients, transfers, periods, rights, complaint, mandatory data, sources and machines: all are filled, or nothing is published', async () => {
    expect(missingIn(prepaid)).toEqual([])
    expect(await house.publish(prepaid)).toEqual(['in force'])
    for (const language of LANGUAGES) {
      const body = (await house.page('/privacy-policy', `&lang=${language}`)).replaceAll(/&#39;|’/g, '’')
      const { controller, jurisdiction } = prepaid
      for (const said of [controller.name, controller.phone, controller.address, controller.email])
        expect([language, said, body.includes(said)]).toEqual([language, said, true])
      expect(body).toContain(jurisdiction.authority.name)
      for (const id of [
        'who',
        'why',
        'recipients',
        'transfers',
        'kept',
        'rights',
        'authority',
        'mandatory',
        'sources',
        'machines',
      ])
        expect([id, body.includes(`<section id="${id}"><h2>`)]).toEqual([id, true])
    }
    const [first, ...others] = prepaid.activities
    if (first === undefined) return expect.fail('nothing is done')
    const { controller, jurisdiction } = prepaid
    const lacking: readonly (readonly [string, Register])[] = [
      ['controller', { ...prepaid, controller: { ...controller, registration: '' } }],
      ['contact', { ...prepaid, controller: { ...controller, email: '***@prepaid.example' } }],
      ['purposes', { ...prepaid, activities: [{ ...first, purposes: [] }, ...others] }],
      ['recipients', { ...prepaid, activities: [{ ...first, recipientKinds: ['nobody'] }, ...others] }],
      ['recipients', { ...prepaid, recipientKinds: [] }],
      [
        'retention',
        {
          ...prepaid,
          activities: [
            { ...first, purposes: first.purposes.map((purpose) => ({ ...purpose, retention: 'nothing' })) },
            ...others,
          ],
        },
      ],
      ['rights', { ...prepaid, channels: [] }],
      [
        'complaint',
        { ...prepaid, jurisdiction: { ...jurisdiction, authority: { ...jurisdiction.authority, name: '' } } },
      ],
      ['source', { ...prepaid, activities: [{ ...first, sources: [] }, ...others] }],
    ]
    const [before] = await house.rows<{ n: number }>(`select max(number)::int n from document_version`)
    for (const [point, register] of lacking) {
      expect([point, missingIn(register).includes(point as never)]).toEqual([point, true])
      expect([point, await house.publish(register)]).not.toEqual([point, ['in force']])
    }
    // What the rules of the register let through, the checklist does not: nobody to complain to.
    const { authority } = jurisdiction
    expect(
      await house.publish({
        ...prepaid,
        jurisdiction: { ...jurisdiction, authority: { ...authority, name: '' } },
      }),
    ).toEqual(['checklist_incomplete', 'missing_complaint authority'])
    expect(await house.rows(`select max(number)::int n from document_version`)).toEqual([before])
  })

  test('[S4-8] the country is an attribute whose law and authority are named, and a register that breaks a bound of that law is not published', async () => {
    expect(await house.publish(soco)).toEqual(['in force'])
    const { jurisdiction } = soco
    const body = await house.page('/privacy-policy', '&lang=fr')
    expect(body).toContain(jurisdiction.authority.name)
    expect(jurisdiction.country).toBe('FR')
    const tracker = soco.trackers.find(({ kind }) => kind === 'audience')
    const lawless: readonly Register[] = [
      { ...soco, jurisdiction: { ...jurisdiction, law: { en: '', fr: '' } } },
      { ...soco, jurisdiction: { ...jurisdiction, country: '' } },
      { ...soco, clock: { ...soco.clock, days: 300 } },
      ...(tracker === undefined
        ? []
        : [{ ...soco, trackers: [{ ...tracker, lifetime: { unit: 'year' as const, count: 9 } }] }]),
    ]
    for (const register of lawless) {
      expect(missingIn(register)).toContain('law')
      expect(await house.publish(register)).not.toEqual(['in force'])
    }
    expect(missingIn(soco)).toEqual([])
    // The rights of individuals: each has a route of its own, in each policy, whatever the country.
    for (const preset of ['soone', 'sonio', 'softathome'])
      expect(missingIn(await registerOf(preset))).toEqual([])
  })
})

test('[S1-122 2/3] beside each e-mail address of the organization stands the warning, on every page everybody reads', async () => {
  const sonio = await registerOf('sonio')
  expect(await house.publish(sonio)).toEqual(['in force'])
  for (const [lang, said] of [
    ['en', 'Nothing sent over the internet is guaranteed secure'],
    ['fr', 'Rien de ce qui passe par internet n’est garanti sûr'],
  ] as const)
    for (const path of ['/privacy-policy', '/legal', '/privacy-centre']) {
      const body = await house.page(path, `&lang=${lang}`)
      expect([path, body.includes('href="mailto:')]).toEqual([path, true])
      expect([path, body.includes(said)]).toEqual([path, true])
    }
})
