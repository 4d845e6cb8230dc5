/** Decides row by row what an import does. Rows are given in the order of the file: a later one may rest on an earlier. */
import type { RowSays } from '../row.ts'
import type { Choice, Known, Outcome, PlanDefaults, PlannedRow } from './acts.ts'
import { Draft } from './draft.ts'
import { PeoplePlanner } from './plan-people.ts'
import { PlacePlanner } from './plan-places.ts'
import { RightsPlanner } from './plan-rights.ts'
import { planRelation } from './plan-relation.ts'
import { planTenancy } from './plan-tenancy.ts'

const outcomeOf = (
  { errors, candidates, building, acts, row }: Draft,
  skipped: ReadonlySet<number>,
): Outcome => {
  if (skipped.has(row.number)) return 'skip'
  if (errors.length > 0) return 'error'
  if (candidates.length > 0 || building !== null) return 'duplicate'
  if (acts.length === 0) return 'same'
  return acts.some(({ does }) => does.startsWith('create') || does.startsWith('open') || does === 'grant')
    ? 'create'
    : acts.some((act) => act.does === 'keepProfile' && act.before === undefined)
      ? 'create'
      : 'change'
}

export class Planner {
  readonly #known: Known
  readonly #defaults: PlanDefaults
  readonly #places: PlacePlanner
  readonly #people: PeoplePlanner
  readonly #rights: RightsPlanner
  readonly #drafts: Draft[] = []
  readonly #skipped = new Set<number>()

  constructor(known: Known, defaults: PlanDefaults) {
    this.#known = known
    this.#defaults = defaults
    this.#places = new PlacePlanner(known, defaults)
    this.#people = new PeoplePlanner(known)
    this.#rights = new RightsPlanner(known, defaults, this.#places)
  }

  add(row: RowSays, choice: Choice | undefined): void {
    const draft = new Draft(row)
    this.#drafts.push(draft)
    if (choice?.kind === 'skip') this.#skipped.add(row.number)
    else this.#plan(draft, choice)
  }

  /** Every row, in the order they were added. */
  finish(): readonly PlannedRow[] {
    this.#rights.finish()
    return this.#drafts.map((draft) => ({
      number: draft.row.number,
      outcome: outcomeOf(draft, this.#skipped),
      acts: draft.acts,
      errors: draft.errors,
      notes: draft.notes,
      candidates: draft.candidates,
      building: draft.building,
    }))
  }

  #plan(draft: Draft, choice: Choice | undefined): void {
    const place = this.#places.plan(draft)
    if (draft.building !== null) return
    const person = this.#people.plan(draft, place?.unit?.id, choice)
    if (person !== undefined) planRelation(draft, person)
    if (place !== undefined) {
      if (person !== undefined) {
        planTenancy(draft, this.#known, { place, person, defaults: this.#defaults, choice })
        this.#rights.planCard(draft, place, person.id)
      }
      this.#rights.planProfile(draft, place, person?.id)
    }
    if (!draft.said && draft.errors.length === 0) draft.refuse(null, 'nothing_to_do')
  }
}
