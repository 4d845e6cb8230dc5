/** Methods of texts and dictionaries that device templates call, by Python's meaning. */
import { TemplateRefusal } from './refusal.ts'
import { bounded, type Dict, isDict, keyOf, type List, type Value } from './value.ts'

const text = (value: Value): string => {
  if (typeof value !== 'string') throw new TemplateRefusal('a text is needed')
  return value
}

export const replaceAll = (source: string, old: string, next: string): string => {
  if (old === '') throw new TemplateRefusal('nothing cannot be replaced')
  const grown = source.length + (source.split(old).length - 1) * (next.length - old.length)
  if (grown > 65_536) throw new TemplateRefusal('the result is too long')
  return bounded(source.replaceAll(old, () => next))
}

const split = (source: string, args: List): List => {
  const [separator, limit] = args
  if (limit !== undefined) throw new TemplateRefusal('split() with a limit is not supported')
  if (separator === undefined || separator === null) return source.split(/\s+/).filter((part) => part !== '')
  if (text(separator) === '') throw new TemplateRefusal('an empty separator')
  return source.split(text(separator))
}

const ofText =
  (run: (source: string, args: List) => Value) =>
  (of: Value, args: List): Value =>
    run(text(of), args)

const get = (of: Value, args: List): Value => {
  if (!isDict(of)) throw new TemplateRefusal('get() needs a dictionary')
  const dict: Dict = of
  const key = keyOf(args[0])
  return dict.has(key) ? dict.get(key) : args.length > 1 ? args[1] : null
}

const noArguments = (args: List): void => {
  if (args.length > 0) throw new TemplateRefusal('arguments are not supported here')
}

const plain = (run: (source: string) => string): ((of: Value, args: List) => Value) =>
  ofText((source, args) => {
    noArguments(args)
    return bounded(run(source))
  })

export const METHODS: ReadonlyMap<string, (of: Value, args: List) => Value> = new Map([
  ['lower', plain((source) => source.toLowerCase())],
  ['upper', plain((source) => source.toUpperCase())],
  ['strip', plain((source) => source.trim())],
  ['split', ofText(split)],
  ['startswith', ofText((source, args) => source.startsWith(text(args[0])))],
  ['endswith', ofText((source, args) => source.endsWith(text(args[0])))],
  ['replace', ofText((source, args) => replaceAll(source, text(args[0]), text(args[1])))],
  ['get', get],
])
