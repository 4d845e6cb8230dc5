/** Prints values as JSON: compact as Home Assistant's `to_json`, spaced, sorted and escaped as Jinja's `tojson`. */
import { TemplateRefusal } from './refusal.ts'
import { bounded, type Dict, isDict, isList, textOf, type Value } from './value.ts'

interface Style {
  readonly comma: string
  readonly colon: string
  readonly sorted: boolean
  text(source: string): string
}

const asciiOnly = (source: string): string =>
  JSON.stringify(source).replace(
    /[<>&'\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const JINJA: Style = { comma: ', ', colon: ': ', sorted: true, text: asciiOnly }
const PLAIN: Style = { comma: ',', colon: ':', sorted: false, text: (source) => JSON.stringify(source) }

const printDict = (dict: Dict, style: Style): string => {
  const members = [...dict].map(([key, value]) => {
    if (typeof key !== 'string') throw new TemplateRefusal('only texts can be keys in JSON')
    return [key, print(value, style)] as const
  })
  if (style.sorted) members.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${members.map(([key, value]) => style.text(key) + style.colon + value).join(style.comma)}}`
}

const print = (value: Value, style: Style): string => {
  if (value === undefined) throw new TemplateRefusal('a value that is missing cannot be printed as JSON')
  if (value === null) return 'null'
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return style.text(value)
  if (isList(value)) return `[${value.map((item) => print(item, style)).join(style.comma)}]`
  if (isDict(value)) return printDict(value, style)
  return textOf(value)
}

export const jinjaJson = (value: Value): string => bounded(print(value, JINJA))
export const plainJson = (value: Value): string => bounded(print(value, PLAIN))
