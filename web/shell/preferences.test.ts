import { afterEach, expect, it, vi } from 'vitest'
import { chosenLanguage } from './preferences.ts'

afterEach(() => vi.unstubAllGlobals())

const inBrowser = (language: string, stored: string | null): void => {
  vi.stubGlobal('navigator', { language })
  vi.stubGlobal('localStorage', { getItem: () => stored })
}

it('begins in the language of the browser, until somebody chooses another [S2-21 3/3]', () => {
  for (const [language, begins] of [
    ['fr-FR', 'fr'],
    ['fr', 'fr'],
    ['en-GB', 'en'],
    ['de-DE', 'en'],
  ] as const) {
    inBrowser(language, null)
    expect([language, chosenLanguage()]).toEqual([language, begins])
  }
  inBrowser('fr-FR', 'en')
  expect(chosenLanguage()).toBe('en')
})
