/** One row while it is being planned: what it will do, and what is wrong with it. */
import type { CivilDay, Instant } from '@loge/kernel'
import { addDays } from '@loge/kernel'
import type { FieldName } from '../fields.ts'
import type { CellError, CellProblem, ErrorStay, Moment, RowNote, RowSays } from '../row.ts'
import type { Act, BuildingQuestion, Candidate, KnownSite } from './acts.ts'

export class Draft {
  readonly row: RowSays
  readonly acts: Act[] = []
  readonly errors: CellError[]
  readonly notes: RowNote[]
  candidates: readonly Candidate[] = []
  /** Which building is meant has to be said first. */
  building: BuildingQuestion | null = null
  /** Something the row says holds already. */
  said = false

  constructor(row: RowSays) {
    this.row = row
    this.errors = [...row.errors]
    this.notes = [...row.notes]
  }

  refuse(field: FieldName | null, code: CellProblem, stay?: ErrorStay): undefined {
    if (!this.errors.some((error) => error.field === field && error.code === code))
      this.errors.push(stay === undefined ? { field, code } : { field, code, stay })
    return undefined
  }

  /** A cell that has an error of its own is not missing. */
  isWrong(field: FieldName): boolean {
    return this.errors.some((error) => error.field === field)
  }
}

export const beginningOf = (moment: Moment | undefined, site: KnownSite): Instant | null => {
  if (moment === undefined) return null
  return moment.kind === 'instant' ? moment.at : site.startOf(moment.day)
}

const dayAfter = (day: CivilDay): CivilDay => addDays(day, 1)

/** A last day is a whole day: it ends where the next one begins. */
export const endOf = (moment: Moment | undefined, site: KnownSite): Instant | null => {
  if (moment === undefined) return null
  return moment.kind === 'instant' ? moment.at : site.startOf(dayAfter(moment.day))
}
