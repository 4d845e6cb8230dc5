/** What can go wrong between Loge and its database, said so that somebody can act on it. */

export type StorageErrorCode =
  | 'data_dir_in_use'
  | 'data_dir_read_only'
  | 'data_dir_full'
  | 'data_dir_unreachable'
  | 'data_dir_other_version'
  | 'embedded_database_missing'
  | 'embedded_database_failed'
  | 'migration_number_taken'
  | 'migration_name_invalid'
  | 'migration_changed'
  | 'migration_failed'
  | 'database_newer_than_code'
  | 'database_not_migrated'
  | 'database_away'
  | 'outcome_unknown'

export class StorageError extends Error {
  readonly code: StorageErrorCode

  /** `message` says what happened and what to do next. */
  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StorageError'
    this.code = code
  }
}
