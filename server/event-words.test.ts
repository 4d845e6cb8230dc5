/** A file for the police says each event in words, in both languages. */
import { REFUSALS } from '@loge/features/access/core'
import { expect, test } from 'vitest'
import { everyFact } from './facts.ts'
import { wordsOf } from './event-words.ts'

test.each(['en', 'fr'] as const)('every event and every refusal has its words in %s', (language) => {
  const words = wordsOf(language)
  const types = everyFact.flatMap((feature) => Object.values(feature).map(({ type }) => type))
  const keys = [
    ...types.map((type) => `event.${type}`),
    ...REFUSALS.map((code) => `refusal.${code}`),
    'command.reason.not_confirmed',
    'look.reasons.authorities',
  ]
  expect(keys.filter((key) => words(key) === undefined)).toEqual([])
})
