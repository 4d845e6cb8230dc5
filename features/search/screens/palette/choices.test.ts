import { expect, test } from 'vitest'
import { type Act, type Choice, fits, offered, remember } from './choices.ts'

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

const act = (id: string): Act => ({ ...choice(id), kind: 'acts' })
const NONE = { recent: [], found: [], isOld: false, acts: [] }
const idsOf = (typed: string, offer: Partial<Parameters<typeof offered>[1]>) =>
  offered(typed, { ...NONE, ...offer }).map(({ id }) => id)

test('people stand above doors, and doors above pages, whatever came first', () => {
  const found = [choice('p'), choice('d', 'entrances'), choice('o', 'people')]
  expect(idsOf('x', { found, acts: [act('x')] })).toEqual(['o', 'd', 'p', 'x'])
})

test('what was chosen lately comes first while it fits, and stands once', () => {
  const recent = remember(remember([], choice('okafor', 'people')), choice('hall', 'entrances'))
  const found = [choice('okoye', 'people'), choice('okafor', 'people')]
  expect(idsOf('', { recent, acts: [act('x')] })).toEqual(['hall', 'okafor', 'x'])
  expect(idsOf('ok', { recent, found })).toEqual(['okafor', 'okoye'])
  expect(idsOf('zz', { recent })).toEqual([])
})

test('an answer to earlier letters stays only where it fits the new ones', () => {
  const found = [choice('okafor', 'people'), choice('oko', 'people')]
  expect(idsOf('oka', { found, isOld: true })).toEqual(['okafor'])
  expect(idsOf('hall', { found, isOld: true })).toEqual([])
  expect(idsOf('0612', { found, isOld: false })).toEqual(['okafor', 'oko'])
})
