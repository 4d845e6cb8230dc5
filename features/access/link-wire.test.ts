/** What crosses the link between edge and server has a number, and the number is raised whenever it changes. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { LINK_SHAPE } from './core/index.ts'
import { linkShapes } from './link-wire.ts'

const shapeNow = (): string => {
  const schemas = Object.entries(linkShapes).map(([name, schema]) => [
    name,
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
  ])
  return createHash('sha256').update(JSON.stringify(schemas)).digest('hex')
}

test('the shapes are those of the number: after a change, raise LINK_PROTOCOL and write the new LINK_SHAPE', () => {
  expect(shapeNow()).toBe(LINK_SHAPE)
})
