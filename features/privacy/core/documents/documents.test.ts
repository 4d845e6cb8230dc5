/** Documents say what the register says, in both languages; and who is asked what about them. */
import { completed, defaultRegister, type Register } from '@loge/features/law/core'
import { presetNames, readPreset } from '@loge/features/law/server'
import { instant } from '@loge/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  asksOf,
  type Block,
  choicesOf,
  documentWords,
  fillDocument,
  isOperatorNamed,
  keptFor,
  LANGUAGES,
  openDocuments,
  type PublishedVersion,
  renderDocument,
  type Rendering,
  termsTemplate,
} from '../index.ts'

const registers: readonly (readonly [string, Register])[] = [
  ['the one everybody starts with', defaultRegister],
  ...(await Promise.all(
    (
      await presetNames()
    ).map(async (name) => [name, completed((await readPreset(name)) ?? defaultRegister)] as const),
  )),
]

const sectionOf = ({ sections }: Rendering, id: string): readonly Block[] =>
  sections.find((one) => one.id === id)?.blocks ?? []
const rowsOf = (blocks: readonly Block[]): readonly (readonly string[])[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []))

describe.each(registers)('under %s', (_name, register) => {
  test.each(LANGUAGES)(
    '[S1-67, S4-7] in %s the policy has each use with its data, purpose and basis, and the period in force',
    (language) => {
      const policy = renderDocument('privacy_policy', register)[language]
      const uses = register.activities.flatMap((activity) =>
        activity.purposes.map((purpose) => ({ activity, purpose })),
      )
      const why = rowsOf(sectionOf(policy, 'why'))
      expect(why.map(([use, , purpose]) => [use, purpose])).toEqual(
        uses.map(({ activity, purpose }) => [activity.label[language], purpose.sentence[language]]),
      )
      for (const [index, { purpose, activity }] of uses.entries()) {
        expect(why[index]?.[3]).toContain(documentWords[language].basis[purpose.basis])
        for (const id of activity.categories)
          expect(why[index]?.[1]).toContain(register.categories.find((one) => one.id === id)?.label[language])
      }
      expect(rowsOf(sectionOf(policy, 'kept')).map(([, until]) => until)).toEqual(
        uses.map(
          ({ purpose }) => register.retention.find(({ id }) => id === purpose.retention)?.sentence[language],
        ),
      )
    },
  )

  test.each(LANGUAGES)(
    '[S3-6] in %s it says how data are used and protected, who answers, how they come, and the rights',
    (language) => {
      const { sections } = renderDocument('privacy_policy', register)[language]
      const ids = sections.map(({ id }) => id)
      expect(ids).toEqual(
        expect.arrayContaining(['why', 'kept', 'sources', 'rights', 'authority', 'transfers']),
      )
      for (const { title, blocks } of sections) {
        expect(title).not.toBe('')
        expect(blocks.length).toBeGreaterThan(0)
      }
    },
  )

  test.each(LANGUAGES)(
    '[S1-85] in %s the cookie page gives name, provider, type, purpose and lifetime of each',
    (language) => {
      const rows = rowsOf(sectionOf(renderDocument('cookie_policy', register)[language], 'listed'))
      expect(rows.map(([name, by, , purpose]) => [name, by, purpose])).toEqual(
        register.trackers.map(({ name, provider, purpose }) => [
          expect.stringMatching(new RegExp(`^${name.replaceAll('.', '[.]')}(?:, __Host-|$)`)),
          provider,
          purpose[language],
        ]),
      )
      for (const [, , kind = '', , lifetime = '', where = ''] of rows)
        expect([kind, lifetime, where].every((cell) => cell !== '')).toBe(true)
    },
  )

  test('the centre has a line for every use of every audience', () => {
    for (const { id } of register.audiences) {
      const uses = register.activities.filter(({ audiences }) => audiences.includes(id))
      expect(keptFor(register, id, 'en')).toHaveLength(uses.flatMap(({ purposes }) => purposes).length)
    }
  })
})

test('a period changed in the register is another sentence in the policy, and another text', () => {
  const [rule] = defaultRegister.retention
  if (rule === undefined) throw new Error('there is a rule')
  const changed = { ...rule, sentence: { en: 'Erased after two days.', fr: 'Effacé après deux jours.' } }
  const after = { ...defaultRegister, retention: [changed, ...defaultRegister.retention.slice(1)] }
  const said = JSON.stringify(renderDocument('privacy_policy', after))
  expect(said).toContain('Effacé après deux jours.')
  expect(JSON.stringify(renderDocument('privacy_policy', defaultRegister))).not.toContain(
    'Effacé après deux jours.',
  )
})

