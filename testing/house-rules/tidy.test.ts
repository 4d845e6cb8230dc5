import { describe, expect, it } from 'vitest'
import { listFiles, readSource, typescriptSources } from './sources.ts'

// Assembled so that this file does not find itself.
const word = (...parts: readonly string[]): string => parts.join('')
const UNFINISHED = new RegExp(
  `\\b(${word('TO', 'DO')}|${word('FIX', 'ME')}|${word('X', 'XX')}|${word('not imple', 'mented')})\\b`,
)
const ESCAPES = new RegExp(
  `(${word(': an', 'y\\b')}|${word('as an', 'y\\b')}|${word('<an', 'y>')}|${word('@ts-', '(ignore|expect-error|nocheck)')}|${word('(oxlint|eslint)-', 'disable')}|${word('biome-', 'ignore')})`,
)

const offending = (pattern: RegExp): readonly string[] =>
  typescriptSources()
    .filter((file) => pattern.test(file.text))
    .map((file) => file.path)

describe('tidy', () => {
  it('finds no unfinished work', () => {
    expect(offending(UNFINISHED)).toEqual([])
  })

  it('finds no way around the type checker or the linter', () => {
    expect(offending(ESCAPES)).toEqual([])
  })

  it('finds no mark of a merge, which a template would show to whoever opens the page', () => {
    expect(offending(/^(<{7}|>{7}) /m)).toEqual([])
  })

  it('finds no file over 500 lines', () => {
    const long = typescriptSources().filter(
      (file) => file.text.split('\n').length > 501 && !/\.(test|spec)\.tsx?$/.test(file.path),
    )
    expect(long.map((file) => file.path)).toEqual([])
  })

  it('finds no skipped or exclusive test', () => {
    expect(offending(/\b(it|test|describe)\.(skip|only|todo)\b\(/)).toEqual([])
  })

  it('finds no spec that reads a page once, where it may not have changed yet', () => {
    const atOnce =
      /expect\(await [^\n]*\.(?:count|isVisible|isHidden|textContent|innerText|isDisabled|isEnabled|isChecked|inputValue|getAttribute|all(?:Text|InnerText)Contents)\(/
    const hasty = typescriptSources().filter(
      (file) => file.path.endsWith('.spec.ts') && atOnce.test(file.text),
    )
    expect(hasty.map((file) => file.path)).toEqual([])
  })

  it('begins every product file with what it is for', () => {
    const silent = typescriptSources().filter(
      (file) =>
        !/\.(test|spec)\.tsx?$/.test(file.path) &&
        !/(^|\/)index\.tsx?$/.test(file.path) &&
        !file.path.endsWith('.config.ts') &&
        !/^(\/\*\*|\/\/|\/\*|#!)/.test(file.text),
    )
    expect(silent.map((file) => file.path)).toEqual([])
  })

  it('keeps feature READMEs under 60 lines', () => {
    const long = listFiles()
      .filter((path) => /^features\/[^/]+\/README\.md$/.test(path))
      .filter((path) => readSource(path).text.trimEnd().split('\n').length > 60)
    expect(long).toEqual([])
  })
})
