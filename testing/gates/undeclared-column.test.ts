/** Gate 1: a column without a declaration does not compile. Seen by compiling one that has it and one that has not. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
let folder: string

const source = (columns: string): string => `
  import { declareTable, notPersonal } from '@loge/kernel'
  interface Row { id: string; nickname: string }
  export const table = declareTable<Row>({
    table: 'friend', subject: 'no_subject', rows: 'none', columns: { id: notPersonal('a test'), ${columns} },
  })`

const compile = async (columns: string): Promise<string> => {
  await writeFile(join(folder, 'table.mts'), source(columns))
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder],
      (_failed, output) => resolve(output),
    )
  })
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loge-gate-'))
  const options = { types: [], paths: { '@loge/kernel': [join(root, 'kernel/index.ts')] } }
  const project = { extends: join(root, 'tsconfig.json'), compilerOptions: options, include: ['table.mts'] }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(project))
})
afterAll(() => rm(folder, { recursive: true }))

test('a table whose every column is declared compiles', async () => {
  expect(await compile(`nickname: notPersonal('a test')`)).toBe('')
})

test('an undeclared column does not compile, and is named [S4-101 1/2]', async () => {
  expect(await compile('')).toMatch(/Property 'nickname' is missing/)
})

test('a category outside the closed list does not compile [S4-37 partly]', async () => {
  const field = `{ pd: 'moods', for: ['access_control'], source: 'provided', portable: true, erase: 'null' }`
  expect(await compile(`nickname: ${field}`)).toContain('"moods"')
})
