/** The way to the residence's own mail server (LOGE_SMTP_URL). What it answers becomes a code: its words name people. */
import type { SendLetter } from '@loge/features/notices/server'
import type { FailureCode } from '@loge/features/notices/core'
import { SECOND_MS } from '@loge/kernel'
import { createTransport } from 'nodemailer'

export interface MailSettings {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  readonly smtpUrl: string
  readonly sender: string
}

const fieldOf = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined

const failureOf = (error: unknown): FailureCode => {
  if (fieldOf(error, 'code') === 'EAUTH') return 'sign_in_refused'
  const answer = fieldOf(error, 'responseCode')
  if (typeof answer !== 'number') return 'server_unreachable'
  if (answer < 500) return 'server_busy'
  return fieldOf(error, 'command') === 'RCPT TO' ? 'address_refused' : 'letter_refused'
}

/** `Loge <loge@example.org>` → `example.org`: what a letter's own name ends with. */
const domainOf = (sender: string): string => /@([^\s>]+)/.exec(sender)?.[1] ?? 'localhost'

export const createMail = ({ smtpUrl, sender }: MailSettings): SendLetter => {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: 20 * SECOND_MS,
    greetingTimeout: 20 * SECOND_MS,
    socketTimeout: 60 * SECOND_MS,
  })
  return async ({ id, to, subject, text, isReply = false, files = [], headers: own = {} }) => {
    try {
      const messageId = `<${id}@${domainOf(sender)}>`
      // Whoever is away need not tell a machine (RFC 3834): two of them would go on for ever.
      const headers = { ...own, 'Auto-Submitted': isReply ? 'auto-replied' : 'auto-generated' }
      const attachments = files.map(({ name, type, content }) => ({
        filename: name,
        contentType: type,
        content: Buffer.from(content),
      }))
      await transport.sendMail({ from: sender, to, subject, text, messageId, headers, attachments })
      return undefined
    } catch (error) {
      return failureOf(error)
    }
  }
}