test('a visitor chooses about what is neither necessary nor exempt, and about nothing else', () => {
  const [tracker] = defaultRegister.trackers
  if (tracker === undefined) throw new Error('there is a tracker')
  expect(choicesOf(defaultRegister)).toEqual([])
  const of = (kind: 'audience' | 'advertising', exempt = false) => ({
    ...tracker,
    kind,
    ...(exempt ? { exempt: true as const } : {}),
  })
  expect(choicesOf({ trackers: [tracker, of('audience', true)] })).toEqual([])
  expect(choicesOf({ trackers: [of('audience'), of('advertising'), of('audience')] })).toEqual([
    'audience',
    'advertising',
  ])
})

test.each([
  ['Loge', '1 rue des Tilleuls', 'dpo@loge.example', true],
  ['', '1 rue des Tilleuls', 'dpo@loge.example', false],
  ['Loge', ' ', 'dpo@loge.example', false],
  ['Loge', '1 rue des Tilleuls', '', false],
  ['Loge', '1 rue des Tilleuls', 'dpo@****.example', false],
  ['Loge', '1 rue des Tilleuls', 'dpo at loge', false],
])('an operator named %j, %j, %j: %j', (name, address, email, isNamed) => {
  const controller = { ...defaultRegister.controller, name, address, email }
  expect(isOperatorNamed({ ...defaultRegister, controller })).toBe(isNamed)
})

test('[S0-96] the terms name the operator and the law that applies, in both languages', () => {
  const controller = { ...defaultRegister.controller, name: 'Syndic Marchand' }
  const said = fillDocument(termsTemplate, { ...defaultRegister, controller })
  for (const language of LANGUAGES) {
    const text = JSON.stringify(said[language])
    expect(text).toContain('Syndic Marchand')
    expect(text).toContain(defaultRegister.jurisdiction.law[language])
    expect(text).not.toMatch(/\{\w+\}/)
  }
})

test.each([
  ['terms', 'first', 0, 'acceptance'],
  ['terms', 'material', 0, 'acceptance'],
  ['terms', 'material', 29.9, 'acceptance'],
  ['terms', 'material', 30, 'notice'],
  ['terms', 'minor', 0, 'nothing'],
  ['privacy_policy', 'first', 0, 'nothing'],
  ['privacy_policy', 'material', 0, 'notice'],
  ['privacy_policy', 'minor', 0, 'nothing'],
  ['cookie_policy', 'material', 0, 'nothing'],
] as const)('%s, %s, told %d days ahead: asks %s', (document, level, daysAhead, asks) => {
  expect(asksOf({ document, level, daysAhead })).toBe(asks)
})

const terms = (number: number, asks: PublishedVersion['asks'], at: number): PublishedVersion => ({
  document: 'terms',
  number,
  asks,
  publishedAt: instant(at - 10),
  effectiveAt: instant(at),
})

describe('who is signed in is shown', () => {
  const now = instant(1_000)
  test.each([
    ['nothing where nothing was published', [], [], []],
    ['terms never agreed to', [terms(1, 'acceptance', 0)], [], [[1, 'acceptance']]],
    ['nothing once agreed to', [terms(1, 'acceptance', 0)], [1], []],
    ['nothing after a wording', [terms(1, 'acceptance', 0), terms(2, 'nothing', 5)], [1], []],
    [
      'what changed in what matters',
      [terms(1, 'acceptance', 0), terms(2, 'acceptance', 5)],
      [1],
      [[2, 'acceptance']],
    ],
    [
      'the last of several, by the strongest they ask',
      [terms(1, 'acceptance', 0), terms(2, 'nothing', 5)],
      [],
      [[2, 'acceptance']],
    ],
    ['no agreement before it holds', [terms(1, 'acceptance', 1_005)], [], []],
    ['a notice as soon as it is published', [terms(1, 'notice', 1_005)], [], [[1, 'notice']]],
  ] as const)('%s', (_case, versions, answered, expected) => {
    const known = answered.map((number) => ({ document: 'terms' as const, number }))
    expect(openDocuments(versions, known, now).map(({ number, asks }) => [number, asks])).toEqual(expected)
  })

  test('nothing, whatever was published, once the last was answered', () => {
    const asks = fc.constantFrom<PublishedVersion['asks']>('nothing', 'notice', 'acceptance')
    fc.assert(
      fc.property(fc.array(fc.tuple(asks, fc.nat(2_000)), { minLength: 1, maxLength: 8 }), (given) => {
        const versions = given.map(([one, at], index) => terms(index + 1, one, at))
        expect(openDocuments(versions, [{ document: 'terms', number: versions.length }], now)).toEqual([])
      }),
    )
  })
})
