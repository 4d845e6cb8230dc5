/** What becomes of a mail that came in. Whatever a machine wrote is answered by nobody: two machines never write for ever. */

export interface MailSigns {
  readonly autoSubmitted: string | null
  readonly precedence: string | null
  /** `<>`: nobody who could be answered (RFC 5321 §4.5.5). */
  readonly returnPath: string | null
  readonly from: string
  /** Addresses of our own. */
  readonly ours: readonly string[]
  /** How many letters we wrote to this sender by ourselves within a day. */
  readonly writtenToday: number
  /** Whether its Message-Id came before. */
  readonly isKnown: boolean
}

export type MailVerdict =
  | { readonly is: 'ignored'; readonly why: 'automatic' | 'bulk' | 'own' | 'known' }
  /** Kept with what they asked before, and not acknowledged again. */
  | { readonly is: 'quiet' }
  | { readonly is: 'taken' }

/** So many acknowledgements a day; what is beyond is kept, and answered by a person. */
export const MOST_A_DAY = 3

const said = (header: string | null): string => header?.trim().toLowerCase() ?? ''

export const judgeMail = (signs: MailSigns): MailVerdict => {
  if (signs.isKnown) return { is: 'ignored', why: 'known' }
  const ours = signs.ours.map((address) => address.toLowerCase())
  if (ours.includes(signs.from.toLowerCase())) return { is: 'ignored', why: 'own' }
  const automatic = said(signs.autoSubmitted)
  if ((automatic !== '' && automatic !== 'no') || said(signs.returnPath) === '<>')
    return { is: 'ignored', why: 'automatic' }
  if (['bulk', 'list', 'junk', 'auto_reply'].includes(said(signs.precedence)))
    return { is: 'ignored', why: 'bulk' }
  return { is: signs.writtenToday >= MOST_A_DAY ? 'quiet' : 'taken' }
}
