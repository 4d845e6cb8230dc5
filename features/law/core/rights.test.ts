/** Consent is taken back, an interest is objected to, an obligation is neither. */
import { expect, test } from 'vitest'
import { LEGAL_BASES, RIGHTS, rightsUnder, type LegalBasis, type Right } from './index.ts'

const MATRIX: readonly (readonly [LegalBasis, readonly Right[], readonly Right[]])[] = [
  ['consent', ['erasure', 'portability', 'withdrawal'], ['objection']],
  ['contract', ['erasure', 'portability'], ['objection', 'withdrawal']],
  ['legal_obligation', [], ['erasure', 'portability', 'objection', 'withdrawal']],
  ['vital_interests', ['erasure'], ['portability', 'objection', 'withdrawal']],
  ['public_task', ['objection'], ['erasure', 'portability', 'withdrawal']],
  ['legitimate_interests', ['erasure', 'objection'], ['portability', 'withdrawal']],
]

test.each(MATRIX)('what rests on %s gives %j and refuses %j [S3-144 1/3]', (basis, given, refused) => {
  const rights = rightsUnder(basis)
  expect(rights).toEqual(expect.arrayContaining([...given]))
  for (const right of refused) expect(rights).not.toContain(right)
})

test('every basis is in the matrix, and some rights rest on none', () => {
  expect(MATRIX.map(([basis]) => basis)).toEqual(LEGAL_BASES)
  for (const basis of LEGAL_BASES)
    expect(rightsUnder(basis)).toEqual(
      expect.arrayContaining(['access', 'rectification', 'restriction', 'complaint']),
    )
  for (const article of Object.values(RIGHTS)) expect(article).toMatch(/^\d+(\(\d\))?$/)
})
