/** What is written about the promises contradicts neither itself nor the titles of the tests. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { judgePromises, type TestResult } from './judge.ts'
import { claimOf, readPresets } from './preset-claims.ts'
import { filesThatClaim, readWritten, ROOT } from './written.ts'

/** Every claim there is, as if its test had passed: what is left to say is what the lists and the titles say. */
const claimed = async (): Promise<readonly TestResult[]> => {
  const texts = await Promise.all((await filesThatClaim()).map((path) => readFile(join(ROOT, path), 'utf8')))
  const inTitles = texts.flatMap((text) => [...text.matchAll(/\[S\d+-\d+[^\]]*\]/g)].map(([title]) => title))
  const inPresets = (await readPresets()).flatMap(({ claims }) => claims.map(claimOf))
  return [...inTitles, ...inPresets].map((title) => ({ title, passed: true }))
}

test('no list and no title names a promise there is not, or says what another denies', async () => {
  const written = await readWritten()
  expect(written.promises).toHaveLength(604)
  const claims = await claimed()
  expect(claims.length).toBeGreaterThan(40)
  expect(judgePromises(written, claims).faults).toEqual([])
  expect(judgePromises(written, [...claims, { title: '[S7-1]', passed: true }]).faults).toHaveLength(1)
})

test('every reason is a sentence', async () => {
  const { notSoftware, waits } = await readWritten()
  for (const [id, reason] of Object.entries({ ...notSoftware, ...waits }))
    expect([id, reason]).toEqual([id, expect.stringMatching(/^[A-Z].{20,}\.$/)])
})
