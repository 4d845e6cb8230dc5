/** Whether somebody changed what a change is about since it was previewed: never overwritten, always told who, what and when. */
import type { Actor } from '@loge/features/events/core'
import { Problem } from '@loge/http'
import {
  type AccessGrantId,
  type AccessProfileId,
  type AccountId,
  formatId,
  type Id,
  type Instant,
  type PersonId,
  type ScheduleId,
  type SiteId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { RightsEdit } from '../../wire.ts'

/** What the edits of a change name: whatever they write over, and whatever their preview was made of. */
interface Concerns {
  readonly profiles: readonly AccessProfileId[]
  readonly grants: readonly AccessGrantId[]
  readonly schedules: readonly ScheduleId[]
  readonly people: readonly PersonId[]
}

const profileOf = (edit: RightsEdit): AccessProfileId | null => {
  if (edit.kind === 'grant') return edit.accessProfileId
  return edit.kind === 'keepProfile' || edit.kind === 'removeProfile' ? edit.id : null
}

const schedulesOf = (edit: RightsEdit): readonly (ScheduleId | null)[] => {
  if (edit.kind === 'keepProfile') return edit.lines.map(({ scheduleId }) => scheduleId)
  return edit.kind === 'keepSchedule' ? [edit.id] : []
}

const personOf = (edit: RightsEdit): PersonId | null => {
  if (edit.kind === 'grant') return edit.to.kind === 'person' ? edit.to.personId : null
  return edit.kind === 'suspend' || edit.kind === 'restore' ? edit.personId : null
}

export const concernsOf = (edits: readonly RightsEdit[]): Concerns => ({
  profiles: edits.flatMap((edit) => profileOf(edit) ?? []),
  grants: edits.flatMap((edit) => (edit.kind === 'revoke' ? [edit.id] : [])),
  schedules: edits.flatMap(schedulesOf).flatMap((id) => id ?? []),
  people: edits.flatMap((edit) => personOf(edit) ?? []),
})

interface Meanwhile {
  readonly type: string
  readonly at: Instant
  readonly kind: Actor['kind']
  readonly actor: string | null
  readonly profile: AccessProfileId | null
  readonly schedule: ScheduleId | null
  readonly person: PersonId | null
}

/** More would not be read by who has to look again anyway. */
const MOST_NAMED = 5
const TO_SOMEBODY = ['access.granted', 'access.revoked', 'access.suspended', 'access.restored']
/** These move the hours of everybody. */
const ABOUT_ALL = ['site', 'holiday_calendar']

/** As the API writes it: accounts and keys have ids of their own, the others are told by their kind alone. */
export const actorId = ({
  kind,
  id,
}: {
  readonly kind: Actor['kind']
  readonly id: string | null
}): string => {
  if (kind === 'account') return formatId('account', id as AccountId)
  return kind === 'apiKey' ? formatId('apiKey', id as Id<'apiKey'>) : kind
}

const whatOf = ({ profile, schedule, person }: Meanwhile): string => {
  if (profile !== null) return ` ${formatId('accessProfile', profile)}`
  if (schedule !== null) return ` ${formatId('schedule', schedule)}`
  // Not which one: a manager of rights need not be one who may read people.
  return person === null ? '' : ' person'
}

const findMeanwhile = async (
  transaction: Transaction,
  { siteId, basedOn, concerns }: Based,
): Promise<readonly Meanwhile[]> => {
  const { profiles, grants, schedules, people } = concerns
  const { rows } = await sql<Meanwhile>`
    select type, occurred_at as at, actor_kind as kind, actor_id as actor, person_id as person,
      payload ->> 'accessProfileId' as profile, payload ->> 'scheduleId' as schedule
    from event
    where organization_id = current_organization() and retention_class = 'audit'
      and xact_id >= in_event_era(pg_snapshot_xmin(${basedOn}::pg_snapshot))
      and not pg_visible_in_snapshot(out_of_event_era(xact_id), ${basedOn}::pg_snapshot)
      and out_of_event_era(xact_id) is distinct from pg_current_xact_id_if_assigned()
      and (site_id is null or site_id = ${siteId})
      and (split_part(type, '.', 1) = any(${ABOUT_ALL})
        or (split_part(type, '.', 1) = 'schedule' and payload ->> 'scheduleId' = any(${schedules}::text[]))
        or ((type = any(${TO_SOMEBODY}) or split_part(type, '.', 1) = 'access_profile')
          and (payload ->> 'accessProfileId' = any(${profiles}::text[])
            or payload ->> 'accessGrantId' = any(${grants}::text[])
            or person_id = any(${people}::uuid[]))))
    order by xact_id desc, position desc
    limit ${MOST_NAMED}`.execute(transaction)
  return rows
}

/** A moment this database has not come to yet was that of another, before a copy was restored. */
const isFromElsewhere = async (transaction: Transaction, basedOn: string): Promise<boolean> => {
  const { rows } = await sql<{ elsewhere: boolean }>`
    select pg_snapshot_xmax(${basedOn}::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()) as elsewhere`.execute(
    transaction,
  )
  return rows[0]?.elsewhere ?? true
}

export interface Based {
  readonly siteId: SiteId
  /** The moment of the database at which the preview was read. */
  readonly basedOn: string
  readonly concerns: Concerns
}

/**
 * Asked before anything is made, so that the answer is about rights, and again at the end of the transaction: what the
 * left changed without our lock (hours) is seen by then, or waits for what we locked.
 */
export const requireUntouched = async (transaction: Transaction, based: Based): Promise<void> => {
  const meanwhile = await findMeanwhile(transaction, based)
  if (meanwhile.length === 0 && !(await isFromElsewhere(transaction, based.basedOn))) return
  throw new Problem(
    409,
    'rights_changed_meanwhile',
    'Somebody changed what this change is about since you looked. Look at the preview again, then decide.',
    meanwhile.map((change) => ({
      pointer: '/basedOn',
      code: change.type,
      message: `${new Date(change.at).toISOString()} ${actorId({ kind: change.kind, id: change.actor })}${whatOf(change)}`,
    })),
  )
}
