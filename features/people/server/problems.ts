/** The refusals of people and tenancies, as they leave a handler. Their words are in `screens/texts.ts`. */
import { Problem } from '@loge/http'
import { unreachable } from '@loge/kernel'
import type { MoveRefusal, RefusedPerson, RelationRefusal, TenancyRefusal } from '../core/index.ts'

export const personUnknown = (): Problem =>
  new Problem(404, 'person_unknown', 'There is no such person, or you may not see them.')

export const tenancyUnknown = (): Problem =>
  new Problem(404, 'tenancy_unknown', 'There is no such tenancy, or you may not see it.')

export const relationUnknown = (): Problem =>
  new Problem(404, 'relation_unknown', 'Nobody you may see has this relation.')

const RELATION_PROBLEMS: Readonly<Record<RelationRefusal, readonly [status: number, detail: string]>> = {
  relation_ends_before_it_begins: [422, 'The last day must not come before the first.'],
  relation_overlaps: [409, 'They are this already during these days. Change the dates of that one.'],
}

export const relationRefused = (refusal: RelationRefusal): Problem => {
  const [status, detail] = RELATION_PROBLEMS[refusal]
  return new Problem(status, refusal, detail)
}

export const moveUnknown = (): Problem =>
  new Problem(404, 'move_unknown', 'There is no such move, or you may not see it.')

const MOVE_PROBLEMS: Readonly<Record<MoveRefusal, readonly [status: number, detail: string]>> = {
  move_already_planned: [409, 'A move out of this home is planned already. Undo it first.'],
  move_day_past: [422, 'This day is over. Say that it happened then (inThePast), or choose a day to come.'],
  move_day_far: [422, 'This day is more than twenty years ahead. Choose an earlier one.'],
  move_same_home: [422, 'This is the home they live in. Choose another one.'],
  move_happened: [409, 'The day has come and the move has happened. Plan a new one.'],
  move_overtaken: [409, 'Somebody changed the dates of this home since. Correct them there.'],
  move_step_unknown: [422, 'This move has no such step, or the house does it by itself.'],
}

export const moveRefused = (refusal: MoveRefusal): Problem => {
  const [status, detail] = MOVE_PROBLEMS[refusal]
  return new Problem(status, refusal, detail)
}

export const unitUnknown = (): Problem =>
  new Problem(422, 'unit_unknown', 'There is no such unit, or you may not see it.')

export const permissionDenied = (): Problem =>
  new Problem(
    403,
    'permission_denied',
    'You may add people only together with a home in a site that is yours.',
  )

export const personRefused = ({ code, field }: RefusedPerson): Problem => {
  const pointer = `/${field}`
  switch (code) {
    case 'telephone_invalid':
      return new Problem(
        422,
        'telephone_invalid',
        'Write the number with its country code, e.g. +33 6 12 34 56 78.',
        [{ pointer, code, message: 'not a telephone number' }],
      )
    case 'birth_date_invalid':
      return new Problem(422, code, 'Nobody is born in the future, or before 1900. Check the year.', [
        { pointer, code, message: 'not a day somebody can be born on' },
      ])
    case 'form_date_needed':
      return new Problem(422, code, 'Say on which day the form on paper came in.', [
        { pointer, code, message: 'needed when the source is paperForm' },
      ])
    case 'form_date_invalid':
      return new Problem(422, code, 'The day is to come, or what was told did not come on a form.', [
        { pointer, code, message: 'not a day on which a form came in' },
      ])
    case 'name_needs_staff':
      return new Problem(403, 'name_needs_staff', 'Ask the manager of your residence to correct your name.', [
        { pointer, code, message: 'only staff may change a name' },
      ])
    default:
      return unreachable(code)
  }
}

export const tenancyRefused = (refusal: TenancyRefusal): Problem => {
  switch (refusal) {
    case 'tenancy_ends_before_it_begins':
      return new Problem(
        422,
        'tenancy_ends_before_it_begins',
        'The day of leaving must come after that of moving in.',
        [{ pointer: '/movesOutAt', code: refusal, message: 'not after movesInAt' }],
      )
    case 'tenancy_overlaps':
      return new Problem(
        409,
        'tenancy_overlaps',
        'This person already lives in this unit during these dates.',
      )
    default:
      return unreachable(refusal)
  }
}
