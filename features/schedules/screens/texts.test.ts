import { describe, expect, test } from 'vitest'
import { ADDED_HOLIDAY, HOLIDAY_CODES } from '../core/index.ts'
import { texts } from './texts.ts'

describe('the texts of schedules', () => {
  test('name every built-in holiday', () => {
    for (const code of [...HOLIDAY_CODES, ADDED_HOLIDAY]) expect(texts.en).toHaveProperty([`holiday.${code}`])
  })
})
