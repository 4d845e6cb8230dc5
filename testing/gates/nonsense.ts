/** Values a description allows, preferring its edges: from JSON schema to something to send. */
import { fc } from '@fast-check/vitest'

interface Shape {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
  readonly items?: Shape
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Shape | boolean
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly minimum?: number
  readonly maximum?: number
}

const ID = /^\^([a-z]{3})_\[0-9a-f\]\{32\}\$$/
const MOMENTS = [
  '0000-01-01T00:00:00Z',
  '1970-01-01T00:00:00Z',
  '2026-10-25T00:30:00Z',
  '2026-11-22T12:00:00+14:00',
  '2500-06-15T12:00:00.001Z',
  '9999-12-31T23:59:59Z',
]
const WORDS = [
  '',
  ' ',
  '0',
  'null',
  '%',
  '_',
  "'; --",
  '\\',
  '{{x}}',
  'é',
  '🔑',
  'שלום',
  '-1',
  '1e999',
  '[]',
  'Camille',
]

const textFor = ({ pattern, format, minLength = 0, maxLength = 300 }: Shape, known: readonly string[]) => {
  const prefix = ID.exec(pattern ?? '')?.[1]
  if (prefix !== undefined) {
    const there = known.filter((id) => id.startsWith(`${prefix}_`))
    return fc.constantFrom(
      ...there,
      ...there,
      `${prefix}_${'0'.repeat(12)}7${'0'.repeat(3)}8${'0'.repeat(15)}`,
    )
  }
  if (format === 'date-time') return fc.constantFrom(...MOMENTS)
  if (format === 'date') return fc.constantFrom('0000-01-01', '2026-02-28', '2028-02-29', '9999-12-31')
  if (format === 'email') return fc.constantFrom('a@b.example', `${'x'.repeat(60)}@residence.example`)
  if (pattern !== undefined && /\d/.test(pattern))
    return fc.constantFrom('08:00', '23:59', '24:00', '#00ff00')
  const longest = Math.min(maxLength, 5_000)
  return fc.oneof(
    fc.constantFrom(...WORDS).map((word) => word.padEnd(minLength, 'x').slice(0, longest)),
    fc.constantFrom('x'.repeat(minLength), 'x'.repeat(longest)),
  )
}

const numberFor = ({ type, minimum = -1e6, maximum = 1e6 }: Shape): fc.Arbitrary<number> => {
  const [least, most] = [Math.max(minimum, -1e15), Math.min(maximum, 1e15)]
  const between = fc.constantFrom(least, most, (least + most) / 2, 0, 1)
  return type === 'integer' ? between.map(Math.round) : between
}

const objectFor = (shape: Shape, known: readonly string[]): fc.Arbitrary<Record<string, unknown>> => {
  const { properties = {}, required = [], additionalProperties } = shape
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, inner]) => [name, nonsenseFor(inner, known)]),
  )
  if (Object.keys(fields).length === 0 && typeof additionalProperties === 'object')
    return fc.dictionary(fc.constantFrom('a', 'level', '__x'), nonsenseFor(additionalProperties, known), {
      maxKeys: 3,
    })
  return fc.record(fields, { requiredKeys: required.filter((name) => name in fields) })
}

export const nonsenseFor = <Value = unknown>(
  given: unknown,
  known: readonly string[],
): fc.Arbitrary<Value> => {
  const shape = (given ?? {}) as Shape
  const one = (): fc.Arbitrary<unknown> => {
    if ('const' in shape) return fc.constant(shape.const)
    if (shape.enum !== undefined) return fc.constantFrom(...shape.enum)
    const choices = shape.anyOf ?? shape.oneOf
    if (choices !== undefined) return fc.oneof(...choices.map((choice) => nonsenseFor(choice, known)))
    const ofType: Readonly<Record<string, () => fc.Arbitrary<unknown>>> = {
      string: () => textFor(shape, known),
      integer: () => numberFor(shape),
      number: () => numberFor(shape),
      boolean: () => fc.boolean(),
      null: () => fc.constant(null),
      array: () =>
        fc.array(nonsenseFor(shape.items, known), { minLength: shape.minItems ?? 0, maxLength: 3 }),
      object: () => objectFor(shape, known),
    }
    return ofType[shape.type ?? '']?.() ?? fc.constantFrom('x', 0, true, null, [], {})
  }
  return one() as fc.Arbitrary<Value>
}
