import { texts as places } from '@loge/features/places/texts'
import { describe, expect, test } from 'vitest'
import { EQUIPMENT_KINDS, UNKNOWN_CODES } from '../core/index.ts'
import { equipmentRoutes } from '../wire.ts'
import { texts } from './texts.ts'

describe('the texts of equipment', () => {
  test('name every kind', () => {
    for (const kind of EQUIPMENT_KINDS) expect(texts.en).toHaveProperty([`equipment.kind.${kind}`])
  })

  test('say in both languages why something could not be read', () => {
    for (const code of UNKNOWN_CODES)
      for (const language of [texts.en, texts.fr])
        expect(language).toHaveProperty([`equipment.unknown.${code}`])
  })

  test('explain every problem a route may answer', () => {
    const codes = Object.values(equipmentRoutes).flatMap((route) =>
      'problems' in route ? route.problems : [],
    )
    // Where a thing is, is judged by places.
    const known = { ...places.fr, ...texts.fr }
    for (const code of codes) expect(known).toHaveProperty([`problem.${code}`])
  })
})
