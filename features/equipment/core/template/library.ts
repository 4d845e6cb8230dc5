/** What a template may call. Every name is looked up here when the template is read, so nothing surprises later. */
import { FILTERS } from './filters.ts'
import { METHODS } from './methods.ts'
import { TemplateRefusal } from './refusal.ts'
import type { Arguments } from './syntax.ts'
import { isDict, isList, numberOf, type Value } from './value.ts'

const FUNCTIONS = new Set(['int', 'float', 'bool', 'iif'])

export const TESTS: ReadonlyMap<string, (value: Value) => boolean> = new Map<
  string,
  (value: Value) => boolean
>([
  ['defined', (value) => value !== undefined],
  ['undefined', (value) => value === undefined],
  ['none', (value) => value === null],
  ['string', (value) => typeof value === 'string'],
  ['number', (value) => numberOf(value) !== undefined],
  ['boolean', (value) => typeof value === 'boolean'],
  ['true', (value) => value === true],
  ['false', (value) => value === false],
  ['mapping', isDict],
  // As in Jinja, a missing value has a length, and so is a sequence.
  ['sequence', (value) => value === undefined || typeof value === 'string' || isList(value) || isDict(value)],
])

export const checkTest = (name: string): void => {
  if (!TESTS.has(name)) throw new TemplateRefusal(`the test ${name} is not supported`)
}

export const checkFunction = (name: string): void => {
  if (!FUNCTIONS.has(name)) throw new TemplateRefusal(`the function ${name}() is not supported`)
}

export const checkMethod = (name: string): void => {
  if (!METHODS.has(name)) throw new TemplateRefusal(`the method ${name}() is not supported`)
}

export const checkFilter = (name: string, args: Arguments): void => {
  const filter = FILTERS.get(name)
  if (!filter) throw new TemplateRefusal(`the filter ${name} is not supported`)
  if (args.positional.length > filter.parameters.length)
    throw new TemplateRefusal(`${name} has too many arguments`)
  for (const given of args.named.keys()) {
    const position = filter.parameters.indexOf(given)
    if (position < args.positional.length) throw new TemplateRefusal(`${name} has no argument ${given}`)
  }
}
