/** Who may get data of which activity: the table of a founding document, asked cell by cell of its register. */
import { boundsOn, completed, type Recipient, type Register } from '@loge/features/law/core'
import { readPreset } from '@loge/features/law/server'
import { describe, expect, test } from 'vitest'
import { type DisclosureRefusal, refuseDisclosure } from '../../core/index.ts'

const today = '2026-11-22'
const day = { bounds: boundsOn(today), today }

/** The columns of the table. */
const A1 = 'customers'
const A2 = 'prospects'
const A3 = 'forms'
const A4 = 'web'
const A5 = 'partners'
const A6 = 'candidates'
const A7 = 'shows'
const A8 = 'employees'
const B1 = 'recruiters'
const B2 = 'debug'
const B3 = 'organisers'
const C1 = 'public_sources'
const ALL = [A1, A2, A3, A4, A5, A6, A7, A8, B1, B2, B3, C1]
const but = (...left: readonly string[]) => ALL.filter((id) => !left.includes(id))

/** Each row: the kind of recipient, and the activities whose data it may get. */
const MATRIX: Readonly<Record<string, readonly string[]>> = {
  hosting: ALL,
  maintenance: ALL,
  analytics: but(B2),
  support: [A1, A2, A5, A8, B1, B2],
  delivery: [A1, A2, A5, A8, B1],
  database: but(A4),
  accounting: [A1, A2, A5, A6, A7, A8, B3],
  documents: but(A4),
  mailing: but(A4, B2),
  marketing: but(B2),
  social_optimisation: but(A3, B2),
  statistics: but(B2),
  advisors: ALL,
  partners: ALL,
  group: ALL,
  authorities: ALL,
  buyer: but(A4),
  social_media: [A2, A7, B3],
  recruitment_providers: [A3, A6, B1],
}

/** What was signed. */
const document = { name: 'Clauses', sha256: 'ab'.repeat(32) }

const presetNamed = async (name: string): Promise<Register> => {
  const register = await readPreset(name)
  if (register === undefined) throw new Error(`no ready-made register ${name}`)
  return completed(register)
}

const someone = (kind: string, more: Partial<Recipient> = {}): Recipient => ({
  id: `a-${kind}`,
  kind,
  name: 'Somebody',
  country: 'FR',
  contractOn: '2026-01-01',
  contract: {
    document: { name: 'Contract', sha256: 'cd'.repeat(32) },
    confidentialityOn: '2026-01-01',
    clauses: ['instructions', 'sub_processors', 'audit', 'deletion'],
  },
  notify: 'none',
  subProcessors: [],
  ...more,
})

interface Asked {
  readonly kind: string
  readonly activity: string
  readonly more?: Partial<Recipient>
}

/** Of one category the kind may get, to a fictional recipient of the kind. */
const ask = (register: Register, { kind, activity, more }: Asked): DisclosureRefusal | undefined => {
  const recipient = someone(kind, more)
  const only = register.recipientKinds.find(({ id }) => id === kind)?.only
  const held = register.activities.find(({ id }) => id === activity)?.categories ?? []
  const category = held.find((id) => only?.includes(id) ?? true) ?? ''
  const wanted = { recipient: recipient.id, activity, categories: [category], provision: 'art. L. 1' }
  return refuseDisclosure({ ...register, recipients: [recipient] }, wanted, day)
}

const softathome = await presetNamed('softathome')
const allowedOf = (kind: string) =>
  ALL.filter((activity) => ask(softathome, { kind, activity }) === undefined)
const kindsOf = (activity: string) =>
  Object.keys(MATRIX).filter((kind) => ask(softathome, { kind, activity }) === undefined)

describe('by kind of recipient', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['hosting', '[S3-50]'],
    ['maintenance', '[S3-51 partly]'],
    ['analytics', '[S3-52]'],
    ['support', '[S3-53]'],
    ['database', '[S3-55]'],
    ['accounting', '[S3-56]'],
    ['documents', '[S3-57]'],
    ['mailing', '[S3-58]'],
    ['marketing', '[S3-59 2/3]'],
    ['social_optimisation', '[S3-60]'],
    ['statistics', '[S3-61 partly]'],
    ['advisors', '[S3-62 1/2]'],
    ['authorities', '[S3-65 2/3]'],
    ['buyer', '[S3-66 2/3]'],
    ['social_media', '[S3-76]'],
    ['recruitment_providers', '[S3-85]'],
  ]
  test.each(rows)('%s gets data of the activities of its row, and of no other %s', (kind) => {
    expect(allowedOf(kind)).toEqual(MATRIX[kind])
  })

  test('delivery gets names, addresses and telephone numbers of its row, and nothing else [S3-54]', () => {
    expect(allowedOf('delivery')).toEqual(MATRIX['delivery'])
    const recipient = someone('delivery')
    const register = { ...softathome, recipients: [recipient] }
    const held = softathome.activities.find(({ id }) => id === A1)?.categories ?? []
    const got = held.filter(
      (category) =>
        refuseDisclosure(register, { recipient: recipient.id, activity: A1, categories: [category] }, day) ===
        undefined,
    )
    expect(got).toEqual(['identity', 'contact'])
  })

  test('partners and clients get theirs under an agreement alone [S3-63]', () => {
    expect(allowedOf('partners')).toEqual(ALL)
    for (const activity of ALL)
      expect(ask(softathome, { kind: 'partners', activity, more: { contractOn: null } })).toBe(
        'contract_missing',
      )
  })

  test('a company of the group has a country, and outside the area a safeguard [S3-64]', () => {
    const inIndia = (more: Partial<Recipient>) =>
      ask(softathome, { kind: 'group', activity: A1, more: { country: 'IN', ...more } })
    expect(allowedOf('group')).toEqual(ALL)
    expect(inIndia({})).toBe('transfer_not_allowed')
    expect(inIndia({ safeguard: 'standard_clauses' })).toBe('transfer_not_allowed')
    expect(inIndia({ safeguard: 'standard_clauses', document })).toBeUndefined()
  })
})

