/** Builds the tree of a template: text, `{{ … }}`, `{% if %}` and `{% set %}`. Loops, macros and imports are refused. */
import {
  acceptOperator,
  counted,
  type Cursor,
  expectClose,
  expectName,
  nested,
  nextToken,
  startCursor,
} from './cursor.ts'
import { tokenize } from './lexer.ts'
import { parseExpression } from './parse-expression.ts'
import { TemplateRefusal } from './refusal.ts'
import type { Branch, Statement } from './syntax.ts'

interface Body {
  readonly statements: readonly Statement[]
  /** The word that ended it: `elif`, `else`, `endif`, or `end` of the template. */
  readonly endedBy: string
}

const parseBody = (cursor: Cursor): Body => {
  const statements: Statement[] = []
  while (cursor.at < cursor.tokens.length) {
    const token = nextToken(cursor)
    if (token.kind === 'text') {
      statements.push(counted(cursor, { kind: 'text', text: token.text }))
      continue
    }
    if (token.kind !== 'open') throw new TemplateRefusal('the template is not balanced')
    if (token.tag === '{{') {
      statements.push(counted(cursor, { kind: 'output', value: parseExpression(cursor) }))
      expectClose(cursor)
      continue
    }
    const word = expectName(cursor)
    if (word === 'elif' || word === 'else' || word === 'endif') return { statements, endedBy: word }
    statements.push(parseStatement(cursor, word))
  }
  return { statements, endedBy: 'end' }
}

const parseStatement = (cursor: Cursor, word: string): Statement => {
  if (word === 'if') return nested(cursor, () => parseIf(cursor))
  if (word === 'set') return parseSet(cursor)
  throw new TemplateRefusal(`{% ${word} %} is not supported`)
}

const parseSet = (cursor: Cursor): Statement => {
  const name = expectName(cursor)
  if (!acceptOperator(cursor, '=')) throw new TemplateRefusal('{% set %} needs one name and a value')
  const value = parseExpression(cursor)
  expectClose(cursor)
  cursor.names.add(name)
  return counted(cursor, { kind: 'set', name, value })
}

const parseIf = (cursor: Cursor): Statement => {
  const branches: Branch[] = []
  for (;;) {
    const test = parseExpression(cursor)
    expectClose(cursor)
    const { statements, endedBy } = parseBody(cursor)
    branches.push({ test, body: statements })
    if (endedBy === 'elif') continue
    const otherwise = endedBy === 'else' ? parseElse(cursor) : []
    if (endedBy === 'end') throw new TemplateRefusal('{% endif %} is missing')
    if (endedBy === 'endif') expectClose(cursor)
    return counted(cursor, { kind: 'if', branches, otherwise })
  }
}

const parseElse = (cursor: Cursor): readonly Statement[] => {
  expectClose(cursor)
  const { statements, endedBy } = parseBody(cursor)
  if (endedBy !== 'endif') throw new TemplateRefusal('{% endif %} is missing')
  expectClose(cursor)
  return statements
}

export const parseTemplate = (source: string, names: readonly string[]): readonly Statement[] => {
  const cursor = startCursor(tokenize(source), names)
  const { statements, endedBy } = parseBody(cursor)
  if (endedBy !== 'end') throw new TemplateRefusal(`{% ${endedBy} %} without {% if %}`)
  return statements
}
