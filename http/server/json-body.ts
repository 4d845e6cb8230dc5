/** Reads a JSON body: bounded in depth, without a way to reach a prototype, kept as text to compare retries. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '../problem.ts'

const DEEPEST = 32

/** Depth of nesting outside strings; stops at the first level too deep. */
const isTooDeep = (text: string): boolean => {
  let depth = 0
  let inString = false
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index]
    if (inString) {
      if (letter === '\\') index += 1
      else if (letter === '"') inString = false
    } else if (letter === '"') inString = true
    else if (letter === '{' || letter === '[') {
      depth += 1
      if (depth > DEEPEST) return true
    } else if (letter === '}' || letter === ']') depth -= 1
  }
  return false
}

/** Bytes that are not UTF-8 are refused: read as replacement characters, they would be kept as a text nobody sent. */
const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const bodies = new WeakMap<FastifyRequest, string>()

/** The body as it arrived; empty when there was none. */
export const bodyTextOf = (request: FastifyRequest): string => bodies.get(request) ?? ''

const malformed = () =>
  new Problem(
    400,
    'body_malformed',
    'The body is not JSON this server accepts. Check it with a JSON validator.',
  )

export const registerJsonBody = (fastify: FastifyInstance): void => {
  const parse = fastify.getDefaultJsonParser('error', 'error')
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    const text = typeof bytes === 'string' ? bytes : textOf(bytes)
    if (text === undefined || isTooDeep(text)) return done(malformed())
    bodies.set(request, text)
    if (text === '') return done(null, undefined)
    void parse(request, text, (error, value) => {
      if (error) done(malformed())
      else done(null, value)
    })
  })
}
