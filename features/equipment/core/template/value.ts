/** The values a template handles, with Python's rules: a whole number is not a float, `True` prints as `True`. */
import { TemplateRefusal } from './refusal.ts'

export type Key = string | bigint | number | null
export type Value = string | bigint | number | boolean | null | undefined | List | Dict
export type List = readonly Value[]
export type Dict = ReadonlyMap<Key, Value>

const TEXT_LIMIT = 65_536
const WHOLE_NUMBER_LIMIT = 2n ** 127n

export const isDict = (value: Value): value is Dict => value instanceof Map
export const isList = (value: Value): value is List => Array.isArray(value)

export const bounded = (text: string): string => {
  if (text.length > TEXT_LIMIT) throw new TemplateRefusal('the result is too long')
  return text
}

export const boundedWhole = (value: bigint): bigint => {
  if (value > WHOLE_NUMBER_LIMIT || value < -WHOLE_NUMBER_LIMIT)
    throw new TemplateRefusal('a number is too large')
  return value
}

export const finite = (value: number): number => {
  if (!Number.isFinite(value)) throw new TemplateRefusal('a number is too large')
  return value
}

/** As Python prints a float: `21.0`, `0.1`, `1e+16`, `5e-07`. */
const floatText = (value: number): string => {
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [digits = '', exponent = ''] = value.toExponential().split('e')
    return `${digits}e${exponent.slice(0, 1)}${exponent.slice(1).padStart(2, '0')}`
  }
  const text = Object.is(value, -0) ? '-0' : String(value)
  return text.includes('.') ? text : `${text}.0`
}

export const textOf = (value: Value): string => {
  if (value === undefined) return ''
  if (value === null) return 'None'
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number') return floatText(value)
  throw new TemplateRefusal('a list or an object cannot be printed')
}

export const isTrue = (value: Value): boolean => {
  if (typeof value === 'bigint') return value !== 0n
  if (isList(value)) return value.length > 0
  if (isDict(value)) return value.size > 0
  return Boolean(value)
}

/** Booleans count as 0 and 1; `undefined` when the value is no number. */
export const numberOf = (value: Value): bigint | number | undefined => {
  if (typeof value === 'boolean') return value ? 1n : 0n
  return typeof value === 'bigint' || typeof value === 'number' ? value : undefined
}

/** What a value is as a dictionary key: `1`, `1.0` and `True` are one key. */
export const keyOf = (value: Value): Key => {
  if (value === null || typeof value === 'string') return value
  const number = numberOf(value)
  if (number === undefined) throw new TemplateRefusal('a dictionary key must be a text or a number')
  return typeof number === 'number' && Number.isInteger(number) ? BigInt(number) : number
}

export const areEqual = (left: Value, right: Value): boolean => {
  const a = numberOf(left)
  const b = numberOf(right)
  // Neither smaller nor larger: the relational operators compare a bigint and a double by mathematical value.
  if (a !== undefined && b !== undefined) return !(a < b) && !(a > b)
  if (isList(left) && isList(right))
    return left.length === right.length && left.every((item, index) => areEqual(item, right[index]))
  if (isDict(left) && isDict(right))
    return (
      left.size === right.size &&
      [...left].every(([key, item]) => right.has(key) && areEqual(item, right.get(key)))
    )
  return left === right
}

/** Negative, zero or positive; numbers with numbers, texts with texts, nothing else. */
export const compare = (left: Value, right: Value): number => {
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0
  const a = numberOf(left)
  const b = numberOf(right)
  if (a === undefined || b === undefined)
    throw new TemplateRefusal('values of different kinds cannot be compared')
  return a < b ? -1 : a > b ? 1 : 0
}

export const contains = (container: Value, item: Value): boolean => {
  if (container === undefined) return false
  if (typeof container === 'string') {
    if (typeof item !== 'string') throw new TemplateRefusal('only a text can be in a text')
    return container.includes(item)
  }
  if (isList(container)) return container.some((member) => areEqual(member, item))
  if (isDict(container)) return container.has(keyOf(item))
  throw new TemplateRefusal('`in` needs a text, a list or a dictionary')
}
