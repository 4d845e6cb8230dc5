/** Each page brings what it says and nothing else, so what it says has to be seen in its source. */
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { keepMarks, loadTexts, textsFor } from './locales.ts'

const root = join(import.meta.dirname, '../..')

const sources = async (): Promise<readonly (readonly [path: string, text: string])[]> => {
  const found: (readonly [string, string])[] = []
  for await (const path of glob(['web/**/*.ts*', 'ui/**/*.ts*', 'features/*/screens/**/*.ts*'], {
    cwd: root,
  }))
    if (!path.includes('node_modules') && !path.includes('dist/') && !path.startsWith('web/build/'))
      found.push([path, await readFile(join(root, path), 'utf8')])
  return found
}

const page = (path: string) => join(root, 'features', path)
const TODAY = page('access/screens/today/rest-of-today.tsx')
const SIGN_IN = page('accounts/screens/sign-in/sign-in-page.tsx')

describe('the texts of a page', () => {
  test('are what it and everything it imports says', async () => {
    const texts = await textsFor('fr', TODAY)
    expect(texts).toHaveProperty('today.section')
    expect(texts).toHaveProperty('event.door')
    expect(texts).toHaveProperty('refusal')
    expect(texts).toHaveProperty('doors.groups')
  })

  test('are not what only other pages say, nor what the shell says already', async () => {
    expect(Object.keys(await textsFor('en', SIGN_IN)).sort()).toEqual(['signIn'])
    const today = await textsFor('en', TODAY)
    for (const other of ['rights', 'imports', 'settings', 'shell', 'states', 'role'])
      expect(today).not.toHaveProperty(other)
  })

  test('are each of what it says, not the rest of a part it says one text of', async () => {
    const today = await textsFor('en', TODAY)
    expect(today).toHaveProperty('doors.said')
    expect(today).not.toHaveProperty('doors.codes')
    expect(JSON.stringify(today).length).toBeLessThan(30_000)
  })

  test('hold no sentence for a refusal: the server says it, unless it is the server that is missing', async () => {
    const { problem } = await textsFor('en')
    expect(Object.keys(problem as object).sort()).toEqual(['internal', 'unreachable'])
  })

  test.each(['en', 'fr'] as const)('exist in %s wherever a screen names them', async (language) => {
    const all = await loadTexts(language)
    const missing = (await sources()).flatMap(([path, text]) =>
      [...text.matchAll(/useTranslations\('(\w+)/g)]
        .map(([, name = '']) => name)
        .filter((name) => !(name in all))
        .map((name) => `${path} ${name}`),
    )
    expect(missing).toEqual([])
  })
})

test('a screen names its texts so that the build can read it', async () => {
  const hidden = (await sources()).flatMap(([path, text]) => [
    ...[...text.matchAll(/\buseTranslations\((?!'[\w.]+'\))[^)]*\)/g)].map(([found]) => `${path}: ${found}`),
    ...[...text.matchAll(/const (?!words\b)\w+ = useWords\(\)/g)].map(([found]) => `${path}: ${found}`),
    ...(text.includes('const words = useWords()')
      ? [...text.matchAll(/\bwords\((?!\s*[`']\w+\.)[^)]*\)/g)].map(([found]) => `${path}: ${found}`)
      : []),
  ])
  expect(hidden).toEqual([])
})

test('a mark that French sets apart never begins a line, and no opening one ends it', () => {
  expect(keepMarks('Les portes de « {zone} » : lesquelles ?')).toBe(
    'Les portes de «\u00a0{zone}\u00a0»\u00a0: lesquelles\u00a0?',
  )
  expect(keepMarks('{at, date, ::yMMMd}')).toBe('{at, date, ::yMMMd}')
})
