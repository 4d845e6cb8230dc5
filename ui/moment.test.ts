/** How days are said. */
import { expect, it } from 'vitest'
import { firstOfMonth } from './moment.ts'

it.each([
  ['1 décembre 2026', '1er décembre 2026'],
  ['mardi 1 décembre', 'mardi 1er décembre'],
  ['1 déc.', '1er déc.'],
  ['11 décembre 2026', '11 décembre 2026'],
  ['21 janv.', '21 janv.'],
])('says “%s” as %s', (written, said) => {
  expect(firstOfMonth(written)).toBe(said)
})
