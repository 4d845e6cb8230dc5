/** The JSON reader agrees with the language on what is JSON, and keeps its bounds. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type JsonValue, parseJson } from './json.ts'

const plain = (value: JsonValue): unknown => {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Map) {
    const object: Record<string, unknown> = Object.create(null)
    for (const [key, member] of value) object[key] = plain(member)
    return object
  }
  return Array.isArray(value) ? value.map(plain) : value
}

it('reads whatever the language reads, and nothing else', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json({ maxDepth: 6 }),
        fc.string(),
        fc.string({ unit: fc.constantFrom(...Array.from('[]{}":,0.e-+tnul \\')) }),
      ),
      (text) => {
        let expected: unknown
        let isJson = true
        try {
          expected = JSON.parse(text)
        } catch {
          isJson = false
        }
        const parsed = parseJson(text)
        expect(parsed.ok).toBe(isJson)
        if (parsed.ok) expect(JSON.stringify(plain(parsed.value))).toBe(JSON.stringify(expected))
      },
    ),
    { numRuns: 2_000 },
  )
})

it('keeps whole numbers exact and objects without a prototype', () => {
  expect(parseJson('36028797018963969')).toEqual({ ok: true, value: 36028797018963969n })
  const parsed = parseJson('{"__proto__":{"admin":true}}')
  expect(parsed.ok && parsed.value instanceof Map && parsed.value.has('__proto__')).toBe(true)
  expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
})

it.each([
  ['['.repeat(60_000), 'nested too deeply'],
  [`[${'0,'.repeat(20_000)}0]`, 'too many values'],
  ['"'.repeat(70_000), 'larger than allowed'],
  ['9'.repeat(50), 'a number is too long'],
  ['1e999', 'a number is too large'],
  ['', 'not valid JSON'],
  ['"\u0001"', 'not valid JSON'],
])('refuses hostile text %#', (text, why) => {
  expect(parseJson(text)).toEqual({ ok: false, refusal: why })
})
