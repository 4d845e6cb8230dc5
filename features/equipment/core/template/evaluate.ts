/** Runs a parsed template. There are no loops and the tree is bounded, so is the work; texts are bounded as they grow. */
import { unreachable } from '@loge/kernel'
import { FILTERS } from './filters.ts'
import { TESTS } from './library.ts'
import { METHODS } from './methods.ts'
import { TemplateRefusal } from './refusal.ts'
import type { Arguments, BinaryOperator, Expression, Statement } from './syntax.ts'
import {
  areEqual,
  bounded,
  boundedWhole,
  compare,
  contains,
  finite,
  isDict,
  isList,
  isTrue,
  type Key,
  keyOf,
  numberOf,
  textOf,
  type Value,
} from './value.ts'

type Scope = Map<string, Value>

const item = (of: Value, key: Value): Value => {
  if (of === undefined || of === null) throw new TemplateRefusal('a member of a missing value was read')
  if (isDict(of)) return of.get(keyOf(key))
  if (typeof of !== 'string' && !isList(of)) return undefined
  if (typeof key !== 'bigint') return undefined
  const items = typeof of === 'string' ? Array.from(of) : of
  return items.at(Number(key))
}

const sliceBound = (value: Value, otherwise: number): number => {
  if (value === undefined || value === null) return otherwise
  if (typeof value !== 'bigint') throw new TemplateRefusal('a slice needs whole numbers')
  return Number(value)
}

const slice = (of: Value, from: Value, until: Value): Value => {
  const first = sliceBound(from, 0)
  if (typeof of === 'string') {
    const characters = Array.from(of)
    return characters.slice(first, sliceBound(until, characters.length)).join('')
  }
  if (isList(of)) return of.slice(first, sliceBound(until, of.length))
  throw new TemplateRefusal('only a text or a list has slices')
}

const wholeArithmetic = (operator: string, left: bigint, right: bigint): Value => {
  switch (operator) {
    case '+':
      return boundedWhole(left + right)
    case '-':
      return boundedWhole(left - right)
    case '*':
      return boundedWhole(left * right)
    case '/':
      return finite(Number(left) / Number(right))
  }
  if (right === 0n) throw new TemplateRefusal('a division by zero')
  const remainder = left % right
  // Python floors: the remainder takes the sign of the divisor.
  const crosses = remainder !== 0n && remainder < 0n !== right < 0n
  if (operator === '//') return left / right - (crosses ? 1n : 0n)
  return crosses ? remainder + right : remainder
}

const floatArithmetic = (operator: string, left: number, right: number): Value => {
  switch (operator) {
    case '+':
      return finite(left + right)
    case '-':
      return finite(left - right)
    case '*':
      return finite(left * right)
    case '/':
      return finite(left / right)
    case '//':
      return finite(Math.floor(left / right))
    default: {
      const remainder = finite(left % right)
      return remainder !== 0 && remainder < 0 !== right < 0 ? remainder + right : remainder
    }
  }
}

const arithmetic = (operator: string, left: Value, right: Value): Value => {
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return bounded(left + right)
  const a = numberOf(left)
  const b = numberOf(right)
  if (a === undefined || b === undefined) throw new TemplateRefusal(`${operator} needs two numbers`)
  if (typeof a === 'bigint' && typeof b === 'bigint') return wholeArithmetic(operator, a, b)
  return floatArithmetic(operator, Number(a), Number(b))
}

const RELATIONS: ReadonlyMap<BinaryOperator, (left: Value, right: Value) => Value> = new Map([
  ['~', (left: Value, right: Value): Value => bounded(textOf(left) + textOf(right))],
  ['==', areEqual],
  ['!=', (left: Value, right: Value) => !areEqual(left, right)],
  ['<', (left: Value, right: Value) => compare(left, right) < 0],
  ['<=', (left: Value, right: Value) => compare(left, right) <= 0],
  ['>', (left: Value, right: Value) => compare(left, right) > 0],
  ['>=', (left: Value, right: Value) => compare(left, right) >= 0],
  ['in', (left: Value, right: Value) => contains(right, left)],
  ['not in', (left: Value, right: Value) => !contains(right, left)],
])

