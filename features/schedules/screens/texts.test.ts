import { describe, expect, test } from 'vitest'
import { ADDED_HOLIDAY, HOLIDAY_CODES } from '../core/index.ts'
import { scheduleRoutes } from '../wire.ts'
import { texts } from './texts.ts'

describe('the texts of schedules', () => {
  test('name every built-in holiday', () => {
    for (const code of [...HOLIDAY_CODES, ADDED_HOLIDAY]) expect(texts.en).toHaveProperty([`holiday.${code}`])
  })

  test('explain every problem a route may answer', () => {
    const codes = Object.values(scheduleRoutes).flatMap((route) =>
      'problems' in route ? route.problems : [],
    )
    for (const code of codes) expect(texts.fr).toHaveProperty([`problem.${code}`])
  })
})
