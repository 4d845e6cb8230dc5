/** The refusals of places, as they leave a handler. Each has its words for people in `screens/texts.ts`. */
import { Problem } from '@loge/http'
import { violationOf } from '@loge/storage'
import type { PlaceRefusal } from '../core/index.ts'

export const placeUnknown = (): Problem =>
  new Problem(404, 'place_unknown', 'There is no such place, or you may not see it.')

export const permissionDenied = (): Problem =>
  new Problem(403, 'permission_denied', 'Only somebody responsible for the whole organization may do this.')

export const timeZoneUnknown = (): Problem =>
  new Problem(422, 'time_zone_unknown', 'Use an IANA name such as Europe/Paris.', [
    { pointer: '/timeZone', code: 'time_zone_unknown', message: 'not an IANA time zone' },
  ])

export const refusalProblem = (refusal: PlaceRefusal): Problem =>
  refusal === 'parent_unknown'
    ? new Problem(
        422,
        'parent_unknown',
        'The place it should belong to does not exist, or you may not see it.',
      )
    : new Problem(422, 'floor_of_other_building', 'Choose a floor of the same building.')

/** Turns the schema's own refusals into ours; everything else passes through. */
export const refuseViolations = async <Value>(work: Promise<Value>): Promise<Value> => {
  try {
    return await work
  } catch (error) {
    const violation = violationOf(error)
    if (violation?.kind === 'unique' && violation.constraint.endsWith('_name'))
      throw new Problem(409, 'place_name_taken', 'Another place beside it has this name. Choose another one.')
    if (violation?.kind === 'referred')
      throw new Problem(
        409,
        'place_in_use',
        'Something still belongs to this place. Remove or move that first.',
      )
    throw error
  }
}
