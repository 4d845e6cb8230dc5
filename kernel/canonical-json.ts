/** One text for one value (RFC 8785): the same payload hashes to the same digest on every machine, forever. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** A NUL or half of a surrogate pair is legal in a string and refused by PostgreSQL's jsonb; NaN is not JSON. */
const NUL = '\u0000'
const REPLACEMENT = '\ufffd'

export const storable = (text: string): string => text.toWellFormed().replaceAll(NUL, REPLACEMENT)

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const canonicalJson = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'number' && !Number.isFinite(value)) return 'null'
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => byCodeUnit(a, b))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`
}
