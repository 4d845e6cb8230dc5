import { describe, expect, test } from 'vitest'
import { EQUIPMENT_KINDS } from '../core/index.ts'
import { equipmentRoutes } from '../wire.ts'
import { texts } from './texts.ts'

describe('the texts of equipment', () => {
  test('name every kind', () => {
    for (const kind of EQUIPMENT_KINDS) expect(texts.en).toHaveProperty([`equipment.kind.${kind}`])
  })

  test('explain every problem a route may answer', () => {
    const codes = Object.values(equipmentRoutes).flatMap((route) =>
      'problems' in route ? route.problems : [],
    )
    for (const code of codes) expect(texts.fr).toHaveProperty([`problem.${code}`])
  })
})
