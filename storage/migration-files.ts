/** Finds the migrations of the code: numbered SQL files of storage and of every feature, in one global order. */
import { createHash } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StorageError } from './storage-error.ts'

export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

const PATTERNS = ['storage/migrations/*.sql', 'features/*/server/migrations/*.sql']
const NAME = /^(\d{4})-([a-z0-9]+(?:-[a-z0-9]+)*)\.sql$/
const repository = fileURLToPath(new URL('..', import.meta.url))

const readMigration = async (root: string, path: string): Promise<Migration> => {
  const name = basename(path)
  const number = NAME.exec(name)?.[1]
  if (number === undefined) {
    throw new StorageError(
      'migration_name_invalid',
      `${path} is not named like 0123-what-it-does.sql. Rename it.`,
    )
  }
  const sql = await readFile(join(root, path), 'utf8')
  return { number: Number(number), name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

/** All migrations below `root`, which is the repository unless a test says otherwise. */
export const findMigrations = async (root = repository): Promise<readonly Migration[]> => {
  const paths: string[] = []
  for await (const path of glob(PATTERNS, { cwd: root })) paths.push(path)
  const migrations = await Promise.all(paths.map((path) => readMigration(root, path)))
  migrations.sort((left, right) => left.number - right.number || left.name.localeCompare(right.name))
  migrations.forEach((migration, index) => {
    const previous = migrations[index - 1]
    if (previous?.number !== migration.number) return
    throw new StorageError(
      'migration_number_taken',
      `${previous.name} and ${migration.name} have the same number. Give the newer one the next free number.`,
    )
  })
  return migrations
}
