import { expect, test } from 'vitest'
import { accessRoutes } from '../wire.ts'
import { texts } from './texts.ts'

test('every problem a route may answer has a text in both languages', () => {
  const codes = Object.values(accessRoutes).flatMap((route) => ('problems' in route ? route.problems : []))
  for (const language of ['en', 'fr'] as const) {
    const missing = codes.filter((code) => !(`problem.${code}` in texts[language]))
    expect(missing).toEqual([])
  }
})
