/** The installation's keys in a backup: sealed inside it, or in a file beside it. Without them sealed secrets stay shut. */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { BackupProblem, requireFree, telling, type OpenedBackup } from '@loge/storage/backup'
import { z } from 'zod'
import { readKeyFiles, type KeyFiles } from '../keys.ts'

export const KEYS_NAME = 'keys.json'
/** The name of the file beside a backup. */
export const keysBeside = (path: string): string => `${path.replace(/\/+$/, '')}.keys`

const shape = z.object({ sealing: z.base64(), signing: z.base64() })

const encode = ({ sealing, signing }: KeyFiles): Buffer =>
  Buffer.from(
    `${JSON.stringify({
      sealing: Buffer.from(sealing).toString('base64'),
      signing: Buffer.from(signing).toString('base64'),
    })}\n`,
  )

/** Tells one pair of keys from another and says nothing about them. */
const fingerprintOf = (encoded: Uint8Array): string =>
  createHash('sha256').update('loge keys ').update(encoded).digest('hex').slice(0, 32)

export interface KeysToKeep {
  readonly content: Buffer
  readonly fingerprint: string
}

export const keysToKeep = async (dataDir: string): Promise<KeysToKeep> => {
  const content = encode(await readKeyFiles(dataDir))
  return { content, fingerprint: fingerprintOf(content) }
}

export const writeKeysBeside = (path: string, { content }: KeysToKeep): Promise<void> => {
  const beside = keysBeside(path)
  return telling(beside, async () => {
    await requireFree(beside)
    await writeFile(beside, content, { mode: 0o600, flag: 'wx' })
  })
}

const readFileGiven = async (path: string): Promise<Buffer> => {
  try {
    return await readFile(path)
  } catch (error) {
    throw new BackupProblem(
      'backup_keys_missing',
      `The keys of this backup are not at ${path}. They were kept beside it, in a file that ends in .keys: name it with --keys. Without them no stored secret can be read and no edge knows the server.`,
      { cause: error },
    )
  }
}

/** The keys that belong to the backup; never others. */
export const keysOf = async (backup: OpenedBackup, keysFile: string | undefined): Promise<KeyFiles> => {
  const content =
    (await backup.extra(KEYS_NAME)) ?? (await readFileGiven(keysFile ?? keysBeside(backup.path)))
  const wanted = backup.manifest.about['keys']
  const other = (cause?: unknown): BackupProblem =>
    new BackupProblem(
      'backup_keys_other',
      `These keys are not the ones of this backup, or they were changed. Name the file that was written with ${backup.path}.`,
      { cause },
    )
  if (fingerprintOf(content) !== wanted) throw other()
  try {
    const parsed: unknown = JSON.parse(content.toString('utf8'))
    const { sealing, signing } = shape.parse(parsed)
    return { sealing: Buffer.from(sealing, 'base64'), signing: Buffer.from(signing, 'base64') }
  } catch (error) {
    throw other(error)
  }
}
