/** Why a backup cannot be made or restored: a stable code, what happened, and what to do. */

export type BackupProblemCode =
  | 'backup_not_found'
  | 'backup_incomplete'
  | 'backup_damaged'
  | 'backup_format_unknown'
  | 'backup_newer_than_code'
  | 'backup_passphrase_needed'
  | 'backup_passphrase_wrong'
  | 'backup_keys_missing'
  | 'backup_keys_other'
  | 'backup_place_taken'
  | 'backup_place_full'
  | 'backup_place_unwritable'
  | 'backup_table_undeclared'
  | 'backup_running'
  | 'restore_target_not_empty'
  | 'restore_ledger_missing'
  | 'restore_ledger_damaged'
  | 'restore_failed'

export class BackupProblem extends Error {
  readonly code: BackupProblemCode

  /** `message` says what happened, why, and what to do next. */
  constructor(code: BackupProblemCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'BackupProblem'
    this.code = code
  }
}
