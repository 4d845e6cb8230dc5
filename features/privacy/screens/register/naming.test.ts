import { defaultRegister as register } from '@loge/features/law/core'
import { expect, test } from 'vitest'
import { nameAt, nameOf } from './naming.ts'

test('a pointer into a list reads as the name of what stands there', () => {
  const [first] = register.activities
  expect(nameAt(register, '/activities/0/purposes/0/law', 'fr')).toBe(first?.label.fr)
  expect(nameAt(register, '/activities/0/purposes/0/law', 'en')).toBe(first?.label.en)
})

test('a pointer that leads into no list, or past its end, has no name', () => {
  expect(nameAt(register, '/controller/name', 'en')).toBeUndefined()
  expect(nameAt(register, '/activities/9999', 'en')).toBeUndefined()
})

test('an id reads as the name of its thing, and as itself where nothing has it', () => {
  const [kind] = register.recipientKinds
  expect(nameOf(register, kind?.id ?? '', 'fr')).toBe(kind?.label.fr)
  expect(nameOf(register, 'nobody', 'fr')).toBe('nobody')
})
