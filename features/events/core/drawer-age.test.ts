import { defaultRegister } from '@loge/features/law/core'
import { instant } from '@loge/kernel'
import { expect, test } from 'vitest'
import { mayBePurged } from './drawer-age.ts'

test.each([
  ['movement', '2026-01', Date.UTC(2026, 4, 1)],
  ['movement', '2025-11', Date.UTC(2026, 2, 1)],
  ['equipment', '2025-12', Date.UTC(2027, 0, 1)],
  ['audit', '2026-02', Date.UTC(2029, 2, 1)],
] as const)(
  'the %s drawer of %s is kept until its period ended, and not a moment less',
  (retention, month, end) => {
    expect(mayBePurged({ retention, month }, instant(end - 1), defaultRegister)).toBe(false)
    expect(mayBePurged({ retention, month }, instant(end), defaultRegister)).toBe(true)
  },
)
