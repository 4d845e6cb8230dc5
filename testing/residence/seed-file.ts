/** The seed of an installation's simulated residence: made once, kept in the data folder, so its badges are nobody else's. */
import { randomInt } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const NAME = 'residence.seed'

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

const read = async (path: string): Promise<number | undefined> => {
  try {
    const seed = Number((await readFile(path, 'utf8')).trim())
    if (Number.isInteger(seed) && seed > 0) return seed
    throw new Error(`${path} does not hold a number. Remove it to move into another residence.`)
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** Whoever asks first makes it; two who ask at once get the same. */
export const readSeed = async (dataDir: string): Promise<number> => {
  const path = join(dataDir, NAME)
  const known = await read(path)
  if (known !== undefined) return known
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  // Linked when it is whole: nobody reads half a number, and only the first link holds.
  const draft = `${path}.${randomInt(2 ** 31)}`
  await writeFile(draft, `${randomInt(1, 2 ** 31)}\n`, { flag: 'wx', mode: 0o600 })
  try {
    await link(draft, path)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    await rm(draft)
  }
  const made = await read(path)
  if (made === undefined) throw new Error(`${path} disappeared while it was read`)
  return made
}
