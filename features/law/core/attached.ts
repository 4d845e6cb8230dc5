/** Whether a register says which data the code works with, for each of its activities. */
import { ACTIVITY_IDS, type ActivityId, type Category } from '@loge/kernel'
import { defaultActivities } from './default-activities.ts'
import type { Operation, Register } from './register.ts'

export interface Unattached {
  readonly activity: ActivityId
  readonly category: Category
}

/** What the code works with as part of an activity. Internal references tell nobody anything. */
export const processedAs = (id: ActivityId): readonly Category[] =>
  defaultActivities
    .filter(({ runs }) => runs.includes(id))
    .flatMap(({ categories }) => categories as readonly Category[])
    .filter((category) => category !== 'link')

/** The first of these activities of which the register lists nothing of what would be done. */
export const unlistedIn = (
  { activities }: Pick<Register, 'activities'>,
  serves: readonly ActivityId[],
  done: readonly Operation[],
): ActivityId | undefined =>
  serves.find(
    (id) =>
      !activities.some(
        ({ runs, operations }) => runs.includes(id) && operations.some((one) => done.includes(one)),
      ),
  )

/** Data the code works with for an activity, and of which the register says nothing there. */
export const unattachedIn = ({
  activities,
  categories,
}: Pick<Register, 'activities' | 'categories'>): readonly Unattached[] =>
  ACTIVITY_IDS.flatMap((activity) => {
    const said = new Set(
      activities.filter(({ runs }) => runs.includes(activity)).flatMap((one) => one.categories),
    )
    const covered = new Set(categories.filter(({ id }) => said.has(id)).flatMap(({ covers }) => covers))
    return processedAs(activity)
      .filter((category) => !covered.has(category))
      .map((category) => ({ activity, category }))
  })
