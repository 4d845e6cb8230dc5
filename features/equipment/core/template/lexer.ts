/** Splits a template into text and the tokens between `{{ }}` and `{% %}`. Linear in the length of the source. */
import { TemplateRefusal } from './refusal.ts'

export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open'; readonly tag: '{{' | '{%' }
  | { readonly kind: 'close' }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'whole'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'operator'; readonly text: string }

const SOURCE_LIMIT = 8_192
const OPENING = /\{(\{|%|#)-?/g
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y
const NUMBER = /(?:0[xX][0-9a-fA-F]{1,30}|[0-9]{1,38}(?:\.[0-9]{1,38})?(?:[eE][+-]?[0-9]{1,3})?)/y
const STRING = /'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"/y
const OPERATOR = /==|!=|<=|>=|\/\/|\*\*|[-+*/%~<>=.,:|()[\]{}]/y
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([\s\S]))/g
const ESCAPED: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
])

const unescape = (body: string): string =>
  body.replace(ESCAPE, (whole, hex2?: string, hex4?: string, letter?: string) => {
    const hex = hex2 ?? hex4
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
    return ESCAPED.get(letter ?? '') ?? whole
  })

const matchAt = (pattern: RegExp, source: string, at: number): string | undefined => {
  pattern.lastIndex = at
  return pattern.exec(source)?.[0]
}

const readToken = (source: string, at: number): { readonly token: Token; readonly length: number } => {
  const name = matchAt(NAME, source, at)
  if (name !== undefined) return { token: { kind: 'name', text: name }, length: name.length }
  const number = matchAt(NUMBER, source, at)
  if (number !== undefined) {
    const isWhole = /^(?:0[xX]|[0-9]+$)/.test(number)
    const token: Token = isWhole
      ? { kind: 'whole', value: BigInt(number) }
      : { kind: 'float', value: Number(number) }
    return { token, length: number.length }
  }
  const text = matchAt(STRING, source, at)
  if (text !== undefined)
    return { token: { kind: 'string', text: unescape(text.slice(1, -1)) }, length: text.length }
  const operator = matchAt(OPERATOR, source, at)
  if (operator === undefined)
    throw new TemplateRefusal(`unexpected character ${JSON.stringify(source[at] ?? 'end')}`)
  return { token: { kind: 'operator', text: operator }, length: operator.length }
}

/** Reads up to the closing mark; braces of a dictionary inside are counted so that `}}` may close two of them. */
const readTag = (source: string, from: number, closing: '}}' | '%}', tokens: Token[]): number => {
  let at = from
  let depth = 0
  for (;;) {
    while (/\s/.test(source[at] ?? '')) at += 1
    if (at >= source.length) throw new TemplateRefusal(`${closing} is missing`)
    if (depth === 0) {
      const mark = source.startsWith(`-${closing}`, at)
        ? `-${closing}`
        : source.startsWith(closing, at)
          ? closing
          : undefined
      if (mark !== undefined) {
        tokens.push({ kind: 'close' })
        at += mark.length
        if (mark.startsWith('-')) while (/\s/.test(source[at] ?? '')) at += 1
        return at
      }
    }
    const { token, length } = readToken(source, at)
    if (token.kind === 'operator')
      depth += '([{'.includes(token.text) ? 1 : ')]}'.includes(token.text) ? -1 : 0
    tokens.push(token)
    at += length
  }
}

const endOfComment = (source: string, from: number): number => {
  const end = source.indexOf('#}', from)
  if (end < 0) throw new TemplateRefusal('#} is missing')
  let at = end + 2
  if (source[end - 1] === '-') while (/\s/.test(source[at] ?? '')) at += 1
  return at
}

export const tokenize = (template: string): readonly Token[] => {
  if (template.length > SOURCE_LIMIT) throw new TemplateRefusal('the template is too long')
  const source = template.trim()
  const tokens: Token[] = []
  let at = 0
  while (at < source.length) {
    OPENING.lastIndex = at
    const opening = OPENING.exec(source)
    const text = source.slice(at, opening?.index ?? source.length)
    const kept = opening?.[0].endsWith('-') ? text.trimEnd() : text
    if (kept !== '') tokens.push({ kind: 'text', text: kept })
    if (!opening) break
    at = opening.index + opening[0].length
    if (opening[1] === '#') {
      at = endOfComment(source, at)
      continue
    }
    const tag = opening[1] === '{' ? '{{' : '{%'
    tokens.push({ kind: 'open', tag })
    at = readTag(source, at, tag === '{{' ? '}}' : '%}', tokens)
  }
  return tokens
}
