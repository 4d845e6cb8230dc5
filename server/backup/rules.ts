/** What the features ask for when a backup is made and put back. */
import { accessRestoreRule } from '@loge/features/access/server'
import { accountsRestoreRule } from '@loge/features/accounts/server'
import { eventRestoreRule } from '@loge/features/events/server'
import type { RestoreRule } from '@loge/storage/backup'

export const RESTORE_RULES: readonly RestoreRule[] = [
  eventRestoreRule,
  accountsRestoreRule,
  accessRestoreRule,
]

export const BACKUP_MARKS: Readonly<Record<string, string>> = Object.assign(
  {},
  ...RESTORE_RULES.map(({ marks }) => marks ?? {}),
)
