/** Creates, changes and retires schedules. A change adds a version; nothing is overwritten. */
import { appendEvents } from '@loge/features/events/server'
import type { Caller } from '@loge/features/places/server'
import type { PayloadValue } from '@loge/features/events/core'
import { Problem, requireVersion } from '@loge/http'
import { newId, type ScheduleId, type World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { type ScheduleFactType, scheduleFacts } from '../core/index.ts'
import type { ScheduleInput, ScheduleView } from '../wire.ts'
import { calendarIdOf, definitionOf, viewSchedules } from './schedule-input.ts'
import {
  addVersion,
  loadSchedules,
  lockSchedule,
  readScheduleVersion,
  type StoredSchedule,
} from './schedule-store.ts'
import type { ScheduleTables } from './tables.ts'

export interface ScheduleDeps {
  readonly database: Database
  readonly world: World
}

/** Schedules and calendars serve every site, so changing them takes a right that reaches every site. */
export const changeForAll = async <Value>(
  { database }: ScheduleDeps,
  { organizationId, reach }: Caller,
  work: (transaction: Transaction) => Promise<Value>,
): Promise<Value> => {
  if (!reach.wholeOrganization)
    throw new Problem(
      403,
      'permission_denied',
      'A schedule serves every site: ask somebody responsible for all.',
    )
  return database.transaction(organizationId, work)
}

/** Adds one fact of this feature to the log. */
export const record = (
  transaction: Transaction,
  { world }: ScheduleDeps,
  caller: Caller,
  fact: { readonly type: ScheduleFactType; readonly payload: Readonly<Record<string, PayloadValue>> },
): Promise<unknown> =>
  appendEvents(transaction, world, caller.organizationId, [
    { id: newId(world, 'event'), occurredAt: world.now(), actor: caller.actor, ...fact },
  ])

const view = async (
  transaction: Transaction,
  { world }: ScheduleDeps,
  id: ScheduleId,
): Promise<ScheduleView> => {
  const [shown] = await viewSchedules(
    transaction,
    await loadSchedules(transaction, { ids: [id] }),
    world.now(),
  )
  if (shown === undefined) throw new Problem(404, 'not_found', 'There is no such schedule.')
  return shown
}

export const createSchedule = (
  deps: ScheduleDeps,
  caller: Caller,
  input: ScheduleInput,
  id: ScheduleId = newId(deps.world, 'schedule'),
): Promise<ScheduleView> => {
  const { world } = deps
  const definition = definitionOf(input)
  return changeForAll(deps, caller, async (transaction) => {
    const now = world.now()
    const calendarId = await calendarIdOf(transaction, input, now)
    await transaction
      .$extendTables<ScheduleTables>()
      .insertInto('schedule')
      .values({ organization_id: caller.organizationId, id, created_at: new Date(now), retired_at: null })
      .execute()
    await addVersion(transaction, {
      organizationId: caller.organizationId,
      id,
      revision: 1,
      name: input.name,
      calendarId,
      definition,
      validFrom: now,
    })
    const { type } = scheduleFacts.scheduleCreated
    await record(transaction, deps, caller, { type, payload: { scheduleId: id, effect: input.effect } })
    return view(transaction, deps, id)
  })
}

const lockCurrent = async (
  transaction: Transaction,
  id: ScheduleId,
  ifMatch: string | undefined,
): Promise<StoredSchedule> => {
  const schedule = await lockSchedule(transaction, id)
  if (schedule === undefined) throw new Problem(404, 'not_found', 'There is no such schedule.')
  if (schedule.retiredAt !== null)
    throw new Problem(409, 'schedule_retired', 'This schedule is retired. Make a new one.')
  requireVersion(ifMatch, schedule.revision)
  return schedule
}

export interface ScheduleChange {
  readonly id: ScheduleId
  readonly ifMatch: string | undefined
  readonly input: ScheduleInput
}

const supersede = async (
  transaction: Transaction,
  deps: ScheduleDeps,
  caller: Caller,
  {
    current,
    ...said
  }: Pick<StoredSchedule, 'name' | 'calendarId' | 'definition'> & {
    readonly current: StoredSchedule
  },
): Promise<ScheduleView> => {
  const { id } = current
  const revision = current.revision + 1
  const { organizationId } = caller
  await addVersion(transaction, { organizationId, id, revision, ...said, validFrom: deps.world.now() })
  const { type } = scheduleFacts.scheduleChanged
  await record(transaction, deps, caller, { type, payload: { scheduleId: id, revision } })
  return view(transaction, deps, id)
}

export const changeSchedule = (
  deps: ScheduleDeps,
  caller: Caller,
  { id, ifMatch, input }: ScheduleChange,
): Promise<ScheduleView> => {
  const definition = definitionOf(input)
  return changeForAll(deps, caller, async (transaction) => {
    const current = await lockCurrent(transaction, id, ifMatch)
    const calendarId = await calendarIdOf(transaction, input, deps.world.now())
    return supersede(transaction, deps, caller, { current, name: input.name, calendarId, definition })
  })
}

/** Says again what an earlier version said. It adds a version; nothing is overwritten. */
export const restoreSchedule = (
  deps: ScheduleDeps,
  caller: Caller,
  { id, ifMatch, revision }: Omit<ScheduleChange, 'input'> & { readonly revision: number },
): Promise<ScheduleView> =>
  changeForAll(deps, caller, async (transaction) => {
    const current = await lockCurrent(transaction, id, ifMatch)
    const said = await readScheduleVersion(transaction, id, revision)
    if (said === undefined) throw new Problem(404, 'not_found', 'There is no such schedule.')
    return supersede(transaction, deps, caller, { current, ...said })
  })

export const retireSchedule = (
  deps: ScheduleDeps,
  caller: Caller,
  { id, ifMatch }: Omit<ScheduleChange, 'input'>,
): Promise<undefined> =>
  changeForAll(deps, caller, async (transaction) => {
    await lockCurrent(transaction, id, ifMatch)
    await transaction
      .$extendTables<ScheduleTables>()
      .updateTable('schedule')
      .set({ retired_at: new Date(deps.world.now()) })
      .where('id', '=', id)
      .execute()
    await record(transaction, deps, caller, {
      type: scheduleFacts.scheduleRetired.type,
      payload: { scheduleId: id },
    })
    return undefined
  })
