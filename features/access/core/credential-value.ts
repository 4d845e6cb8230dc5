/**
 * The one spelling of what is presented. The server when it makes a digest and the edge when it reads a value use the
 * same function, so `AB-123-CD` at the office is `ab 123 cd` at the barrier.
 */
import { refuse, ok, type Result } from '@loge/kernel'
import type { CredentialKind } from './snapshot.ts'
import { foldPlate, respellPlate } from './plate.ts'
import { PIN_LONGEST } from './weak-pin.ts'

export type ValueProblem = 'empty' | 'too_long' | 'malformed'

/** Crockford's base 32: no I, L, O, U, so a code read out loud or typed survives. */
const CODE_DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 26 digits of 5 bits: 130 bits, beyond guessing. */
const CODE_LENGTH = 26

const compact = (raw: string): string =>
  raw
    .normalize('NFKD')
    .replaceAll(/[\p{M}\s\-._:·]/gu, '')
    .toUpperCase()

const SHAPES: Readonly<Record<CredentialKind, { readonly pattern: RegExp; readonly longest: number }>> = {
  pin: { pattern: /^\d+$/, longest: PIN_LONGEST },
  card: { pattern: /^[0-9A-F]{4,}$/, longest: 64 },
  qr: { pattern: /^[0-9A-HJKMNP-TV-Z]{26}$/, longest: CODE_LENGTH },
  mobileKey: { pattern: /^[0-9A-HJKMNP-TV-Z]{26}$/, longest: CODE_LENGTH },
  licencePlate: { pattern: /^[0-9A-Z]{2,}$/, longest: 12 },
}

/** What each kind allows beyond separators: `0x` before a card number, I, L and O in a code for 1, 1 and 0. */
const respell = (kind: CredentialKind, plain: string): string => {
  switch (kind) {
    case 'card':
      return plain.replace(/^0X/, '')
    case 'qr':
    case 'mobileKey':
      return plain.replaceAll(/[IL]/g, '1').replaceAll('O', '0')
    case 'licencePlate':
      return respellPlate(plain)
    case 'pin':
      return plain
  }
}

/** Card numbers in hexadecimal without separators, plates in Latin letters without spaces, accents and country sign. */
export const normaliseValue = (kind: CredentialKind, raw: string): Result<string, ValueProblem> => {
  const { pattern, longest } = SHAPES[kind]
  // Readers are hostile input: do not spend time on what cannot be a value.
  if (raw.length > 256) return refuse('too_long')
  const value = respell(kind, compact(raw))
  if (value === '') return refuse('empty')
  if (value.length > longest) return refuse('too_long')
  return pattern.test(value) ? ok(value) : refuse('malformed')
}

/** Whose number is printed or painted where anybody may read it. */
const PRINTED: ReadonlySet<CredentialKind> = new Set(['card', 'licencePlate'])
const ENDING = 4

/**
 * What tells it from the others of its kind: the name somebody gave it, or else how its number ends. A name that says
 * the whole value is not kept, and never more than half of a value is.
 */
export const labelOf = (kind: CredentialKind, normalised: string, named?: string): string | null => {
  const name = named?.trim() ?? ''
  if (name !== '' && !compact(name).includes(normalised)) return name
  if (!PRINTED.has(kind)) return null
  return `…${normalised.slice(-Math.min(ENDING, Math.floor(normalised.length / 2)))}`
}

/** The value of a QR code or a mobile key: always made by the house, never chosen, 130 random bits. */
export const makeCode = (bytes: (length: number) => Uint8Array): string =>
  Array.from(bytes(CODE_LENGTH), (byte) => CODE_DIGITS[byte & 31] ?? '0').join('')

/** What the keyed digest is taken of. */
export const digestInput = (kind: CredentialKind, normalised: string): string => `${kind}:${normalised}`

/** The same for a door that takes look-alikes: a plate as a camera may read it. Of anything else nothing is alike. */
export const lookAlikeInput = (kind: CredentialKind, normalised: string): string | undefined =>
  kind === 'licencePlate' ? digestInput(kind, `~${foldPlate(normalised)}`) : undefined
