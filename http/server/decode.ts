/** Turns what arrived into what a handler receives, or into a problem that names each wrong field. */
import { z } from 'zod'
import type { FieldProblem, Route } from '../contract/index.ts'
import { Problem } from '../problem.ts'
import { closed } from './closed.ts'

interface RawInput {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

type Place = 'params' | 'query' | 'body'

const escape = (part: PropertyKey): string => String(part).replaceAll('~', '~0').replaceAll('/', '~1')

const pointerOf = (place: Place, path: readonly PropertyKey[]): string => {
  if (place === 'query') return `?${path.map(String).join('.')}`
  if (place === 'params') return `{${path.map(String).join('.')}}`
  return path.map((part) => `/${escape(part)}`).join('')
}

/** zod's issue codes, as ours: stable, snake_case, and few. */
const CODES: Readonly<Partial<Record<z.core.$ZodIssue['code'], string>>> = {
  unrecognized_keys: 'unknown_field',
  too_small: 'too_small',
  too_big: 'too_big',
  invalid_format: 'wrong_format',
}

const codeOf = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'required' : 'wrong_type'
  return CODES[issue.code] ?? 'not_allowed'
}

const fieldProblems = (place: Place, issues: readonly z.core.$ZodIssue[]): FieldProblem[] =>
  issues.flatMap((issue) => {
    const paths =
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => [...issue.path, key.slice(0, 60)])
        : [issue.path]
    return paths.map((path) => ({
      pointer: pointerOf(place, path),
      code: codeOf(issue),
      message: issue.message,
    }))
  })

/** PostgreSQL has no text with a zero character, and keeps another text for half of a letter: refused, not changed. */
const isText = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

const holdsNoText = (value: unknown): boolean => {
  if (typeof value === 'string') return !isText(value)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, inner]) => !isText(key) || holdsNoText(inner))
}

const REPORTED = 20

export const createDecoder = (route: Route) => {
  const schemas: readonly (readonly [Place, z.ZodType])[] = [
    ['params', closed(route.params ?? z.object({}))],
    ['query', closed(route.query ?? z.object({}))],
    ['body', closed(route.body ?? z.undefined())],
  ]
  return (raw: RawInput): Record<Place, unknown> => {
    const decoded: Record<Place, unknown> = { params: undefined, query: undefined, body: undefined }
    const errors: FieldProblem[] = []
    for (const [place, schema] of schemas) {
      if (holdsNoText(raw[place]))
        errors.push({
          pointer: pointerOf(place, []),
          code: 'wrong_format',
          message: 'a zero character, or half of a letter, is not text',
        })
      const result = schema.safeParse(raw[place], { reportInput: true })
      if (result.success) decoded[place] = result.data
      else errors.push(...fieldProblems(place, result.error.issues))
    }
    if (errors.length > 0)
      throw new Problem(
        400,
        'input_invalid',
        'Correct the fields listed in errors.',
        errors.slice(0, REPORTED),
      )
    return decoded
  }
}
