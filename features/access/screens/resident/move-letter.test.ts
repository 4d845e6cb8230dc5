/** The letter about a move is in the language of whom it is to, with the civil day of the move and nothing left open. */
import { describe, expect, test } from 'vitest'
import { moveLetter } from './move-letter.ts'

const person = { givenName: 'Lucie', familyName: 'Okafor' }
const homes = { from: 'B 12', to: 'C 4' }

describe('the letter about a move', () => {
  test.each([
    ['in', 'en', 'You move into C 4 on Tuesday'],
    ['out', 'en', 'You leave B 12 on Tuesday'],
    ['transfer', 'fr', 'Votre déménagement de B 12 à C 4, le mardi 1er décembre 2026'],
    ['in', 'fr', 'Votre emménagement dans C 4, le mardi 1er décembre 2026'],
  ] as const)('of a move %s in %s says which homes and which day', (kind, language, subject) => {
    const letter = moveLetter(language, { move: { kind, on: '2026-12-01' }, person, homes })
    expect(letter.subject).toContain(subject)
    expect(letter.text).toContain('Lucie Okafor')
  })

  test.each(['en', 'fr'] as const)('leaves nothing open in %s', (language) => {
    for (const kind of ['in', 'out', 'transfer'] as const) {
      const { subject, text } = moveLetter(language, { move: { kind, on: '2026-12-02' }, person, homes })
      expect(subject + text).not.toMatch(/[{}]|undefined/)
    }
  })
})
