/** What a backup says of itself, written last: what it holds, of which version, and the digest of every part. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { ArchiveReader } from './archive.ts'
import { BackupProblem } from './backup-problem.ts'
import type { PartSeal } from './sealing.ts'

export const MANIFEST_NAME = 'manifest.json'
const FORMAT = 'loge-backup'
/** Raised when an older Loge could misread a backup. */
const FORMAT_VERSION = 1

const digest = z.object({ name: z.string(), bytes: z.int().min(0), sha256: z.string() })
const identifier = z.string().regex(/^[a-z][a-z0-9_]*$/)
const migration = z.object({ number: z.int(), name: z.string(), checksum: z.string() })
const table = z.object({
  table: identifier,
  columns: z.array(identifier),
  rows: z.int().min(0),
  parts: z.array(digest),
})
const manifestShape = z.object({
  madeAt: z.iso.datetime(),
  migrations: z.array(migration),
  tables: z.array(table),
  /** Parts that are no table: the keys. */
  extras: z.array(digest),
  /** What the program needs to know of the database beside its rows. */
  marks: z.record(z.string(), z.string()),
  /** What the program says of itself. */
  about: z.record(z.string(), z.string()),
  /** The salt, when every part is sealed with a passphrase. */
  salt: z.string().nullable(),
})
const envelopeShape = z.object({
  format: z.literal(FORMAT),
  formatVersion: z.int(),
  sha256: z.string(),
  proof: z.string().nullable(),
  manifest: z.unknown(),
})

export type Manifest = z.output<typeof manifestShape>
export type BackedUpTable = Manifest['tables'][number]

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export const writeManifest = (manifest: Manifest, seal: PartSeal | undefined): Buffer => {
  const text = JSON.stringify(manifest)
  const proof = seal?.prove(text) ?? null
  const envelope = {
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    sha256: sha256(text),
    proof,
    manifest,
  }
  return Buffer.from(`${JSON.stringify(envelope, null, 1)}\n`)
}

export interface ReadManifest {
  readonly manifest: Manifest
  readonly isProvenBy: (seal: PartSeal) => boolean
}

const damaged = (path: string, cause?: unknown): BackupProblem =>
  new BackupProblem(
    'backup_damaged',
    `${path} is damaged: its manifest was changed. Nothing was restored. Copy it again from where it was made, or take another backup.`,
    { cause },
  )

const parse = (path: string, content: Buffer) => {
  try {
    const value: unknown = JSON.parse(content.toString('utf8'))
    return envelopeShape.parse(value)
  } catch (error) {
    throw damaged(path, error)
  }
}

export const readManifest = async (path: string, reader: ArchiveReader): Promise<ReadManifest> => {
  if (!reader.names.includes(MANIFEST_NAME))
    throw new BackupProblem(
      'backup_incomplete',
      `${path} is only a part of a backup: it has no ${MANIFEST_NAME}, which is written last. It was cut short while it was made or copied. Copy it again, or take another backup.`,
    )
  const envelope = parse(path, await reader.read(MANIFEST_NAME))
  if (envelope.formatVersion > FORMAT_VERSION)
    throw new BackupProblem(
      'backup_format_unknown',
      `${path} was made by a newer Loge in a form that this one cannot read. Install the newer version, then restore with it.`,
    )
  const text = JSON.stringify(envelope.manifest)
  const manifest = manifestShape.safeParse(envelope.manifest)
  if (sha256(text) !== envelope.sha256 || !manifest.success) throw damaged(path)
  return {
    manifest: manifest.data,
    isProvenBy: (seal) => envelope.proof !== null && seal.isProof(text, envelope.proof),
  }
}
