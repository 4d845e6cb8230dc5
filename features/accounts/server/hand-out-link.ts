/** A link made by somebody for somebody: shown once to hand over, and sent by e-mail where e-mail is set up. */
import type { AccountId } from '@loge/kernel'
import { INVITATION_MS, LINK_MS } from '../core/index.ts'
import { acceptLinkFor } from './change-account.ts'
import type { AccountsDeps, LinkToDeliver } from './deps.ts'
import { languageOf } from './neighbours.ts'
import type { Asker } from './read-accounts.ts'
import { writeLink } from './sign-in-links.ts'
import { voidLinks } from './void-links.ts'

/** To whom it went; null when it did not. It is shown all the same, so a mail server that is down stops nobody. */
const deliver = async (
  { deliverLink, logger }: AccountsDeps,
  link: LinkToDeliver,
): Promise<string | null> => {
  if (deliverLink === undefined) return null
  try {
    await deliverLink(link)
    return link.email
  } catch (error) {
    logger.error('sign_in_link_failed', error, { organizationId: link.organizationId })
    return null
  }
}

export const handOutLink = async (
  deps: AccountsDeps,
  asker: Asker,
  { accountId, language }: { readonly accountId: AccountId; readonly language: 'en' | 'fr' },
) => {
  const { organizationId, actor } = asker
  const made = await deps.database.transaction(organizationId, async (transaction) => {
    const account = await acceptLinkFor(transaction, asker, accountId)
    await voidLinks(transaction, { organizationId, accountId })
    const lifetimeMs = account.lastSignedInAt === null ? INVITATION_MS : LINK_MS
    const link = await writeLink(transaction, deps, organizationId, { account, actor, lifetimeMs })
    const own = await languageOf(transaction, organizationId, account.personId)
    return { ...link, email: account.email, language: own ?? language }
  })
  const { url, expiresAt } = made
  return { url, expiresAt, sentTo: await deliver(deps, { ...made, organizationId, accountId }) }
}
