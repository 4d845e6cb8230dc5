/** What is wrong with a register before it may be in force: it must not promise what the law or the code does not keep. */
import { ACTIVITY_IDS } from '@loge/kernel'
import { unattachedIn } from './attached.ts'
import type { Bound, Bounds } from './bounds.ts'
import { judgePlaces } from './judge-places.ts'
import { judgeShape } from './judge-shape.ts'
import { type Fault, faultAt } from './fault.ts'
import { measuresOf } from './measures.ts'
import type { Period } from './named.ts'
import { lengthOf, rulesFor } from './periods.ts'
import type { Purpose, Register } from './register.ts'
import type { RetentionRule } from './retention.ts'

const judgePurpose = (purpose: Purpose, at: string): readonly Fault[] => {
  const { basis, withdrawal, law = '', interest, balancing, marketing } = purpose
  if (basis === 'consent' && withdrawal === undefined)
    return [faultAt(`${at}/withdrawal`, 'consent_without_withdrawal')]
  if (basis === 'legal_obligation' && law.trim() === '') return [faultAt(`${at}/law`, 'obligation_unnamed')]
  if (basis === 'legitimate_interests' && interest === undefined)
    return [faultAt(`${at}/interest`, 'interest_unnamed')]
  if (basis === 'legitimate_interests' && marketing === true && balancing === undefined)
    return [faultAt(`${at}/balancing`, 'interest_unweighed')]
  return []
}

const judgeActivities = (register: Register): readonly Fault[] => {
  const { activities, categories } = register
  const special = new Set(categories.filter((one) => one.special === true).map(({ id }) => id))
  const covered = new Set(activities.flatMap(({ runs }) => runs))
  return [
    ...ACTIVITY_IDS.filter((id) => !covered.has(id)).map((id) =>
      faultAt('/activities', 'activity_uncovered', id),
    ),
    ...unattachedIn(register).map(({ activity, category }) =>
      faultAt(
        `/activities/${activities.findIndex(({ runs }) => runs.includes(activity))}/categories`,
        'category_unattached',
        `${activity} ${category}`,
      ),
    ),
    // Data nobody needs for anything are kept by nobody.
    ...categories.flatMap(({ id }, index) =>
      activities.some(({ categories: held, purposes }) => held.includes(id) && purposes.length > 0)
        ? []
        : [faultAt(`/categories/${index}`, 'category_without_purpose', id)],
    ),
    ...activities.flatMap((activity, index) => {
      const { purposes, categories: held, role, arrangement } = activity
      const at = `/activities/${index}`
      const onlyConsent = purposes.every(({ basis }) => basis === 'consent')
      return [
        ...(role === 'joint' && arrangement === undefined
          ? [faultAt(`${at}/arrangement`, 'joint_without_arrangement')]
          : []),
        // What a line of the register tells people: without one of these it tells them nothing.
        ...(['audiences', 'categories', 'sources', 'operations'] as const)
          .filter((column) => activity[column].length === 0)
          .map((column) => faultAt(`${at}/${column}`, 'activity_incomplete', activity.id)),
        ...(measuresOf(register, activity).length === 0
          ? [faultAt(`${at}/measures`, 'activity_without_measure', activity.id)]
          : []),
        ...(purposes.length === 0 ? [faultAt(`${at}/purposes`, 'activity_without_purpose')] : []),
        ...(!onlyConsent && held.some((id) => special.has(id))
          ? [faultAt(`${at}/categories`, 'special_without_consent')]
          : []),
        ...purposes.flatMap((purpose, which) => judgePurpose(purpose, `${at}/purposes/${which}`)),
      ]
    }),
  ]
}

/** A form asks nobody for what no activity about them holds. */
const judgeFields = ({ activities, categories }: Register): readonly Fault[] =>
  categories.flatMap(({ id, fields = [] }, index) =>
    fields.flatMap(({ askedOf }, which) =>
      askedOf
        .filter(
          (audience) =>
            !activities.some((one) => one.audiences.includes(audience) && one.categories.includes(id)),
        )
        .map((audience) =>
          faultAt(`/categories/${index}/fields/${which}/askedOf`, 'field_outside', `${id} ${audience}`),
        ),
    ),
  )

const longerThan = (period: RetentionRule['period'], most: Period): boolean =>
  lengthOf({ period }) > lengthOf({ period: most })

/** What a law or a claim holds goes beyond the organization's own ceiling, never beyond what is forbidden. */
const judgeRetention = (register: Register): readonly Fault[] => {
  const ceiling = register.retention.find(({ id }) => id === register.ceiling)?.period
  return register.retention.flatMap(({ period, mode, hold, ground }, index) => {
    const at = `/retention/${index}`
    const held = hold !== undefined
    const beyond = typeof ceiling === 'object' && typeof period === 'object' && longerThan(period, ceiling)
    return [
      ...((mode === 'min' || period === 'law_says') && !held
        ? [faultAt(`${at}/hold`, 'keep_without_hold')]
        : []),
      ...(beyond && !held ? [faultAt(`${at}/period`, 'period_beyond_ceiling')] : []),
      ...(typeof period === 'object' && !(Number.isInteger(period.count) && period.count > 0)
        ? [faultAt(`${at}/period/count`, 'period_not_whole')]
        : []),
      ...(ground.trim() === '' ? [faultAt(`${at}/ground`, 'ground_missing')] : []),
    ]
  })
}

const applies = ({ countries }: Bound, { jurisdiction }: Register): boolean =>
  countries?.includes(jurisdiction.country) ?? true

const judgeBound = (register: Register, { id, value, side, of }: Bound): readonly Fault[] => {
  if (side !== 'max' || of === undefined) return []
  if ('activity' in of)
    return rulesFor(register, [of.activity])
      .filter(({ period }) => longerThan(period, value))
      .map((rule) =>
        faultAt(`/retention/${register.retention.indexOf(rule)}/period`, 'period_beyond_law', id),
      )
  if ('tracker' in of)
    return register.trackers.flatMap(({ kind, lifetime }, index) =>
      kind === of.tracker && lifetime !== null && longerThan(lifetime, value)
        ? [faultAt(`/trackers/${index}/lifetime`, 'period_beyond_law', id)]
        : [],
    )
  const { days } = register.clock
  return of.request === 'answer' && days !== null && longerThan({ unit: 'day', count: days }, value)
    ? [faultAt('/clock/days', 'period_beyond_law', id)]
    : []
}

/** `bounds`: those in force on the day the register is to be, see `boundsOn`. An empty answer: nothing is wrong. */
export const judgeRegister = (register: Register, bounds: Bounds): readonly Fault[] => {
  const shape = judgeShape(register)
  // What refers to nothing cannot be judged further.
  if (shape.length > 0) return shape
  return [
    ...judgeActivities(register),
    ...judgeFields(register),
    ...judgeRetention(register),
    ...bounds.periods
      .filter((bound) => applies(bound, register))
      .flatMap((bound) => judgeBound(register, bound)),
    ...judgePlaces(register, bounds),
  ]
}
