/** What the desk needs of the process that makes backups. */
import type { Actor } from '@loge/features/events/core'
import type { Instant, OrganizationId } from '@loge/kernel'

export interface BackupCopy {
  readonly name: string
  readonly bytes: number
  readonly madeAt: Instant
}

export interface BackupPlace {
  readonly folder: string
  readonly hour: number
  readonly keep: number
  readonly sealed: boolean
}

export interface BackupProgress {
  readonly startedAt: Instant
  readonly done: number
  readonly total: number
}

export interface BackupAsker {
  readonly organizationId: OrganizationId
  readonly actor: Actor
}

export interface BackupDesk {
  /** `undefined`: no folder is configured. */
  readonly place: BackupPlace | undefined
  /** The newest first. */
  copies(): Promise<readonly BackupCopy[]>
  running(): BackupProgress | undefined
  /** Begins, and goes on by itself; not to be called without a place or while one runs. */
  begin(asker: BackupAsker): void
}
