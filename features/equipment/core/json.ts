/**
 * Reads JSON that arrives from devices: bounded in size, depth and count, whole numbers kept exact (a 7-byte tag
 * number does not fit a double), objects as maps so that no key can ever reach a prototype.
 */
import { ok, refuse, type Result } from '@loge/kernel'

export type JsonValue = string | bigint | number | boolean | null | readonly JsonValue[] | JsonObject
export type JsonObject = ReadonlyMap<string, JsonValue>

export interface JsonLimits {
  readonly characters: number
  readonly depth: number
  /** Values and members in total. */
  readonly nodes: number
}

export const MESSAGE_LIMITS: JsonLimits = { characters: 65_536, depth: 16, nodes: 5_000 }
export const DISCOVERY_LIMITS: JsonLimits = { characters: 262_144, depth: 16, nodes: 20_000 }

class NotJson extends Error {}

interface Reader {
  readonly text: string
  at: number
  nodes: number
  readonly limits: JsonLimits
}

const SPACE = /[ \t\n\r]*/y
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y
const QUOTE = 0x22
const BACKSLASH = 0x5c
const WHOLE_NUMBER_DIGITS = 40
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

const take = (reader: Reader, pattern: RegExp): RegExpExecArray | null => {
  pattern.lastIndex = reader.at
  const match = pattern.exec(reader.text)
  if (match) reader.at += match[0].length
  return match
}

const peek = (reader: Reader): string => reader.text[reader.at] ?? ''

const skipSpace = (reader: Reader): string => {
  take(reader, SPACE)
  return peek(reader)
}

const expect = (reader: Reader, text: string): void => {
  if (!reader.text.startsWith(text, reader.at)) throw new NotJson('not valid JSON')
  reader.at += text.length
}

const readEscape = (reader: Reader): string => {
  const letter = reader.text[reader.at + 1] ?? ''
  if (letter === 'u') {
    const hex = reader.text.slice(reader.at + 2, reader.at + 6)
    if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw new NotJson('not valid JSON')
    reader.at += 6
    return String.fromCharCode(Number.parseInt(hex, 16))
  }
  const plain = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined
  if (plain === undefined) throw new NotJson('not valid JSON')
  reader.at += 2
  return plain
}

/** Up to the next quote, backslash or control character: what stands for itself in a string. */
const takePlain = (reader: Reader): string => {
  const from = reader.at
  for (let code = reader.text.charCodeAt(reader.at); code >= 0x20 && code !== QUOTE && code !== BACKSLASH; ) {
    reader.at += 1
    code = reader.text.charCodeAt(reader.at)
  }
  return reader.text.slice(from, reader.at)
}

const readString = (reader: Reader): string => {
  expect(reader, '"')
  const parts: string[] = []
  for (;;) {
    parts.push(takePlain(reader))
    const next = peek(reader)
    if (next === '"') break
    if (next !== '\\') throw new NotJson('not valid JSON')
    parts.push(readEscape(reader))
  }
  reader.at += 1
  return parts.join('')
}

const readNumber = (reader: Reader): bigint | number => {
  const match = take(reader, NUMBER)
  if (!match) throw new NotJson('not valid JSON')
  if (match[1] === undefined && match[2] === undefined) {
    if (match[0].length > WHOLE_NUMBER_DIGITS) throw new NotJson('a number is too long')
    return BigInt(match[0])
  }
  const value = Number(match[0])
  if (!Number.isFinite(value)) throw new NotJson('a number is too large')
  return value
}

const readList = (reader: Reader, depth: number): JsonValue[] => {
  expect(reader, '[')
  const list: JsonValue[] = []
  if (skipSpace(reader) !== ']') {
    for (;;) {
      list.push(readValue(reader, depth + 1))
      if (skipSpace(reader) !== ',') break
      reader.at += 1
    }
  }
  expect(reader, ']')
  return list
}

const readObject = (reader: Reader, depth: number): JsonObject => {
  expect(reader, '{')
  const object = new Map<string, JsonValue>()
  if (skipSpace(reader) !== '}') {
    for (;;) {
      skipSpace(reader)
      const key = readString(reader)
      skipSpace(reader)
      expect(reader, ':')
      object.set(key, readValue(reader, depth + 1))
      if (skipSpace(reader) !== ',') break
      reader.at += 1
    }
  }
  expect(reader, '}')
  return object
}

const readValue = (reader: Reader, depth: number): JsonValue => {
  reader.nodes += 1
  if (reader.nodes > reader.limits.nodes) throw new NotJson('too many values')
  if (depth > reader.limits.depth) throw new NotJson('nested too deeply')
  const first = skipSpace(reader)
  if (first === '"') return readString(reader)
  if (first === '{') return readObject(reader, depth)
  if (first === '[') return readList(reader, depth)
  for (const [word, value] of [
    ['true', true],
    ['false', false],
    ['null', null],
  ] as const) {
    if (first !== word[0]) continue
    expect(reader, word)
    return value
  }
  return readNumber(reader)
}

export const parseJson = (text: string, limits: JsonLimits = MESSAGE_LIMITS): Result<JsonValue, string> => {
  if (text.length > limits.characters) return refuse('larger than allowed')
  const reader: Reader = { text, at: 0, nodes: 0, limits }
  try {
    const value = readValue(reader, 0)
    skipSpace(reader)
    return reader.at === text.length ? ok(value) : refuse('not valid JSON')
  } catch (error) {
    if (error instanceof NotJson) return refuse(error.message)
    throw error
  }
}

export const isJsonObject = (value: JsonValue | undefined): value is JsonObject => value instanceof Map
