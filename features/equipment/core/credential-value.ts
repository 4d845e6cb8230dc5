/**
 * One written form per credential, so that what a reader sends and what a manager typed digest to the same value.
 * Readers write one card as `94:C1:E3:A2`, `94-c1-e3-a2`, `0x94C1E3A2` or `94c1e3a2`.
 */

/** The credential kinds of `access`, which stands to the right of this feature. */
export type PresentedKind = 'pin' | 'card' | 'qr' | 'mobileKey' | 'licencePlate'

const TEXT_LIMIT = 512
const HEX = /^(?:0x)?([0-9a-f]+)$/i
const CONTROL = /\p{Cc}/u

/** A card number as upper-case hexadecimal digits without separators; undefined when it is none. */
const cardNumber = (text: string): string | undefined => {
  const digits = HEX.exec(text.replace(/[\s:.-]/g, ''))?.[1]
  return digits !== undefined && digits.length >= 2 && digits.length <= 64 ? digits.toUpperCase() : undefined
}

/** Keypads frame a code with `*` and `#`; some send it with spaces. Leading zeros are part of it. */
const pin = (text: string): string | undefined => {
  const code = text.replace(/\s/g, '').replace(/^\*/, '').replace(/#$/, '')
  return /^[0-9]{3,12}$/.test(code) ? code : undefined
}

const licencePlate = (text: string): string | undefined => {
  const plate = text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
  return plate.length >= 2 && plate.length <= 16 ? plate : undefined
}

/** Undefined when the text cannot be a credential of this kind. */
export const normaliseCredential = (kind: PresentedKind, raw: string): string | undefined => {
  if (raw.length > TEXT_LIMIT) return undefined
  const text = raw.normalize(kind === 'qr' || kind === 'mobileKey' ? 'NFC' : 'NFKC').trim()
  if (text === '' || CONTROL.test(text)) return undefined
  switch (kind) {
    case 'card':
      return cardNumber(text)
    case 'pin':
      return pin(text)
    case 'licencePlate':
      return licencePlate(text)
    case 'qr':
    case 'mobileKey':
      return text
  }
}

/** What a `tag` reader scanned: a card number if it reads as one, otherwise the text of a QR code. */
export const readScan = (
  raw: string,
): { readonly kind: 'card' | 'qr'; readonly value: string } | undefined => {
  for (const kind of ['card', 'qr'] as const) {
    const value = normaliseCredential(kind, raw)
    if (value !== undefined) return { kind, value }
  }
  return undefined
}
