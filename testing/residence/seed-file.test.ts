import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSeed } from './seed-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loge-seed-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('the seed of a residence', () => {
  it('is made once, the same for all who ask at once, and readable by its owner alone', async () => {
    const dataDir = join(folder, 'new')
    const seeds = await Promise.all([1, 2, 3].map(() => readSeed(dataDir)))
    expect(new Set(seeds).size).toBe(1)
    expect(await readSeed(dataDir)).toBe(seeds[0])
    expect((await stat(join(dataDir, 'residence.seed'))).mode & 0o777).toBe(0o600)
  })

  it('says what to do when the file is damaged', async () => {
    await writeFile(join(folder, 'residence.seed'), 'tilleul')
    await expect(readSeed(folder)).rejects.toThrow(/residence\.seed does not hold a number/)
  })
})
