/** One process at a time in a data folder: two journals in one place would give one number to two events. */
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

const isAlive = (pid: number): boolean => {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

/** No journal can grow there, so there is nothing to keep two of them from; better than doors without an edge. */
const takesNothing = (error: unknown): boolean => codeOf(error) === 'ENOSPC' || codeOf(error) === 'EROFS'

/** Folders this very process works in: a lock with our own number may also be one left by a process before us. */
const ours = new Set<string>()

export class FolderTaken extends Error {}

/** Returns how to let go of the folder. A lock whose owner is gone counts for nothing. */
export const takeFolder = async (folder: string): Promise<() => Promise<void>> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'edge.lock')
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const handle = await open(path, 'wx', 0o600)
      try {
        await handle.writeFile(String(process.pid))
      } finally {
        await handle.close()
      }
      ours.add(path)
      return async () => {
        ours.delete(path)
        await rm(path, { force: true })
      }
    } catch (error) {
      if (takesNothing(error)) return async () => undefined
      if (codeOf(error) !== 'EEXIST') throw error
      const owner = Number(await readFile(path, 'utf8').catch(() => ''))
      if (ours.has(path) || (owner !== process.pid && isAlive(owner))) break
      await rm(path, { force: true })
    }
  }
  throw new FolderTaken(
    `another edge works in ${folder}; stop it first, or give this one its own LOGE_DATA_DIR`,
  )
}