const combine = (operator: BinaryOperator, left: Value, right: Value): Value => {
  const compared = RELATIONS.get(operator)
  return compared ? compared(left, right) : arithmetic(operator, left, right)
}

const evaluateBinary = (
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
  scope: Scope,
): Value => {
  const first = evaluate(left, scope)
  if (operator === 'and') return isTrue(first) ? evaluate(right, scope) : first
  if (operator === 'or') return isTrue(first) ? first : evaluate(right, scope)
  return combine(operator, first, evaluate(right, scope))
}

const applyFilter = (name: string, of: Value, args: Arguments, scope: Scope): Value => {
  const filter = FILTERS.get(name)
  if (!filter) throw new TemplateRefusal(`the filter ${name} is not supported`)
  const values = filter.parameters.map((parameter, index) => {
    const given = args.positional[index] ?? args.named.get(parameter)
    return given ? evaluate(given, scope) : undefined
  })
  return filter.run(of, values, args.positional.length + args.named.size)
}

const callMethod = (name: string, of: Value, args: Arguments, scope: Scope): Value => {
  const method = METHODS.get(name)
  if (!method || args.named.size > 0) throw new TemplateRefusal(`the method ${name}() is not supported`)
  return method(
    of,
    args.positional.map((argument) => evaluate(argument, scope)),
  )
}

const negate = (value: Value): Value => {
  const number = numberOf(value)
  if (number === undefined) throw new TemplateRefusal('- needs a number')
  return -number
}

/** A list that holds itself twice, sixty times over, would print without end: what a template makes has one level. */
const flat = (value: Value): Value => {
  if (isList(value) || isDict(value))
    throw new TemplateRefusal('lists and dictionaries cannot hold each other')
  return value
}

const evaluateDict = (entries: readonly (readonly [Expression, Expression])[], scope: Scope): Value => {
  const dict = new Map<Key, Value>()
  for (const [key, value] of entries) dict.set(keyOf(evaluate(key, scope)), flat(evaluate(value, scope)))
  return dict
}

const evaluate = (expression: Expression, scope: Scope): Value => {
  switch (expression.kind) {
    case 'literal':
      return expression.value
    case 'name':
      return scope.get(expression.name)
    case 'item':
      return item(evaluate(expression.of, scope), evaluate(expression.key, scope))
    case 'slice': {
      const from = expression.from ? evaluate(expression.from, scope) : undefined
      const until = expression.until ? evaluate(expression.until, scope) : undefined
      return slice(evaluate(expression.of, scope), from, until)
    }
    case 'list':
      return expression.items.map((member) => flat(evaluate(member, scope)))
    case 'dict':
      return evaluateDict(expression.entries, scope)
    case 'negate':
      return negate(evaluate(expression.value, scope))
    case 'not':
      return !isTrue(evaluate(expression.value, scope))
    case 'binary':
      return evaluateBinary(expression.operator, expression.left, expression.right, scope)
    case 'choice':
      if (isTrue(evaluate(expression.test, scope))) return evaluate(expression.whenTrue, scope)
      return expression.otherwise ? evaluate(expression.otherwise, scope) : undefined
    case 'filter':
      return applyFilter(expression.name, evaluate(expression.of, scope), expression.args, scope)
    case 'method':
      return callMethod(expression.name, evaluate(expression.of, scope), expression.args, scope)
    case 'test':
      return TESTS.get(expression.name)?.(evaluate(expression.of, scope)) !== expression.negated
    default:
      return unreachable(expression)
  }
}

/** Prints the statements into `output`; `scope` is changed by `set`. */
export const run = (statements: readonly Statement[], scope: Scope): string => {
  let output = ''
  for (const statement of statements) {
    if (statement.kind === 'text') output += statement.text
    else if (statement.kind === 'output') output += textOf(evaluate(statement.value, scope))
    else if (statement.kind === 'set') scope.set(statement.name, evaluate(statement.value, scope))
    else {
      const branch = statement.branches.find(({ test }) => isTrue(evaluate(test, scope)))
      output += run(branch ? branch.body : statement.otherwise, scope)
    }
    bounded(output)
  }
  return output
}
