/** Where the parts of a backup lie: one tar file, or a folder. Each part is small enough to be held in memory. */
import { createHash } from 'node:crypto'
import {
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
  type FileHandle,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { BackupProblem } from './backup-problem.ts'
import { paddingOf, readTarHeader, TAR_BLOCK, TAR_END, tarHeader } from './tar.ts'

/** Larger ones are none of ours; they would not fit into memory. */
const LARGEST_PART_BYTES = 64 * 1024 * 1024

export interface PartDigest {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

export interface ArchiveWriter {
  add(name: string, content: Uint8Array): Promise<PartDigest>
  /** Until then the backup does not have its name: what was cut short is never taken for whole. */
  finish(): Promise<void>
  /** Removes what was begun. */
  abandon(): Promise<void>
}

export interface ArchiveReader {
  readonly names: readonly string[]
  read(name: string): Promise<Buffer>
  close(): Promise<void>
}

const digestOf = (name: string, content: Uint8Array): PartDigest => ({
  name,
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
})

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const writeProblem = (path: string, error: unknown): unknown => {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new BackupProblem(
      'backup_place_full',
      `There is no room left for ${path}. The unfinished backup was removed. Free some space or choose another place.`,
      { cause: error },
    )
  if (['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR'].includes(code))
    return new BackupProblem(
      'backup_place_unwritable',
      `${path} cannot be written (${code}). Choose a folder that exists and that this user may write to.`,
      { cause: error },
    )
  return error
}

/** Says of a place what the disk's own words do not: what to do about it. */
export const telling = async <Value>(path: string, work: () => Promise<Value>): Promise<Value> => {
  try {
    return await work()
  } catch (error) {
    throw writeProblem(path, error)
  }
}

export const requireFree = async (path: string): Promise<void> => {
  if (!(await isThere(path))) return
  throw new BackupProblem(
    'backup_place_taken',
    `${path} is there already, and a backup never replaces another. Choose another name.`,
  )
}

const fileWriter = async (path: string, atMs: number): Promise<ArchiveWriter> => {
  const unfinished = `${path}.unfinished`
  const file = await open(unfinished, 'w', 0o600)
  return {
    add: (name, content) =>
      telling(path, async () => {
        await file.writeFile(tarHeader(name, content.length, atMs))
        await file.writeFile(content)
        await file.writeFile(Buffer.alloc(paddingOf(content.length)))
        return digestOf(name, content)
      }),
    finish: () =>
      telling(path, async () => {
        await file.writeFile(TAR_END)
        await file.sync()
        await file.close()
        await rename(unfinished, path)
      }),
    abandon: async () => {
      await file.close()
      await rm(unfinished, { force: true })
    },
  }
}

const folderWriter = async (path: string): Promise<ArchiveWriter> => {
  const unfinished = `${path}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: 0o700 })
  return {
    add: (name, content) =>
      telling(path, async () => {
        const place = join(unfinished, name)
        await mkdir(dirname(place), { recursive: true, mode: 0o700 })
        await writeFile(place, content, { mode: 0o600, flush: true })
        return digestOf(name, content)
      }),
    finish: () => telling(path, () => rename(unfinished, path)),
    abandon: () => rm(unfinished, { recursive: true, force: true }),
  }
}

/** A name that ends in `.tar` is one file, any other a folder. Nothing may be there. */
export const createArchive = async (path: string, atMs: number): Promise<ArchiveWriter> => {
  await requireFree(path)
  return telling(path, () => (path.endsWith('.tar') ? fileWriter(path, atMs) : folderWriter(path)))
}

interface Place {
  readonly from: number
  readonly size: number
}

const incomplete = (path: string): BackupProblem =>
  new BackupProblem(
    'backup_incomplete',
    `${path} is only a part of a backup: its end is missing. It was cut short while it was made or copied. Copy it again, or take another backup.`,
  )

const readAt = async (file: FileHandle, from: number, length: number): Promise<Buffer> => {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, from)
  return buffer.subarray(0, bytesRead)
}

const damaged = (path: string, what: string): BackupProblem =>
  new BackupProblem(
    'backup_damaged',
    `${path} is damaged: ${what}. Nothing was restored. Copy it again from where it was made, or take another backup.`,
  )

const indexTar = async (path: string, file: FileHandle): Promise<ReadonlyMap<string, Place>> => {
  const { size: total } = await file.stat()
  const places = new Map<string, Place>()
  for (let at = 0; ; ) {
    const block = await readAt(file, at, TAR_BLOCK)
    if (block.length < TAR_BLOCK) throw incomplete(path)
    let entry
    try {
      entry = readTarHeader(block)
    } catch {
      throw damaged(path, 'it is no archive, or its parts do not follow each other')
    }
    if (entry === undefined) return places
    const from = at + TAR_BLOCK
    at = from + entry.size + paddingOf(entry.size)
    if (at > total) throw incomplete(path)
    places.set(entry.name, { from, size: entry.size })
  }
}

const fileReader = async (path: string): Promise<ArchiveReader> => {
  const file = await open(path, 'r')
  try {
    const places = await indexTar(path, file)
    return {
      names: [...places.keys()],
      read: async (name) => {
        const place = places.get(name)
        if (place === undefined || place.size > LARGEST_PART_BYTES)
          throw damaged(path, `${name} is missing or too large`)
        return readAt(file, place.from, place.size)
      },
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

const folderReader = async (path: string): Promise<ArchiveReader> => {
  const found = await readdir(path, { recursive: true, withFileTypes: true })
  const names = found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
  return {
    names,
    read: async (name) => {
      if (!names.includes(name)) throw damaged(path, `${name} is missing`)
      const place = join(path, name)
      if ((await stat(place)).size > LARGEST_PART_BYTES) throw damaged(path, `${name} is too large`)
      return readFile(place)
    },
    close: async () => undefined,
  }
}

export const openArchive = async (path: string): Promise<ArchiveReader> => {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined)
    throw new BackupProblem('backup_not_found', `There is nothing at ${path}. Check the name of the backup.`)
  return found.isDirectory() ? folderReader(path.replace(/\/+$/, '')) : fileReader(path)
}

/** What the manifest says a part is must be what lies there. */
export const readChecked = async (reader: ArchiveReader, path: string, part: PartDigest): Promise<Buffer> => {
  const content = await reader.read(part.name)
  if (digestOf(part.name, content).sha256 !== part.sha256) throw damaged(path, `${part.name} was changed`)
  return content
}
