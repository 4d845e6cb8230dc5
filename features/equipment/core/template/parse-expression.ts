/** Jinja's expression grammar, with Jinja's precedence (`~` binds tighter than `+`, tests tighter than `not`). */
import {
  acceptOperator,
  acceptWord,
  counted,
  type Cursor,
  expectName,
  expectOperator,
  isOperator,
  isWord,
  nested,
  nextToken,
  peekToken,
} from './cursor.ts'
import { checkFilter, checkFunction, checkMethod, checkTest } from './library.ts'
import { TemplateRefusal } from './refusal.ts'
import type { Arguments, BinaryOperator, Expression } from './syntax.ts'

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
])
const WORDS = new Set(['if', 'else', 'and', 'or', 'not', 'in', 'is'])
const COMPARISONS: readonly BinaryOperator[] = ['==', '!=', '<=', '>=', '<', '>']

export const parseExpression = (cursor: Cursor): Expression => nested(cursor, () => parseChoice(cursor))

const parseChoice = (cursor: Cursor): Expression => {
  let value = parseOr(cursor)
  while (acceptWord(cursor, 'if')) {
    const test = parseOr(cursor)
    const otherwise = acceptWord(cursor, 'else') ? parseExpression(cursor) : null
    value = counted(cursor, { kind: 'choice', test, whenTrue: value, otherwise })
  }
  return value
}

const binary = (cursor: Cursor, operator: BinaryOperator, left: Expression, right: Expression): Expression =>
  counted(cursor, { kind: 'binary', operator, left, right })

const parseOr = (cursor: Cursor): Expression => {
  let left = parseAnd(cursor)
  while (acceptWord(cursor, 'or')) left = binary(cursor, 'or', left, parseAnd(cursor))
  return left
}

const parseAnd = (cursor: Cursor): Expression => {
  let left = parseNot(cursor)
  while (acceptWord(cursor, 'and')) left = binary(cursor, 'and', left, parseNot(cursor))
  return left
}

const parseNot = (cursor: Cursor): Expression => {
  if (!acceptWord(cursor, 'not')) return parseComparison(cursor)
  return counted(cursor, { kind: 'not', value: nested(cursor, () => parseNot(cursor)) })
}

const acceptComparison = (cursor: Cursor): BinaryOperator | undefined => {
  if (acceptWord(cursor, 'in')) return 'in'
  if (isWord(cursor, 'not') && isWord(cursor, 'in', 1)) {
    cursor.at += 2
    return 'not in'
  }
  return COMPARISONS.find((operator) => acceptOperator(cursor, operator))
}

const parseComparison = (cursor: Cursor): Expression => {
  const left = parseSum(cursor)
  const operator = acceptComparison(cursor)
  if (operator === undefined) return left
  const compared = binary(cursor, operator, left, parseSum(cursor))
  if (acceptComparison(cursor) !== undefined)
    throw new TemplateRefusal('chained comparisons are not supported')
  return compared
}

/** One level of left-associative operators above `below`. */
const chain =
  (operators: readonly BinaryOperator[], below: (cursor: Cursor) => Expression) =>
  (cursor: Cursor): Expression => {
    let left = below(cursor)
    for (;;) {
      const operator = operators.find((candidate) => acceptOperator(cursor, candidate))
      if (operator === undefined) return left
      left = binary(cursor, operator, left, below(cursor))
    }
  }

const parseProduct = chain(['*', '//', '/', '%'], (cursor) => parseSigned(cursor, true))
const parseConcat = chain(['~'], parseProduct)
const parseSum = chain(['+', '-'], parseConcat)

const parseSigned = (cursor: Cursor, withFilters: boolean): Expression => {
  let value: Expression
  if (acceptOperator(cursor, '-'))
    value = counted(cursor, { kind: 'negate', value: nested(cursor, () => parseSigned(cursor, false)) })
  else if (acceptOperator(cursor, '+')) value = nested(cursor, () => parseSigned(cursor, false))
  else value = parsePostfix(cursor, parsePrimary(cursor))
  if (isOperator(cursor, '**')) throw new TemplateRefusal('the operator ** is not supported')
  return withFilters ? parseFilters(cursor, value) : value
}

const parsePrimary = (cursor: Cursor): Expression => {
  const token = nextToken(cursor)
  if (token.kind === 'string') return counted(cursor, { kind: 'literal', value: token.text })
  if (token.kind === 'whole' || token.kind === 'float')
    return counted(cursor, { kind: 'literal', value: token.value })
  if (token.kind === 'name') return parseName(cursor, token.text)
  if (token.kind === 'operator') {
    if (token.text === '(') return parseParenthesis(cursor)
    if (token.text === '[') return counted(cursor, { kind: 'list', items: parseItems(cursor, ']') })
    if (token.text === '{') return parseDict(cursor)
  }
  throw new TemplateRefusal('an expression is missing')
}

