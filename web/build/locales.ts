/**
 * `virtual:locale/en` holds everything the console says in English, so that a browser loads only the language it
 * shows while each feature keeps its languages side by side in one file. Sentences with arguments arrive parsed: no
 * browser needs the parser.
 */
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import compile from 'icu-minify/compile'
import type { Plugin } from 'vite'

const LANGUAGES = ['en', 'fr'] as const
type Language = (typeof LANGUAGES)[number]

const root = join(import.meta.dirname, '../..')
const FILES = [
  'web/texts.ts',
  'ui/texts.ts',
  'web/shell/settings-texts.ts',
  'http/texts.ts',
  'features/*/screens/texts.ts',
  'features/*/screens/*/texts.ts',
]

export interface Texts {
  readonly [key: string]: string | Texts
}

const isTexts = (value: unknown): value is Texts => typeof value === 'object' && value !== null

/** Adds texts to a tree. `problem.weak_pin` as one key and as two nested ones mean the same. */
export const mergeTexts = (into: Record<string, unknown>, from: Texts): void => {
  for (const [key, value] of Object.entries(from)) {
    const path = key.split('.')
    const last = path.pop() ?? key
    let place = into
    for (const step of path) {
      const next = place[step]
      place = (isTexts(next) ? next : (place[step] = {})) as Record<string, unknown>
    }
    if (typeof value === 'string') place[last] = value
    else mergeTexts((place[last] ??= {}) as Record<string, unknown>, value)
  }
}

const textFiles = async (): Promise<readonly string[]> => {
  const found: string[] = []
  for await (const file of glob(FILES, { cwd: root })) found.push(join(root, file))
  return found.sort()
}

const readTexts = async (files: readonly string[], language: Language, version = ''): Promise<Texts> => {
  const all: Record<string, unknown> = {}
  for (const file of files) {
    const module = (await import(`${pathToFileURL(file).href}${version}`)) as {
      texts: Record<Language, Texts>
    }
    mergeTexts(all, module.texts[language])
  }
  return all as Texts
}

/** All texts of a language, as people wrote them. */
export const loadTexts = async (language: Language): Promise<Texts> => readTexts(await textFiles(), language)

const parsed = (texts: Texts): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [
      key,
      typeof value === 'string' ? compile(value) : parsed(value),
    ]),
  )

export const locales = (): Plugin => ({
  name: 'loge-locales',
  config: () => ({
    resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
  }),
  resolveId: (id) => (id.startsWith('virtual:locale/') ? `\0${id}` : undefined),
  async load(id) {
    const language = LANGUAGES.find((known) => id === `\0virtual:locale/${known}`)
    if (language === undefined) return undefined
    const files = await textFiles()
    for (const file of files) this.addWatchFile(file)
    const texts = await readTexts(files, language, this.meta.watchMode ? `?${Date.now()}` : '')
    return `export const messages = JSON.parse(${JSON.stringify(JSON.stringify(parsed(texts)))})`
  },
})
