/**
 * The ledger of erasures as a file that outlives the database: a backup older than an erasure still holds the person, and
 * only the ledger knows better. It names nobody: the ids in it lead to rows that are gone.
 */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  ERASURE_REASONS,
  keepTombstones,
  readTombstones,
  type Tombstone,
} from '@loge/features/privacy/server'
import { asId, type OrganizationId } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { BackupProblem, telling } from '@loge/storage/backup'
import { z } from 'zod'

const LEDGER_NAME = 'erasures.ledger'
/** One for all the backups of a folder. */
export const ledgerBeside = (path: string): string => join(dirname(path), LEDGER_NAME)
export const ledgerIn = (folder: string): string => join(folder, LEDGER_NAME)

const line = z.object({
  organizationId: z.uuid().transform((uuid) => asId('organization', uuid)),
  id: z.uuid(),
  subjects: z.record(z.string(), z.array(z.string())),
  reason: z.enum(ERASURE_REASONS),
  askedAt: z.iso.datetime(),
})
const heading = z.object({ ledger: z.literal(1), erasures: z.number().int(), sha256: z.string() })

const digestOf = (lines: string): string => createHash('sha256').update(lines).digest('hex')

const encode = (tombstones: readonly Tombstone[]): string => {
  const lines = tombstones.map((tombstone) => `${JSON.stringify(tombstone)}\n`).join('')
  const first = { ledger: 1, erasures: tombstones.length, sha256: digestOf(lines) }
  return `${JSON.stringify(first)}\n${lines}`
}

const decode = (text: string): readonly Tombstone[] => {
  const end = text.indexOf('\n') + 1
  const { erasures, sha256 } = heading.parse(JSON.parse(text.slice(0, end)))
  const lines = text.slice(end)
  const found = lines.split('\n').slice(0, -1)
  if (found.length !== erasures || digestOf(lines) !== sha256) throw new Error('the digest differs')
  return found.map((one) => line.parse(JSON.parse(one)))
}

export const readLedger = async (path: string): Promise<readonly Tombstone[]> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new BackupProblem(
      'restore_ledger_missing',
      `There is no ledger of erasures at ${path}. Without it a restore would bring back whoever was erased after the backup was made. Name it with --ledger: it lies beside the backups, and as ${LEDGER_NAME} in the data folder of the old machine. Where it is lost, --without-ledger restores all the same; erase these people again.`,
      { cause: error },
    )
  })
  try {
    return decode(text)
  } catch (error) {
    throw new BackupProblem(
      'restore_ledger_damaged',
      `The ledger of erasures at ${path} is damaged or was changed. Name another copy with --ledger.`,
      { cause: error },
    )
  }
}

const writeWhole = async (path: string, content: string): Promise<void> => {
  // A backup and the job that follows erasures may write at once, each its own.
  const unfinished = `${path}.${randomUUID()}.unfinished`
  const file = await open(unfinished, 'w', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(unfinished, path)
}

/** Adds what the file does not know yet; nothing ever leaves it. */
const addToLedger = async (path: string, tombstones: readonly Tombstone[]): Promise<void> => {
  const isThere = existsSync(path)
  const known = isThere ? await readLedger(path) : []
  const ids = new Set(known.map(({ id }) => id))
  const added = tombstones.filter(({ id }) => !ids.has(id))
  if (isThere && added.length === 0) return
  await telling(path, () => writeWhole(path, encode([...known, ...added])))
}

/** Before anything of an erasure is destroyed: the file knows of it. */
export const keepLedger = async (
  database: Database,
  organizationId: OrganizationId,
  path: string,
): Promise<void> => {
  const tombstones = await readTombstones(database, organizationId)
  if (tombstones.length > 0) await addToLedger(path, tombstones)
}

/** The whole of it beside a backup, even while nobody was erased: a restore looks for it there. */
export const keepLedgerBeside = async (database: Database, path: string): Promise<void> => {
  const all: Tombstone[] = []
  for (const { id } of await database.organizations()) all.push(...(await readTombstones(database, id)))
  await addToLedger(ledgerBeside(path), all)
}

/** Into the restored database; the server erases again before it answers anybody. */
export const restoreLedger = async (database: Database, ledger: readonly Tombstone[]): Promise<void> => {
  for (const { id } of await database.organizations()) {
    const own = ledger.filter(({ organizationId }) => organizationId === id)
    await keepTombstones(database, id, own)
  }
}
