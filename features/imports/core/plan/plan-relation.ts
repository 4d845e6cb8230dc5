/** What a row says somebody is besides a resident: known already, ended, new, or impossible. */
import { decideRelation } from '@loge/features/people/core'
import { formatCivilDay } from '@loge/kernel'
import type { HeldRelation } from './acts.ts'
import type { Draft } from './draft.ts'
import type { Somebody } from './plan-people.ts'

type Day = 'relationFrom' | 'relationUntil'

const isHeld = (relation: Somebody['relations'][number]): relation is HeldRelation => 'version' in relation

/** Civil days: a moment of the day is not one. */
const dayOf = (draft: Draft, field: Day): string | null => {
  const moment = draft.row.moments[field]
  if (moment === undefined) return null
  if (moment.kind === 'day') return formatCivilDay(moment.day)
  draft.refuse(field, 'date_wrong')
  return null
}

const change = (draft: Draft, person: Somebody, held: HeldRelation, endsOn: string): void => {
  const after = { ...held, endsOn }
  const others = person.relations.filter((one) => one !== held)
  const decided = decideRelation(after, others)
  if (!decided.ok) {
    const tooEarly = decided.refusal === 'relation_ends_before_it_begins'
    draft.refuse('relationUntil', tooEarly ? 'ends_before_it_begins' : 'relation_overlaps')
    return
  }
  person.relations.splice(person.relations.indexOf(held), 1, after)
  draft.acts.push({ does: 'changeRelation', before: held, endsOn })
}

export const planRelation = (draft: Draft, person: Somebody): void => {
  const { relation: kind, moments } = draft.row
  const startsOn = dayOf(draft, 'relationFrom')
  const endsOn = dayOf(draft, 'relationUntil')
  if (kind === undefined) {
    // Days of nothing were meant for something.
    if ((startsOn ?? endsOn) !== null && !draft.isWrong('relation')) draft.refuse('relation', 'missing')
    return
  }
  if (startsOn === null) {
    if (moments.relationFrom === undefined && !draft.isWrong('relationFrom'))
      draft.refuse('relationFrom', 'missing')
    return
  }
  const held = person.relations.find((one) => one.kind === kind && one.startsOn === startsOn)
  if (held !== undefined) {
    if (endsOn !== null && endsOn !== held.endsOn && isHeld(held)) change(draft, person, held, endsOn)
    return
  }
  const relation = { kind, startsOn, endsOn }
  const decided = decideRelation(relation, person.relations)
  if (!decided.ok) {
    if (decided.refusal === 'relation_overlaps') draft.refuse('relationFrom', 'relation_overlaps')
    else draft.refuse('relationUntil', 'ends_before_it_begins')
    return
  }
  person.relations.push(relation)
  draft.acts.push({ does: 'openRelation', personId: person.id, relation })
}
