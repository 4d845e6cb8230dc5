import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listFiles, root, typescriptSources } from './sources.ts'

type Texts = { readonly [key: string]: string | Texts }

const keysOf = (texts: Texts, prefix = ''): readonly string[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  )

const loadTexts = async (): Promise<readonly { path: string; en: Texts; fr: Texts }[]> => {
  const paths = listFiles().filter((path) => /(^|\/)texts\.ts$/.test(path) && existsSync(join(root, path)))
  return Promise.all(
    paths.map(async (path) => {
      const module: { texts: { en: Texts; fr: Texts } } = await import(join(root, path))
      return { path, en: module.texts.en, fr: module.texts.fr }
    }),
  )
}

const flatten = (texts: Texts, prefix = ''): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  )

describe('texts', () => {
  it('exist in French wherever they exist in English, and the other way round', async () => {
    for (const { path, en, fr } of await loadTexts()) {
      expect([path, ...[...keysOf(fr)].sort()]).toEqual([path, ...[...keysOf(en)].sort()])
    }
  })

  it('are not left in English in the French side when they are sentences', async () => {
    const same: string[] = []
    for (const { path, en, fr } of await loadTexts()) {
      const french = flatten(fr)
      for (const [key, text] of flatten(en))
        if (text.split(' ').length > 4 && french.get(key) === text) same.push(`${path} ${key}`)
    }
    expect(same).toEqual([])
  })

  it('explain every problem a route or use case can answer', async () => {
    const known = new Set<string>()
    for (const { en } of await loadTexts())
      for (const key of keysOf(en)) if (key.startsWith('problem.')) known.add(key.slice('problem.'.length))
    const missing = new Set<string>()
    for (const file of typescriptSources()) {
      if (/\.(test|spec)\.tsx?$/.test(file.path) || file.path.startsWith('testing/')) continue
      for (const match of file.text.matchAll(/new Problem\(\s*\d+,\s*'([a-z_]+)'/g))
        if (!known.has(match[1] ?? '')) missing.add(match[1] ?? '')
    }
    expect([...missing].sort()).toEqual([])
  })
})
