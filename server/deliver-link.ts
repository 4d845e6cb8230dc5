/** Sends a sign-in link by e-mail. Not by the outbox: the link is in nobody's hands but the messenger's, and is not kept. */
import { randomUUID } from 'node:crypto'
import type { LinkToDeliver } from '@loge/features/accounts/server'
import { fill, type SendLetter } from '@loge/features/notices/server'
import type { Database } from '@loge/storage'
import { texts } from './texts.ts'

export const createLinkDelivery =
  (sendLetter: SendLetter, database: Database) =>
  async (link: LinkToDeliver): Promise<void> => {
    const organizations = await database.organizations()
    const residence = organizations.find(({ id }) => id === link.organizationId)?.name ?? 'Loge'
    const time = new Intl.DateTimeFormat(link.language, {
      dateStyle: 'long',
      timeStyle: 'short',
    }).format(link.expiresAt)
    const words = texts[link.language]
    const failure = await sendLetter({
      id: randomUUID(),
      to: link.email,
      subject: fill(words['letter.signIn.subject'], { residence }),
      text: fill(words['letter.signIn.body'], { residence, time, url: link.url }),
    })
    if (failure !== undefined) throw new Error(failure)
  }
