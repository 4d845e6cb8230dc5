/** What the public pages say is what the register says, with each ready-made one, in both languages. */
import { completed, type Register } from '@loge/features/law/core'
import {
  documentWords,
  fillDocument,
  isOperatorNamed,
  renderDocument,
  termsTemplate,
} from '@loge/features/privacy/core'
import { describe, expect, test } from 'vitest'
import { readPresets } from './preset-claims.ts'

const presets = (await readPresets()).map(({ name, register }) => [name, completed(register)] as const)
const of = (name: string): Register =>
  presets.find(([one]) => one === name)?.[1] ?? expect.fail(`no preset ${name}`)

const LANGUAGES = ['en', 'fr'] as const
type Language = (typeof LANGUAGES)[number]

/** The rows of the first table of a section of the privacy policy. */
const tableIn = (register: Register, language: Language, id: string): readonly (readonly string[])[] => {
  const section = renderDocument('privacy_policy', register)[language].sections.find((one) => one.id === id)
  const [table] = section?.blocks.filter((block) => block.kind === 'table') ?? []
  return table?.rows ?? expect.fail(`no table in ${id}`)
}
const everything = (register: Register, language: Language): string =>
  JSON.stringify(renderDocument('privacy_policy', register)[language])

describe.each(presets)('%s', (_name, register) => {
  const purposes = register.activities.flatMap((activity) =>
    activity.purposes.map((purpose) => ({ activity, purpose })),
  )

  test.each(LANGUAGES)(
    'tells in %s category, use and basis of every purpose, and nothing else [S1-67 1/2]',
    (language) => {
      const rows = tableIn(register, language, 'why')
      expect(rows).toHaveLength(purposes.length)
      for (const [index, { activity, purpose }] of purposes.entries()) {
        const [label, categories, sentence, basis] = rows[index] ?? []
        expect([label, sentence]).toEqual([activity.label[language], purpose.sentence[language]])
        expect(basis).toContain(documentWords[language].basis[purpose.basis])
        for (const id of activity.categories)
          expect(categories).toContain(register.categories.find((one) => one.id === id)?.label[language])
      }
    },
  )

  test.each(LANGUAGES)(
    'is one page that tells in %s how long as the register does, also after a change [S4-7]',
    (language) => {
      const told = (from: Register) => tableIn(from, language, 'kept').map(([, kept]) => kept)
      const inRegister = (from: Register) =>
        from.activities.flatMap((activity) =>
          activity.purposes.map(
            ({ retention }) => from.retention.find(({ id }) => id === retention)?.sentence[language],
          ),
        )
      expect(told(register)).toEqual(inRegister(register))
      const changed: Register = {
        ...register,
        retention: register.retention.map((rule) => ({
          ...rule,
          sentence: { en: `Other: ${rule.id}`, fr: `Autre : ${rule.id}` },
        })),
      }
      expect(told(changed)).toEqual(inRegister(changed))
      expect(told(changed)).not.toEqual(told(register))
      for (const { label } of register.recipientKinds)
        expect(everything(register, language)).toContain(label[language])
    },
  )

  test.each(LANGUAGES)('prints in %s the law of the organization in its terms [S0-96]', (language) => {
    const law = { en: 'The law of nowhere', fr: 'La loi de nulle part' }
    const terms = (from: Register) => JSON.stringify(fillDocument(termsTemplate, from)[language])
    expect(terms(register)).toContain(register.jurisdiction.law[language])
    expect(terms({ ...register, jurisdiction: { ...register.jurisdiction, law } })).toContain(law[language])
    expect(terms(register)).not.toContain('{law}')
  })

  test('is not published with an address that is masked, broken or missing [S1-57 partly]', () => {
    expect(isOperatorNamed(register)).toBe(true)
    for (const email of ['', 'dpo', 'dpo@', '***@sonio.example', 'd p o@sonio.example', 'dpo@sonio'])
      expect([
        email,
        isOperatorNamed({ ...register, controller: { ...register.controller, email } }),
      ]).toEqual([email, false])
  })

  test.each(LANGUAGES)(
    'explains its words in %s, and names authority, people, sources and rights [S3-8 partly, S3-6 partly, S0-74 partly]',
    (language) => {
      const said = everything(register, language)
      const { glossary, jurisdiction, audiences, sources } = register
      for (const { term, definition } of glossary) {
        expect(said).toContain(term[language])
        expect(said).toContain(definition[language])
      }
      expect(said).toContain(jurisdiction.authority.name)
      for (const { label } of [...audiences, ...sources]) expect(said).toContain(label[language])
    },
  )
})

test('of a house of shared machines the policy is about the machines and about the web [S2-2]', () => {
  const register = of('prepaid')
  for (const language of LANGUAGES) {
    const labelOf = (id: string) => register.categories.find((one) => one.id === id)?.label[language] ?? id
    const uses = tableIn(register, language, 'why').map(([, categories]) => categories)
    for (const id of ['usage', 'connection'])
      expect(uses.some((one) => one?.includes(labelOf(id)))).toBe(true)
  }
  for (const id of ['usage', 'connection'])
    expect(register.activities.some(({ categories }) => categories.includes(id))).toBe(true)
})

test('one charter is for the customers of the centres and of the web site, and of its own organization [S4-3]', () => {
  const soco = of('soco')
  expect(everything(soco, 'en')).toContain('customers of the centres and of the web site')
  expect(everything(soco, 'fr')).toContain('clients des centres et du site')
  for (const [name, register] of presets)
    if (name !== 'soco') expect(everything(register, 'fr')).not.toContain('clients des centres')
})
