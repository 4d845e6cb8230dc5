/** Whose a right or a badge is, is told to who may read the people of its site, and to nobody else. */
import { mayReadPeople } from '@loge/features/events/server'
import type { PersonId, SiteId } from '@loge/kernel'
import type { GrantedTo } from '../core/index.ts'
import type { StoredCredential } from './credential-store.ts'
import type { StoredGrant } from './grant-store.ts'
import type { AskingCall } from './reach.ts'
import { viewCredential, viewGrant } from './views.ts'

export const foldedPerson = (call: AskingCall, siteId: SiteId, personId: PersonId | null): PersonId | null =>
  mayReadPeople(call, siteId) ? personId : null

export const foldedTo = (call: AskingCall, siteId: SiteId, to: GrantedTo) =>
  to.kind === 'person' ? { ...to, personId: foldedPerson(call, siteId, to.personId) } : to

export const foldedGrant = (call: AskingCall, grant: StoredGrant) => ({
  ...viewGrant(grant),
  to: foldedTo(call, grant.siteId, grant.to),
})

export const foldedCredential = (call: AskingCall, credential: StoredCredential) => ({
  ...viewCredential(credential),
  personId: foldedPerson(call, credential.siteId, credential.personId),
  // Somebody may have named it after its holder.
  label: mayReadPeople(call, credential.siteId) ? credential.label : null,
})
