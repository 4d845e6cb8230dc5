/** Which texts a page says: what its own file says (`said-keys.ts`), with what it imports counted in. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { saidIn } from './said-keys.ts'

const IMPORTED = /^(?:import|export)\s+(?!type\b)(?:([^'";]*?)\sfrom\s+)?'([^']+)'/gm
/** Rules, routes and packages say nothing to anybody. */
const SCREEN = /[\\/](?:screens|ui|web)[\\/].*\.tsx?$/

interface Import {
  readonly path: string
  /** `undefined`: whatever the file does, not what it gives. */
  readonly names: readonly string[] | undefined
}

interface Screen {
  readonly says: readonly string[]
  readonly imports: readonly Import[]
}

const namesIn = (clause: string | undefined): readonly string[] | undefined =>
  clause
    ?.replaceAll(/[{}]/g, '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '))

/** Many pages import the same files, each in two languages. */
const known = new Map<string, { readonly text: string; readonly screen: Screen }>()

const readScreen = (file: string): Screen => {
  const text = readFileSync(file, 'utf8')
  const before = known.get(file)
  if (before?.text === text) return before.screen
  const screen = readText(file, text)
  known.set(file, { text, screen })
  return screen
}

const readText = (file: string, text: string): Screen => {
  const { resolve } = createRequire(file)
  return {
    says: saidIn(file, text),
    imports: [...text.matchAll(IMPORTED)].flatMap(([, clause, from = '']) => {
      if (!/^(?:\.|@loge\/)/.test(from)) return []
      const path = resolve(from)
      return SCREEN.test(path) ? [{ path, names: namesIn(clause) }] : []
    }),
  }
}

const original = (name: string): string => name.split(' as ')[0] ?? name
const given = (name: string): string => name.split(' as ')[1] ?? name

/** What the files at these paths say, with everything they import. Of a door, only what is asked of it. */
export const textsNamedBy = (entries: readonly string[]): ReadonlySet<string> => {
  const screens = new Map<string, Screen>()
  const said = new Set<string>()
  const visit = ({ path, names }: Import): void => {
    if (basename(path) === 'index.ts' && names !== undefined) {
      const asked = new Set(names.map(original))
      for (const part of readScreen(path).imports)
        if (part.names?.some((name) => asked.has(given(name))) === true) visit(part)
      return
    }
    if (screens.has(path)) return
    const screen = readScreen(path)
    screens.set(path, screen)
    for (const one of screen.says) said.add(one)
    for (const one of screen.imports) visit(one)
  }
  for (const path of entries) visit({ path, names: undefined })
  return said
}