describe('by activity', () => {
  const columns: readonly (readonly [string, string, readonly string[]])[] = [
    [A2, '[S3-75]', ['recruitment_providers']],
    [A3, '[S3-84]', ['support', 'delivery', 'accounting', 'social_optimisation', 'social_media']],
    [A7, '[S3-114 partly]', ['support', 'delivery', 'recruitment_providers']],
    [A8, '[S3-121]', ['social_media', 'recruitment_providers']],
    [B1, '[S3-124 1/2]', ['accounting', 'social_media']],
    [
      B2,
      '[S3-131]',
      [
        'analytics',
        'delivery',
        'accounting',
        'mailing',
        'marketing',
        'social_optimisation',
        'statistics',
        'social_media',
        'recruitment_providers',
      ],
    ],
  ]
  test.each(columns)('data of %s reach everybody of its column but the others %s', (activity, _, refused) => {
    expect(Object.keys(MATRIX).filter((kind) => !kindsOf(activity).includes(kind))).toEqual(refused)
  })

  test('visitors an organiser names are contacted by consent, known by four categories, and kept by whoever sells [S3-134 1/2]', () => {
    const { purposes, categories } =
      softathome.activities.find(({ id }) => id === B3) ?? expect.fail('no such activity')
    expect(Object.keys(MATRIX).filter((kind) => !kindsOf(B3).includes(kind))).toEqual([
      'support',
      'delivery',
      'recruitment_providers',
    ])
    expect(purposes.map(({ basis, marketing }) => [basis, marketing])).toEqual([['consent', true]])
    expect(purposes[0]?.sentence.en).toMatch(/prepare a contract.*offers/)
    expect(categories.toSorted()).toEqual(['contact', 'identity', 'media', 'professional'])
    const teamsOf = (id: string) =>
      softathome.recipientKinds
        .filter((one) => one.role === 'team')
        .filter((one) => softathome.activities.find((of) => of.id === id)?.recipientKinds.includes(one.id))
        .map(({ label }) => label.en)
    expect(teamsOf(B3)).toEqual(['commercial and marketing teams'])
    expect(teamsOf(A7)).toEqual(['commercial, marketing, HR and recruitment teams'])
  })

  test('what is published reaches the public, everybody of its column and two teams, and the register says so [S3-141]', () => {
    expect(Object.keys(MATRIX).filter((kind) => !kindsOf(C1).includes(kind))).toEqual([
      'support',
      'delivery',
      'accounting',
      'social_media',
      'recruitment_providers',
    ])
    const kinds = softathome.activities.find(({ id }) => id === C1)?.recipientKinds ?? []
    const roles = softathome.recipientKinds.filter(({ id }) => kinds.includes(id)).map(({ role }) => role)
    expect(roles).toContain('public')
    const teams = softathome.recipientKinds.filter(({ id, role }) => kinds.includes(id) && role === 'team')
    expect(teams.map(({ label }) => label.en).join(' ')).toMatch(/marketing.*(HR|human resources)/i)
  })
})

describe('other countries', () => {
  test('a decision of adequacy counts for its own country alone, and no longer once withdrawn [S3-188 partly]', () => {
    const swiss = someone('hosting', { country: 'CH', safeguard: 'adequacy' })
    const register = { ...softathome, recipients: [swiss] }
    const wanted = { recipient: swiss.id, activity: A1, categories: ['identity'] }
    expect(refuseDisclosure(register, wanted, day)).toBeUndefined()
    const adequate = day.bounds.adequate.filter(({ country }) => country !== 'CH')
    expect(refuseDisclosure(register, wanted, { ...day, bounds: { ...day.bounds, adequate } })).toBe(
      'transfer_not_allowed',
    )
  })

  test('data of the site stay in the Union, whatever safeguard is signed [S1-40 2/3]', async () => {
    const sonio = await presetNamed('sonio')
    const site = (more: Partial<Recipient>) =>
      ask(sonio, { kind: 'service_providers', activity: 'clientele', more })
    expect(site({ country: 'DE' })).toBeUndefined()
    expect(site({ country: 'US', safeguard: 'standard_clauses' })).toBe('transfer_not_allowed')
    expect(site({ subProcessors: [{ name: 'S', country: 'US' }] })).toBe('transfer_not_allowed')
  })

  test('somebody outside the area who works for the application signs standard clauses [S1-101, S1-95]', async () => {
    const sonio = await presetNamed('sonio')
    const use = (more: Partial<Recipient>) => ask(sonio, { kind: 'service_providers', activity: 'use', more })
    expect(use({})).toBeUndefined()
    expect(use({ contractOn: null })).toBe('contract_missing')
    expect(use({ country: 'US' })).toBe('transfer_not_allowed')
    expect(use({ country: 'US', safeguard: 'standard_clauses' })).toBe('transfer_not_allowed')
    expect(use({ country: 'US', safeguard: 'standard_clauses', document })).toBeUndefined()
  })
})
