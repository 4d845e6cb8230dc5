/** A change of rights tried out on what stands: the same edits, in the same order, as they would be saved. */
import type { AccessGrantId, AccessProfileId, PersonId } from '@loge/kernel'
import type { Standing, StandingGrant, StandingProfile, StandingSchedule } from './standing.ts'

export type StandingEdit =
  | { readonly kind: 'keepProfile'; readonly profile: StandingProfile }
  | { readonly kind: 'removeProfile'; readonly id: AccessProfileId }
  | { readonly kind: 'grant'; readonly grant: StandingGrant }
  | { readonly kind: 'revoke'; readonly id: AccessGrantId }
  | { readonly kind: 'keepSchedule'; readonly schedule: StandingSchedule }
  | { readonly kind: 'suspend'; readonly personId: PersonId }
  | { readonly kind: 'restore'; readonly personId: PersonId }

const withEntry = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value) =>
  new Map(map).set(key, value)

const without = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): ReadonlyMap<Key, Value> => {
  const rest = new Map(map)
  rest.delete(key)
  return rest
}

const planEdit = (standing: Standing, edit: StandingEdit): Standing => {
  const { profiles, grants, schedules, suspended } = standing
  switch (edit.kind) {
    case 'keepProfile':
      return { ...standing, profiles: withEntry(profiles, edit.profile.id, edit.profile) }
    case 'removeProfile':
      return { ...standing, profiles: without(profiles, edit.id) }
    case 'grant':
      return { ...standing, grants: withEntry(grants, edit.grant.id, edit.grant) }
    case 'revoke':
      return { ...standing, grants: without(grants, edit.id) }
    case 'keepSchedule':
      return { ...standing, schedules: withEntry(schedules, edit.schedule.id, edit.schedule) }
    case 'suspend':
      return { ...standing, suspended: new Set([...suspended, edit.personId]) }
    case 'restore':
      return { ...standing, suspended: new Set([...suspended].filter((id) => id !== edit.personId)) }
  }
}

export const planChange = (standing: Standing, edits: readonly StandingEdit[]): Standing =>
  edits.reduce(planEdit, standing)
