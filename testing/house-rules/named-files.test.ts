import { dirname, join } from 'node:path/posix'
import { describe, expect, it } from 'vitest'
import { listFiles, readSource, type SourceFile } from './sources.ts'

const files = listFiles()
const known = new Set(files)
const folders = new Set(files.flatMap((path) => foldersAbove(path)))

function foldersAbove(path: string): readonly string[] {
  const above = dirname(path)
  return above === '.' ? [] : [above, ...foldersAbove(above)]
}

/** A path with an ending, or a folder with its slash; what has a placeholder in it names no file. */
const FILE = /^[\w@.-]+(\/[\w@.-]+)*\.(tsx?|mjs|cjs|json|sql|md|css|html|svg|png|yml)$/
const FOLDER = /^[a-z][\w.-]*(\/[\w.-]+)*\/$/
const top = new Set(files.flatMap((path) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : [])))
const isFolder = (code: string): boolean =>
  FOLDER.test(code) || (/^\w+(\/[\w.-]+)+$/.test(code) && top.has(code.slice(0, code.indexOf('/'))))
/** Made by running or building; in nobody's repository. */
const MADE = /^(node_modules|cluster|database|logs|(web\/)?dist)\//

const isThere = (named: string, page: string): boolean => {
  const at = [named, join(dirname(page), named)].map((path) => path.replace(/^\.\//, '').replace(/\/$/, ''))
  if (at.some((path) => known.has(path) || folders.has(path))) return true
  // A bare name is that of a file somewhere below, beside another that was named.
  const below = dirname(page) === '.' || page.startsWith('docs/') ? '' : `${dirname(page)}/`
  return !named.includes('/') && files.some((path) => path.startsWith(below) && path.endsWith(`/${named}`))
}

const codeIn = ({ text }: SourceFile): readonly string[] =>
  [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code]) => code ?? [])

const pages = files
  .filter((path) => /(^|\/)(README|ARCHITECTURE|CONTRIBUTING|SECURITY)\.md$|^docs\/.*\.md$/.test(path))
  .map(readSource)

describe('what is named', () => {
  it('in a page of the documentation is a file or folder that exists', () => {
    const missing = pages.flatMap((page) =>
      codeIn(page)
        .filter((code) => (FILE.test(code) || isFolder(code)) && !MADE.test(code))
        .filter((code) => !isThere(code, page.path))
        .map((code) => `${page.path}: ${code}`),
    )
    expect(pages.length).toBeGreaterThan(10)
    expect(missing).toEqual([])
  })

  it('as a decision exists; a migration, which nobody may edit, is held to its number', () => {
    const decisions = files.filter((path) => path.startsWith('docs/decisions/'))
    const cited = files
      .filter((path) => /\.(tsx?|mjs|sql|md)$/.test(path) && !path.includes('named-files.test'))
      .map(readSource)
      .flatMap(({ path, text }) =>
        [...text.matchAll(/docs\/decisions\/\d{4}[\w.-]*|\bdecision \d{4}\b(?=[).,: ])/g)].map(([name]) => ({
          path,
          name,
        })),
      )
    const missing = cited.filter(({ path, name }) => {
      const byNumber = path.endsWith('.sql') || name.startsWith('decision')
      const start = `docs/decisions/${/\d{4}/.exec(name)?.[0] ?? ''}-`
      return byNumber ? !decisions.some((one) => one.startsWith(start)) : !known.has(name.replace(/\.$/, ''))
    })
    expect(cited.length).toBeGreaterThan(0)
    expect(missing).toEqual([])
  })
})
