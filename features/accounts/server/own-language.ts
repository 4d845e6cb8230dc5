/** In which language whoever is signed in is written to: what they chose on a page, kept with them. */
import { changePersonInside, readPerson } from '@loge/features/people/server'
import type { AccountId, OrganizationId, PersonId } from '@loge/kernel'
import type { AccountsDeps } from './deps.ts'
import { byThemselves } from './record.ts'

export interface Themselves {
  readonly organizationId: OrganizationId
  readonly accountId: AccountId
  readonly personId: PersonId
}

/** Whatever their role: which language one reads is one's own to say. */
export const keepOwnLanguage = (
  deps: AccountsDeps,
  { organizationId, accountId, personId }: Themselves,
  language: 'en' | 'fr',
): Promise<void> => {
  const reach = { wholeOrganization: false, siteIds: [], ownPersonId: personId }
  const caller = { organizationId, actor: byThemselves(accountId), reach }
  return deps.database.transaction(organizationId, async (transaction) => {
    // The last word counts: nobody chooses a language in ignorance of another.
    const { version } = await readPerson(transaction, reach, personId)
    const change = { id: personId, ifMatch: String(version), changes: { language } }
    await changePersonInside(transaction, deps, caller, change)
  })
}
