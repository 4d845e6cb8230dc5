/** Why an import cannot go on. */
import { Problem } from '@loge/http'
import type { Problems } from './stored.ts'

const ROWS_NAMED = 20

export const firstRows = (numbers: readonly number[]): readonly number[] =>
  [...new Set(numbers)].toSorted((one, other) => one - other).slice(0, ROWS_NAMED)

export const notPreviewed = (): Problem =>
  new Problem(
    409,
    'import_not_open',
    'This import was applied or is being applied. Nothing of it can be changed.',
  )
export const hasErrors = (): Problem =>
  new Problem(
    422,
    'import_has_errors',
    'Some rows cannot be imported as they are. Correct the file, or leave those rows out.',
  )
export const isUndecided = (): Problem =>
  new Problem(
    422,
    'import_undecided',
    'Some rows name people who may be known already. Say for each whether it is the same person.',
  )
export const nothingToDo = (): Problem =>
  new Problem(422, 'import_changes_nothing', 'Everything in this file is known already.')
export const cannotUndo = (): Problem =>
  new Problem(
    409,
    'import_not_undoable',
    'Only an import that was applied, in the last 24 hours, can be undone.',
  )

/** Ends the work that found it, and is told to whoever asks how far it is. */
export class WorkRefused extends Error {
  readonly problem: Problems
  constructor(
    code: 'import_changed_meanwhile' | 'import_touched_since' | 'import_failed' | 'import_interrupted',
    rows: readonly number[] = [],
  ) {
    super(code)
    this.problem = { code, rows: firstRows(rows) }
  }
}
