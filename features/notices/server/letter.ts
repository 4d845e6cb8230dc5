/** What a letter is: words for one occasion and one reader, put together the moment it is sent. */
import type { Correspondent } from '@loge/features/accounts/server'
import type { Instant, OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { FailureCode } from '../core/index.ts'

export interface Letter {
  readonly subject: string
  readonly text: string
}

export interface Occasion {
  readonly organizationId: OrganizationId
  readonly aboutId: string
  readonly reader: Correspondent
  readonly language: 'en' | 'fr'
  readonly at: Instant
}

/** A failure when this reader may not, or no longer, be told: their rights are judged at every try. */
export type Template = (transaction: Transaction, occasion: Occasion) => Promise<Letter | FailureCode>

/** What goes with a letter. */
export interface LetterFile {
  readonly name: string
  readonly type: string
  readonly content: Uint8Array
}

/** The way to the mail server; `undefined` when the letter left. */
export type SendLetter = (
  letter: Letter & {
    readonly to: string
    /** The same at every try, so that a mailbox that got it twice shows it once. */
    readonly id: string
    /** Written because somebody wrote: other machines then know not to answer it (RFC 3834). */
    readonly isReply?: boolean
    readonly files?: readonly LetterFile[]
    /** Beside those every mail has. */
    readonly headers?: Readonly<Record<string, string>>
  },
) => Promise<FailureCode | undefined>

/** `{name}` by its value. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
