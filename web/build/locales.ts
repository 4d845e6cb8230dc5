/**
 * `virtual:locale/en` and `virtual:locale/fr`: all texts of one language as one module, so that a browser loads
 * only the language it shows, while each feature keeps its languages side by side in one file.
 */
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'

const LANGUAGES = ['en', 'fr'] as const
type Language = (typeof LANGUAGES)[number]

const root = join(import.meta.dirname, '../..')
const PATTERNS = [
  'web/texts.ts',
  'ui/texts.ts',
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
  for (const pattern of PATTERNS)
    for await (const file of glob(pattern, { cwd: root })) found.push(join(root, file))
  return found.sort()
}

export const loadTexts = async (language: Language, version = ''): Promise<Texts> => {
  const all: Record<string, unknown> = {}
  for (const file of await textFiles()) {
    const module = (await import(`${pathToFileURL(file).href}${version}`)) as {
      texts: Record<Language, Texts>
    }
    mergeTexts(all, module.texts[language])
  }
  return all as Texts
}

export const locales = (): Plugin => ({
  name: 'loge-locales',
  resolveId: (id) => (id.startsWith('virtual:locale/') ? `\0${id}` : undefined),
  async load(id) {
    const language = LANGUAGES.find((known) => id === `\0virtual:locale/${known}`)
    if (language === undefined) return undefined
    for (const file of await textFiles()) this.addWatchFile(file)
    const texts = await loadTexts(language, this.meta.watchMode ? `?${Date.now()}` : '')
    return `export const messages = ${JSON.stringify(texts)}`
  },
})
