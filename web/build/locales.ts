/**
 * Lets each page arrive with its own words, in the language that is shown: what a page says is read from its source,
 * text by text, and `import('./today-page.tsx')` brings those words beside the page, in one file per page and language. What the
 * shell says is `virtual:texts/shell`. Sentences with arguments arrive parsed: no browser needs the parser.
 */
import { glob } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import compile from 'icu-minify/compile'
import type { Plugin } from 'vite'
import { textsNamedBy } from './named-texts.ts'

const LANGUAGES = ['en', 'fr'] as const
type Language = (typeof LANGUAGES)[number]

const root = join(import.meta.dirname, '../..')
const FILES = [
  'web/texts.ts',
  'ui/texts.ts',
  'web/shell/settings-texts.ts',
  'web/shell/commands-texts.ts',
  'http/texts.ts',
  'features/*/screens/texts.ts',
  'features/*/screens/*/texts.ts',
]

/** What is on every page, or may be, so that no page brings its words again. */
const SHELL = ['web/app.tsx', 'web/shell/console.tsx', 'ui/problem.ts'].map((path) => join(root, path))

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

const leavesOf = (texts: Texts, above = ''): readonly (readonly [path: string, text: string])[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[above + key, value] as const] : leavesOf(value, `${above}${key}.`),
  )

const escaped = (path: string): string => path.replaceAll('.', '\\.').replaceAll('*', '.*')

/** Whether a text lies at one of these paths, or below it; `*` is whatever is not known before the page runs. */
const isAmong = (paths: Iterable<string>): ((path: string) => boolean) => {
  const pattern = new RegExp(`^(?:${[...paths].map(escaped).join('|')})(?:\\.|$)`)
  return (path) => pattern.test(path)
}

/** Of all texts, what a page says that the shell does not say already; the shell's own words for no page. */
const pick = (all: Texts, page?: string): Texts => {
  const inShell = isAmong(textsNamedBy(SHELL))
  const inPage = page === undefined ? undefined : isAmong(textsNamedBy([page]))
  const picked: Record<string, unknown> = {}
  for (const [path, text] of leavesOf(all))
    if (inPage === undefined ? inShell(path) : inPage(path) && !inShell(path))
      mergeTexts(picked, { [path]: text })
  return picked as Texts
}

/** The texts that travel with a page, or with the shell. */
export const textsFor = async (language: Language, page?: string): Promise<Texts> =>
  pick(await loadTexts(language), page)

/** French sets some marks apart, and they stay on the line of their word. A double colon belongs to an argument. */
export const keepMarks = (text: string): string =>
  text.replaceAll(/ (?=[;?!»]|:(?!:))/g, '\u00a0').replaceAll('« ', '«\u00a0')

const parsed = (texts: Texts, language: Language): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [
      key,
      typeof value === 'string'
        ? compile(language === 'fr' ? keepMarks(value) : value)
        : parsed(value, language),
    ]),
  )

const EVERYWHERE = 'everywhere'
const PARTS = /^\0virtual:texts\/(en|fr)\/(.+)\.texts$/
const PAGE_IMPORT = /\bimport\('(\.[^']+\.tsx)'\)/g

const importsOf = (page: string): string =>
  `{ ${LANGUAGES.map((language) => `${language}: () => import('virtual:texts/${language}/${page}.texts')`).join(', ')} }`

export const locales = (): Plugin => ({
  name: 'loge-locales',
  enforce: 'pre',
  config: () => ({
    resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
  }),
  resolveId: (id) => (id.startsWith('virtual:texts/') ? `\0${id}` : undefined),
  async load(id) {
    if (id === '\0virtual:texts/shell') return `export const shell = ${importsOf(EVERYWHERE)}`
    const [, language, page] = PARTS.exec(id) ?? []
    if (language === undefined || page === undefined) return undefined
    const files = await textFiles()
    for (const file of files) this.addWatchFile(file)
    const all = await readTexts(files, language as Language, this.meta.watchMode ? `?${Date.now()}` : '')
    const own = pick(all, page === EVERYWHERE ? undefined : join(root, page))
    return `export const messages = JSON.parse(${JSON.stringify(JSON.stringify(parsed(own, language as Language)))})`
  },
  /** A page is imported with its words. */
  transform(code, id) {
    if (!id.startsWith(root) || id.includes('node_modules')) return undefined
    const withTexts = code.replaceAll(PAGE_IMPORT, (found, path: string) => {
      const page = resolve(dirname(id), path)
      if (SHELL.includes(page)) return found
      return `withTexts(${found}, ${importsOf(page.slice(root.length + 1))})`
    })
    if (withTexts === code) return undefined
    return `import { withTexts } from '${join(root, 'web/shell/coming-texts.ts')}'\n${withTexts}`
  },
})

/** `today-page.fr`: the file with the words of a page, for whoever reads the list of files. */
export const nameOfTexts = (id: string | null): string | undefined => {
  const [, language, page] = PARTS.exec(id ?? '') ?? []
  return page === undefined ? undefined : `${basename(page, '.tsx')}.${language}`
}
