/** What the standard test of a kind asserts of one datum. */
import {
  boundsOn,
  judgeRegister,
  LEGAL_BASES,
  type Purpose,
  type Register,
  retentionFor,
  RIGHTS,
  rightsUnder,
} from '@loge/features/law/core'
import { OBJECTIONABLE, renderDocument } from '@loge/features/privacy/core'
import { lawRoutes } from '@loge/features/law/wire'
import type { Category } from '@loge/kernel'
import { expect } from 'vitest'
import { declarations } from '../../server/declarations.ts'
import { ownColumns } from './category.ts'
import type { PresetHouse } from './preset-house.ts'

export const bothLanguages = { en: expect.stringMatching(/./), fr: expect.stringMatching(/./) }

const purposeOf = (register: Register, id: string) => {
  const activity = register.activities.find(({ purposes }) => purposes.some((purpose) => purpose.id === id))
  const purpose = activity?.purposes.find((one) => one.id === id)
  if (activity === undefined || purpose === undefined) return expect.fail(`no purpose ${id}`)
  return { activity, purpose }
}

export const checkPurpose = ({ register, uses }: PresetHouse, id: string): void => {
  const { activity, purpose } = purposeOf(register, id)
  expect(purpose.sentence).toEqual(bothLanguages)
  expect(activity.categories.length).toBeGreaterThan(0)
  const use = uses.find((one) => one.purpose === id)
  expect(use).toMatchObject({ activity: activity.id, basis: purpose.basis, kept: bothLanguages })
  expect(use?.categories).toHaveLength(activity.categories.length)
}

/** Whether the API takes it for a register at all. */
const isRegister = (content: unknown): boolean =>
  lawRoutes.draft.body.safeParse({ content, replaces: null }).success

const replaced = (register: Register, id: string, purposes: readonly unknown[]): unknown => ({
  ...register,
  activities: register.activities.map((activity) =>
    activity.purposes.some((one) => one.id === id) ? { ...activity, purposes } : activity,
  ),
})

const codesOf = (register: Register): readonly string[] =>
  judgeRegister(register, boundsOn('2026-11-22')).map(({ code }) => code)

const OWN_OF_BASIS: Readonly<Record<string, (purpose: Purpose, register: Register) => void>> = {
  'S3-48': ({ basis }) => {
    expect(basis).toBe('contract')
    expect(rightsUnder(basis)).toContain('portability')
    expect(rightsUnder(basis)).not.toContain('objection')
  },
  'S3-49': ({ basis, withdrawal }) => {
    expect([basis, withdrawal]).toEqual(['consent', expect.stringMatching(/./)])
    expect(rightsUnder(basis)).toEqual(expect.arrayContaining(['withdrawal', 'portability']))
  },
  'S3-73': ({ basis, marketing, balancing }, register) => {
    expect(rightsUnder(basis)).toContain('objection')
    // What was weighed is told with the basis, and marketing without it is not put in force.
    expect([marketing, balancing]).toEqual([true, bothLanguages])
    for (const language of ['en', 'fr'] as const)
      expect(JSON.stringify(renderDocument('privacy_policy', register)[language])).toContain(
        balancing?.[language],
      )
    const unweighed: Register = {
      ...register,
      activities: register.activities.map((activity) => ({
        ...activity,
        purposes: activity.purposes.map(({ balancing: _balancing, ...purpose }) => purpose),
      })),
    }
    expect(codesOf(unweighed)).toContain('interest_unweighed')
    expect(codesOf(register)).not.toContain('interest_unweighed')
  },
  // To answer is one thing, to advertise another: a no to the second is none to the first.
  'S3-83': ({ id, basis }, register) => {
    expect(['contract', 'legitimate_interests']).toContain(basis)
    const forms = register.activities.find(({ purposes }) => purposes.some((one) => one.id === id))
    const other = forms?.purposes.find(({ marketing }) => marketing === true)
    expect([other?.basis, other?.id === id]).toEqual(['legitimate_interests', false])
    expect(rightsUnder('legitimate_interests')).toContain('objection')
    expect(rightsUnder(basis)).not.toContain('objection')
  },
  'S1-28': ({ basis, interest, balancing }, register) => {
    expect([basis, interest, balancing]).toEqual(['legitimate_interests', bothLanguages, bothLanguages])
    for (const language of ['en', 'fr'] as const)
      expect(JSON.stringify(renderDocument('privacy_policy', register)[language])).toContain(
        balancing?.[language],
      )
    expect(rightsUnder(basis)).toContain('objection')
  },
  'S4-43': ({ basis }) => {
    expect(basis).toBe('contract')
    expect(rightsUnder(basis)).toContain('portability')
    expect(rightsUnder(basis)).not.toContain('objection')
  },
  'S4-44': ({ basis, law }) => {
    expect([basis, law]).toEqual(['legal_obligation', expect.stringMatching(/./)])
    for (const right of ['objection', 'portability', 'erasure'] as const)
      expect(rightsUnder(basis)).not.toContain(right)
  },
  'S4-45': ({ basis, interest }) => {
    expect(basis).toBe('legitimate_interests')
    expect(interest).toEqual(bothLanguages)
  },
}

