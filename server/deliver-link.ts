/** Sends a sign-in link by e-mail through the residence's own mail server (LOGE_SMTP_URL). */
import type { LinkToDeliver } from '@loge/features/accounts/server'
import type { Database } from '@loge/storage'
import { createTransport } from 'nodemailer'
import { texts } from './texts.ts'

export interface MailSettings {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  readonly smtpUrl: string
  readonly sender: string
}

const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

export const createLinkDelivery = ({ smtpUrl, sender }: MailSettings, database: Database) => {
  const transport = createTransport(smtpUrl)
  return async (link: LinkToDeliver): Promise<void> => {
    const organizations = await database.organizations()
    const residence = organizations.find(({ id }) => id === link.organizationId)?.name ?? 'Loge'
    const time = new Intl.DateTimeFormat(link.language, {
      dateStyle: 'long',
      timeStyle: 'short',
    }).format(link.expiresAt)
    const words = texts[link.language]
    await transport.sendMail({
      from: sender,
      to: link.email,
      subject: fill(words['letter.signIn.subject'], { residence }),
      text: fill(words['letter.signIn.body'], { residence, time, url: link.url }),
    })
  }
}
