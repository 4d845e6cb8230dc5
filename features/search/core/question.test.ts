import { describe, expect, test } from 'vitest'
import { homesNamed, readQuestion } from './index.ts'

describe('what was typed', () => {
  test.each([
    ['  Élodie  LEFÈVRE ', ['elodie', 'lefevre']],
    ['Mme Okafor', ['okafor']],
    ['madame', ['madame']],
    ['C 33', ['c', '33']],
    ['N’Guyen', ['nguyen']],
    ['Saint-Ouen', ['saint', 'ouen']],
    ['%_\\', []],
    ['…', []],
  ])('%s is the words %j', (typed, words) => {
    expect(readQuestion(typed).words).toEqual(words)
  })

  test('words are looked for in any order', () => {
    expect(readQuestion('33 c').wholes).toEqual(['33c', 'c33'])
    expect(readQuestion('Caves C').wholes).toEqual(['cavesc', 'ccaves'])
  })

  test.each([
    ['06 12 34 56 78', '612345678'],
    ['+33 6 12 34', '3361234'],
    ['0033 6 12', '33612'],
    ['45.67', '4567'],
    ['123', undefined],
    ['C 3312', undefined],
    ['0000', undefined],
  ])('%s is the telephone number %s', (typed, telephone) => {
    expect(readQuestion(typed).telephone).toBe(telephone)
  })

  test.each([
    ['1546', 1546],
    ['48 104', 48_104],
    ['# 1546', 1546],
    ['n° 12', 12],
    ['C 33', undefined],
    ['1234567890123456', undefined],
    ['-4', undefined],
  ])('%s is the event %s', (typed, number) => {
    expect(readQuestion(typed).eventNumber).toBe(number)
  })

  test('a home may be named anywhere among the words, and the others are left for whoever lives there', () => {
    const named = homesNamed(['okafor', 'c', '33'])
    expect(named.get('c33')).toEqual(['okafor'])
    expect(named.get('okaforc33')).toEqual([])
    expect(homesNamed([]).size).toBe(0)
  })
})
