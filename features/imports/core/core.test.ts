/** What is understood of spreadsheets, as tables of cases. */
import { fc, test as property } from '@fast-check/vitest'
import { formatCivilDay } from '@loge/kernel'
import { describe, expect, it } from 'vitest'
import {
  csvLine,
  EXPORT_HEADERS,
  FIELDS,
  findSeparator,
  guardCell,
  headerForm,
  proposeMapping,
  provenOrder,
  readDate,
  rememberMapping,
  SEPARATORS,
  unguardCell,
  type DateOrder,
} from './index.ts'
import { designationOf } from './plan/designation.ts'
import { levelOf } from './plan/plan-places.ts'

describe('a building', () => {
  it.each([
    ['Bâtiment C', 'c'],
    ['bât. C', 'c'],
    ['Bât C', 'c'],
    ['C', 'c'],
    ['Building 2', '2'],
    ['BAT02', '2'],
    ['Escalier B', 'b'],
    ['Staircase B', 'b'],
    ['Bateliers', 'bateliers'],
    ['Bâtiment', 'batiment'],
    ['Les Chênes', 'les chenes'],
  ])('%s is told from its neighbours by %s', (name, expected) => {
    expect(designationOf(name)).toBe(expected)
  })
})

describe('a date', () => {
  it.each<readonly [string, DateOrder | undefined, string]>([
    ['2026-09-14', undefined, '2026-09-14'],
    ['2026/9/4', undefined, '2026-09-04'],
    ['2026-09-14 00:00:00', undefined, '2026-09-14'],
    ['14/09/2026', 'dayFirst', '2026-09-14'],
    ['14.9.2026', 'dayFirst', '2026-09-14'],
    ['14-09-2026', 'dayFirst', '2026-09-14'],
    ['14/09/2026 08:30', 'dayFirst', '2026-09-14'],
    ['09/14/2026', 'monthFirst', '2026-09-14'],
    ['05/05/2026', undefined, '2026-05-05'],
    ['1er mars 2026', undefined, '2026-03-01'],
    ['15 août 2026', undefined, '2026-08-15'],
    ['3 déc. 2026', undefined, '2026-12-03'],
    ['September 14, 2026', undefined, '2026-09-14'],
    ['46279', undefined, '2026-09-14'],
    ['46279.75', undefined, '2026-09-14'],
    ['03/04/2026', undefined, 'date_ambiguous'],
    ['03/04/26', 'dayFirst', 'year_two_digits'],
    ['31/02/2026', 'dayFirst', 'date_wrong'],
    ['2026-02-29', undefined, 'date_wrong'],
    ['14/09/2026', 'monthFirst', 'date_wrong'],
    ['01/01/0001', 'dayFirst', 'date_far'],
    ['9999-12-31', undefined, 'date_far'],
    ['1 janvier 1899', undefined, 'date_far'],
    ['31/12/2199', 'dayFirst', '2199-12-31'],
    ['bientôt', undefined, 'date_wrong'],
    ['12', undefined, 'date_wrong'],
    ['99999', undefined, 'date_wrong'],
    ['14/09/20266', 'dayFirst', 'date_wrong'],
  ])('%s, read %s, is %s', (written, order, expected) => {
    const read = readDate(written, order)
    expect(read.ok ? formatCivilDay(read.day) : read.problem).toBe(expected)
  })

  it.each<readonly [readonly string[], ReturnType<typeof provenOrder>]>([
    [['03/04/2026', '25/04/2026'], 'dayFirst'],
    [['03/04/2026', '04/25/2026'], 'monthFirst'],
    [['03/04/2026', '05/06/2026'], 'ambiguous'],
    [['05/05/2026', ''], undefined],
    [['2026-03-04'], undefined],
  ])('%j is proven to be %s by its column', (values, order) => {
    expect(provenOrder(values)).toBe(order)
  })

  property.prop([
    fc.integer({ min: 1900, max: 2200 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 31 }),
  ])('is the same whichever order it was written and read in', (year, month, day) => {
    const iso = readDate(
      `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
      undefined,
    )
    expect(readDate(`${day}/${month}/${year}`, 'dayFirst')).toEqual(iso)
    expect(readDate(`${month}/${day}/${year}`, 'monthFirst')).toEqual(iso)
  })
})

describe('the meaning of a column', () => {
  it.each([
    ['Nom', 'familyName'],
    ['PRÉNOM', 'givenName'],
    ['E-mail', 'email'],
    ['Bât.', 'building'],
    ['N° badge', 'card'],
    ['Date d’entrée', 'movesIn'],
    ['Date d’entrée', 'movesIn'],
    ['Last name', 'familyName'],
    ['Move-in date', 'movesIn'],
    ['Code postal', 'postalCode'],
    ['Couleur préférée', undefined],
  ])('is proposed from the words %s: %s', (header, field) => {
    expect(Object.keys(proposeMapping([header], new Map()))[0]).toBe(field)
  })

  it('is what was said last time, also that it means nothing', () => {
    const header = ['Nom', 'Machin']
    const said = rememberMapping(header, { unit: 1 })
    expect(proposeMapping(header, said)).toEqual({ unit: 1 })
  })

  it('takes a name for the last name beside a first name, and for nothing alone', () => {
    expect(proposeMapping(['Name', 'First name'], new Map())).toEqual({ familyName: 0, givenName: 1 })
    expect(proposeMapping(['Name', 'Home'], new Map())).toEqual({ unit: 1 })
    expect(proposeMapping(['Name', 'First name'], new Map([['name', null]]))).toEqual({ givenName: 1 })
  })

  it.each([
    ['Type', ['Locataire', 'Propriétaire', ''], { role: 0 }],
    ['Type', ['T2', 'Parking', 'Cave'], { unitKind: 0 }],
    ['Statut', ['Salarié', 'Employée', 'Locataire'], { relation: 0 }],
    ['Type', ['Locataire', 'T2'], { unitKind: 0 }],
    ['Nom', ['Locataire'], { familyName: 0 }],
  ])('of a vague head is told by what stands below: %s %j', (head, cells, expected) => {
    expect(
      proposeMapping(
        [head],
        new Map(),
        cells.map((cell) => [cell]),
      ),
    ).toEqual(expected)
  })

  it('is not told by what stands below where somebody said it', () => {
    const said = new Map([[headerForm('Type'), 'unitKind']] as const)
    expect(proposeMapping(['Type'], said, [['Locataire']])).toEqual({ unitKind: 0 })
  })

  it('is given to one column only', () => {
    expect(proposeMapping(['Nom', 'Nom'], new Map())).toEqual({ familyName: 0 })
  })

  it.each(['en', 'fr'] as const)('is understood of every header we write ourselves, in %s', (language) => {
    const header = FIELDS.map((field) => EXPORT_HEADERS[language][field])
    const expected = Object.fromEntries(FIELDS.map((field, column) => [field, column]))
    expect(proposeMapping(header, new Map())).toEqual(expected)
  })
})

describe('a cell that leaves the house', () => {
  it.each(['=1+1', '+33612345678', '-1', '@SUM(A1)', '\t=1', '\r=1', "'=1"])(
    '%j is no formula any more',
    (cell) => {
      expect(guardCell(cell)).toBe(`'${cell}`)
      expect(csvLine([cell])).toContain(`'${cell}`)
    },
  )

  it.each(['', 'Martin', "O'Neill", "'s-Gravenhage", '3-4'])('%j stays as it is', (cell) => {
    expect(guardCell(cell)).toBe(cell)
    expect(unguardCell(cell)).toBe(cell)
  })

  property.prop([
    fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', 'a') })),
  ])('comes back as it was', (cell) => {
    expect(unguardCell(guardCell(cell))).toBe(cell)
    expect(guardCell(cell)).not.toMatch(/^[=+\-@\t\r\n]/)
  })
})

describe('the separator', () => {
  it.each([
    ['a;b;c\n1;2,5;3\n', ';'],
    ['a,b\n1,"x;y;z"\n', ','],
    ['a\tb\n1\t2\n', '\t'],
    ['a|b|c\n1|2|3', '|'],
    ['a\nb\n', ','],
    ['"Nom, prénom";Ville\n"Martin, Jean";Lyon', ';'],
  ])('of %j is %j', (text, separator) => {
    expect(findSeparator(text)).toBe(separator)
  })

  property.prop([
    fc.constantFrom(...SEPARATORS),
    fc.array(fc.array(fc.stringMatching(/^[a-z0-9 ]{1,8}$/), { minLength: 3, maxLength: 3 }), {
      minLength: 2,
      maxLength: 20,
    }),
  ])('is found in any table', (separator, rows) => {
    expect(findSeparator(rows.map((row) => row.join(separator)).join('\n'))).toBe(separator)
  })
})

describe('the level of a floor', () => {
  it.each([
    ['RDC', 0],
    ['Rez-de-chaussée', 0],
    ['3e étage', 3],
    ['2', 2],
    ['-1', -1],
    ['SS2', -2],
    ['Sous-sol', -1],
    ['Combles', undefined],
  ])('%s is %s', (name, level) => {
    expect(levelOf(name)).toBe(level)
  })
})