/** One basis of a closed list for each purpose: two, none or another is no register; and the rights follow from it. */
export const checkBasis = ({ register, uses }: PresetHouse, id: string, claim: string): void => {
  const { purpose } = purposeOf(register, id)
  expect(LEGAL_BASES).toContain(purpose.basis)
  const { basis: _basis, ...without } = purpose
  for (const basis of [undefined, [], ['contract', 'consent'], 'agreement', 'contract or consent'])
    expect(isRegister(replaced(register, id, [{ ...without, basis }]))).toBe(false)
  expect(isRegister(replaced(register, id, [purpose]))).toBe(true)
  const rights = uses.find((one) => one.purpose === id)?.rights
  expect(rights).toEqual(rightsUnder(purpose.basis))
  for (const right of rights ?? []) expect(RIGHTS[right]).toMatch(/^\d/)
  OWN_OF_BASIS[claim]?.(purpose, register)
}

const badge = (category: Category): readonly string[] => ownColumns([category])

const OWN_OF_TERM: Readonly<Record<string, (house: PresetHouse) => void>> = {
  'S3-9': ({ register }) => {
    const term = register.glossary.find(({ id }) => id === 'gdpr')
    expect([term?.definition.en, term?.definition.fr]).toEqual([
      expect.stringContaining('2016/679'),
      expect.stringContaining('2016/679'),
    ])
    expect(register.jurisdiction.law.fr).toContain('2016/679')
  },
  'S3-11': ({ register }) => {
    const says = (id: string) => register.glossary.find((one) => one.id === id)?.definition.en
    expect(says('controller')).toMatch(/decides why and how/)
    expect(says('subcontractor')).toMatch(/on its behalf/)
    expect(says('subcontractor')).not.toMatch(/decides/)
    for (const { role } of register.activities) expect(['controller', 'joint', 'processor']).toContain(role)
    expect(register.recipientKinds.find(({ id }) => id === 'hosting')?.role).toBe('processor')
  },
  'S3-12': ({ register }) => {
    const roles = new Set(register.activities.map(({ role }) => role))
    expect([...roles].toSorted()).toEqual(['controller', 'processor'])
    expect(register.activities.find(({ audiences }) => audiences.includes('subscriber'))?.role).toBe(
      'processor',
    )
  },
  'S3-13': ({ register, copied, erasure }) => {
    // Whoever never had an account is copied and erased as well: the rows that say so lead to the person, not to an account.
    const tables = new Set(copied.map(({ table }) => table))
    for (const table of ['person', 'tenancy', 'credential', 'event']) expect([...tables]).toContain(table)
    expect(erasure.state).toBe('done')
    expect(register.audiences.some(({ is }) => is === 'web_visitor' || is === 'contact')).toBe(true)
  },
  'S3-14': ({ register }) => {
    expect(LEGAL_BASES).toHaveLength(6)
    for (const { basis } of register.activities.flatMap(({ purposes }) => purposes))
      expect(LEGAL_BASES).toContain(basis)
  },
  'S3-15': ({ register }) => {
    // The period of what one table holds follows from the purposes that need it, and from nothing at the table.
    const activity = register.activities.find(({ runs }) => runs.includes('access_journal'))
    const [first] = activity?.purposes ?? []
    if (activity === undefined || first === undefined) return expect.fail('nothing runs the journal')
    const month = {
      id: 'month',
      period: { unit: 'month', count: 1 },
      mode: 'max',
      trigger: 'recorded',
    } as const
    const shorter: Register = {
      ...register,
      retention: [
        ...register.retention,
        { ...month, ground: 'ours', sentence: { en: 'a month', fr: 'un mois' } },
      ],
      activities: register.activities.map((one) =>
        one.runs.includes('access_journal')
          ? { ...one, purposes: one.purposes.map((purpose) => ({ ...purpose, retention: 'month' })) }
          : one,
      ),
    }
    expect(retentionFor(shorter, ['access_journal'])).toMatchObject(month)
    expect(retentionFor(register, ['access_journal']).id).not.toBe('month')
    const keys = new Set(declarations.flatMap((declaration) => Object.keys(declaration)))
    for (const key of ['period', 'keep', 'days', 'retention']) expect([...keys]).not.toContain(key)
  },
  'S1-65': () => {
    expect(badge('credential').join(' ')).toMatch(/credential/)
    expect(badge('home').join(' ')).toMatch(/unit_id/)
    expect(badge('movement').join(' ')).toMatch(/event/)
  },
  'S4-111': ({ register }) => {
    // Marked as such, with a no of its own; a word about an order or an account is none.
    expect(OBJECTIONABLE).toContain('marketing')
    const purposes = register.activities.flatMap((activity) => activity.purposes)
    expect(purposes.find(({ id }) => id === 'prospecting')).toMatchObject({ marketing: true })
    for (const service of ['order_messages', 'relationship', 'technical'])
      expect([service, purposes.find(({ id }) => id === service)?.marketing]).toEqual([service, undefined])
  },
  'S4-118': ({ register }) => {
    expect(register.glossary.find(({ id }) => id === 'controller')?.definition.en).toMatch(
      /with others|jointly/,
    )
    const [first, ...others] = register.activities
    if (first === undefined) return expect.fail('nothing is done')
    const arrangement = { en: 'We answer for it', fr: 'Nous en répondons' }
    const joint = { ...register, activities: [{ ...first, role: 'joint' as const }, ...others] }
    const arranged = {
      ...register,
      activities: [{ ...first, role: 'joint' as const, arrangement }, ...others],
    }
    expect([isRegister(joint), isRegister(arranged)]).toEqual([true, true])
    expect(codesOf(joint)).toContain('joint_without_arrangement')
    expect(codesOf(arranged)).not.toContain('joint_without_arrangement')
  },
  'S4-122': ({ register }) => {
    const paper = register.sources.filter(({ id }) => id.includes('paper'))
    expect(paper).toHaveLength(1)
    expect(register.activities.some(({ sources }) => sources.includes(paper[0]?.id ?? ''))).toBe(true)
    expect(register.glossary.find(({ id }) => id === 'processing')?.definition.en).toMatch(/paper/)
  },
}

export const checkGlossary = (house: PresetHouse, id: string, claim: string): void => {
  const term = house.register.glossary.find((one) => one.id === id)
  expect(term).toMatchObject({ term: bothLanguages, definition: bothLanguages })
  OWN_OF_TERM[claim]?.(house)
}
