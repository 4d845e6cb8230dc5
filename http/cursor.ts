/**
 * Where a list goes on: the last row's sort values, opaque to the caller. The checksum notices a cursor that was
 * cut, edited or taken from another list; it is not a signature, since the query narrows by scope in any case.
 */
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { Problem } from './problem.ts'

export interface Cursor<Position> {
  encode(position: Position): string
  decode(text: string): Position
  /** `undefined` for the first page. */
  decode(text: string | undefined): Position | undefined
}

const checksum = (list: string, content: string): string =>
  createHash('sha256').update(`${list}\n${content}`).digest('base64url').slice(0, 8)

/** `undefined`, which is no position of any list, when it is not JSON: the checksum can be made by anybody. */
const readJson = (content: string): unknown => {
  try {
    return JSON.parse(Buffer.from(content, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

export const createCursor = <Position>(list: string, position: z.ZodType<Position>): Cursor<Position> => {
  const invalid = () =>
    new Problem(400, 'cursor_invalid', 'This cursor is not one of this list. Start again without a cursor.')
  function decode(text: string): Position
  function decode(text: string | undefined): Position | undefined
  function decode(text: string | undefined): Position | undefined {
    if (text === undefined) return undefined
    const [content = '', sum = ''] = text.split('.')
    if (checksum(list, content) !== sum) throw invalid()
    const parsed = position.safeParse(readJson(content))
    if (!parsed.success) throw invalid()
    return parsed.data
  }
  return {
    encode: (value) => {
      const content = Buffer.from(JSON.stringify(value)).toString('base64url')
      return `${content}.${checksum(list, content)}`
    },
    decode,
  }
}

/** Cuts a page from rows read with `limit + 1`, with the cursor of the next one. */
export const toPage = <Row, Position>(
  rows: readonly Row[],
  limit: number,
  next: { readonly cursor: Cursor<Position>; readonly positionOf: (row: Row) => Position },
): { readonly data: Row[]; readonly nextCursor: string | null } => {
  const data = rows.slice(0, limit)
  const last = data.at(-1)
  const hasMore = rows.length > limit && last !== undefined
  return { data, nextCursor: hasMore ? next.cursor.encode(next.positionOf(last)) : null }
}
