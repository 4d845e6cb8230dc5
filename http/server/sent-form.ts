/**
 * What a form of a page sends without a script: names with values, and files. Bounded by the server before it comes here;
 * whatever is not well formed is refused whole, so that nothing half read is kept.
 */
import { Problem } from '../problem.ts'

export interface SentFile {
  /** As the sender calls it: a text nobody opens by. */
  readonly name: string
  readonly bytes: Uint8Array
}

export interface SentForm {
  /** Of a name sent several times, the last. */
  readonly fields: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, SentFile>>
}

const MOST_PARTS = 100
const LONGEST_FIELD = 50_000

const malformed = (): Problem =>
  new Problem(400, 'form_malformed', 'The form did not arrive whole. Send it again.')

const textOf = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw malformed()
  }
}

const checked = (fields: readonly (readonly [string, string])[]): Readonly<Record<string, string>> => {
  if (fields.length > MOST_PARTS || fields.some(([, value]) => value.length > LONGEST_FIELD))
    throw malformed()
  return Object.fromEntries(fields)
}

interface Part {
  readonly name: string
  readonly fileName: string | undefined
  readonly bytes: Buffer
}

const CRLF = Buffer.from('\r\n')
const BLANK = Buffer.from('\r\n\r\n')

const partOf = (part: Buffer): Part => {
  const end = part.indexOf(BLANK)
  if (end === -1) throw malformed()
  const head = textOf(part.subarray(0, end))
  const name = /;\s*name="([^"\r\n]{1,100})"/i.exec(head)?.[1]
  if (name === undefined) throw malformed()
  return {
    name,
    fileName: /;\s*filename="([^"\r\n]{0,255})"/i.exec(head)?.[1],
    bytes: part.subarray(end + BLANK.length),
  }
}

/** What stands between two boundaries, each after the line break that ends the one before. */
const partsIn = (body: Buffer, boundary: string): readonly Part[] => {
  const mark = Buffer.from(`--${boundary}`)
  const parts: Part[] = []
  let at = body.indexOf(mark)
  if (at !== 0) throw malformed()
  for (;;) {
    const from = at + mark.length
    if (body.subarray(from, from + 2).toString('latin1') === '--') return parts
    if (!body.subarray(from, from + 2).equals(CRLF)) throw malformed()
    at = body.indexOf(Buffer.concat([CRLF, mark]), from)
    if (at === -1 || parts.length >= MOST_PARTS) throw malformed()
    parts.push(partOf(body.subarray(from + CRLF.length, at)))
    at += CRLF.length
  }
}

export const readSentForm = (body: Buffer, contentType: string): SentForm => {
  if (!/^multipart\/form-data/i.test(contentType))
    return { fields: checked([...new URLSearchParams(textOf(body))]), files: {} }
  const boundary = /boundary="?([\w'()+,./:=? -]{1,70}?)"?\s*(?:;|$)/.exec(contentType)?.[1]
  if (boundary === undefined) throw malformed()
  const parts = partsIn(body, boundary)
  return {
    fields: checked(
      parts.flatMap(({ name, fileName, bytes }) =>
        fileName === undefined ? [[name, textOf(bytes)] as const] : [],
      ),
    ),
    files: Object.fromEntries(
      parts.flatMap(({ name, fileName, bytes }) =>
        // A browser sends a nameless empty file where none was chosen.
        fileName === undefined || (fileName === '' && bytes.length === 0)
          ? []
          : [[name, { name: fileName, bytes }] as const],
      ),
    ),
  }
}
