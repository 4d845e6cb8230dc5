/** Every register that comes along may be published as it is. */
import { expect, test } from 'vitest'
import { boundsOn, completed, judgeRegister } from '../core/index.ts'
import { presetNames, readPreset } from './presets.ts'

const names = await presetNames()

test('there are some, and no other name is one', async () => {
  expect(names.length).toBeGreaterThan(0)
  expect(await readPreset('../default')).toBeUndefined()
})

test.each(names)('%s says nothing that the law or the software would not keep', async (name) => {
  const register = await readPreset(name)
  expect(register).toBeDefined()
  if (register !== undefined) expect(judgeRegister(completed(register), boundsOn('2026-11-22'))).toEqual([])
})
