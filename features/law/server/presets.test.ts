/** Every register that comes along may be published as it is. */
import { readFile } from 'node:fs/promises'
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

/** The kinds of promise that are about a datum of the register. */
const OF_THE_REGISTER = 'PUR CAT BAS RET RCP SRC COO ROL CHN TRF DEF'.split(' ')
const promises = (await readFile('docs/promises/promises.jsonl', 'utf8'))
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { readonly id: string; readonly kind: string })

test.each(names)('%s has a datum for every promise of its document that is about one', async (name) => {
  const text = JSON.stringify(await readPreset(name))
  const claimed = new Set([...text.matchAll(/"(S\d-\d+)"/g)].map(([, id]) => id))
  const documents = new Set([...claimed].map((id) => id?.split('-')[0]))
  expect(documents.size).toBe(1)
  const promised = promises.filter(
    ({ id, kind }) => documents.has(id.split('-')[0]) && OF_THE_REGISTER.includes(kind),
  )
  expect(promised.length).toBeGreaterThan(20)
  expect(promised.map(({ id }) => id).filter((id) => !claimed.has(id))).toEqual([])
})