const parseName = (cursor: Cursor, name: string): Expression => {
  const constant = CONSTANTS.get(name)
  if (constant !== undefined) return counted(cursor, { kind: 'literal', value: constant })
  if (WORDS.has(name)) throw new TemplateRefusal(`unexpected ${name}`)
  if (acceptOperator(cursor, '(')) return parseFunction(cursor, name)
  if (!cursor.names.has(name)) throw new TemplateRefusal(`the name ${name} is not supported`)
  return counted(cursor, { kind: 'name', name })
}

/** `int(x, 0)` is the filter `int` written as a function. */
const parseFunction = (cursor: Cursor, name: string): Expression => {
  checkFunction(name)
  const { positional, named } = parseArguments(cursor)
  const [of, ...rest] = positional
  if (!of) throw new TemplateRefusal(`${name}() needs a value`)
  const args = { positional: rest, named }
  checkFilter(name, args)
  return counted(cursor, { kind: 'filter', name, of, args })
}

const parseParenthesis = (cursor: Cursor): Expression => {
  const first = parseExpression(cursor)
  if (!acceptOperator(cursor, ',')) {
    expectOperator(cursor, ')')
    return first
  }
  return counted(cursor, { kind: 'list', items: [first, ...parseItems(cursor, ')')] })
}

const parseItems = (cursor: Cursor, closing: string): Expression[] => {
  const items: Expression[] = []
  while (!acceptOperator(cursor, closing)) {
    items.push(parseExpression(cursor))
    if (!isOperator(cursor, closing)) expectOperator(cursor, ',')
  }
  return items
}

const parseDict = (cursor: Cursor): Expression => {
  const entries: [Expression, Expression][] = []
  while (!acceptOperator(cursor, '}')) {
    const key = parseExpression(cursor)
    expectOperator(cursor, ':')
    entries.push([key, parseExpression(cursor)])
    if (!isOperator(cursor, '}')) expectOperator(cursor, ',')
  }
  return counted(cursor, { kind: 'dict', entries })
}

const parseArguments = (cursor: Cursor): Arguments => {
  const positional: Expression[] = []
  const named = new Map<string, Expression>()
  while (!acceptOperator(cursor, ')')) {
    const token = peekToken(cursor)
    const after = peekToken(cursor, 1)
    if (token?.kind === 'name' && after?.kind === 'operator' && after.text === '=') {
      cursor.at += 2
      named.set(token.text, parseExpression(cursor))
    } else positional.push(parseExpression(cursor))
    if (!isOperator(cursor, ')')) expectOperator(cursor, ',')
  }
  return { positional, named }
}

const NO_ARGUMENTS: Arguments = { positional: [], named: new Map() }

const parsePostfix = (cursor: Cursor, start: Expression): Expression => {
  let value = start
  for (;;) {
    if (acceptOperator(cursor, '.')) value = parseMember(cursor, value)
    else if (acceptOperator(cursor, '[')) value = parseSubscript(cursor, value)
    else return value
  }
}

const parseMember = (cursor: Cursor, of: Expression): Expression => {
  const token = nextToken(cursor)
  if (token.kind === 'whole') {
    const key = counted(cursor, { kind: 'literal', value: token.value } as const)
    return counted(cursor, { kind: 'item', of, key })
  }
  if (token.kind !== 'name') throw new TemplateRefusal('a name is missing')
  if (acceptOperator(cursor, '(')) {
    checkMethod(token.text)
    return counted(cursor, { kind: 'method', name: token.text, of, args: parseArguments(cursor) })
  }
  const key = counted(cursor, { kind: 'literal', value: token.text } as const)
  return counted(cursor, { kind: 'item', of, key })
}

const parseSubscript = (cursor: Cursor, of: Expression): Expression => {
  const from = isOperator(cursor, ':') ? null : parseExpression(cursor)
  if (from !== null && acceptOperator(cursor, ']')) return counted(cursor, { kind: 'item', of, key: from })
  expectOperator(cursor, ':')
  const until = isOperator(cursor, ']') ? null : parseExpression(cursor)
  expectOperator(cursor, ']')
  return counted(cursor, { kind: 'slice', of, from, until })
}

const parseFilters = (cursor: Cursor, start: Expression): Expression => {
  let value = start
  for (;;) {
    if (acceptOperator(cursor, '|')) {
      const name = expectName(cursor)
      const args = acceptOperator(cursor, '(') ? parseArguments(cursor) : NO_ARGUMENTS
      checkFilter(name, args)
      value = counted(cursor, { kind: 'filter', name, of: value, args })
    } else if (acceptWord(cursor, 'is')) {
      const negated = acceptWord(cursor, 'not')
      const name = expectName(cursor)
      checkTest(name)
      if (isWord(cursor, 'is')) throw new TemplateRefusal('chained tests are not supported')
      value = counted(cursor, { kind: 'test', name, of: value, negated })
    } else return value
  }
}
