import { expect, test } from 'vitest'
import { type Choice, fits, inOrder, remember } from './choices.ts'

const choice = (id: string, kind: Choice['kind'] = 'pages'): Choice => ({
  id,
  kind,
  label: id,
  choose: () => undefined,
})

test.each([
  ['evenements', 'Événements', true],
  ['portes equ', 'Portes et équipements', true],
  ['equ portes', 'Portes et équipements', true],
  ['quip', 'Portes et équipements', false],
  ['', 'Aujourd’hui', true],
  ['…', 'Aujourd’hui', true],
])('%s fits %s: %s', (typed, label, expected) => {
  expect(fits(typed, { label })).toBe(expected)
})

test.each([
  ['perdu', true],
  ['badge per', true],
  ['clé', true],
  ['lost badge', true],
  ['erdu', false],
  ['perdu porte', false],
])('%s finds what is also called so: %s', (typed, expected) => {
  const also = 'lost badge key perdu badge cle'
  expect(fits(typed, { label: 'Somebody lost their badge…', also })).toBe(expected)
})

test('the latest choice comes first, each stands once, and five are kept', () => {
  const kept = ['a', 'b', 'a', 'c', 'd', 'e', 'f'].reduce<readonly Choice[]>(
    (recent, id) => remember(recent, choice(id)),
    [],
  )
  expect(kept.map(({ id }) => id)).toEqual(['f', 'e', 'd', 'c', 'a'])
  expect(kept.every(({ kind }) => kind === 'recent')).toBe(true)
})

test('people stand above doors, and doors above pages, whatever came first', () => {
  const mixed = [choice('p'), choice('d', 'entrances'), choice('x', 'acts'), choice('o', 'people')]
  expect(inOrder(mixed).map(({ id }) => id)).toEqual(['o', 'd', 'p', 'x'])
})
