/** A cursor goes on where a list stopped, and nowhere else. */
import { createHash } from 'node:crypto'
import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createCursor, toPage } from './cursor.ts'
import { Problem } from './problem.ts'

const cursor = createCursor('things', z.object({ at: z.number(), id: z.string() }))
const refusal = (text: string): unknown => {
  try {
    return cursor.decode(text)
  } catch (error) {
    return error instanceof Problem ? error.code : error
  }
}

describe('a cursor', () => {
  property.prop([fc.integer(), fc.string()])('comes back as it was', (at, id) => {
    expect(cursor.decode(cursor.encode({ at, id }))).toEqual({ at, id })
  })

  property.prop([fc.string()])('that nobody made is refused', (text) => {
    expect(refusal(text)).toBe('cursor_invalid')
  })

  it('is refused when it was edited, cut, or is of another list', () => {
    const text = cursor.encode({ at: 1, id: 'a' })
    const other = createCursor('others', z.object({ at: z.number(), id: z.string() })).encode({
      at: 1,
      id: 'a',
    })
    for (const wrong of [text.slice(1), text.slice(0, -1), `${text}x`, other, `e30.${text.split('.')[1]}`])
      expect(refusal(wrong)).toBe('cursor_invalid')
  })

  property.prop([fc.string()])('with a checksum somebody made for it is refused all the same', (text) => {
    const content = Buffer.from(text).toString('base64url')
    const sum = createHash('sha256').update(`things\n${content}`).digest('base64url').slice(0, 8)
    expect(refusal(`${content}.${sum}`)).toBe('cursor_invalid')
  })

  it('is absent on the first page and null after the last', () => {
    expect(cursor.decode(undefined)).toBeUndefined()
    const next = { cursor, positionOf: (id: string) => ({ at: 0, id }) }
    expect(toPage(['a', 'b'], 2, next)).toEqual({ data: ['a', 'b'], nextCursor: null })
    const page = toPage(['a', 'b', 'c'], 2, next)
    expect([page.data, cursor.decode(page.nextCursor ?? '')]).toEqual([['a', 'b'], { at: 0, id: 'b' }])
    expect(toPage([], 2, next)).toEqual({ data: [], nextCursor: null })
  })
})
