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

/** What would stand after the edits so far. What no edit touched stays the same object. */
export class Draft implements Standing {
  readonly entranceIds: Standing['entranceIds']
  readonly residences: Standing['residences']
  readonly roles: Standing['roles']
  readonly schedules: Map<StandingSchedule['id'], StandingSchedule>
  readonly profiles: Map<AccessProfileId, StandingProfile>
  readonly grants: Map<AccessGrantId, StandingGrant>
  readonly suspended: Set<PersonId>

  constructor(standing: Standing) {
    this.entranceIds = standing.entranceIds
    this.residences = standing.residences
    this.roles = standing.roles
    this.schedules = new Map(standing.schedules)
    this.profiles = new Map(standing.profiles)
    this.grants = new Map(standing.grants)
    this.suspended = new Set(standing.suspended)
  }

  make(edit: StandingEdit): void {
    switch (edit.kind) {
      case 'keepProfile':
        this.profiles.set(edit.profile.id, edit.profile)
        return
      case 'removeProfile':
        this.profiles.delete(edit.id)
        return
      case 'grant':
        this.grants.set(edit.grant.id, edit.grant)
        return
      case 'revoke':
        this.grants.delete(edit.id)
        return
      case 'keepSchedule':
        this.schedules.set(edit.schedule.id, edit.schedule)
        return
      case 'suspend':
        this.suspended.add(edit.personId)
        return
      case 'restore':
        this.suspended.delete(edit.personId)
        return
    }
  }
}
