/** The filters devices use, with Home Assistant's meaning where it differs from Jinja's. */
import { parseJson } from '../json.ts'
import { replaceAll } from './methods.ts'
import { jinjaJson, plainJson } from './print-json.ts'
import { TemplateRefusal } from './refusal.ts'
import {
  bounded,
  boundedWhole,
  finite,
  isDict,
  isList,
  isTrue,
  type List,
  numberOf,
  textOf,
  type Value,
} from './value.ts'

interface Filter {
  readonly parameters: readonly string[]
  /** `args[i]` is the i-th parameter, `undefined` when not given. */
  run(value: Value, args: List, given: number): Value
}

const FLOAT = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/
const WHOLE = /^[+-]?[0-9]{1,38}$/
const HEX = /^[+-]?(?:0[xX])?[0-9a-fA-F]{1,31}$/

const floatOf = (value: Value): number | undefined => {
  const number = typeof value === 'string' ? value.trim() : numberOf(value)
  if (number === undefined) return undefined
  if (typeof number === 'string') return FLOAT.test(number) ? Number(number) : undefined
  return Number(number)
}

const wholeOfHex = (source: string): bigint => {
  const digits = source.replace(/^[+-]/, '').replace(/^0[xX]/, '')
  const size = BigInt(`0x${digits}`)
  return source.startsWith('-') ? -size : size
}

const wholeOf = (value: Value, base: bigint): bigint | undefined => {
  if (typeof value === 'string') {
    const source = value.trim()
    if (base === 16n && HEX.test(source)) return wholeOfHex(source)
    if (base !== 10n) return undefined
    if (WHOLE.test(source)) return BigInt(source.replace(/^\+/, ''))
  } else if (typeof value === 'bigint') return value
  const number = floatOf(value)
  return number === undefined || !Number.isFinite(number) ? undefined : BigInt(Math.trunc(number))
}

const orDefault = (result: Value, fallback: Value, name: string): Value => {
  if (result !== undefined) return result
  if (fallback === undefined) throw new TemplateRefusal(`${name} found no number`)
  return fallback
}

const refuseUndefined = (value: Value): Value => {
  if (value === undefined) throw new TemplateRefusal('a value that is missing was used')
  return value
}

const toInt = (value: Value, [fallback, base = 10n]: List): Value => {
  if (base !== 10n && base !== 16n) throw new TemplateRefusal('int supports base 10 and 16')
  const whole = wholeOf(refuseUndefined(value), base)
  return orDefault(whole === undefined ? undefined : boundedWhole(whole), fallback, 'int')
}

const toFloat = (value: Value, [fallback]: List): Value => {
  const number = floatOf(refuseUndefined(value))
  return orDefault(number === undefined ? undefined : finite(number), fallback, 'float')
}

/** Python rounds exact ties to the even neighbour; the long expansion tells an exact tie from a near one. */
const roundEven = (value: number, digits: number): number => {
  const size = Math.abs(value)
  const [whole = '0', fraction = ''] = size.toFixed(digits + 60).split('.')
  if (!/^50*$/.test(fraction.slice(digits))) return Number(value.toFixed(digits))
  const below = `${whole}.${fraction.slice(0, digits)}`
  const isEven = Number((fraction.slice(0, digits) || whole).at(-1)) % 2 === 0
  const rounded = isEven ? Number(below) : Number((Number(below) + 10 ** -digits).toFixed(digits))
  return value < 0 ? -rounded : rounded
}

const round = (value: Value, [precision = 0n, method = 'common', fallback]: List): Value => {
  const number = floatOf(refuseUndefined(value))
  if (number === undefined) return orDefault(undefined, fallback, 'round')
  if (typeof precision !== 'bigint' || precision < 0n || precision > 15n)
    throw new TemplateRefusal('round: this precision is not supported')
  const digits = Number(precision)
  // Beyond this size a double has no fraction left to round.
  if (Math.abs(finite(number)) >= 1e15)
    return digits === 0 ? boundedWhole(BigInt(Math.trunc(number))) : number
  const scale = 10 ** digits
  let rounded: number
  if (method === 'common') rounded = roundEven(number, digits)
  else if (method === 'ceil') rounded = Math.ceil(number * scale) / scale
  else if (method === 'floor') rounded = Math.floor(number * scale) / scale
  else throw new TemplateRefusal('round: this method is not supported')
  return digits === 0 ? BigInt(rounded) : rounded
}

const absolute = (value: Value): Value => {
  const number = numberOf(value)
  if (number === undefined) throw new TemplateRefusal('abs needs a number')
  return number < 0 ? -number : number
}

const lengthOf = (value: Value): Value => {
  if (typeof value === 'string') return BigInt(Array.from(value).length)
  if (isList(value)) return BigInt(value.length)
  if (isDict(value)) return BigInt(value.size)
  if (value === undefined) return 0n
  throw new TemplateRefusal('length needs a text, a list or a dictionary')
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['enable', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['off', false],
  ['disable', false],
  ['0', false],
])

const toBoolean = (value: Value, [fallback]: List): Value => {
  if (typeof value === 'boolean') return value
  const number = numberOf(value)
  if (number !== undefined) return Number(number) !== 0
  const known = typeof value === 'string' ? BOOLEANS.get(value.trim().toLowerCase()) : undefined
  return orDefault(known, fallback, 'bool')
}

const fromJson = (value: Value): Value => {
  const parsed = parseJson(textOf(value))
  if (!parsed.ok) throw new TemplateRefusal(parsed.refusal)
  return parsed.value
}

const replace = (value: Value, [old, next]: List): Value => {
  if (old === undefined || next === undefined) throw new TemplateRefusal('replace needs two texts')
  return replaceAll(textOf(value), textOf(old), textOf(next))
}

const capitalize = (source: string): string =>
  source.slice(0, 1).toUpperCase() + source.slice(1).toLowerCase()

const ofText = (run: (source: string) => string): Filter => ({
  parameters: [],
  run: (value) => bounded(run(textOf(value))),
})
const filter = (parameters: readonly string[], run: Filter['run']): Filter => ({ parameters, run })

const iif = filter(['if_true', 'if_false', 'if_none'], (value, [yes = true, no = false, none], given) => {
  if (value === null && given > 2) return none
  return isTrue(value) ? yes : no
})
const fallbackTo = filter(['default_value', 'boolean'], (value, [fallback = '', boolean = false]) =>
  value === undefined || (isTrue(boolean) && !isTrue(value)) ? fallback : value,
)

export const FILTERS: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ['lower', ofText((source) => source.toLowerCase())],
  ['upper', ofText((source) => source.toUpperCase())],
  ['trim', ofText((source) => source.trim())],
  ['string', ofText((source) => source)],
  ['capitalize', ofText(capitalize)],
  ['replace', filter(['old', 'new'], replace)],
  ['default', fallbackTo],
  ['d', fallbackTo],
  ['is_defined', filter([], refuseUndefined)],
  ['int', filter(['default', 'base'], toInt)],
  ['float', filter(['default'], toFloat)],
  ['round', filter(['precision', 'method', 'default'], round)],
  ['abs', filter([], absolute)],
  ['bool', filter(['default'], toBoolean)],
  ['iif', iif],
  ['length', filter([], lengthOf)],
  ['count', filter([], lengthOf)],
  ['tojson', filter([], (value) => jinjaJson(value))],
  ['to_json', filter([], (value) => plainJson(value))],
  ['from_json', filter([], fromJson)],
])
