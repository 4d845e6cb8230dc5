/** What is written about the promises, and which files claim one. */
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Promised, Written } from './judge.ts'

export const ROOT = join(import.meta.dirname, '../..')
const PROMISES = join(ROOT, 'docs/promises')
const CLAIM = /\[S\d+-\d+/

/** This folder's own tests write claims of promises that are none. */
const OWN: readonly string[] = ['testing/promises/judge.test.ts', 'testing/promises/written.test.ts']
/** Its titles take their claims from the presets. */
const BY_DATA = 'testing/promises/kinds.test.ts'

const readJson = async <Value>(name: string): Promise<Value> =>
  JSON.parse(await readFile(join(PROMISES, name), 'utf8')) as Value

export const readWritten = async (): Promise<Written> => {
  const lines = await readFile(join(PROMISES, 'promises.jsonl'), 'utf8')
  return {
    promises: lines
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Promised),
    notSoftware: await readJson<Record<string, string>>('not-software.json'),
    waits: await readJson<Record<string, string>>('waits.json'),
  }
}

export const filesThatClaim = async (): Promise<readonly string[]> => {
  const found: string[] = []
  const exclude = (path: string) => path === 'node_modules' || path.startsWith('.')
  for await (const path of glob('**/*.{test.ts,test.tsx,spec.ts}', { cwd: ROOT, exclude })) {
    if (OWN.includes(path)) continue
    if (path === BY_DATA || CLAIM.test(await readFile(join(ROOT, path), 'utf8'))) found.push(path)
  }
  return found
}
