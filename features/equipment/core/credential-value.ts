/**
 * What readers wrote, without the accidents of how they wrote it: `94:C1:E3:A2`, `94-c1-e3-a2`, `0x94C1E3A2` are one
 * card, `*0417#` is the code 0417. What a value must look like to be a credential is for `access` to say.
 */

/** The credential kinds of `access`, which stands to the right of this feature. */
export type PresentedKind = 'pin' | 'card' | 'qr' | 'mobileKey' | 'licencePlate'

const TEXT_LIMIT = 256
const HEX = /^(?:0x)?([0-9a-f]+)$/i
const CONTROL = /\p{Cc}/u
/** The codes of the house have 26 digits of base 32; no card number is that long. */
const CODE_LENGTH = 26

/** A card number as upper-case hexadecimal digits without separators; undefined when it is none. */
const cardNumber = (text: string): string | undefined => {
  const digits = HEX.exec(text.replace(/[\s:.-]/g, ''))?.[1]
  return digits !== undefined && digits.length >= 4 && digits.length <= 64 ? digits.toUpperCase() : undefined
}

/** Keypads frame a code with `*` and `#`; some send it with spaces. Leading zeros are part of it. */
const pin = (text: string): string | undefined => {
  const code = text.replace(/\s/g, '').replace(/^\*/, '').replace(/#$/, '')
  return /^[0-9]{1,16}$/.test(code) ? code : undefined
}

/** Undefined when a reader cannot have meant this kind. */
export const normaliseCredential = (kind: PresentedKind, raw: string): string | undefined => {
  if (raw.length > TEXT_LIMIT) return undefined
  const text = raw.normalize('NFKC').trim()
  if (text === '' || CONTROL.test(text)) return undefined
  if (kind === 'card') return cardNumber(text)
  return kind === 'pin' ? pin(text) : text
}

/** What a `tag` reader scanned: a card number if it reads as one, otherwise the text of a QR code. */
export const readScan = (
  raw: string,
): { readonly kind: 'card' | 'qr'; readonly value: string } | undefined => {
  const card = normaliseCredential('card', raw)
  if (card !== undefined && card.length !== CODE_LENGTH) return { kind: 'card', value: card }
  const value = normaliseCredential('qr', raw)
  return value === undefined ? undefined : { kind: 'qr', value }
}
