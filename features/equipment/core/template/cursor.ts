/** Walks the tokens for the parser and counts: no template can nest or grow beyond the limits. */
import type { Token } from './lexer.ts'
import { TemplateRefusal } from './refusal.ts'

const DEPTH_LIMIT = 40
const NODE_LIMIT = 600

export interface Cursor {
  readonly tokens: readonly Token[]
  at: number
  depth: number
  nodes: number
  /** Names that may be read: what the caller provides and what `set` made. */
  readonly names: Set<string>
}

export const startCursor = (tokens: readonly Token[], names: readonly string[]): Cursor => ({
  tokens,
  at: 0,
  depth: 0,
  nodes: 0,
  names: new Set(names),
})

export const peekToken = (cursor: Cursor, ahead = 0): Token | undefined => cursor.tokens[cursor.at + ahead]

export const nextToken = (cursor: Cursor): Token => {
  const token = cursor.tokens[cursor.at]
  if (!token) throw new TemplateRefusal('the template ends too early')
  cursor.at += 1
  return token
}

export const isOperator = (cursor: Cursor, text: string): boolean => {
  const token = peekToken(cursor)
  return token?.kind === 'operator' && token.text === text
}

export const isWord = (cursor: Cursor, text: string, ahead = 0): boolean => {
  const token = peekToken(cursor, ahead)
  return token?.kind === 'name' && token.text === text
}

export const acceptOperator = (cursor: Cursor, text: string): boolean => {
  if (!isOperator(cursor, text)) return false
  cursor.at += 1
  return true
}

export const acceptWord = (cursor: Cursor, text: string): boolean => {
  if (!isWord(cursor, text)) return false
  cursor.at += 1
  return true
}

export const expectOperator = (cursor: Cursor, text: string): void => {
  if (!acceptOperator(cursor, text)) throw new TemplateRefusal(`${text} is missing`)
}

export const expectName = (cursor: Cursor): string => {
  const token = nextToken(cursor)
  if (token.kind !== 'name') throw new TemplateRefusal('a name is missing')
  return token.text
}

export const expectClose = (cursor: Cursor): void => {
  const token = nextToken(cursor)
  if (token.kind !== 'close') throw new TemplateRefusal('only one expression is allowed between the braces')
}

/** Counts one node of the tree; left-leaning chains are bounded by this, nesting by `nested`. */
export const counted = <Node>(cursor: Cursor, node: Node): Node => {
  cursor.nodes += 1
  if (cursor.nodes > NODE_LIMIT) throw new TemplateRefusal('the template is too large')
  return node
}

export const nested = <Node>(cursor: Cursor, parse: () => Node): Node => {
  cursor.depth += 1
  if (cursor.depth > DEPTH_LIMIT) throw new TemplateRefusal('the template is nested too deeply')
  const node = parse()
  cursor.depth -= 1
  return node
}
